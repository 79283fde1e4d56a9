"""The article page: the text with what was read in it, and all that is known of it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.records import (
    Contact,
    DateExpression,
    Discipline,
    Document,
    Institution,
    InstitutionRef,
)
from dateline.site import words
from dateline.site.figures import Figure, moments
from dateline.site.marking import Paragraph, Piece, Span, occurrences, paragraphs, pieces
from dateline.store.institutions import fold

MAX_MARKED = 200_000
"""Characters of a text that are marked; what follows is shown plain, so that no page takes long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An institution in the margin of the text."""

    ref: InstitutionRef
    mentions: int
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A stretch of days that the text speaks of."""

    first: date
    last: date
    label: str
    grain: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """What the article template prints."""

    title: tuple[Piece, ...]
    text: tuple[Paragraph, ...]
    institutions: tuple[Named, ...]
    days: tuple[Day, ...]
    figure: Figure[Day] | None
    disciplines: tuple[Discipline, ...]
    contacts: tuple[Contact, ...]
    notes: tuple[str, ...]
    has_boilerplate: bool
    annotated: bool


def article(document: Document) -> ArticleView:
    """The view of an article."""
    found = document.annotations
    spans = list(_spans(document))
    shift = len(document.title) + 2
    body = [
        Span(first=s.first - shift, last=s.last - shift, layer=s.layer, note=s.note, href=s.href)
        for s in spans
        if s.last > shift
    ]
    days = _days(found.dates) if found else ()
    published = words.day_of(document.published)
    figure = moments([(day, day.first, day.last) for day in days], published) if days and published else None
    return ArticleView(
        title=pieces(document.title, [s for s in spans if s.layer != "boilerplate"]),
        text=tuple(paragraphs(document.text, body)),
        institutions=_named(document),
        days=days,
        figure=figure,
        disciplines=found.disciplines if found else (),
        contacts=found.anatomy.contacts if found else (),
        notes=found.notes if found else (),
        has_boilerplate=bool(found and found.anatomy.boilerplate),
        annotated=found is not None,
    )


def _refs(document: Document) -> dict[str, InstitutionRef]:
    """Folded name → the store's institution, full names before other forms."""
    known = {fold(ref.name): ref for ref in document.institutions}
    for ref in document.institutions:
        for alias in ref.aliases:
            known.setdefault(fold(alias), ref)
    return known


def _spans(document: Document) -> Iterator[Span]:
    found = document.annotations
    if found is None:
        return
    refs = _refs(document)
    for item in found.institutions:
        ref = refs.get(fold(item.name))
        for mention in item.mentions:
            first, last = mention.offset
            yield Span(
                first=first,
                last=last,
                layer="institution",
                note=item.name if ref is None or ref.name == item.name else f"{item.name} ({ref.name})",
                href=f"/institutions/{ref.id}" if ref else "",
            )
    for day in found.dates:
        note = words.days(day.first, day.last)
        yield Span(first=day.offset[0], last=day.offset[1], layer="date", note=note)
    named = sorted(mention.offset for item in found.institutions for mention in item.mentions)
    for discipline in found.disciplines:
        yield from _evidence(f"{document.title}\n\n{document.text}"[:MAX_MARKED], discipline, named)
    for passage in found.anatomy.boilerplate:
        yield Span(first=passage.offset[0], last=passage.offset[1], layer="boilerplate")
    line = found.anatomy.dateline
    if line and line.text:
        start = document.text[:2000].find(line.text)
        if start >= 0:
            shift = len(document.title) + 2 + start
            yield Span(first=shift, last=shift + len(line.text), layer="dateline")


def _evidence(text: str, discipline: Discipline, named: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Places of the evidence phrases, those within an institution's name left out: they are no evidence."""
    note = discipline.field + (f", {discipline.subfield}" if discipline.subfield else "")
    for phrase in discipline.evidence[:20]:
        for first, last in occurrences(text, phrase):
            at = bisect_right(named, (first, len(text))) - 1
            if at >= 0 and named[at][1] >= last:
                continue
            yield Span(first=first, last=last, layer="discipline", note=note)


def _named(document: Document) -> tuple[Named, ...]:
    items: Sequence[Institution] = document.annotations.institutions if document.annotations else ()
    refs = _refs(document)
    mentions: dict[int, int] = {}
    parents: dict[int, str] = {}
    for item in items:
        if ref := refs.get(fold(item.name)):
            mentions[ref.id] = mentions.get(ref.id, 0) + len(item.mentions)
            if item.parent:
                parents[ref.id] = item.parent
    return tuple(
        Named(ref=ref, mentions=mentions.get(ref.id, 0), parent=parents.get(ref.id))
        for ref in document.institutions
    )


def _days(dates: Sequence[DateExpression]) -> tuple[Day, ...]:
    texts: dict[tuple[date, date, str], list[str]] = {}
    for item in dates:
        texts.setdefault((item.first, item.last, item.grain), []).append(item.text)
    return tuple(
        Day(
            first=first,
            last=last,
            label=words.days(first, last),
            grain=grain,
            texts=tuple(dict.fromkeys(texts[first, last, grain])),
        )
        for first, last, grain in sorted(texts)
    )
