"""Two articles beside each other: the passages that they share are marked in both."""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.nlp.tracing.passages import compare as shared_passages
from dateline.records import Document
from dateline.site.marking import Paragraph, Span, paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two articles."""

    document: Document
    text: tuple[Paragraph, ...]
    shared: float
    """Share of its characters that stand in shared passages, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    left: Side
    right: Side
    passages: int


def compare(left: Document, right: Document) -> Comparison:
    """Both sides with their shared passages marked and numbered in the order of the right one."""
    found = shared_passages(left.text, right.text)
    notes = [f"passage {number}, {item.words} words" for number, item in enumerate(found, 1)]
    return Comparison(
        left=_side(left, [item.original for item in found], notes),
        right=_side(right, [item.other for item in found], notes),
        passages=len(found),
    )


def _side(document: Document, places: Iterable[tuple[int, int]], notes: Iterable[str]) -> Side:
    spans = [
        Span(first=first, last=last, layer="shared", note=note)
        for (first, last), note in zip(places, notes, strict=True)
    ]
    text = paragraphs(document.text, spans)
    marked = sum(len(piece.text) for part in text for piece in part.pieces if piece.spans)
    length = sum(len(piece.text) for part in text for piece in part.pieces)
    return Side(document=document, text=tuple(text), shared=marked / length if length else 0.0)
