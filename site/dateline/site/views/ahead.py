"""Days to come that articles speak of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.records import Document
from dateline.site import words

FINE = ("day", "week", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A stretch of days in one article."""

    first: date
    last: date
    label: str
    text: str
    before: str
    after: str
    document: Document

    @property
    def uid(self) -> str:
        return f"{self.document.id}-{self.first:%Y%m%d}-{self.last:%Y%m%d}@dateline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """All that comes in one month."""

    title: str
    items: tuple[Coming, ...]


def ahead(documents: Iterable[Document], today: date, until: date) -> tuple[Coming, ...]:
    """Dates after today, by day; the same days told by copies of one announcement count once.

    Only days, weeks and months: a year to come is no appointment.
    """
    found: dict[tuple[str, date, date], Coming] = {}
    for document in documents:
        if document.annotations is None:
            continue
        whole = f"{document.title}\n\n{document.text}"
        for item in document.annotations.dates:
            if item.grain not in FINE or item.first < today or item.first > until:
                continue
            key = (document.announcement or document.id, item.first, item.last)
            if key in found and document.role != "original":
                continue
            first, last = item.offset
            found[key] = Coming(
                first=item.first,
                last=item.last,
                label=words.days(item.first, item.last),
                text=whole[first:last],
                before=_before(whole[max(first - 110, 0) : first]),
                after=_after(whole[last : last + 90]),
                document=document,
            )
    return tuple(sorted(found.values(), key=lambda item: (item.first, item.last, item.document.title)))


def periods(items: Sequence[Coming]) -> tuple[Period, ...]:
    """The same, cut into months."""
    months: dict[tuple[int, int], list[Coming]] = {}
    for item in items:
        months.setdefault((item.first.year, item.first.month), []).append(item)
    return tuple(Period(title=words.month(group[0].first), items=tuple(group)) for group in months.values())


def _before(text: str) -> str:
    text = text.rsplit("\n", 1)[-1]
    return f"… {text.split(' ', 1)[-1]}" if len(text) > 100 else text


def _after(text: str) -> str:
    text = text.split("\n", 1)[0]
    return f"{text.rsplit(' ', 1)[0]} …" if len(text) > 80 else text
