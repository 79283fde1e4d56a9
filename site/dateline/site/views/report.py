"""A coverage report: who ran it, when, how much of it is the release, and what the crawl could not see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dateline.records import Document, Member
from dateline.site import words
from dateline.site.views.gaps import Gap

Nature = Literal["original", "reused", "independent", "follow-up", "unrelated"]
NATURES: dict[str | None, Nature] = {
    "original": "original",
    "copy": "reused",
    "rewrite": "reused",
    "translation": "reused",
    "coverage": "independent",
    "follow-up": "follow-up",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One article of the report."""

    document: Document
    day: date | None
    source: str
    """The source's title."""
    role: str
    """The word for its part in its announcement; empty where it has none."""
    nature: Nature
    shared: float | None
    """Share of the release reused, 0 to 1; None for the original, translations and parts of nothing."""
    capture: int | None
    """Number of the capture that it was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What every form of the report says."""

    title: str
    subject: str
    """The query or announcement in words."""
    made: datetime
    rows: tuple[Row, ...]
    left_out: int
    """Articles beyond what a report may hold."""
    totals: tuple[tuple[str, int], ...]
    gaps: tuple[Gap, ...]


def report(
    *,
    title: str,
    subject: str,
    made: datetime,
    documents: Sequence[Document],
    parts: Mapping[str, Member],
    captures: Mapping[str, int],
    titles: Mapping[str, str],
    unseen: Callable[[date, date], Sequence[Gap]],
    left_out: int = 0,
) -> Report:
    """The report of these articles, oldest first; `parts` are their parts in announcements, by article.

    `unseen` tells the gaps between two days.
    """
    rows = sorted(
        (_row(item, parts.get(item.id), captures.get(item.id), titles) for item in documents),
        key=_order,
    )
    days = [row.day for row in rows if row.day]
    return Report(
        title=title,
        subject=subject,
        made=made,
        rows=tuple(rows),
        left_out=left_out,
        totals=_totals(rows),
        gaps=tuple(unseen(min(days), made.date())) if days else (),
    )


def _row(document: Document, part: Member | None, capture: int | None, titles: Mapping[str, str]) -> Row:
    role = part.role if part else None
    return Row(
        document=document,
        day=words.day_of(document.published),
        source=titles.get(document.source, document.source),
        role=words.role(role),
        nature=NATURES.get(role, "unrelated"),
        shared=part.shared if part and role not in ("original", "translation") else None,
        capture=capture,
    )


def _order(row: Row) -> tuple[bool, date, bool, str, str]:
    """By day, an original before what took it up, then by time."""
    day = row.day or date.min
    return row.day is None, day, row.nature != "original", row.document.published or "", row.document.id


def _totals(rows: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    def count(nature: Nature) -> int:
        return sum(row.nature == nature for row in rows)

    return (
        ("articles", len(rows)),
        ("sources, each counted once", len({row.document.source for row in rows})),
        ("copies, rewrites and translations", count("reused")),
        (words.role("coverage", count("independent")).lower(), count("independent")),
        (words.role("follow-up", count("follow-up")).lower(), count("follow-up")),
    )
