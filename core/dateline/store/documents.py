"""Documents: everything the store knows about an article now, in one record."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, select

from dateline.records import Document
from dateline.store import annotations as stored_annotations
from dateline.store import announcements, institutions
from dateline.store.schema import annotations, articles, revisions, sources

BATCH = 200


def by_id(conn: Connection, key: str) -> Document | None:
    """The document of an article."""
    return next(iter(many(conn, [key])), None)


def many(conn: Connection, keys: Sequence[str]) -> list[Document]:
    """Documents in the order of `keys`; unknown ids are left out."""
    found: dict[str, Document] = {}
    for start in range(0, len(keys), BATCH):
        rows = conn.execute(_query().where(articles.c.id.in_(keys[start : start + BATCH]))).all()
        found.update((document.id, document) for document in _documents(conn, rows))
    return [found[key] for key in keys if key in found]


def since(conn: Connection, changed: int = 0) -> Iterator[Document]:
    """Documents changed after that change number, in the order of their changes."""
    number, last = changed, ""
    while True:
        after = (articles.c.changed > number) | and_(articles.c.changed == number, articles.c.id > last)
        query = _query().where(after) if last else _query().where(articles.c.changed > number)
        rows = conn.execute(query.order_by(articles.c.changed, articles.c.id).limit(BATCH)).all()
        if not rows:
            return
        yield from _documents(conn, rows)
        number, last = rows[-1].changed, rows[-1].id


def count_since(conn: Connection, changed: int = 0) -> int:
    """How many documents `since` gives."""
    query = select(func.count()).select_from(articles).where(articles.c.changed > changed)
    return int(conn.execute(query).scalar_one())


def _query() -> Any:
    current = and_(revisions.c.article_id == articles.c.id, revisions.c.number == articles.c.revision)
    return (
        select(
            articles,
            sources.c.kind.label("source_kind"),
            revisions.c.kind,
            revisions.c.title,
            revisions.c.text,
            revisions.c.published,
            revisions.c.modified,
            revisions.c.authors,
            revisions.c.language,
            revisions.c.site_name,
            annotations.c.data,
        )
        .join(revisions, current)
        .join(sources, sources.c.name == articles.c.source)
        .outerjoin(annotations, annotations.c.revision_id == revisions.c.id)
    )


def _documents(conn: Connection, rows: Sequence[Any]) -> Iterator[Document]:
    ids = [row.id for row in rows]
    refs = institutions.refs(conn, ids)
    parts = announcements.of_articles(conn, ids)
    earlier: dict[str, list[str]] = {}
    for old in conn.execute(
        select(revisions.c.article_id, revisions.c.title, revisions.c.text)
        .join(
            articles, and_(articles.c.id == revisions.c.article_id, revisions.c.number < articles.c.revision)
        )
        .where(articles.c.id.in_([row.id for row in rows if row.revision > 1]))
        .order_by(revisions.c.article_id, revisions.c.number)
    ):
        earlier.setdefault(old.article_id, []).append(f"{old.title}\n\n{old.text}")
    for row in rows:
        announcement, member = parts.get(row.id, (None, None))
        yield Document(
            id=row.id,
            url=row.url,
            canonical_url=row.canonical_url,
            source=row.source,
            source_kind=row.source_kind,
            kind=row.kind,
            title=row.title,
            text=row.text,
            published=row.published,
            modified=row.modified,
            authors=tuple(row.authors),
            language=row.language,
            site_name=row.site_name,
            revision=row.revision,
            first_seen=row.first_seen,
            gone_at=row.gone_at,
            annotations=None if row.data is None else stored_annotations.from_json(row.data),
            institutions=refs.get(row.id, ()),
            announcement=announcement,
            role=member.role if member else None,
            earlier=tuple(earlier.get(row.id, ())),
            changed=row.changed,
        )
