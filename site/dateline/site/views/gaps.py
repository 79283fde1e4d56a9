"""Days on which sources were broken or silent, so that a missing article is not read as no coverage."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection

from dateline.crawler.health import Silence, silences
from dateline.settings import Source
from dateline.store import runs
from dateline.store.runs import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days of which a source tells nothing; both included."""

    kind: Literal["failed", "silent"]
    source: str
    title: str
    first: date
    last: date
    visits: int
    """Failed visits; 0 where the source was silent."""
    reason: str


def unseen(
    conn: Connection, entries: Mapping[str, Source], titles: Mapping[str, str], first: date, last: date
) -> tuple[Gap, ...]:
    """All gaps between two days, both included, by source; `entries` are the sources of the settings."""
    if first > last:
        return ()
    visits = runs.visits_between(conn, first, last)
    found: list[Gap] = []
    for name, title in sorted(titles.items()):
        found += failures(name, title, visits.get(name, ()))
        entry = entries.get(name)
        if entry is None or entry.enabled:
            found += quiet(name, title, silences(conn, name, entry, first, last))
    return tuple(found)


def failures(source: str, title: str, visits: Sequence[Visit]) -> Iterator[Gap]:
    """Failed visits, those in a row as one gap; `visits` are oldest first."""
    row: list[Visit] = []
    for visit in (*visits, None):
        if visit is not None and visit.error:
            row.append(visit)
        elif row:
            yield Gap(
                kind="failed",
                source=source,
                title=title,
                first=row[0].started.date(),
                last=row[-1].started.date(),
                visits=len(row),
                reason=row[-1].error or "",
            )
            row = []


def quiet(source: str, title: str, silent: Iterable[Silence]) -> Iterator[Gap]:
    """Days without news for longer than is usual for the source."""
    for item in silent:
        yield Gap(
            kind="silent",
            source=source,
            title=title,
            first=item.first,
            last=item.last,
            visits=0,
            reason=f"Nothing new for {item.days} days; news is expected within {item.limit}.",
        )
