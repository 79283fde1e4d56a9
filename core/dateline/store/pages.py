"""Every address the crawler knows: what it is, what it answered, and when to look at it again.

The crawler's frontier is this table: discovery makes rows `due`, a fetch settles them, so that a run that was
killed goes on where it stood.  An *alias* is a row that leads to an article whose own address is another one:
it has `article_id` and no `next_visit`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, bindparam, case, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from dateline.store.schema import articles, pages

Role = Literal["feed", "sitemap", "listing", "article"]
State = Literal["due", "done", "failed", "gone", "ignored"]

_MANY = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address.  Times are UTC, aware."""

    url: str
    source: str
    role: Role
    state: State
    article_id: str | None = None
    discovered_at: datetime
    found_on: str | None = None
    """The feed, sitemap or first listing page that led to it, whose hints are compared."""
    hint_title: str | None = None
    hint_published: str | None = None
    hint_modified: str | None = None
    """ISO 8601, as the feed or sitemap says."""
    fetched_at: datetime | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    next_visit: datetime | None = None
    visits: int = 0
    failures: int = 0
    """In a row."""
    error: str | None = None


_GET = select(pages).where(pages.c.url == bindparam("url"))
_NEW = insert(pages)
_ADD = _NEW.on_conflict_do_nothing()
_PUT = _NEW.on_conflict_do_update(
    index_elements=["url"],
    set_={name: _NEW.excluded[name] for name in Page.__slots__ if name != "url"},
)


def get(conn: Connection, url: str) -> Page | None:
    """The page at that address."""
    row = conn.execute(_GET, {"url": url}).one_or_none()
    return None if row is None else _page(row)


def many(conn: Connection, urls: Iterable[str]) -> dict[str, Page]:
    """Those of the addresses that are known."""
    found: dict[str, Page] = {}
    for part in _parts(urls):
        found.update(
            (row.url, _page(row)) for row in conn.execute(select(pages).where(pages.c.url.in_(part)))
        )
    return found


def homes(conn: Connection, ids: Iterable[str]) -> dict[str, Page]:
    """The page at the canonical address of each of the articles that has one, by article id."""
    found: dict[str, Page] = {}
    for part in _parts(ids):
        query = select(pages).join(articles, articles.c.canonical_url == pages.c.url)
        rows = conn.execute(query.where(articles.c.id.in_(part), pages.c.article_id == articles.c.id))
        found.update((row.article_id, _page(row)) for row in rows)
    return found


def put(conn: Connection, page: Page) -> None:
    """Record the page as it stands in the record, new or known."""
    conn.execute(_PUT, _values(page))


def add(conn: Connection, new: Iterable[Page]) -> None:
    """Record those of the pages that are not known yet."""
    values = [_values(page) for page in new]
    if values:
        conn.execute(_ADD, values)


def change(conn: Connection, url: str, values: Mapping[str, Any]) -> None:
    """Change fields of one page."""
    conn.execute(update(pages).where(pages.c.url == url).values(**values))


def due(
    conn: Connection, source: str, role: Role, now: datetime, limit: int, found_on: str | None = None
) -> list[Page]:
    """Pages to be fetched now: those never fetched first, the newest of them first."""
    query = select(pages).where(
        pages.c.source == source,
        pages.c.state == "due",
        pages.c.role == role,
        or_(pages.c.next_visit.is_(None), pages.c.next_visit <= now),
    )
    if found_on is not None:
        query = query.where(pages.c.found_on == found_on)
    order = (case((pages.c.fetched_at.is_(None), 0), else_=1), pages.c.hint_published.desc().nulls_last())
    return [_page(row) for row in conn.execute(query.order_by(*order, pages.c.url).limit(limit))]


def count_due(conn: Connection, source: str, role: Role, now: datetime) -> int:
    """How many pages are to be fetched now."""
    query = (
        select(func.count())
        .select_from(pages)
        .where(
            pages.c.source == source,
            pages.c.state == "due",
            pages.c.role == role,
            or_(pages.c.next_visit.is_(None), pages.c.next_visit <= now),
        )
    )
    return int(conn.execute(query).scalar_one())


def wake(conn: Connection, source: str, now: datetime) -> int:
    """Make due the articles of a source whose time to be looked at again has come; how many."""
    statement = update(pages).where(
        and_(
            pages.c.source == source,
            pages.c.role == "article",
            pages.c.state.in_(("done", "gone", "failed")),
            pages.c.next_visit <= now,
        )
    )
    return conn.execute(statement.values(state="due")).rowcount


def of_source(conn: Connection, source: str, role: Role) -> Iterator[Page]:
    """All pages of one role of a source."""
    for row in conn.execute(select(pages).where(pages.c.source == source, pages.c.role == role)):
        yield _page(row)


def announced(conn: Connection, source: str, found_on: str) -> list[Page]:
    """Articles at their own address, not known to be gone, that this feed, sitemap or listing page led to."""
    query = (
        select(pages)
        .join(articles, and_(articles.c.id == pages.c.article_id, articles.c.canonical_url == pages.c.url))
        .where(
            pages.c.source == source,
            pages.c.found_on == found_on,
            pages.c.role == "article",
            pages.c.state == "done",
        )
    )
    return [_page(row) for row in conn.execute(query)]


def states(conn: Connection, source: str) -> dict[str, int]:
    """State → how many article pages of the source are in it."""
    query = select(pages.c.state, func.count()).where(pages.c.source == source, pages.c.role == "article")
    return {row[0]: int(row[1]) for row in conn.execute(query.group_by(pages.c.state))}


def _values(page: Page) -> dict[str, Any]:
    return {name: getattr(page, name) for name in Page.__slots__}


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    everything = list(dict.fromkeys(values))
    for start in range(0, len(everything), _MANY):
        yield everything[start : start + _MANY]


def _page(row: Row[Any]) -> Page:
    values = row._mapping
    return Page(**{name: values[name] for name in Page.__slots__})
