"""The passages that two texts share, with their places in both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.nlp.tracing.words import WORD

LEAST = 6
"""Words in a row that make a passage."""
_ANCHOR = 4
_TRIES = 16
_LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The same words in a row in both texts, letter case and punctuation aside."""

    original: tuple[int, int]
    """Characters in the original text: from, to."""
    other: tuple[int, int]
    """The same in the other text."""
    words: int


def compare(original: str, other: str) -> list[Passage]:
    """Shared passages in the order of the other text, where they do not overlap.

    The longest fit is taken at each place, the next one in the original's order if several are as long.
    """
    left = [(m[0].lower(), m.start(), m.end()) for m in _words(original)]
    right = [(m[0].lower(), m.start(), m.end()) for m in _words(other)]
    return [
        Passage(
            original=(left[i][1], left[i + n - 1][2]),
            other=(right[j][1], right[j + n - 1][2]),
            words=n,
        )
        for i, j, n in runs([w for w, _, _ in left], [w for w, _, _ in right])
    ]


def runs(left: Sequence[str], right: Sequence[str], least: int = LEAST) -> list[tuple[int, int, int]]:
    """Shared runs of words: place in left, place in right, words; ascending and disjoint in right."""
    anchors: dict[tuple[str, str, str, str], list[int]] = {}
    for i, anchor in enumerate(zip(left, left[1:], left[2:], left[3:], strict=False)):
        anchors.setdefault(anchor, []).append(i)
    found: list[tuple[int, int, int]] = []
    j, expected = 0, 0
    while j <= len(right) - _ANCHOR:
        places = anchors.get((right[j], right[j + 1], right[j + 2], right[j + 3]), ())
        best, at = 0, 0
        for i in _nearest(places, expected):
            n = _ANCHOR
            while i + n < len(left) and j + n < len(right) and left[i + n] == right[j + n]:
                n += 1
            if n > best:
                best, at = n, i
        if best >= least:
            found.append((at, j, best))
            j += best
            expected = at + best
        else:
            j += 1
    return found


def _nearest(places: Sequence[int], expected: int) -> Sequence[int]:
    """The places to try: all of a few, else those from where the original was left."""
    if len(places) <= _TRIES:
        return sorted(places, key=lambda i: (i < expected, i))
    return [i for i in places if i >= expected][:_TRIES] or places[:_TRIES]


def _words(text: str) -> Iterator[re.Match[str]]:
    return (match for match, _ in zip(WORD.finditer(text), range(_LONGEST), strict=False))


def covered(found: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Words of left and of right that the runs cover, each counted once."""
    words: set[int] = set()
    for i, _, n in found:
        words.update(range(i, i + n))
    return len(words), sum(n for _, _, n in found)
