"""When a known page is looked at again."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

_TRIES = 6
_SOON = timedelta(hours=6)


def next_look(published: date | None, now: datetime, ages: Sequence[int]) -> datetime | None:
    """When an article fetched now is looked at again for corrections; None: never.

    The ages in days count from publication, or from now where the date is unknown or to come.  A first look
    at an old article is as good as the look that its age asked for: what is five days old waits not for the
    seventh day but for the thirtieth.
    """
    today = now.date()
    start = published if published is not None and published <= today else today
    age = (today - start).days
    before = 0
    for step in sorted(ages):
        if before >= age:
            return datetime.combine(start + timedelta(days=step), time(), UTC)
        before = step
    return None


def last_look(published: date | None, now: datetime, ages: Sequence[int]) -> datetime | None:
    """The last of these looks alone, for an article whose sitemap tells of all changes but a withdrawal.

    As with `next_look`, a first look at an article older than the last age but one was the last.
    """
    today = now.date()
    start = published if published is not None and published <= today else today
    *_, before, last = (0, 0, *sorted(ages))
    if (today - start).days > before or not last:
        return None
    return datetime.combine(start + timedelta(days=last), time(), UTC)


def next_try(failures: int, now: datetime) -> datetime | None:
    """When a page that failed so many times in a row is tried again: after 1, 2, 4 … days; None: no more."""
    if failures >= _TRIES:
        return None
    return now + timedelta(days=2 ** max(0, failures - 1)) - _SOON


def next_run(now: datetime) -> datetime:
    """For pages that every run looks at."""
    return now + _SOON
