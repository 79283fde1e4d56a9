"""Articles and their revisions.

`save` is the one way in: it makes the article, adds a revision when title or text differ from the current
one, brings the current revision's other fields up to date when only they differ, or notes that it was seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, bindparam, func, select, update

from dateline.records import Article, article_id
from dateline.store import changes
from dateline.store.schema import articles, revisions

Outcome = Literal["new", "revised", "updated", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What `save` did."""

    id: str
    outcome: Outcome
    revision: int
    """Number of the current revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One state of an article's text."""

    id: int
    article_id: str
    number: int
    capture_id: int | None
    first_seen: datetime
    last_seen: datetime
    title: str
    text: str
    published: str | None
    published_raw: str | None
    modified: str | None
    authors: tuple[str, ...]
    language: str | None
    site_name: str | None
    kind: str


# Prepared once: building a statement takes longer than running it.
_CURRENT = (
    select(articles.c.revision, articles.c.gone_at, revisions)
    .join(
        revisions,
        and_(revisions.c.article_id == articles.c.id, revisions.c.number == articles.c.revision),
    )
    .where(articles.c.id == bindparam("key"))
)
_REVISIONS = select(revisions).where(revisions.c.article_id == bindparam("key")).order_by(revisions.c.number)
_ADD_ARTICLE, _ADD_REVISION = articles.insert(), revisions.insert()


def digest(title: str, text: str) -> str:
    """What tells two revisions apart: SHA-256 of title and text, white space aside."""
    return sha256(f"{' '.join(title.split())}\n\n{' '.join(text.split())}".encode()).hexdigest()


def day(published: str | None) -> date | None:
    """The calendar day of an ISO 8601 date or time, in its own zone."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def save(
    conn: Connection,
    source: str,
    article: Article,
    *,
    now: datetime,
    capture_id: int | None = None,
    extractor: str = "",
) -> Saved:
    """Keep what extraction read; see the module's text for what happens to a known article."""
    key = article_id(article.canonical_url)
    values = _values(article, extractor)
    known = conn.execute(_CURRENT, {"key": key}).one_or_none()
    if known is None:
        new = {
            "id": key,
            "source": source,
            "canonical_url": article.canonical_url,
            "url": article.url,
            "revision": 1,
            "first_seen": now,
            "last_seen": now,
            "changed": changes.take(conn),
        }
        conn.execute(_ADD_ARTICLE, new)
        _add_revision(conn, key, 1, values, capture_id, now)
        return Saved(id=key, outcome="new", revision=1)
    seen: dict[str, Any] = {"last_seen": now, "gone_at": None}
    if known.digest != values["digest"]:
        number = known.revision + 1
        _add_revision(conn, key, number, values, capture_id, now)
        conn.execute(
            update(articles)
            .where(articles.c.id == key)
            .values(**seen, revision=number, changed=changes.take(conn))
        )
        return Saved(id=key, outcome="revised", revision=number)
    differs = known.gone_at is not None or any(
        getattr(known, name) != value for name, value in values.items() if name != "extractor"
    )
    conn.execute(update(revisions).where(revisions.c.id == known.id).values(**values, last_seen=now))
    if differs:
        seen["changed"] = changes.take(conn)
    conn.execute(update(articles).where(articles.c.id == key).values(**seen))
    return Saved(id=key, outcome="updated" if differs else "unchanged", revision=known.revision)


def seen(conn: Connection, key: str, now: datetime) -> None:
    """Note that the article still stands as it was, as a 304 says."""
    conn.execute(update(articles).where(articles.c.id == key).values(last_seen=now))
    current = select(articles.c.revision).where(articles.c.id == key).scalar_subquery()
    conn.execute(
        update(revisions)
        .where(revisions.c.article_id == key, revisions.c.number == current)
        .values(last_seen=now)
    )


def gone(conn: Connection, key: str, now: datetime) -> bool:
    """Note that the article was withdrawn; its text is kept.  True when that is news."""
    result = conn.execute(
        update(articles)
        .where(articles.c.id == key, articles.c.gone_at.is_(None))
        .values(gone_at=now, changed=changes.take(conn))
    )
    return result.rowcount > 0


def reread(conn: Connection, revision_id: int, article: Article, extractor: str) -> bool:
    """Replace what an extraction read from the revision's capture by a newer one's.  True when it differs.

    The revision keeps its number and times: the page did not change, its reading did.
    """
    values = _values(article, extractor)
    old = conn.execute(select(revisions).where(revisions.c.id == revision_id)).one()
    differs = any(getattr(old, name) != value for name, value in values.items() if name != "extractor")
    conn.execute(update(revisions).where(revisions.c.id == revision_id).values(**values))
    if differs:
        changes.touch(conn, [old.article_id])
    return differs


def by_url(conn: Connection, url: str) -> str | None:
    """The id of the article with that canonical or fetched address."""
    query = select(articles.c.id).where((articles.c.canonical_url == url) | (articles.c.url == url)).limit(1)
    return conn.execute(query).scalar_one_or_none()


def of_article(conn: Connection, key: str) -> list[Revision]:
    """All revisions of an article, oldest first."""
    return [_revision(row) for row in conn.execute(_REVISIONS, {"key": key})]


def count(conn: Connection) -> int:
    """How many articles there are."""
    return int(conn.execute(select(func.count()).select_from(articles)).scalar_one())


def with_capture(conn: Connection, batch: int = 200) -> Iterator[list[Revision]]:
    """All revisions that have a capture, in batches by number."""
    last = 0
    while True:
        rows = conn.execute(
            select(revisions)
            .where(revisions.c.capture_id.is_not(None), revisions.c.id > last)
            .order_by(revisions.c.id)
            .limit(batch)
        ).all()
        if not rows:
            return
        last = rows[-1].id
        yield [_revision(row) for row in rows]


def _values(article: Article, extractor: str) -> dict[str, Any]:
    return {
        "extractor": extractor,
        "digest": digest(article.title, article.text),
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "published_raw": article.published_raw,
        "published_day": day(article.published),
        "modified": article.modified,
        "authors": list(article.authors),
        "language": article.language,
        "site_name": article.site_name,
        "kind": article.kind,
    }


def _add_revision(
    conn: Connection, key: str, number: int, values: dict[str, Any], capture_id: int | None, now: datetime
) -> None:
    fixed = {
        "article_id": key,
        "number": number,
        "capture_id": capture_id,
        "first_seen": now,
        "last_seen": now,
    }
    conn.execute(_ADD_REVISION, fixed | values)


def _revision(row: Row[Any]) -> Revision:
    values = row._mapping
    fields = {name: values[name] for name in Revision.__slots__}
    return Revision(**fields | {"authors": tuple(fields["authors"])})
