"""Fingerprints: what tracing remembers of each article, as bytes that only tracing reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, String, and_, cast, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from dateline.records import Annotations, SourceKind
from dateline.store import annotations as stored_annotations
from dateline.store.schema import annotations, articles, fingerprints, revisions, sources

TRACED = ("release", "news")
"""Kinds of articles that are traced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article's current revision as tracing reads it."""

    article_id: str
    revision_id: int
    source: str
    source_title: str
    source_kind: SourceKind
    url: str
    canonical_url: str
    title: str
    text: str
    published: str | None
    language: str | None
    annotations: Annotations | None
    basis: str
    """What a fingerprint of it is made from; another basis, another fingerprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A fingerprint as stored."""

    article_id: str
    source: str
    traced: bool
    data: bytes


_current = and_(revisions.c.article_id == articles.c.id, revisions.c.number == articles.c.revision)
_basis = (
    revisions.c.digest
    + "|"
    + func.coalesce(revisions.c.published, "")
    + "|"
    + func.coalesce(cast(annotations.c.annotated_at, String), "")
)


def due(conn: Connection, tracer: str, limit: int) -> list[Text]:
    """Articles whose fingerprint is missing, of another tracer version, or made from something else."""
    query = _texts().where(_due(tracer)).order_by(articles.c.id).limit(limit)
    return [_text(row) for row in conn.execute(query)]


def count_due(conn: Connection, tracer: str) -> int:
    """How many articles `due` would give without a limit."""
    return int(
        conn.execute(select(func.count()).select_from(_texts().where(_due(tracer)).subquery())).scalar_one()
    )


def texts(conn: Connection, ids: Sequence[str]) -> dict[str, Text]:
    """Current texts of articles by id."""
    found: dict[str, Text] = {}
    for start in range(0, len(ids), 500):
        query = _texts().where(articles.c.id.in_(ids[start : start + 500]))
        found |= {row.article_id: _text(row) for row in conn.execute(query)}
    return found


def save(conn: Connection, made: Sequence[tuple[Text, bytes]], tracer: str) -> None:
    """Keep fingerprints; their announcements are to be told anew."""
    for text, data in made:
        values = {
            "revision_id": text.revision_id,
            "tracer": tracer,
            "basis": text.basis,
            "traced": False,
            "data": data,
        }
        statement = insert(fingerprints).values(article_id=text.article_id, **values)
        conn.execute(statement.on_conflict_do_update(index_elements=["article_id"], set_=values))


def prune(conn: Connection) -> int:
    """Forget fingerprints of articles that are no longer traced.  Returns how many."""
    kept = select(articles.c.id).join(revisions, _current).where(revisions.c.kind.in_(TRACED))
    return conn.execute(delete(fingerprints).where(fingerprints.c.article_id.not_in(kept))).rowcount


def everything(conn: Connection) -> Iterator[Kept]:
    """All fingerprints by article id."""
    query = (
        select(fingerprints.c.article_id, articles.c.source, fingerprints.c.traced, fingerprints.c.data)
        .join(articles, articles.c.id == fingerprints.c.article_id)
        .order_by(fingerprints.c.article_id)
    )
    for row in conn.execute(query.execution_options(yield_per=5000)):
        yield Kept(article_id=row.article_id, source=row.source, traced=row.traced, data=row.data)


def some(conn: Connection, ids: Sequence[str]) -> Iterator[Kept]:
    """The fingerprints of these articles, by article id; of those that have none nothing."""
    columns = (fingerprints.c.article_id, articles.c.source, fingerprints.c.traced, fingerprints.c.data)
    query = select(*columns).join(articles, articles.c.id == fingerprints.c.article_id)
    for start in range(0, len(ids), 500):
        wanted = fingerprints.c.article_id.in_(ids[start : start + 500])
        for row in conn.execute(query.where(wanted).order_by(fingerprints.c.article_id)):
            yield Kept(article_id=row.article_id, source=row.source, traced=row.traced, data=row.data)


def mark_traced(conn: Connection) -> None:
    """All announcements are told from the fingerprints as they are now."""
    conn.execute(update(fingerprints).where(fingerprints.c.traced.is_(False)).values(traced=True))


def _texts() -> Select[Any]:
    return (
        select(
            articles.c.id.label("article_id"),
            revisions.c.id.label("revision_id"),
            articles.c.source,
            sources.c.title.label("source_title"),
            sources.c.kind.label("source_kind"),
            articles.c.url,
            articles.c.canonical_url,
            revisions.c.title,
            revisions.c.text,
            revisions.c.published,
            revisions.c.language,
            annotations.c.data,
            _basis.label("basis"),
        )
        .join(revisions, _current)
        .join(sources, sources.c.name == articles.c.source)
        .outerjoin(annotations, annotations.c.revision_id == revisions.c.id)
        .outerjoin(fingerprints, fingerprints.c.article_id == articles.c.id)
    )


def _due(tracer: str) -> Any:
    return and_(
        revisions.c.kind.in_(TRACED),
        or_(
            fingerprints.c.article_id.is_(None),
            fingerprints.c.tracer != tracer,
            fingerprints.c.revision_id != revisions.c.id,
            fingerprints.c.basis != _basis,
        ),
    )


def _text(row: Any) -> Text:
    values: Mapping[str, Any] = row._mapping
    fields = {name: values[name] for name in Text.__slots__ if name != "annotations"}
    data = values["data"]
    return Text(**fields, annotations=None if data is None else stored_annotations.from_json(data))
