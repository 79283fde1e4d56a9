"""What the search page shows before anything is asked: the last run, the next days, queries to try."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.index.contract import Answer
from dateline.site.views.ahead import Coming
from dateline.store.runs import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry:
    """A source that needs a look."""

    source: str
    title: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The last night's work."""

    id: int
    finished: datetime
    outcome: str
    new: int
    """Articles that it brought."""
    worries: tuple[Worry, ...]


def night(runs: Sequence[Run], titles: Mapping[str, str]) -> Night | None:
    """The newest of the runs that ended; None where none did."""
    run = next((run for run in runs if run.finished and run.outcome), None)
    if run is None or run.finished is None:
        return None
    report: Mapping[str, Any] = run.report if isinstance(run.report, dict) else {}
    counts = [stage.get("counts", {}) for stage in report.get("stages") or ()]
    return Night(
        id=run.id,
        finished=run.finished,
        outcome=run.outcome or "",
        new=sum(int(count.get("articles/new", 0)) for count in counts),
        worries=tuple(
            Worry(
                source=concern["source"],
                title=titles.get(concern["source"], concern["source"]),
                state=concern["state"],
            )
            for concern in report.get("concerns") or ()
        ),
    )


def next_days(found: Sequence[Coming], number: int = 3) -> tuple[Coming, ...]:
    """The first of what is to come, one for each article."""
    seen: set[str] = set()
    chosen: list[Coming] = []
    for item in found:
        if item.document.id not in seen and len(chosen) < number:
            seen.add(item.document.id)
            chosen.append(item)
    return tuple(chosen)


def examples(answer: Answer, year: int) -> tuple[str, ...]:
    """Queries that find something here, made of what is held."""
    named = answer.facets.get("institution", ())
    fields = answer.facets.get("discipline", ())
    found = []
    if named and '"' not in named[0].label:
        found.append(f'institution:"{named[0].label}"')
    if fields:
        word = fields[0].label.split()[0].strip(",").lower()
        found.append(f"discipline:{word}")
    if answer.histogram:
        found.append(f"published:{answer.histogram[-1].month}")
    return (*found, f"about:{year}")
