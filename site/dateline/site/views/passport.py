"""An announcement's passport: who took it up, when, and how much of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateline.records import Announcement, Document, Member, Role
from dateline.site import words
from dateline.site.figures import Lanes, lanes
from dateline.site.views.gaps import Gap

LANES: tuple[Role, ...] = ("original", "copy", "rewrite", "translation", "coverage", "follow-up")
WATCHED = timedelta(days=14)
"""How long after its last article gaps are still told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A member as the page shows it."""

    document: Document
    member: Member
    lag: str
    """Time after the original, or empty where either has no date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All members of one part."""

    role: Role
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A number with what it counts."""

    number: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """What the announcement template prints."""

    original: Entry
    groups: tuple[Group, ...]
    timeline: Lanes[Entry, Gap] | None
    gaps: tuple[Gap, ...]
    tallies: tuple[Tally, ...]
    undated: int


def passport(
    announcement: Announcement,
    documents: Mapping[str, Document],
    *,
    unseen: Callable[[date, date], Sequence[Gap]],
    today: date,
) -> Passport | None:
    """The view of an announcement; None when none of its members is in the store any more.

    `unseen` tells the gaps between two days.
    """
    pairs = [(documents[member.id], member) for member in announcement.members if member.id in documents]
    if not pairs:
        return None
    first, _part = next((pair for pair in pairs if pair[1].role == "original"), pairs[0])
    origin = words.instant(first.published)
    entries = [_entry(document, member, first, origin) for document, member in pairs]
    groups = []
    for role in LANES:
        chosen = sorted(
            (entry for entry in entries if entry.member.role == role),
            key=lambda entry: (
                entry.document.published is None,
                entry.document.published or "",
                entry.document.id,
            ),
        )
        if chosen:
            groups.append(
                Group(
                    role=role, title=words.role(role, 1 if role == "original" else 2), entries=tuple(chosen)
                )
            )
    gaps: Sequence[Gap] = ()
    if origin:
        last = max(day for entry in entries if (day := words.day_of(entry.document.published)))
        until = min(last + WATCHED, today)
        gaps = unseen(origin.date(), until)
    return Passport(
        original=next(entry for entry in entries if entry.document.id == first.id),
        groups=tuple(groups),
        timeline=_timeline(groups, origin, gaps) if origin and len(pairs) > 1 else None,
        gaps=tuple(gaps),
        tallies=_tallies(entries),
        undated=sum(words.instant(entry.document.published) is None for entry in entries),
    )


def _entry(document: Document, member: Member, first: Document, origin: datetime | None) -> Entry:
    moment = words.instant(document.published)
    lag = ""
    if document.id != first.id and origin and moment:
        hours = (moment - origin).total_seconds() / 3600
        if any(item and len(item) <= 10 for item in (document.published, first.published)):
            hours = round(hours / 24) * 24
        lag = words.lag(hours)
    return Entry(document=document, member=member, lag=lag)


def _timeline(groups: Sequence[Group], origin: datetime, gaps: Sequence[Gap]) -> Lanes[Entry, Gap]:
    rows = [
        (
            group.title,
            [
                (entry, moment)
                for entry in group.entries
                if (moment := words.instant(entry.document.published))
            ],
        )
        for group in groups
    ]
    nights = [
        (
            gap,
            datetime.combine(gap.first, time.min, tzinfo=UTC),
            datetime.combine(gap.last + timedelta(days=1), time.min, tzinfo=UTC),
        )
        for gap in gaps
    ]
    return lanes(rows, origin, nights)


def _tallies(entries: Sequence[Entry]) -> tuple[Tally, ...]:
    """What reuses the release and what is independent, apart; sources counted once."""
    reused = [entry for entry in entries if entry.member.role in ("copy", "rewrite", "translation")]
    stories = [entry for entry in entries if entry.member.role == "coverage"]
    later = [entry for entry in entries if entry.member.role == "follow-up"]
    takers = {entry.document.source for entry in reused + stories}
    return (
        Tally(number=len(reused), label="copies, rewrites and translations"),
        Tally(number=len(stories), label=words.role("coverage", len(stories)).lower()),
        Tally(number=len(later), label=words.role("follow-up", len(later)).lower()),
        Tally(number=len(takers), label=f"{'source' if len(takers) == 1 else 'sources'} took it up"),
    )
