"""From entries to a segment: words counted, sorted and weighted for many documents at once.

A segment's arrays.  Its documents are numbered from 0, its words from 0 in the order of their UTF-8 bytes.

    terms, terms.ends             the words (Strings)
    FIELD.posts                   where each word's postings begin, and the end; FIELD: text, title, was
    FIELD.ids, .tf, .weight       of each posting: document, occurrences (255 at most), weight 0..65535
    FIELD.places, .pos            where each word's positions begin, and the end; positions by document
    lengths, title.lengths, was.lengths   words of each document in each field
    stems, stems.ends             `language:stem` (Strings)
    stems.posts, stems.terms      where each stem's words begin, and the end; numbers of the words
    names, names.ends, names.ids  ids of the documents, sorted (Strings), and whose they are
    stored, stored.ends           `Entry.stored`, deflated, of each document

The weight is BM25's saturated frequency with title words counted `Weights.title` times and words of
boilerplate `Weights.boilerplate` times, so that ranking adds numbers that are ready: weight times the rarity
of the word.
"""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.index.arrays import Array, pack
from dateline.index.entry import MAX_TOKENS, Entry
from dateline.index.words import stem, words

FIELDS = ("text", "title", "was")
GAP = 8
"""Positions left free between title and text, so that no phrase runs from one into the other."""
SCALE = 65_535


@dataclass(frozen=True, slots=True)
class Weights:
    """How occurrences are weighed; docs/performance-index.md says how this was chosen."""

    title: float = 4.0
    boilerplate: float = 0.3
    saturation: float = 1.2
    length: float = 0.5
    """How much long documents are held back, 0 to 1."""
    average: float = 400.0
    """Words that count as a usual length."""


DEFAULT = Weights()


class Batch:
    """Collects entries and turns them into the arrays of a segment."""

    def __init__(self, weights: Weights = DEFAULT) -> None:
        self._weights = weights
        self._vocabulary: defaultdict[str, int] = defaultdict()
        self._vocabulary.default_factory = self._vocabulary.__len__
        self._fields = {name: _Field() for name in FIELDS}
        self._ids: list[str] = []
        self._stored: list[bytes] = []
        self._stemming: list[str] = []

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, entry: Entry) -> None:
        """Take in one entry; the caller sees to it that no id comes twice."""
        number = self._vocabulary.__getitem__
        light = self._weights.boilerplate
        title = [number(word) for word in words(entry.title)[:MAX_TOKENS]]
        room = MAX_TOKENS - len(title)
        text: list[int] = []
        zones: list[tuple[int, float]] = [(len(title), self._weights.title), (GAP, 0.0)]
        for piece, boilerplate in entry.pieces:
            found = words(piece)[: room - len(text)]
            text.extend(map(number, found))
            zones.append((len(found), light if boilerplate else 1.0))
        was: list[int] = []
        for sentence in entry.removed:
            was.extend(map(number, words(sentence)))
            was.extend([-1] * GAP)
        was = was[:MAX_TOKENS]
        self._fields["text"].add([*title, *[-1] * GAP, *text], zones)
        self._fields["title"].add(title, [(len(title), 1.0)])
        self._fields["was"].add(was, [(len(was), 1.0)])
        self._ids.append(entry.id)
        self._stored.append(zlib.compress(entry.stored().encode("utf8"), 1))
        self._stemming.append(entry.stemming)

    def arrays(self) -> dict[str, Array]:
        """The segment."""
        terms = sorted(self._vocabulary)
        rank = np.empty(len(terms), np.int64)
        rank[[self._vocabulary[term] for term in terms]] = np.arange(len(terms))
        out: dict[str, Array] = {}
        out["terms"], out["terms.ends"] = pack(terms)
        for name, field in self._fields.items():
            out.update(field.arrays(name, rank, self._weights if name == "text" else _PLAIN))
        out.update(self._stems(terms, rank))
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        out["names"], out["names.ends"] = pack([self._ids[i] for i in order])
        out["names.ids"] = np.array(order, np.uint32)
        out["stored.ends"] = np.zeros(len(self._stored) + 1, np.uint64)
        np.cumsum([len(one) for one in self._stored], out=out["stored.ends"][1:])
        out["stored"] = np.frombuffer(b"".join(self._stored), np.uint8)
        return out

    def _stems(self, terms: list[str], rank: Array) -> dict[str, Array]:
        codes = sorted(set(self._stemming) - {""})
        language = np.array([codes.index(c) if c else len(codes) for c in self._stemming], np.int64)
        classes: defaultdict[str, list[int]] = defaultdict(list)
        pairs = [field.pairs(language, len(codes) + 1) for field in self._fields.values()]
        for pair in np.unique(np.concatenate(pairs)).tolist():
            term, code = divmod(pair, len(codes) + 1)
            if code < len(codes):
                term = int(rank[term])
                classes[f"{codes[code]}:{stem(terms[term], codes[code])}"].append(term)
        return stems(classes)


def stems(classes: dict[str, list[int]]) -> dict[str, Array]:
    """The arrays of stems and their words."""
    keys = sorted(classes)
    out: dict[str, Array] = {}
    out["stems"], out["stems.ends"] = pack(keys)
    out["stems.posts"] = np.zeros(len(keys) + 1, np.uint32)
    np.cumsum([len(classes[key]) for key in keys], out=out["stems.posts"][1:])
    out["stems.terms"] = np.array([term for key in keys for term in sorted(classes[key])], np.uint32)
    return out


class _Field:
    def __init__(self) -> None:
        self._tokens: list[Array] = []
        self._zones: list[tuple[int, float]] = []
        self._lengths: list[int] = []
        self._effective: list[float] = []

    def add(self, tokens: Sequence[int], zones: Sequence[tuple[int, float]]) -> None:
        self._tokens.append(np.array(tokens, np.int32))
        self._zones.extend(zones)
        self._lengths.append(len(tokens))
        self._effective.append(sum(count * min(weight, 1.0) for count, weight in zones))

    def _flat(self) -> tuple[Array, Array]:
        tokens = np.concatenate(self._tokens) if self._tokens else np.empty(0, np.int32)
        return tokens, np.repeat(np.arange(len(self._lengths)), self._lengths)

    def pairs(self, language: Array, codes: int) -> Array:
        """Each word with each language it stands in, as word * codes + language."""
        tokens, documents = self._flat()
        return np.unique(tokens[tokens >= 0].astype(np.int64) * codes + language[documents[tokens >= 0]])

    def arrays(self, name: str, rank: Array, weights: Weights) -> dict[str, Array]:
        lengths = np.array(self._lengths, np.int64)
        tokens, documents = self._flat()
        begins = np.cumsum(lengths) - lengths
        positions = np.arange(len(tokens)) - np.repeat(begins, lengths)
        real = tokens >= 0
        keys = (
            rank[tokens[real]].astype(np.uint64) << np.uint64(40)
            | documents[real].astype(np.uint64) << np.uint64(16)
            | positions[real].astype(np.uint64)
        )
        keys.sort()
        term = (keys >> np.uint64(40)).astype(np.int64)
        document = (keys >> np.uint64(16) & np.uint64(0xFFFFFF)).astype(np.int64)
        position = (keys & np.uint64(0xFFFF)).astype(np.int64)
        first = np.flatnonzero(np.diff(keys >> np.uint64(16), prepend=np.uint64(2**63)))
        counts = np.diff(first, append=len(keys))
        zone = np.repeat(
            np.array([weight for _, weight in self._zones], np.float32),
            np.array([count for count, _ in self._zones], np.int64),
        )
        if len(keys):
            mass = np.add.reduceat(zone[begins[document] + position], first)
        else:
            mass = np.empty(0, np.float32)
        effective = np.array(self._effective, np.float32)[document[first]]
        norm = weights.saturation * (1 - weights.length + weights.length * effective / weights.average)
        posts = np.zeros(len(rank) + 1, np.uint32)
        np.cumsum(np.bincount(term[first], minlength=len(rank)), out=posts[1:])
        places = np.zeros(len(rank) + 1, np.uint64)
        kept = np.minimum(counts, 255)
        if (counts > 255).any():
            position = position[np.arange(len(position)) - np.repeat(first, counts) < 255]
        np.cumsum(np.bincount(term[first], weights=kept, minlength=len(rank)), out=places[1:])
        return {
            f"{name}.posts": posts,
            f"{name}.ids": document[first].astype(np.uint32),
            f"{name}.tf": kept.astype(np.uint8),
            f"{name}.weight": np.rint(mass / (mass + norm) * SCALE).astype(np.uint16),
            f"{name}.places": places,
            f"{name}.pos": position.astype(np.uint16),
            "lengths" if name == "text" else f"{name}.lengths": lengths.astype(np.uint32),
        }


_PLAIN = Weights(title=1.0, boilerplate=1.0, average=12.0)
