"""The one spider, driven by a source's entry.

Feeds, sitemaps and listing pages lead to articles; links in articles lead nowhere.  What is to be fetched
stands in the store: the spider takes it from there in small batches whenever it has nothing left to do.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response

from dateline.crawler.address import canonicalize, resolve
from dateline.crawler.entrances import Entrances
from dateline.crawler.entries import plausible
from dateline.crawler.failures import sentence
from dateline.crawler.fetched import Fetched
from dateline.crawler.fetched import fetched as read_response
from dateline.crawler.keeper import Keeper
from dateline.crawler.reader import Reader, Unreadable
from dateline.crawler.recognition import announced
from dateline.crawler.robots import Cache, Forbidden, Unavailable, conditions
from dateline.crawler.scope import Scope
from dateline.errors import DatelineError
from dateline.progress import Meter
from dateline.records import Article
from dateline.settings import Source
from dateline.store.pages import Page

BATCH = 40
_LOW = 10
_HOPS = 5
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
        stop: Callable[[DatelineError], None],
    ) -> None:
        super().__init__(name=source_name)
        self.source, self.keeper, self.reader = source, keeper, reader
        self.robots, self.obey_robots, self.meter = robots, obey_robots, meter
        self.scope = Scope(source)
        self.requests: Counter[str] = Counter()
        self.entrances: Entrances
        self._errors: list[str] = []
        self._stop = stop
        self._taken: set[str] = set()
        self._under_way: set[str] = set()
        self._halted = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.entrances = Entrances(
            name=spider.name,
            source=spider.source,
            scope=spider.scope,
            keeper=spider.keeper,
            full=spider._full,
            failed=spider.index_failed,
            largest=crawler.settings.getint("DOWNLOAD_MAXSIZE"),
        )
        crawler.signals.connect(spider._idle, signal=signals.spider_idle)
        crawler.signals.connect(spider._sent, signal=signals.request_reached_downloader)
        return spider

    @property
    def errors(self) -> list[str]:
        """Why the source, or a way into it, could not be read; empty when all went well."""
        return [*self.entrances.errors, *self._errors]

    # what is asked for

    async def start(self) -> AsyncIterator[Request]:
        """The ways in, and what an earlier run left over."""
        self.keeper.wake()
        for request in self.entrances.requests():
            yield request

    def _full(self) -> bool:
        return self.requests["requests/made"] + len(self._under_way) >= self.source.max_pages

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

    def index_failed(self, failure: Any) -> None:
        """No answer for a feed, sitemap or listing page."""
        page: Page = failure.request.cb_kwargs["page"]
        self._guarded(lambda: self.entrances.problem(page, f"{page.url}: {sentence(failure)}"), failure)
        if page.role == "listing":
            self.entrances.finish_list(page.found_on or page.url)

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
        if not plausible(target) or not self.scope.owns(target):
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

    def _guarded(self, record: Callable[[], None], failure: Any) -> None:
        if failure.check(Unavailable):
            self._halted = True
            text = sentence(failure)
            if text not in self._errors:
                self._errors.append(text)
            return
        try:
            record()
        except DatelineError as error:
            self._stop(error)
