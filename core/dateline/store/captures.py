"""Captures: where in the WARC archive each fetched response stands."""

from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from dateline.records import Capture
from dateline.store.schema import captures


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCapture:
    """A capture with its number and source."""

    id: int
    source: str
    capture: Capture


def add(conn: Connection, source: str, capture: Capture, run_id: int | None = None) -> int:
    """Record a capture that is safely in the archive; its number."""
    values = {name: getattr(capture, name) for name in Capture.__slots__}
    result = conn.execute(captures.insert().values(source=source, run_id=run_id, **values))
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def by_id(conn: Connection, number: int) -> StoredCapture | None:
    """The capture of that number."""
    row = conn.execute(select(captures).where(captures.c.id == number)).one_or_none()
    return None if row is None else _stored(row)


def of_file(conn: Connection, file: str) -> list[StoredCapture]:
    """All captures in one WARC file, in the file's order."""
    query = select(captures).where(captures.c.file == file).order_by(captures.c.offset)
    return [_stored(row) for row in conn.execute(query)]


def _stored(row: Row[tuple[object, ...]]) -> StoredCapture:
    values = row._mapping
    return StoredCapture(
        id=values["id"],
        source=values["source"],
        capture=Capture(**{name: values[name] for name in Capture.__slots__}),
    )
