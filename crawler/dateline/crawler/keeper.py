"""What the spider knows and finds, kept in the store and the archive: the spider itself knows no SQL.

Discoveries are written at once, articles in small batches; what a batch puts into the archive is safe on disk
before the transaction that points to it commits.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from dateline import clock
from dateline.crawler import discovery, schedule
from dateline.crawler.archive import Writer
from dateline.crawler.discovery import Found
from dateline.crawler.entries import Entry
from dateline.crawler.extract import EXTRACTOR
from dateline.crawler.fetched import Fetched
from dateline.records import Article, Capture, article_id
from dateline.settings import Source
from dateline.store import articles, captures, pages
from dateline.store.database import Store
from dateline.store.pages import Page, Role

_BATCH = 25
_BATCH_BYTES = 4_000_000
_BATCH_SECONDS = 2.0


class Keeper:
    """One source's view of store and archive; `counts` is noun/verb → how many."""

    def __init__(
        self,
        store: Store,
        archive: Writer,
        name: str,
        source: Source,
        *,
        run_id: int | None,
        recheck_days: Sequence[int],
    ) -> None:
        self.name, self.source = name, source
        self.counts: Counter[str] = Counter()
        self._store, self._archive = store, archive
        self._run_id, self._recheck_days = run_id, recheck_days
        self._waiting: list[Callable[[Connection], None]] = []
        self._waiting_bytes = 0
        self._flushed = time.monotonic()

    # feeds, sitemaps, listings

    def page(self, url: str) -> Page | None:
        """What is known of an address."""
        with self._store.read() as conn:
            return pages.get(conn, url)

    def known(self, urls: Iterable[str]) -> dict[str, Page]:
        """What is known of several addresses."""
        with self._store.read() as conn:
            return pages.many(conn, urls)

    def index_pages(self, role: Role, ways_in: Iterable[str]) -> list[Page]:
        """Sitemaps or listing pages that a run must look at: left over, or to be seen by every run."""
        now, starts = clock.now(), frozenset(ways_in)
        with self._store.read() as conn:
            return [
                page
                for page in pages.of_source(conn, self.name, role)
                if page.found_on in starts
                and page.url not in starts
                and (page.state == "due" or (page.next_visit is not None and page.next_visit <= now))
            ]

    def discover(
        self, entries: Iterable[Entry], found_on: str, *, index: Iterable[Page] = (), sitemap: bool = False
    ) -> Found:
        """Record what a feed, sitemap or listing announces, and the index pages as they now stand."""
        with self._store.write() as conn:
            found = discovery.record(
                conn, self.name, entries, found_on, now=clock.now(), sitemap=sitemap, counts=self.counts
            )
            for page in index:
                pages.put(conn, page)
        return found

    def index(self, *index: Page) -> None:
        """Record feeds, sitemaps or listing pages as they now stand."""
        with self._store.write() as conn:
            for page in index:
                pages.put(conn, page)

    # articles

    def wake(self) -> None:
        """Make due the articles whose time has come to be looked at again."""
        with self._store.write() as conn:
            pages.wake(conn, self.name, clock.now())

    def due(self, limit: int) -> list[Page]:
        """Articles to be fetched, new ones first."""
        self.flush()
        with self._store.read() as conn:
            return pages.due(conn, self.name, "article", clock.now(), limit)

    def waiting(self) -> int:
        """How many articles are to be fetched."""
        with self._store.read() as conn:
            return pages.count_due(conn, self.name, "article", clock.now())

    def keep(self, page: Page, fetched: Fetched, article: Article, chain: Sequence[str] = ()) -> None:
        """Keep an article: `chain` are the addresses that redirected to it, the page's own first."""
        if article.published is None and page.hint_published:
            article = replace(article, published=page.hint_published, published_raw=page.hint_published)
        self._later(lambda conn: self._keep(conn, page, fetched, article, chain), len(fetched.body))

    def _keep(
        self, conn: Connection, page: Page, fetched: Fetched, article: Article, chain: Sequence[str]
    ) -> None:
        now, key = clock.now(), article_id(article.canonical_url)
        stored = articles.of_article(conn, key)
        home = pages.get(conn, article.canonical_url)
        is_alias = article.canonical_url != fetched.url
        if is_alias and stored and home is not None and home.fetched_at is not None:
            # A second address of what is known at its own.
            self.counts["articles/second-address"] += 1
            self._aliases(conn, {page.url, fetched.url, *chain}, key, now, fetched)
            return
        digest = articles.digest(article.title, article.text)
        capture_id = None
        if not stored or articles.digest(stored[-1].title, stored[-1].text) != digest:
            capture_id = self._capture(conn, fetched, now)
        saved = articles.save(conn, self.name, article, now=now, capture_id=capture_id, extractor=EXTRACTOR)
        self.counts[f"articles/{saved.outcome}"] += 1
        hints = page if home is None else home
        modified = hints.hint_modified or page.hint_modified
        look = self._next_look(articles.day(article.published), now, modified)
        pages.put(
            conn,
            replace(
                hints,
                url=article.canonical_url,
                source=self.name,
                role="article",
                state="done",
                article_id=key,
                fetched_at=now,
                hint_modified=modified,
                status=fetched.status,
                etag=None if is_alias else fetched.etag,
                last_modified=None if is_alias else fetched.last_modified,
                digest=None if is_alias else fetched.digest,
                next_visit=look,
                visits=hints.visits + 1,
                failures=0,
                error=None,
            ),
        )
        self._aliases(conn, {page.url, fetched.url, *chain} - {article.canonical_url}, key, now, fetched)

    def _next_look(self, published: date | None, now: datetime, modified: str | None) -> datetime | None:
        told = self.source.sitemaps and modified is not None
        look = schedule.last_look if told else schedule.next_look
        return look(published, now, self._recheck_days)

    def _capture(self, conn: Connection, fetched: Fetched, now: datetime) -> int:
        file, offset, length = self._archive.append(
            url=fetched.url,
            fetched_at=now,
            status=fetched.status,
            headers=fetched.headers,
            body=fetched.body,
        )
        capture = Capture(
            url=fetched.url,
            fetched_at=now,
            status=fetched.status,
            content_type=fetched.content_type,
            digest=fetched.digest,
            file=file,
            offset=offset,
            length=length,
        )
        self.counts["captures/kept"] += 1
        return captures.add(conn, self.name, capture, self._run_id)

    def _aliases(
        self, conn: Connection, urls: Iterable[str], key: str, now: datetime, fetched: Fetched
    ) -> None:
        for url in urls:
            old = pages.get(conn, url)
            base = old or Page(url=url, source=self.name, role="article", state="done", discovered_at=now)
            alias = replace(
                base,
                state="done",
                article_id=key,
                fetched_at=now,
                status=fetched.status,
                next_visit=None,
                visits=base.visits + 1,
                failures=0,
                error=None,
            )
            pages.put(conn, alias)

    def led_to(self, page: Page, chain: Sequence[str], target: Page) -> None:
        """A redirect ended at an address that is known already."""

        def write(conn: Connection) -> None:
            for url in {page.url, *chain}:
                base = pages.get(conn, url) or replace(page, url=url)
                pages.put(
                    conn,
                    replace(
                        base,
                        state="done",
                        article_id=target.article_id,
                        fetched_at=clock.now(),
                        status=301,
                        next_visit=None,
                        failures=0,
                    ),
                )

        self.counts["articles/second-address"] += 1
        self._later(write)

    def unchanged(self, page: Page, fetched: Fetched) -> None:
        """The page still stands as it was."""

        def write(conn: Connection) -> None:
            now = clock.now()
            published = None
            if page.article_id:
                articles.seen(conn, page.article_id, now)
                revisions = articles.of_article(conn, page.article_id)
                published = articles.day(revisions[-1].published) if revisions else None
            values: dict[str, object] = {
                "state": "done" if page.article_id else "ignored",
                "fetched_at": now,
                "status": fetched.status,
                "next_visit": self._next_look(published, now, page.hint_modified)
                if page.article_id
                else None,
                "visits": page.visits + 1,
                "failures": 0,
                "error": None,
            }
            for name in ("etag", "last_modified"):
                if getattr(fetched, name):
                    values[name] = getattr(fetched, name)
            pages.change(conn, page.url, values)

        self.counts["articles/same"] += 1
        self._later(write)

    def ignore(self, page: Page, fetched: Fetched | None, why: str, chain: Sequence[str] = ()) -> None:
        """The page holds no article; it is remembered so that it is not fetched again."""
        self.counts["pages/ignored"] += 1
        self._settle(page, chain, "ignored", fetched, why)

    def gone(self, page: Page, fetched: Fetched, chain: Sequence[str] = ()) -> None:
        """404 or 410: what was kept of it stays, marked as withdrawn."""

        def write(conn: Connection) -> None:
            if page.article_id and articles.gone(conn, page.article_id, clock.now()):
                self.counts["articles/gone"] += 1

        if page.article_id is None and fetched.status == 404 and page.failures < 2:
            self.fail(page, "404", fetched.status, chain)
            return
        if page.article_id is None:
            self.counts["pages/missing"] += 1
        self._later(write)
        self._settle(page, chain, "gone", fetched, f"{fetched.status}")

    def _settle(
        self, page: Page, chain: Sequence[str], state: pages.State, fetched: Fetched | None, why: str
    ) -> None:
        def write(conn: Connection) -> None:
            for url in {page.url, *chain}:
                base = pages.get(conn, url) or replace(page, url=url)
                settled = replace(
                    base,
                    state=state,
                    fetched_at=clock.now(),
                    status=fetched.status if fetched else None,
                    etag=fetched.etag if fetched else None,
                    last_modified=fetched.last_modified if fetched else None,
                    digest=fetched.digest if fetched else None,
                    next_visit=None,
                    visits=base.visits + 1,
                    error=why,
                )
                pages.put(conn, settled)

        self._later(write)

    def fail(self, page: Page, why: str, status: int | None = None, chain: Sequence[str] = ()) -> None:
        """The page could not be fetched or read; it is tried again on later nights, ever more rarely."""

        def write(conn: Connection) -> None:
            now = clock.now()
            base = pages.get(conn, page.url) or page
            failures = base.failures + 1
            again = schedule.next_try(failures, now)
            values = {"failures": failures, "status": status, "error": why[:300], "next_visit": again}
            pages.change(conn, page.url, {**values, "state": "due" if again else "failed"})

        self.counts["pages/failed"] += 1
        self._later(write)

    def forbidden(self, page: Page) -> None:
        """robots.txt forbids the page; its rules may change, so it is considered again in a month."""
        values = {
            "state": "failed",
            "error": "robots.txt forbids it",
            "next_visit": clock.now() + timedelta(30),
        }
        self.counts["pages/forbidden"] += 1
        self._later(lambda conn: pages.change(conn, page.url, values))

    def _later(self, write: Callable[[Connection], None], size: int = 0) -> None:
        self._waiting.append(write)
        self._waiting_bytes += size
        late = time.monotonic() - self._flushed > _BATCH_SECONDS
        if late or len(self._waiting) >= _BATCH or self._waiting_bytes > _BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what waits, in one transaction."""
        if not self._waiting:
            return
        batch, self._waiting, self._waiting_bytes = self._waiting, [], 0
        self._flushed = time.monotonic()
        with self._store.write() as conn:
            for write in batch:
                write(conn)
            self._archive.sync()
