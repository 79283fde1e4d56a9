"""Annotations of revisions, and which revisions are due for the pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from dateline.records import (
    Anatomy,
    Annotations,
    Boilerplate,
    Contact,
    DateExpression,
    Dateline,
    Discipline,
    Institution,
    Mention,
    Quote,
    to_json,
)
from dateline.store import changes
from dateline.store.schema import annotations, articles, revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A current revision that the pipeline has not read in its present version."""

    revision_id: int
    article_id: str
    source: str
    title: str
    text: str
    published: date | None
    language: str | None


_current = and_(revisions.c.article_id == articles.c.id, revisions.c.number == articles.c.revision)


def due(conn: Connection, pipeline: str, limit: int, after: int = 0) -> list[Due]:
    """Current revisions without annotations of this pipeline version, oldest first; none up to `after`."""
    query = (
        select(
            revisions.c.id.label("revision_id"),
            revisions.c.article_id,
            articles.c.source,
            revisions.c.title,
            revisions.c.text,
            revisions.c.published_day.label("published"),
            revisions.c.language,
        )
        .join(articles, _current)
        .outerjoin(annotations, annotations.c.revision_id == revisions.c.id)
        .where(or_(annotations.c.pipeline.is_(None), annotations.c.pipeline != pipeline, _stale()))
        .where(revisions.c.id > after)
        .order_by(revisions.c.id)
        .limit(limit)
    )
    return [Due(**row._mapping) for row in conn.execute(query)]


def count_due(conn: Connection, pipeline: str) -> int:
    """How many revisions `due` would give without a limit."""
    query = (
        select(func.count())
        .select_from(revisions)
        .join(articles, _current)
        .outerjoin(annotations, annotations.c.revision_id == revisions.c.id)
        .where(or_(annotations.c.pipeline.is_(None), annotations.c.pipeline != pipeline, _stale()))
    )
    return int(conn.execute(query).scalar_one())


def _stale() -> Any:
    """The revision's text was read anew after it was annotated."""
    return annotations.c.digest != revisions.c.digest


def save(conn: Connection, found: Sequence[tuple[Due, Annotations]], pipeline: str, now: datetime) -> None:
    """Keep the annotations of a batch and mark its articles as changed."""
    for item, value in found:
        digest = select(revisions.c.digest).where(revisions.c.id == item.revision_id).scalar_subquery()
        values = {"pipeline": pipeline, "annotated_at": now, "data": to_json(value), "digest": digest}
        statement = insert(annotations).values(revision_id=item.revision_id, **values)
        conn.execute(statement.on_conflict_do_update(index_elements=["revision_id"], set_=values))
    if found:
        changes.touch(conn, [item.article_id for item, _ in found])


def of_article(conn: Connection, article_id: str) -> Annotations | None:
    """Annotations of the article's current revision."""
    data = conn.execute(
        select(annotations.c.data)
        .join(revisions, revisions.c.id == annotations.c.revision_id)
        .join(articles, _current)
        .where(articles.c.id == article_id)
    ).scalar_one_or_none()
    return None if data is None else from_json(data)


def from_json(data: Any) -> Annotations:
    """The record that `dateline.records.to_json` turned into `data`."""
    anatomy = data["anatomy"]
    return Annotations(
        institutions=tuple(
            Institution(
                **item
                | {
                    "mentions": tuple(
                        Mention(text=m["text"], offset=_span(m["offset"])) for m in item["mentions"]
                    )
                }
            )
            for item in data["institutions"]
        ),
        dates=tuple(
            DateExpression(
                **item
                | {
                    "offset": _span(item["offset"]),
                    "first": date.fromisoformat(item["first"]),
                    "last": date.fromisoformat(item["last"]),
                }
            )
            for item in data["dates"]
        ),
        disciplines=tuple(
            Discipline(**item | {"evidence": tuple(item["evidence"])}) for item in data["disciplines"]
        ),
        anatomy=Anatomy(
            dateline=Dateline(**anatomy["dateline"]) if anatomy["dateline"] else None,
            contacts=tuple(Contact(**item) for item in anatomy["contacts"]),
            boilerplate=tuple(Boilerplate(offset=_span(item["offset"])) for item in anatomy["boilerplate"]),
            subhead=anatomy["subhead"],
            quotes=tuple(Quote(**item | {"offset": _span(item["offset"])}) for item in anatomy["quotes"]),
        ),
        notes=tuple(data["notes"]),
    )


def _span(pair: Sequence[int]) -> tuple[int, int]:
    return pair[0], pair[1]
