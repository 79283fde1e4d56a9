"""A text with overlapping annotations as a row of pieces that a template can print one after the other.

Pieces never overlap and never nest: where annotations do, the piece in common carries both.  The pieces of
all paragraphs and the gaps between them, joined, are the text unchanged.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Layer = Literal[
    "institution", "date", "discipline", "dateline", "boilerplate", "quote", "shared", "added", "removed"
]

_GAP = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One annotation of the text from `first` up to, not including, `last`."""

    first: int
    last: int
    layer: Layer
    note: str = ""
    """What it means, for the reader."""
    href: str = ""
    """Address within the site, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with the same annotations throughout."""

    text: str
    spans: tuple[Span, ...] = ()

    @property
    def layers(self) -> str:
        """Names of the layers, for the class attribute."""
        return " ".join(dict.fromkeys(span.layer for span in self.spans))

    @property
    def note(self) -> str:
        return " · ".join(dict.fromkeys(span.note for span in self.spans if span.note))

    @property
    def href(self) -> str:
        return next((span.href for span in self.spans if span.href), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Pieces of one paragraph and the white space that follows it."""

    pieces: tuple[Piece, ...]
    gap: str

    @property
    def dimmed(self) -> bool:
        """True when all of it is boilerplate."""
        return bool(self.pieces) and all(
            "boilerplate" in piece.layers.split() or not piece.text.strip() for piece in self.pieces
        )


def paragraphs(text: str, spans: Iterable[Span]) -> list[Paragraph]:
    """The text cut into paragraphs at blank lines, each into pieces.

    Spans may overlap, be out of order, empty, or reach beyond the text; they are clipped to it.
    """
    kept = _clipped(spans, len(text))
    found = []
    begin = 0
    for gap in _GAP.finditer(text):
        if gap.start() > begin:
            found.append((begin, gap.start(), gap.end()))
            begin = gap.end()
    if begin < len(text) or not found:
        found.append((begin, len(text), len(text)))
    result = []
    position = 0
    active: list[Span] = []
    for first, last, following in found:
        active = [span for span in active if span.last > first]
        while position < len(kept) and kept[position].first < last:
            active.append(kept[position])
            position += 1
        result.append(Paragraph(pieces=_pieces(text, first, last, active), gap=text[last:following]))
    return result


def pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The whole text as one row of pieces."""
    return _pieces(text, 0, len(text), _clipped(spans, len(text)))


def _clipped(spans: Iterable[Span], length: int) -> list[Span]:
    inside = (span for span in spans if max(span.first, 0) < min(span.last, length))
    return sorted(inside, key=lambda span: (span.first, -span.last))


def _pieces(text: str, first: int, last: int, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Sweep over the borders of `spans`, which are sorted by their beginning."""
    inside = [span for span in spans if span.first < last and span.last > first]
    borders = {first, last}
    for span in inside:
        borders.add(max(span.first, first))
        borders.add(min(span.last, last))
    cuts = sorted(borders)
    result: list[Piece] = []
    active: list[Span] = []
    position = 0
    for left, right in itertools.pairwise(cuts):
        active = [span for span in active if span.last > left]
        while position < len(inside) and inside[position].first <= left:
            if inside[position].last > left:
                active.append(inside[position])
            position += 1
        result.append(Piece(text=text[left:right], spans=tuple(active)))
    return tuple(result)


def occurrences(text: str, phrase: str, limit: int = 50) -> list[tuple[int, int]]:
    """Where the phrase stands in the text as whole words, case aside; at most `limit` places."""
    if not phrase.strip():
        return []
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    found = re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)
    return [match.span() for match, _ in zip(found, range(limit), strict=False)]
