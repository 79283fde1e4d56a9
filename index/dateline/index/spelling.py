"""Words near a misspelt one, from the corpus' own vocabulary."""

from functools import cached_property

import numpy as np

from dateline.index.arrays import Array

LONGEST = 32
VOCABULARY = 150_000
"""Most frequent words that are known."""


class Speller:
    """Knows words and their frequencies; immutable."""

    def __init__(self, counts: dict[str, int]) -> None:
        usable = [word for word in counts if len(word) <= LONGEST]
        usable.sort(key=counts.__getitem__, reverse=True)
        self._words = usable[:VOCABULARY]
        self._counts = counts

    @cached_property
    def _tables(self) -> dict[int, tuple[list[str], Array]]:
        """By length: the words and their characters."""
        by_length: dict[int, list[str]] = {}
        for word in self._words:
            by_length.setdefault(len(word), []).append(word)
        return {
            length: (found, np.array([[ord(c) for c in word] for word in found], np.uint32))
            for length, found in by_length.items()
        }

    def warm(self) -> None:
        """Make the tables now."""
        _ = self._tables

    def count(self, word: str) -> int:
        """In how many documents the word stands."""
        return self._counts.get(word, 0)

    def distances(self, word: str, most: int) -> list[tuple[int, str]]:
        """Words at most so many edits away (a swap of neighbours is one), with the number of edits."""
        out: list[tuple[int, str]] = []
        for length in range(max(len(word) - most, 1), len(word) + most + 1):
            if length in self._tables:
                found, table = self._tables[length]
                far = _distances(np.array([ord(c) for c in word], np.uint32), table, most)
                out += [(int(far[i]), found[i]) for i in np.flatnonzero(far <= most).tolist()]
        return out

    def near(self, word: str, limit: int) -> list[str]:
        """Words at most one edit away, two for long ones; the nearest and most frequent first."""
        found = self.distances(word, 1 if len(word) <= 5 else 2)
        found.sort(key=lambda pair: (pair[0], -self.count(pair[1])))
        return [near for _, near in found[:limit]]

    def better(self, word: str) -> str | None:
        """The word that was probably meant, where the one given is rare or unknown."""
        if len(word) < 4 or len(word) > LONGEST or not word.isalpha():
            return None
        own = self.count(word)
        found = self.distances(word, 1 if len(word) <= 5 else 2)
        first = word[0]
        ranked = sorted(
            (
                (distance + (near[0] != first), -self.count(near), near)
                for distance, near in found
                if near != word
            )
        )
        for distance, count, near in ranked[:1]:
            if -count >= max(1, (20 if distance == 1 else 100) * own):
                return near
        return None


def _distances(word: Array, table: Array, most: int) -> Array:
    """Optimal string alignment distance of one word to many of one length; exact up to `most`."""
    rows, length = table.shape
    width = len(word)
    before = np.full((width + 1, rows), most + 1, np.uint8)
    previous = np.minimum(np.arange(width + 1, dtype=np.uint8), most + 1)[:, None].repeat(rows, 1)
    for j in range(1, length + 1):
        current = np.full((width + 1, rows), most + 1, np.uint8)
        if j <= most:
            current[0] = j
        character = table[:, j - 1]
        for i in range(max(1, j - most), min(width, j + most) + 1):
            same = character == word[i - 1]
            best = np.minimum(np.minimum(previous[i], current[i - 1]) + np.uint8(1), previous[i - 1] + ~same)
            if i > 1 and j > 1:
                swap = (character == word[i - 2]) & (table[:, j - 2] == word[i - 1])
                best = np.where(swap, np.minimum(best, before[i - 2] + np.uint8(1)), best)
            current[i] = np.minimum(best, most + 1)
        before, previous = previous, current
    result: Array = previous[width]
    return result
