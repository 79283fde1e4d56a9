"""Two texts beside each other: the passages that they share are marked in both."""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.nlp.tracing.passages import compare as shared_passages
from dateline.site.marking import Paragraph, Piece, Span, paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two texts."""

    text: tuple[Paragraph, ...]
    shared: float
    """Share of its letters and digits that stand in shared passages, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    left: Side
    right: Side
    passages: int


def compare(left: str, right: str) -> Comparison:
    """Both sides with their shared passages marked and numbered in the order of the right one."""
    found = shared_passages(left, right)
    notes = [f"passage {number}, {item.words} words" for number, item in enumerate(found, 1)]
    return Comparison(
        left=_side(left, [item.original for item in found], notes),
        right=_side(right, [item.other for item in found], notes),
        passages=len(found),
    )


def _side(text: str, places: Iterable[tuple[int, int]], notes: Iterable[str]) -> Side:
    spans = [
        Span(first=first, last=last, layer="shared", note=note)
        for (first, last), note in zip(places, notes, strict=True)
    ]
    parts = paragraphs(text, spans)
    pieces = [piece for part in parts for piece in part.pieces]
    length = sum(map(_letters, pieces))
    shared = sum(_letters(piece) for piece in pieces if piece.spans)
    return Side(text=tuple(parts), shared=shared / length if length else 0.0)


def _letters(piece: Piece) -> int:
    return sum(map(str.isalnum, piece.text))
