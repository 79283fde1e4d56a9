"""The one spider, driven by a source's entry.

Feeds, sitemaps and listing pages lead to articles; links in articles lead nowhere.  What is to be fetched
stands in the store: the spider takes it from there in small batches whenever it has nothing left to do.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse

from dateline import clock
from dateline.crawler import feeds, listings, periods, schedule, sitemaps
from dateline.crawler.address import canonicalize, resolve
from dateline.crawler.discovery import Found
from dateline.crawler.entries import Entry, plausible
from dateline.crawler.failures import sentence
from dateline.crawler.fetched import Fetched, content_type
from dateline.crawler.fetched import fetched as read_response
from dateline.crawler.keeper import Keeper
from dateline.crawler.reader import Reader, Unreadable
from dateline.crawler.recognition import announced
from dateline.crawler.robots import Cache, Forbidden, Unavailable, conditions, validators
from dateline.errors import DatelineError
from dateline.progress import Meter
from dateline.records import Article
from dateline.settings import Source
from dateline.store.pages import Page, Role, State

BATCH = 40
_LOW = 10
_HOPS = 5
_PRIORITY: dict[str, int] = {"feed": 30, "sitemap": 20, "listing": 10}
_ANSWERS = [304, *range(400, 600)]
"""What feeds, sitemaps and listings answer for us to see; redirects are followed before."""
_HTML = re.compile(r"html|^text/plain|^$", re.IGNORECASE)


class SourceSpider(Spider):
    """Crawls one source."""

    name = "source"

    def __init__(
        self,
        *,
        source_name: str,
        source: Source,
        keeper: Keeper,
        reader: Reader,
        robots: Cache,
        obey_robots: bool,
        meter: Meter,
        stop: Any,
    ) -> None:
        super().__init__(name=source_name)
        self.source, self.keeper, self.reader = source, keeper, reader
        self.robots, self.obey_robots, self.meter = robots, obey_robots, meter
        self.errors: list[str] = []
        self.requests: Counter[str] = Counter()
        self.entrances_read = 0
        self._stop = stop
        self._follow = [re.compile(pattern) for pattern in source.follow]
        self._ignore = [re.compile(pattern) for pattern in source.ignore]
        self._asked: set[str] = set()
        self._taken: set[str] = set()
        self._under_way: set[str] = set()
        self._halted = False
        self._depth: Counter[str] = Counter()
        self._backfill: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._idle, signal=signals.spider_idle)
        crawler.signals.connect(spider._sent, signal=signals.request_reached_downloader)
        return spider

    # what is asked for

    async def start(self) -> AsyncIterator[Request]:
        """The ways in, and what an earlier run left over."""
        self.keeper.wake()
        ways: tuple[tuple[Role, tuple[str, ...]], ...] = (
            ("feed", self.source.feeds),
            ("sitemap", self.source.sitemaps),
            ("listing", self.source.listings or self._front()),
        )
        for role, given in ways:
            urls = [canonicalize(url) for url in given]
            known = self.keeper.known(urls)
            for url in urls:
                page = known.get(url) or self._index_page(role, url, url)
                if page.role != role:
                    page = replace(page, role=role, etag=None, last_modified=None)
                if role == "listing" and page.state == "due":
                    self._backfill.add(url)
                for request in self._ask(page):
                    yield request
            for page in self.keeper.index_pages(role, urls):
                for request in self._ask(page):
                    yield request

    def _front(self) -> tuple[str, ...]:
        """The source's own address, where its entry names no way in."""
        return () if self.source.feeds or self.source.sitemaps else (self.source.url,)

    def _index_page(self, role: Role, url: str, found_on: str) -> Page:
        return Page(
            url=url, source=self.name, role=role, state="due", discovered_at=clock.now(), found_on=found_on
        )

    def _ask(self, page: Page) -> Iterator[Request]:
        """A conditional request for a feed, sitemap or listing page, once in a run."""
        if page.url in self._asked or self._full() or self._ignored(page.url):
            return
        if page.role != "feed" and self._depth[page.found_on or ""] >= self.source.max_depth:
            return
        self._asked.add(page.url)
        self._depth[page.found_on or ""] += 1
        parse = {"feed": self.parse_feed, "sitemap": self.parse_sitemap, "listing": self.parse_listing}
        yield Request(
            page.url,
            callback=parse[page.role],
            errback=self.index_failed,
            headers=conditions(page.etag, page.last_modified),
            priority=_PRIORITY[page.role],
            dont_filter=True,
            meta={"handle_httpstatus_list": _ANSWERS},
            cb_kwargs={"page": page},
        )

    def _full(self) -> bool:
        return self.requests["requests/made"] + len(self._under_way) >= self.source.max_pages

    def _wanted(self, entry: Entry) -> bool:
        """Whether an announced address may be an article of this source."""
        if self._ignored(entry.url):
            return False
        if self._follow:
            return any(pattern.search(entry.url) for pattern in self._follow)
        return plausible(entry.url) and self._own(entry.url)

    def _own(self, url: str) -> bool:
        named = (self.source.url, *self.source.feeds, *self.source.sitemaps, *self.source.listings)
        return any(listings.same_site(url, other) for other in named)

    def _ignored(self, url: str) -> bool:
        return any(pattern.search(url) for pattern in self._ignore)

    def _idle(self) -> None:
        more = False
        for request in self._refill():
            self.crawler.engine.crawl(request)
            more = True
        if more:
            raise DontCloseSpider

    def _refill(self) -> Iterator[Request]:
        """Articles that are due, when few are under way."""
        if self._halted or len(self._under_way) >= _LOW or self._full():
            return
        try:
            batch = self.keeper.due(BATCH + len(self._under_way))
        except DatelineError as error:
            self._stop(error)
            return
        for page in batch:
            if page.url in self._taken or self._full():
                continue
            self._taken.add(page.url)
            self._under_way.add(page.url)
            self.reader.begin()
            yield self._article_request(page.url, page, ())

    def _article_request(self, url: str, page: Page, chain: tuple[str, ...]) -> Request:
        own = url == page.url and page.fetched_at is not None
        meta: dict[str, Any] = {"handle_httpstatus_all": True, "dont_redirect": True}
        if page.failures:
            # What failed on earlier nights too is not asked for again and again.
            meta["max_retry_times"] = 1
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            headers=conditions(page.etag, page.last_modified) if own else {},
            dont_filter=True,
            meta=meta,
            cb_kwargs={"page": page, "chain": chain},
        )

    def _sent(self, request: Request) -> None:
        self.requests["requests/made"] += 1

    # feeds, sitemaps, listings

    async def parse_feed(self, response: Response, page: Page) -> AsyncIterator[Request]:
        """A feed: its entries."""
        if self._answered(response, page, "feeds"):
            feed = feeds.parse(response.body, response.url, content_type(response) or "")
            if feed is None:
                self._problem(page, f"{page.url} is no feed")
            else:
                self._discover(feed.entries, page, [self._settled(page, response)])
        return
        yield

    async def parse_sitemap(self, response: Response, page: Page) -> AsyncIterator[Request]:
        """A sitemap: its articles, and the sitemaps it names whose date has moved."""
        if not self._answered(response, page, "sitemaps"):
            return
        found = sitemaps.parse(response.body, response.url, self.settings.getint("DOWNLOAD_MAXSIZE") * 5)
        if found is None:
            self._problem(page, f"{page.url} is no sitemap")
            return
        root = page.found_on or page.url
        known = self.keeper.known(child.url for child in found.children)
        children = []
        for child in found.children[:2000]:
            old = known.get(child.url)
            if child.url == page.url or child.url == root or not listings.same_site(child.url, page.url):
                continue
            if (
                old is not None
                and old.state == "done"
                and child.modified
                and child.modified == old.hint_modified
            ):
                continue
            base = old or self._index_page("sitemap", child.url, root)
            children.append(
                replace(base, role="sitemap", state="due", hint_modified=child.modified, found_on=root)
            )
        # A sitemap without a date in its index can only be asked whether it changed.
        always = page.url != root and page.hint_modified is None
        settled = self._settled(page, response, schedule.next_run(clock.now()) if always else None)
        self._discover(found.entries, page, [settled, *children], sitemap=True)
        for each in children:
            for request in self._ask(each):
                yield request

    async def parse_listing(self, response: Response, page: Page) -> AsyncIterator[Request]:
        """A listing page: its articles; the next page if this one had news or the back-fill is not done."""
        start = page.found_on or page.url
        if not self._answered(response, page, "listings"):
            self._finish_backfill(start)
            return
        if not isinstance(response, TextResponse):
            self._problem(page, f"{page.url} is no web page")
            return
        listing = listings.parse(response.text, response.url, next_css=self.source.next_page)
        entries = [entry for entry in listing.entries if self._wanted(entry)]
        known = self.keeper.known(
            [*(period.url for period in listing.periods), *filter(None, [listing.next_page])]
        )
        fresh = self.keeper.known(entry.url for entry in entries)
        news = any(entry.url not in fresh for entry in entries[-max(1, len(entries) // 3) :])
        new_periods = [period for period in listing.periods if period.url not in self._asked]
        further = list(periods.wanted(new_periods, known, start, self.name))
        if listing.next_page and listing.next_page not in self._asked:
            old = known.get(listing.next_page)
            if news or (start in self._backfill and (old is None or old.state == "due")):
                base = old or self._index_page("listing", listing.next_page, start)
                further.append(replace(base, role="listing", state="due", found_on=start))
        settled = self._settled(page, response, periods.next_visit(page))
        if page.url == start:
            settled = replace(settled, state="due" if start in self._backfill else "done")
            if not entries and not listing.periods:
                self.keeper.counts["listings/empty"] += 1
                self.errors.append(f"{page.url} shows no articles; check the entry's listings.")
        self._discover(entries, page, [settled, *further])
        for each in further:
            for request in self._ask(each):
                yield request
        self._finish_backfill(start)

    def _finish_backfill(self, start: str) -> None:
        """Remember that a list has been read to its end."""
        if start not in self._backfill:
            return
        left = [page for page in self.keeper.index_pages("listing", [start]) if page.state == "due"]
        if not left and (first := self.keeper.page(start)) is not None and first.fetched_at is not None:
            self.keeper.index(replace(first, state="done"))
            self._backfill.discard(start)

    def _discover(self, entries: Any, page: Page, index: list[Page], *, sitemap: bool = False) -> Found:
        self.entrances_read += 1
        wanted = [entry for entry in entries if self._wanted(entry)]
        # An article belongs to the very sitemap that names it, but to a list, whichever of its pages does.
        place = page.url if sitemap else page.found_on or page.url
        found = self.keeper.discover(wanted, place, index=index, sitemap=sitemap)
        self.keeper.counts[f"{page.role}s/read"] += 1
        if not found.new and not found.changed:
            self.keeper.counts[f"{page.role}s/without-news"] += 1
        return found

    def _settled(self, page: Page, response: Response, next_visit: datetime | None = None) -> Page:
        etag, last_modified = validators(response)
        return replace(
            page,
            state="done",
            fetched_at=clock.now(),
            status=response.status,
            etag=etag,
            last_modified=last_modified,
            next_visit=next_visit,
            visits=page.visits + 1,
            failures=0,
            error=None,
        )

    def _answered(self, response: Response, page: Page, noun: str) -> bool:
        """Whether there is something to read; else what the answer means is recorded."""
        if response.status == 304:
            self.entrances_read += 1
            self.keeper.counts[f"{noun}/unchanged"] += 1
            state: State = "due" if page.found_on == page.url and page.url in self._backfill else "done"
            open_page = page.next_visit is not None
            again = periods.next_visit(page) if page.role == "listing" else schedule.next_run(clock.now())
            self.keeper.index(
                replace(
                    page,
                    state=state,
                    fetched_at=clock.now(),
                    next_visit=again if open_page else None,
                    visits=page.visits + 1,
                    failures=0,
                    error=None,
                )
            )
            return False
        if response.status != 200:
            self._problem(page, f"{page.url} answers {response.status}", gone=response.status in (404, 410))
            return False
        return True

    def _problem(self, page: Page, why: str, gone: bool = False) -> None:
        """A feed, sitemap or listing page could not be read."""
        way_in = page.url == page.found_on
        self.keeper.counts[f"{page.role}s/failed"] += 1
        if way_in:
            self.errors.append(f"{why}.")
        failures = page.failures + 1
        state = page.state
        if not way_in:
            state = "gone" if gone else "due" if failures < 6 else "failed"
        self.keeper.index(replace(page, state=state, failures=failures, error=why[:300]))

    def index_failed(self, failure: Any) -> None:
        """No answer for a feed, sitemap or listing page."""
        page: Page = failure.request.cb_kwargs["page"]
        self._guarded(lambda: self._problem(page, f"{page.url}: {sentence(failure)}"), failure)
        if page.role == "listing":
            self._finish_backfill(page.found_on or page.url)

    # articles

    async def parse_article(
        self, response: Response, page: Page, chain: tuple[str, ...]
    ) -> AsyncIterator[Request]:
        """An article's page as it was answered."""
        follow: Request | None = None
        try:
            follow = await self._article(response, page, chain)
        except DatelineError as error:
            self._stop(error)
        if follow is not None:
            yield follow
            return
        self._done(page)
        for request in self._refill():
            yield request

    async def _article(self, response: Response, page: Page, chain: tuple[str, ...]) -> Request | None:
        fetched = read_response(response)
        if 300 <= response.status < 400 and response.status != 304:
            return self._redirected(response, page, chain)
        if response.status == 304:
            self.keeper.unchanged(page, fetched)
        elif response.status in (404, 410):
            self.keeper.gone(page, fetched, chain)
        elif response.status != 200:
            self.keeper.fail(page, f"answers {response.status}", response.status, chain)
        elif not _HTML.search(fetched.content_type or ""):
            self.keeper.ignore(page, fetched, f"{fetched.content_type} is no web page", chain)
        elif page.digest and page.digest == fetched.digest and not chain:
            self.keeper.unchanged(page, fetched)
        else:
            await self._read(fetched, page, chain)
        return None

    async def _read(self, fetched: Fetched, page: Page, chain: tuple[str, ...]) -> None:
        try:
            article = await self.reader.read(fetched.body, fetched.url, self.source, fetched.content_type)
        except Unreadable as error:
            self.keeper.fail(page, str(error), fetched.status, chain)
            return
        if article.kind == "other" and announced(article, page):
            article = replace(article, kind="news" if self.source.kind == "outlet" else "release")
        if article.kind == "other" and page.article_id is None:
            self.keeper.ignore(page, fetched, "no release or news", chain)
        elif article.kind == "other":
            self.keeper.fail(page, "holds no article any more", fetched.status, chain)
        else:
            self.keeper.keep(page, fetched, self._settle_address(article, fetched.url), chain)

    def _settle_address(self, article: Article, url: str) -> Article:
        """A canonical address that is one of the source's lists is a mistake of the page."""
        lists = {canonicalize(way) for way in (self.source.url, *self.source.listings)}
        return replace(article, canonical_url=url) if article.canonical_url in lists else article

    def _redirected(self, response: Response, page: Page, chain: tuple[str, ...]) -> Request | None:
        location = (response.headers.get("Location") or b"").decode("latin-1")
        target = resolve(response.url, location)
        chain = (*chain, response.url)
        if target is None or target in chain or len(chain) > _HOPS:
            self.keeper.fail(page, "redirects without end or to nowhere", response.status, chain)
            return None
        if not plausible(target) or not self._own(target):
            self.keeper.ignore(page, None, f"redirects to {target}"[:300], chain)
            return None
        known = self.keeper.page(target)
        if known is not None and (known.article_id is not None or target in self._taken):
            self.keeper.led_to(page, chain, known)
            return None
        self._taken.add(target)
        return self._article_request(target, page, chain)

    def article_failed(self, failure: Any) -> Iterator[Request]:
        """No answer for an article."""
        page: Page = failure.request.cb_kwargs["page"]

        def record() -> None:
            if failure.check(Forbidden):
                self.keeper.forbidden(page)
            else:
                self.keeper.fail(page, sentence(failure))

        self._guarded(record, failure)
        self._done(page)
        yield from self._refill()

    def _done(self, page: Page) -> None:
        self._under_way.discard(page.url)
        self.meter.advance(1, self.name)

    def _guarded(self, record: Any, failure: Any) -> None:
        if failure.check(Unavailable):
            self._halted = True
            text = sentence(failure)
            if text not in self.errors:
                self.errors.append(text)
            return
        try:
            record()
        except DatelineError as error:
            self._stop(error)
