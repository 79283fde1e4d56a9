"""Captures: where in the WARC archive each fetched response stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, and_, select

from dateline.records import Capture
from dateline.store.schema import articles, captures, revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCapture:
    """A capture with its number and source."""

    id: int
    source: str
    capture: Capture


_ADD = captures.insert()


def add(conn: Connection, source: str, capture: Capture, run_id: int | None = None) -> int:
    """Record a capture that is safely in the archive; its number."""
    values = {name: getattr(capture, name) for name in Capture.__slots__}
    result = conn.execute(_ADD, {"source": source, "run_id": run_id, **values})
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def by_id(conn: Connection, number: int) -> StoredCapture | None:
    """The capture of that number."""
    row = conn.execute(select(captures).where(captures.c.id == number)).one_or_none()
    return None if row is None else _stored(row)


def of_file(conn: Connection, file: str) -> list[StoredCapture]:
    """All captures in one WARC file, in the file's order."""
    query = select(captures).where(captures.c.file == file).order_by(captures.c.offset)
    return [_stored(row) for row in conn.execute(query)]


def of_articles(conn: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Article id → number of the capture that its current revision was read from."""
    found: dict[str, int] = {}
    current = and_(revisions.c.article_id == articles.c.id, revisions.c.number == articles.c.revision)
    for start in range(0, len(ids), 500):
        query = (
            select(articles.c.id, revisions.c.capture_id)
            .join(revisions, current)
            .where(articles.c.id.in_(ids[start : start + 500]), revisions.c.capture_id.is_not(None))
        )
        found.update((row.id, row.capture_id) for row in conn.execute(query))
    return found


def _stored(row: Row[tuple[object, ...]]) -> StoredCapture:
    values = row._mapping
    return StoredCapture(
        id=values["id"],
        source=values["source"],
        capture=Capture(**{name: values[name] for name in Capture.__slots__}),
    )
