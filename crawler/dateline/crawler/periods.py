"""Archive pages of months and years: which of them a run looks at."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from dateline import clock
from dateline.crawler import schedule
from dateline.crawler.listings import Period
from dateline.store.pages import Page


def wanted(periods: Collection[Period], known: Mapping[str, Page], start: str, source: str) -> Iterator[Page]:
    """Archive pages that are new, or were last seen before their month was over; newest first.

    `start` is the list that leads to them, `known` what the store knows of their addresses.
    """
    for period in sorted(periods, key=lambda each: (each.year, each.month or 12), reverse=True):
        old = known.get(period.url)
        if period.url == start or (old is not None and old.role != "listing"):
            continue
        end = last_day(period)
        if old is None or (old.fetched_at is not None and old.fetched_at.date() <= end):
            base = old or Page(
                url=period.url,
                source=source,
                role="listing",
                state="due",
                discovered_at=clock.now(),
                found_on=start,
            )
            yield replace(base, state="due", found_on=start, hint_published=end.isoformat())


def next_visit(page: Page) -> datetime | None:
    """Archive pages are looked at by every run until their month is over."""
    if page.url == page.found_on or not page.hint_published:
        return None
    now = clock.now()
    return schedule.next_run(now) if now.date() <= date.fromisoformat(page.hint_published) else None


def last_day(period: Period) -> date:
    """The last day of an archive page's month or year."""
    if period.month is None or period.month == 12:
        return date(period.year, 12, 31)
    return date(period.year, period.month + 1, 1) - timedelta(days=1)
