"""How a source is: whether it answers, and whether it still brings news at its own rhythm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal

from sqlalchemy import Connection, select

from dateline.settings import Source
from dateline.store import runs
from dateline.store.runs import Visit
from dateline.store.schema import articles, revisions

State = Literal["ok", "silent", "failing", "new", "disabled"]
_LEAST_DAYS = 7
_RECENT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A source's state and what a person should know of it."""

    state: State
    since: datetime | None
    """When it began, as far as the store knows; UTC."""
    sentence: str


def health(conn: Connection, name: str, source: Source, now: datetime) -> Health:
    """The state of a source by the visits and articles that the store has of it."""
    if not source.enabled:
        return Health(state="disabled", since=None, sentence="It is switched off in dateline.toml.")
    visits = [visit for visit in runs.visits_of_source(conn, name) if visit.finished is not None]
    if not visits:
        return Health(state="new", since=None, sentence="It has not been crawled yet.")
    latest = visits[0]
    if latest.error:
        since = _since(visits)
        nights = sum(1 for _ in _failing(visits))
        again = f" ({nights} visits in a row)" if nights > 1 else ""
        return Health(state="failing", since=since, sentence=f"{latest.error}{again}")
    days = published_days(conn, name)
    if not days:
        return Health(
            state="failing" if len(visits) > 1 else "silent",
            since=visits[-1].started,
            sentence="It is crawled, but no article has been found; run `dateline sources check`.",
        )
    quiet = (now.date() - days[0]).days
    limit = source.silent_after or patience(days)
    if quiet > limit:
        return Health(
            state="silent",
            since=datetime.combine(days[0], latest.started.timetz()),
            sentence=f"Nothing new for {quiet} days; news is expected within {limit}.",
        )
    return Health(state="ok", since=None, sentence=f"Latest news of {days[0].isoformat()}.")


def published_days(conn: Connection, name: str) -> list[date]:
    """The days of the source's latest articles, newest first, none of them to come."""
    query = (
        select(revisions.c.published_day, articles.c.first_seen)
        .join(
            articles, (articles.c.id == revisions.c.article_id) & (articles.c.revision == revisions.c.number)
        )
        .where(articles.c.source == name)
        .order_by(revisions.c.published_day.desc().nulls_last())
        .limit(_RECENT * 4)
    )
    days = (
        row.published_day if row.published_day and row.published_day <= row.first_seen.date() else None
        for row in conn.execute(query)
    )
    return sorted({day for day in days if day is not None}, reverse=True)[:_RECENT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Days on which a source brought no news for longer than is usual for it; both included."""

    first: date
    last: date
    days: int
    """Of the whole silence, which may have begun before the days that were asked for."""
    limit: int
    """Days without news that are usual."""


def silences(conn: Connection, name: str, source: Source | None, first: date, last: date) -> list[Silence]:
    """The silences of a source between two days, both included, by the rule that `health` has for today."""
    limit = (source.silent_after if source else 0) or patience(published_days(conn, name))
    day = revisions.c.published_day
    query = (
        select(day)
        .distinct()
        .join(
            articles, (articles.c.id == revisions.c.article_id) & (articles.c.revision == revisions.c.number)
        )
        .where(articles.c.source == name, day.is_not(None), day <= last)
    )
    before = conn.execute(query.where(day < first).order_by(day.desc()).limit(1)).scalars()
    days = [*before, *conn.execute(query.where(day >= first).order_by(day)).scalars()]
    found = []
    for older, newer in pairwise([*days, last + timedelta(days=1)]):
        quiet = (newer - older).days - 1
        if quiet > limit and newer > first:
            begin, end = max(first, older + timedelta(days=1)), newer - timedelta(days=1)
            found.append(Silence(first=begin, last=end, days=quiet, limit=limit))
    return found


def patience(days: Sequence[date]) -> int:
    """Days without news that are unusual for a source with news on these: twice its longest usual gap."""
    gaps = sorted((newer - older).days for newer, older in pairwise(days))
    if not gaps:
        return 30
    usual = gaps[min(len(gaps) - 1, int(len(gaps) * 0.95))]
    return max(_LEAST_DAYS, 2 * usual)


def _failing(visits: Sequence[Visit]) -> Sequence[Visit]:
    failing = []
    for visit in visits:
        if not visit.error:
            break
        failing.append(visit)
    return failing


def _since(visits: Sequence[Visit]) -> datetime:
    return _failing(visits)[-1].started
