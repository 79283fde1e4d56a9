"""The search page: hits, facets and what the search is limited to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.index.contract import Answer, FacetName, FacetValue, Hit, Month
from dateline.records import Document
from dateline.site import words
from dateline.site.figures import Figure, columns
from dateline.site.links import Search

FACET_TITLES: dict[FacetName, str] = {
    "kind": "Kind",
    "role": "Part in an announcement",
    "institution": "Institutions",
    "discipline": "Disciplines",
    "source": "Sources",
    "language": "Languages",
}
MAX_CHIPS = 4
MAX_COLUMNS = 68


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A facet value as a link."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One hit with what the store knows of it."""

    hit: Hit
    document: Document | None
    """None when the article has left the store since it was indexed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A column of the histogram."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """A limit that is on, with the address that takes it off."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What the search template prints of an answer."""

    found: tuple[Found, ...]
    facets: tuple[FacetView, ...]
    histogram: Figure[Stretch] | None
    months: tuple[str, str] | None
    """Names of the histogram's first and last column."""
    pages: tuple[int | None, ...]
    """Numbers to link to; None is a gap."""
    last_page: int


def search(
    answer: Answer, asked: Search, documents: Mapping[str, Document], titles: Mapping[str, str], size: int
) -> SearchView:
    """The view of an answer; `titles` are those of the sources."""
    last_page = max(-(-answer.groups // size), 1)
    stretches = _stretches(answer.histogram, asked)
    return SearchView(
        found=tuple(Found(hit=hit, document=documents.get(hit.id)) for hit in answer.hits),
        facets=tuple(
            FacetView(
                name=name,
                title=title,
                choices=tuple(_choice(name, value, asked, titles) for value in answer.facets.get(name, ())),
            )
            for name, title in FACET_TITLES.items()
            if answer.facets.get(name)
        ),
        histogram=columns([(item, item.count) for item in stretches]) if len(stretches) > 1 else None,
        months=(stretches[0].label, stretches[-1].label) if len(stretches) > 1 else None,
        pages=page_numbers(asked.page, last_page),
        last_page=last_page,
    )


def facet_label(name: FacetName, value: str, label: str, titles: Mapping[str, str]) -> str:
    """The words for a facet value on the pages."""
    if name == "role":
        return words.role(value)
    if name == "kind":
        return words.KINDS.get(value, label)
    if name == "language":
        return words.language(value)
    if name == "source":
        return titles.get(value, label)
    return label


def active(asked: Search, answer: Answer | None, titles: Mapping[str, str]) -> tuple[Active, ...]:
    """All limits that are on."""
    found = []
    for name, values in asked.filters.items():
        known = {item.value: item.label for item in answer.facets.get(name, ())} if answer else {}
        found += [
            Active(
                label=facet_label(name, value, known.get(value, value), titles),
                url=asked.toggled(name, value).url(),
            )
            for value in values
        ]
    if asked.first or asked.last:
        if asked.first and asked.last:
            label = words.days(asked.first, asked.last)
        else:
            label = (
                f"from {words.short_day(asked.first)}" if asked.first else f"to {words.short_day(asked.last)}"
            )
        found.append(Active(label=label, url=asked.between(None, None).url()))
    if not asked.collapse:
        found.append(Active(label="every copy shown", url=asked.collapsed(True).url()))
    return tuple(found)


def page_numbers(page: int, last: int) -> tuple[int | None, ...]:
    """First, last and the neighbours of the page, with None where numbers are left out."""
    wanted = sorted({1, last, *range(max(page - 2, 1), min(page + 2, last) + 1)})
    found: list[int | None] = []
    for number in wanted:
        if found and isinstance(found[-1], int) and number > found[-1] + 1:
            found.append(number - 1 if number == found[-1] + 2 else None)
        found.append(number)
    return tuple(found)


def _choice(name: FacetName, value: FacetValue, asked: Search, titles: Mapping[str, str]) -> Choice:
    return Choice(
        label=facet_label(name, value.value, value.label, titles),
        count=value.count,
        url=asked.toggled(name, value.value).url(),
        chosen=value.value in asked.filters.get(name, ()),
    )


def _stretches(months: Sequence[Month], asked: Search) -> list[Stretch]:
    """Columns without gaps: months, or years where there are too many months."""
    counts: dict[int, int] = {}
    for item in months:
        year, month = item.month.split("-")
        counts[int(year) * 12 + int(month) - 1] = item.count
    if not counts:
        return []
    if max(counts) - min(counts) < MAX_COLUMNS:
        return [
            _stretch(number, number + 1, counts.get(number, 0), asked)
            for number in range(min(counts), max(counts) + 1)
        ]
    years: dict[int, int] = {}
    for number, count in counts.items():
        years[number // 12] = years.get(number // 12, 0) + count
    first = max(min(years), max(years) - MAX_COLUMNS + 1)
    return [
        _stretch(year * 12, year * 12 + 12, years.get(year, 0), asked)
        for year in range(first, max(years) + 1)
    ]


def _stretch(number: int, following: int, count: int, asked: Search) -> Stretch:
    first = date(number // 12, number % 12 + 1, 1)
    last = date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
    return Stretch(label=words.days(first, last), count=count, url=asked.between(first, last).url())
