"""Days on which sources could not be crawled, so that a missing article is not read as no coverage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.store.runs import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A source that could not be crawled on some days of the period."""

    source: str
    title: str
    first: date
    last: date
    visits: int
    """Failed visits."""
    reason: str


def gaps(
    visits: Mapping[str, Sequence[Visit]], titles: Mapping[str, str], first: date, last: date
) -> Iterable[Gap]:
    """Failed visits between two days, both included, by source."""
    for source, known in sorted(visits.items()):
        failed = [visit for visit in known if visit.error and first <= visit.started.date() <= last]
        if failed:
            days = [visit.started.date() for visit in failed]
            yield Gap(
                source=source,
                title=titles.get(source, source),
                first=min(days),
                last=max(days),
                visits=len(failed),
                reason=failed[0].error or "",
            )
