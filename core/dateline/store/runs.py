"""Runs, and each source's visit in a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.sqlite import insert

from dateline.store.schema import runs, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command."""

    id: int
    command: str
    started: datetime
    finished: datetime | None
    """None while it runs, or when it was killed."""
    outcome: str | None
    """`done`, `part failed` or `failed`."""
    report: Any
    """Reports of the stages as JSON values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one run did at one source."""

    run_id: int
    source: str
    started: datetime
    finished: datetime | None
    counts: Mapping[str, int]
    """`noun/verb` → how many."""
    error: str | None


def begin(conn: Connection, command: str, now: datetime) -> int:
    """Record that a run begins; its id."""
    result = conn.execute(runs.insert().values(command=command, started=now))
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def finish(conn: Connection, run_id: int, outcome: str, report: Any, now: datetime) -> None:
    """Record how a run ended."""
    conn.execute(update(runs).where(runs.c.id == run_id).values(outcome=outcome, report=report, finished=now))


def visit(
    conn: Connection,
    run_id: int,
    source: str,
    *,
    started: datetime,
    finished: datetime | None,
    counts: Mapping[str, int],
    error: str | None = None,
) -> None:
    """Record, or bring up to date, the visit of a source."""
    values = {"started": started, "finished": finished, "counts": dict(counts), "error": error}
    statement = insert(visits).values(run_id=run_id, source=source, **values)
    conn.execute(statement.on_conflict_do_update(index_elements=["run_id", "source"], set_=values))


def latest(conn: Connection, limit: int = 30, command: str | None = None) -> list[Run]:
    """The last runs, newest first."""
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    if command:
        query = query.where(runs.c.command == command)
    return [_run(row) for row in conn.execute(query)]


def by_id(conn: Connection, run_id: int) -> Run | None:
    """The run of that number."""
    row = conn.execute(select(runs).where(runs.c.id == run_id)).one_or_none()
    return None if row is None else _run(row)


def visits_of_run(conn: Connection, run_id: int) -> list[Visit]:
    """All visits of a run, by source."""
    query = select(visits).where(visits.c.run_id == run_id).order_by(visits.c.source)
    return [_visit(row) for row in conn.execute(query)]


def visits_of_source(conn: Connection, source: str, limit: int = 60) -> list[Visit]:
    """The last visits of a source, newest first."""
    query = select(visits).where(visits.c.source == source).order_by(visits.c.run_id.desc()).limit(limit)
    return [_visit(row) for row in conn.execute(query)]


def visits_between(conn: Connection, first: date, last: date) -> dict[str, list[Visit]]:
    """All visits that began between two days, both included, by source, oldest first; days in UTC."""
    begin = datetime.combine(first, time.min, tzinfo=UTC)
    end = datetime.combine(last, time.max, tzinfo=UTC)
    query = select(visits).where(visits.c.started.between(begin, end))
    found: dict[str, list[Visit]] = {}
    for row in conn.execute(query.order_by(visits.c.source, visits.c.run_id)):
        found.setdefault(row.source, []).append(_visit(row))
    return found


def _run(row: Row[Any]) -> Run:
    return Run(**row._mapping)


def _visit(row: Row[Any]) -> Visit:
    return Visit(**row._mapping)
