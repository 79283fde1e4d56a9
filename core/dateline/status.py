"""How a knowledge base stands: what it holds, what is due, the last run, and each source's health."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from dateline.clock import now
from dateline.home import Home
from dateline.store import articles, changes, runs
from dateline.store.database import Store
from dateline.store.schema import annotations, announcements, captures, institutions, revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """A source's health in one sentence."""

    name: str
    state: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The state of one knowledge base."""

    home: str
    counts: Mapping[str, int]
    """Articles, revisions, captures, annotated revisions, institutions, announcements; `changes` is the
    number of the store's last change, `indexed` that of the last one in the index."""
    sizes: Mapping[str, int]
    """Bytes of store, archive and index."""
    last_run: str | None
    """One sentence."""
    last_night: datetime | None
    """When the last nightly run began; UTC."""
    sources: tuple[SourceStatus, ...]


TABLES = {
    "revisions": revisions,
    "captures": captures,
    "annotated": annotations,
    "institutions": institutions,
    "announcements": announcements,
}


def status(home: Home) -> Status:
    """Read the state; makes an empty store where there is none."""
    from dateline.crawler.health import health
    from dateline.index import open_index

    with Store.open(home) as store, store.read() as conn:
        counts = {"articles": articles.count(conn)}
        for name, table in TABLES.items():
            counts[name] = int(conn.execute(select(func.count()).select_from(table)).scalar_one())
        counts["changes"] = changes.latest(conn)
        with closing(open_index(home)) as searcher:
            counts["indexed"] = searcher.status().changed
        last = next(iter(runs.latest(conn, 1)), None)
        night = next(iter(runs.latest(conn, 1, "nightly")), None)
        states = []
        for name, source in home.settings().sources.items():
            state = health(conn, name, source, now())
            states.append(SourceStatus(name=name, state=state.state, sentence=state.sentence))
    return Status(
        home=str(home.root),
        counts=counts,
        sizes={"store": size(home.database), "archive": size(home.archive), "index": size(home.index)},
        last_run=None if last is None else _sentence(last),
        last_night=night.started if night else None,
        sources=tuple(states),
    )


def size(path: Path) -> int:
    """Bytes of a file, or of all files under a folder; 0 where there is nothing."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def _sentence(run: runs.Run) -> str:
    began = f"{run.command} of {run.started:%Y-%m-%d %H:%M} UTC"
    if run.outcome is None:
        return f"{began}: running, or stopped before its end"
    return f"{began}: {run.outcome}"
