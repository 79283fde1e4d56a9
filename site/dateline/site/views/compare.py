"""Two articles beside each other: the passages that they share are marked in both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.records import Document
from dateline.site.marking import Paragraph, Span, paragraphs

RUN = 6
"""Least words in a row, case and punctuation aside, that make a shared passage."""
MAX_WORDS = 30_000

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two articles."""

    document: Document
    text: tuple[Paragraph, ...]
    shared: float
    """Share of its words that the other has too, in passages, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    left: Side
    right: Side


def compare(left: Document, right: Document) -> Comparison:
    """Both sides with their shared passages marked."""
    a, b = _words(left.text), _words(right.text)
    return Comparison(left=_side(left, a, _runs(b)), right=_side(right, b, _runs(a)))


def _words(text: str) -> list[tuple[str, int, int]]:
    found = _WORD.finditer(text)
    return [(match[0].casefold(), *match.span()) for match, _ in zip(found, range(MAX_WORDS), strict=False)]


def _runs(words: Sequence[tuple[str, int, int]]) -> set[tuple[str, ...]]:
    plain = [word for word, _, _ in words]
    return {tuple(plain[index : index + RUN]) for index in range(len(plain) - RUN + 1)}


def _side(document: Document, words: Sequence[tuple[str, int, int]], others: set[tuple[str, ...]]) -> Side:
    passages = list(_passages([word for word, _, _ in words], others))
    spans = [Span(first=words[first][1], last=words[last - 1][2], layer="shared") for first, last in passages]
    share = sum(last - first for first, last in passages) / len(words) if words else 0.0
    return Side(document=document, text=tuple(paragraphs(document.text, spans)), shared=share)


def _passages(words: Sequence[str], others: set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """First and last word of each passage; runs that overlap make one."""
    begin = end = -1
    for index in range(len(words) - RUN + 1):
        if tuple(words[index : index + RUN]) not in others:
            continue
        if index > end:
            if end > begin:
                yield begin, end
            begin = index
        end = index + RUN
    if end > begin >= 0:
        yield begin, end
