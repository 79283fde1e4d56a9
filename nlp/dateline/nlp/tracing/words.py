"""Words and sentences with their places, and 64-bit hashes of both that are the same on every machine."""

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]

# Numbers with their separators are one word; each CJK character is one; elsewhere runs of letters and digits.
WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_\u3040-\u30ff\u3400-\u9fff][^\W_\u3040-\u30ff\u3400-\u9fff]*|[\u3040-\u30ff\u3400-\u9fff]"
)
_BREAK = re.compile(r"[.!?…][\"”’)]?\s+|[。！？]|\n\s*|\s\s+")
_STEP = 0x9E3779B97F4A7C15
POWERS = np.array([pow(_STEP | 1, n, 1 << 64) for n in range(512)], dtype=np.uint64)


class Sentence(NamedTuple):
    """A sentence, heading or line: its place in the text and its words as written."""

    start: int
    end: int
    words: list[str]


def hash64(text: str) -> int:
    """The first 64 bits of BLAKE2b."""
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest(), "little")


def sentences(text: str, start: int = 0) -> Iterator[Sentence]:
    """Sentences of the text from `start` on that have words."""
    find = WORD.findall
    for match in _BREAK.finditer(text, start):
        end = match.start()
        if end > start and (words := find(text, start, end)):
            yield Sentence(start, end, words)
        start = match.end()
    if words := find(text, start):
        yield Sentence(start, len(text), words)


def hash_runs(hashed: U64, length: int) -> U64:
    """The hash of each run of `length` words, by its first word."""
    count = len(hashed) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        total += hashed[place : place + count] * POWERS[place]
    return mix(total)


def hash_sentences(hashed: U64, starts: NDArray[np.int64]) -> U64:
    """The hash of each sentence, given where each begins among the words."""
    if not len(starts):
        return np.empty(0, dtype=np.uint64)
    lengths = np.diff(np.append(starts, len(hashed)))
    place = np.arange(len(hashed)) - np.repeat(starts, lengths)
    return mix(np.add.reduceat(hashed * POWERS[place % len(POWERS)], starts))


def mix(values: U64) -> U64:
    """Spread the bits, so that the smallest of several hashes is as good as any by chance."""
    values = (values ^ (values >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return values ^ (values >> np.uint64(29))


def winnow(hashes: U64, window: int) -> NDArray[np.int64]:
    """Places of the hashes to keep: the smallest of each `window` in a row.

    Two texts that share `window + length - 1` words in a row share at least one kept hash.
    """
    if not len(hashes):
        return np.empty(0, dtype=np.int64)
    if len(hashes) <= window:
        return np.array([int(hashes.argmin())])
    view = np.lib.stride_tricks.sliding_window_view(hashes, window)
    places = view.argmin(axis=1) + np.arange(len(view))
    kept: NDArray[np.int64] = places[np.flatnonzero(np.diff(places, prepend=-1))]
    return kept
