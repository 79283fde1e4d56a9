"""The ways into a source: its feeds, sitemaps and listing pages, which lead to articles.

Each is asked for once in a run, conditionally; what it names goes to the keeper.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse

from dateline import clock
from dateline.crawler import feeds, listings, periods, schedule, sitemaps
from dateline.crawler.address import canonicalize
from dateline.crawler.entries import Entry
from dateline.crawler.fetched import content_type
from dateline.crawler.keeper import Keeper
from dateline.crawler.robots import conditions, validators
from dateline.crawler.scope import Scope
from dateline.settings import Source
from dateline.store.pages import Page, Role, State

_PRIORITY: dict[str, int] = {"feed": 30, "sitemap": 20, "listing": 10}
_ANSWERS = [304, *range(400, 600)]
"""What feeds, sitemaps and listings answer for us to see; redirects are followed before."""
_LARGEST_SITEMAP = 5
"""A sitemap unpacks to at most so many times the largest download."""


class Entrances:
    """Asks for a source's ways in and reads them; a request that fails goes to `failed`."""

    def __init__(
        self,
        *,
        name: str,
        source: Source,
        scope: Scope,
        keeper: Keeper,
        full: Callable[[], bool],
        failed: Callable[[Any], None],
        largest: int,
    ) -> None:
        self.name, self.source, self.scope, self.keeper = name, source, scope, keeper
        self.errors: list[str] = []
        self._full, self._failed, self._largest = full, failed, largest
        self._asked: set[str] = set()
        self._depth: Counter[str] = Counter()
        self._backfill: set[str] = set()

    def requests(self) -> Iterator[Request]:
        """The ways in that the entry names, and what an earlier run left over of each."""
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
                yield from self._ask(page)
            for page in self.keeper.index_pages(role, urls):
                yield from self._ask(page)

    def _front(self) -> tuple[str, ...]:
        """The source's own address, where its entry names no way in."""
        return () if self.source.feeds or self.source.sitemaps else (self.source.url,)

    def _index_page(self, role: Role, url: str, found_on: str) -> Page:
        return Page(
            url=url, source=self.name, role=role, state="due", discovered_at=clock.now(), found_on=found_on
        )

    def _ask(self, page: Page) -> Iterator[Request]:
        """A conditional request for a feed, sitemap or listing page, once in a run."""
        if page.url in self._asked or self._full() or self.scope.ignores(page.url):
            return
        if page.role != "feed" and self._depth[page.found_on or ""] >= self.source.max_depth:
            return
        self._asked.add(page.url)
        self._depth[page.found_on or ""] += 1
        parse = {"feed": self._feed, "sitemap": self._sitemap, "listing": self._listing}
        yield Request(
            page.url,
            callback=parse[page.role],
            errback=self._failed,
            headers=conditions(page.etag, page.last_modified),
            priority=_PRIORITY[page.role],
            dont_filter=True,
            meta={"handle_httpstatus_list": _ANSWERS},
            cb_kwargs={"page": page},
        )

    async def _feed(self, response: Response, page: Page) -> AsyncIterator[Request]:
        """A feed: its entries."""
        if self._answered(response, page, "feeds"):
            feed = feeds.parse(response.body, response.url, content_type(response) or "")
            if feed is None:
                self.problem(page, f"{page.url} is no feed")
            else:
                self._discover(feed.entries, page, [self._settled(page, response)])
        return
        yield

    async def _sitemap(self, response: Response, page: Page) -> AsyncIterator[Request]:
        """A sitemap: its articles, and the sitemaps it names whose date has moved."""
        if not self._answered(response, page, "sitemaps"):
            return
        found = sitemaps.parse(response.body, response.url, self._largest * _LARGEST_SITEMAP)
        if found is None:
            self.problem(page, f"{page.url} is no sitemap")
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

    async def _listing(self, response: Response, page: Page) -> AsyncIterator[Request]:
        """A listing page: its articles; the next page if this one had news or the back-fill is not done."""
        start = page.found_on or page.url
        if not self._answered(response, page, "listings"):
            self.finish_list(start)
            return
        if not isinstance(response, TextResponse):
            self.problem(page, f"{page.url} is no web page")
            return
        listing = listings.parse(response.text, response.url, next_css=self.source.next_page)
        entries = [entry for entry in listing.entries if self.scope.wants(entry)]
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
        self.finish_list(start)

    def finish_list(self, start: str) -> None:
        """Remember that a list has been read to its end."""
        if start not in self._backfill:
            return
        left = [page for page in self.keeper.index_pages("listing", [start]) if page.state == "due"]
        if not left and (first := self.keeper.page(start)) is not None and first.fetched_at is not None:
            self.keeper.index(replace(first, state="done"))
            self._backfill.discard(start)

    def _discover(
        self, entries: Iterable[Entry], page: Page, index: list[Page], *, sitemap: bool = False
    ) -> None:
        wanted = [entry for entry in entries if self.scope.wants(entry)]
        # An article belongs to the very sitemap that names it, but to a list, whichever of its pages does.
        place = page.url if sitemap else page.found_on or page.url
        found = self.keeper.discover(wanted, place, index=index, sitemap=sitemap)
        self.keeper.counts[f"{page.role}s/read"] += 1
        if not found.new and not found.changed:
            self.keeper.counts[f"{page.role}s/without-news"] += 1

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
            self.problem(page, f"{page.url} answers {response.status}", gone=response.status in (404, 410))
            return False
        return True

    def problem(self, page: Page, why: str, gone: bool = False) -> None:
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
