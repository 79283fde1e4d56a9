"""One night's work: crawl, annotate, trace, index, under one lock, with a report.

A stage that fails is reported and the next ones still run on what there is: each takes from the store what is
due, so that the next night makes up for it.
"""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from dateline.clock import now
from dateline.errors import DatelineError
from dateline.home import Home
from dateline.logs import keep
from dateline.progress import Meter
from dateline.records import StageReport, to_json
from dateline.store import runs
from dateline.store.database import Store

log = logging.getLogger(__name__)

Stage = Callable[[Home, Meter], StageReport]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A source that someone should look at."""

    source: str
    state: str
    """`silent` or `failing`."""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The report of one night."""

    run_id: int
    started: datetime
    finished: datetime
    outcome: str
    """`done`, `part failed` or `failed`."""
    stages: tuple[StageReport, ...]
    concerns: tuple[Concern, ...]


def stages(names: Sequence[str], run_id: int) -> dict[str, Stage]:
    """The stages in their order; imports only happen when one runs."""

    def crawl(home: Home, meter: Meter) -> StageReport:
        from dateline.crawler.stage import crawl

        return crawl(home, names=names, run_id=run_id, meter=meter)

    def annotate(home: Home, meter: Meter) -> StageReport:
        from dateline.nlp.stage import annotate

        return annotate(home, meter=meter)

    def trace(home: Home, meter: Meter) -> StageReport:
        from dateline.nlp.tracing.stage import trace

        return trace(home, meter=meter)

    def index(home: Home, meter: Meter) -> StageReport:
        from dateline.index.stage import index

        return index(home, meter=meter)

    return {"crawl": crawl, "annotate": annotate, "trace": trace, "index": index}


def run(
    home: Home, *, names: Sequence[str] = (), meters: Callable[[str], AbstractContextManager[Meter]]
) -> Night:
    """Do the night's work and keep its report.  Raises LockedError when another run is at work."""
    with home.lock(), Store.open(home) as store:
        home.settings()  # an unreadable file must stop the night before anything is done
        keep(home)
        started = now()
        with store.write() as conn:
            run_id = runs.begin(conn, "nightly", started)
        reports = []
        for name, stage in stages(names, run_id).items():
            with meters(name) as meter:
                reports.append(attempt(name, stage, home, meter))
        concerns = _concerns(home, store)
        night = Night(
            run_id=run_id,
            started=started,
            finished=now(),
            outcome=_outcome(reports),
            stages=tuple(reports),
            concerns=concerns,
        )
        with store.write() as conn:
            runs.finish(conn, run_id, night.outcome, to_json(night), night.finished)
        return night


def attempt(name: str, stage: Stage, home: Home, meter: Meter) -> StageReport:
    """Run a stage; what it raises becomes a report with one sentence, and a traceback in the log."""
    began = time.monotonic()
    try:
        return stage(home, meter)
    except DatelineError as error:
        sentence = str(error)
    except Exception as error:
        log.exception("The stage %s failed.", name)
        sentence = f"The stage {name} failed unexpectedly: {type(error).__name__}: {error}."
    return StageReport(stage=name, counts={}, errors=(sentence,), seconds=time.monotonic() - began)


def _outcome(reports: Sequence[StageReport]) -> str:
    failed = [report for report in reports if report.errors]
    if not failed:
        return "done"
    return "failed" if len(failed) == len(reports) else "part failed"


def _concerns(home: Home, store: Store) -> tuple[Concern, ...]:
    from dateline.crawler.health import health

    found = []
    with store.read() as conn:
        for name, source in home.settings().sources.items():
            state = health(conn, name, source, now())
            if state.state in ("silent", "failing"):
                found.append(Concern(source=name, state=state.state, sentence=state.sentence))
    return tuple(found)
