"""One generation, opened: words become masks over all rows, and add to the rows' scores.

Postings are array views; sets of rows are boolean masks, so that AND, OR and NOT are one operation each
whatever the number of hits.  A view is immutable and may be shared between threads; what one query uses up is
kept in its own `Work`.
"""

import heapq
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np

from dateline.clock import today
from dateline.index.arrays import Array
from dateline.index.boosts import boosts
from dateline.index.columns import Columns
from dateline.index.entry import unstore
from dateline.index.invert import SCALE
from dateline.index.query import Fuzzy, Wildcard
from dateline.index.segment import Segment
from dateline.index.spelling import Speller
from dateline.index.words import fold, stem
from dateline.index.work import EXPANSIONS, Work

Field = Literal["text", "title", "was"]

DENSE = 300_000
"""Places from which on a phrase is looked up in a table."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word of the index that a query word stands for, in one segment."""

    segment: int
    term: int
    languages: frozenset[int] | None
    """Stemming languages of the documents in which it counts; None is all."""


@dataclass(slots=True)
class Leaf:
    """A query word, ready: what scores and marks need."""

    mask: Array
    add: Callable[[Array], None] = field(default=lambda scores: None)
    """Adds its share to the scores of all rows."""


class View:
    """The opened segments and columns of one generation."""

    def __init__(self, generation: int, segments: list[Segment], columns: Columns) -> None:
        self.generation = generation
        self.segments = segments
        self.columns = columns
        self.bases = np.cumsum([0, *(len(segment) for segment in segments)]).tolist()
        self.size = len(columns)
        self.live = columns.live
        self.count = int(self.live.sum())
        self.forms = lru_cache(maxsize=5_000)(self._forms)

    # Rows and documents

    def row(self, id: str) -> int:
        """The live row of a document, or -1."""
        for base, segment in zip(self.bases, self.segments, strict=False):
            number = segment.document(id)
            if number >= 0 and self.live[base + number]:
                return int(base + number)
        return -1

    def stored(self, row: int) -> tuple[dict[str, str | None], str, str]:
        """Head, title and text of a row."""
        at = int(np.searchsorted(self.bases, row, "right")) - 1
        return unstore(zlib.decompress(self.segments[at].stored(row - self.bases[at])).decode("utf8"))

    @cached_property
    def ids(self) -> list[str]:
        """Ids by row."""
        return [name for segment in self.segments for name in segment.names()]

    @cached_property
    def boost(self) -> Array:
        """What the rows' scores are multiplied with."""
        now = today().toordinal()
        return boosts(self.columns.day, self.columns.original, now).astype(np.float32)

    # Words

    def _forms(self, word: str) -> tuple[Form, ...]:
        out: list[Form] = []
        languages = self.columns.languages
        for i, segment in enumerate(self.segments):
            by_term: dict[int, set[int]] = {}
            for number, code in enumerate(languages):
                found = segment.forms(stem(word, code), code) if code else [segment.number(word)]
                for term in found:
                    if term >= 0:
                        by_term.setdefault(term, set()).add(number)
            for term, where in by_term.items():
                out.append(Form(i, term, None if len(where) == len(languages) else frozenset(where)))
        return tuple(out)

    def surface(self, word: str) -> set[str]:
        """All spellings that a query word stands for."""
        return {self.segments[form.segment].terms[form.term] for form in self.forms(word)} | {word}

    def _postings(self, form: Form, field: Field, work: Work) -> tuple[Array, Array]:
        ids, weights = self.segments[form.segment].postings(field, form.term)
        work.spend(len(ids))
        if form.languages is not None and len(ids):
            base = self.bases[form.segment]
            table = np.zeros(len(self.columns.languages), bool)
            table[list(form.languages)] = True
            allowed = table[self.columns.stemming[base:][ids]]
            ids, weights = ids[allowed], weights[allowed]
        return ids, weights

    def term(self, forms: tuple[Form, ...], field: Field, work: Work) -> Leaf:
        """Rows with one of the words."""
        mask = np.zeros(self.size, bool)
        found: list[tuple[int, Array, Array]] = []
        for form in forms:
            ids, weights = self._postings(form, field, work)
            if len(ids):
                base = self.bases[form.segment]
                mask[base:][ids] = True
                found.append((base, ids, weights))
        rarity = self.rarity(int(np.count_nonzero(mask)))

        def add(scores: Array) -> None:
            for base, ids, weights in found:
                scores[base:][ids] += weights * rarity

        return Leaf(mask, add)

    def rarity(self, documents: int) -> np.float32:
        """What a word's weights are multiplied with."""
        return np.float32(np.log1p((self.size - documents + 0.5) / (documents + 0.5)) / SCALE)

    def prefix(self, text: str, field: Field, work: Work) -> Leaf:
        """Rows with a word that begins so: its postings lie side by side."""
        mask = np.zeros(self.size, bool)
        for base, segment in zip(self.bases, self.segments, strict=False):
            first, last = segment.terms.prefix(text)
            if first < last:
                ids, _ = segment.postings(field, first, last)
                work.spend(len(ids))
                mask[base:][ids] = True
        return self.flat(mask)

    def flat(self, mask: Array) -> Leaf:
        """Rows that all score the same."""
        share = self.rarity(int(np.count_nonzero(mask))) * SCALE * np.float32(0.3)

        def add(scores: Array) -> None:
            scores[mask] += share

        return Leaf(mask, add)

    def expand(self, query: Wildcard | Fuzzy, field: Field) -> tuple[tuple[Form, ...], bool]:
        """The most frequent words that a pattern or a fuzzy word stands for; whether there were more."""
        if isinstance(query, Fuzzy):
            near = {fold(query.text), *self.speller.near(fold(query.text), EXPANSIONS)}
            numbers = [(i, segment.number(word)) for i, segment in enumerate(self.segments) for word in near]
            return tuple(Form(i, term, None) for i, term in numbers if term >= 0), False
        pattern = fold(query.pattern)
        literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
        expression = re.compile(
            "".join({"*": ".*?", "?": "."}.get(c, re.escape(c)) for c in pattern), re.DOTALL
        )
        found: list[tuple[int, int, int]] = []
        for i, segment in enumerate(self.segments):
            first, last = segment.terms.prefix(literal) if literal else (0, len(segment.terms))
            posts = segment[f"{field}.posts"]
            words_all = self.vocabulary(i) if not literal else None
            for number in range(first, last):
                word = words_all[number] if words_all else segment.terms[number]
                if expression.fullmatch(word) and (count := int(posts[number + 1]) - int(posts[number])):
                    found.append((count, i, number))
        totals: dict[str, int] = {}
        for count, i, number in found:
            word = self.segments[i].terms[number]
            totals[word] = totals.get(word, 0) + count
        kept = set(heapq.nlargest(EXPANSIONS, totals, key=lambda word: (totals[word], word)))
        forms = tuple(
            Form(i, number, None) for _, i, number in found if self.segments[i].terms[number] in kept
        )
        return forms, len(totals) > len(kept)

    def vocabulary(self, segment: int) -> list[str]:
        """All words of a segment; kept, since reading them takes longer than searching them."""
        return self._vocabularies[segment]

    @cached_property
    def _vocabularies(self) -> list[list[str]]:
        return [segment.terms.all() for segment in self.segments]

    @cached_property
    def speller(self) -> Speller:
        """The vocabulary by frequency."""
        counts: dict[str, int] = {}
        for segment in self.segments:
            frequency = segment.frequencies("text")
            for number in np.flatnonzero(frequency >= (2 if self.count > 2000 else 1)).tolist():
                word = segment.terms[number]
                counts[word] = counts.get(word, 0) + int(frequency[number])
        return Speller(counts)

    # Phrases

    def phrase(
        self, placed: list[tuple[int, tuple[Form, ...]]], parts: list[Leaf], field: Field, work: Work
    ) -> Array:
        """Rows that have the words in a row: the forms of each with its place, and their own rows."""
        mask = np.ones(self.size, bool)
        for part in parts:
            mask &= part.mask
        out = np.zeros(self.size, bool)
        if not mask.any():
            return out
        for i, (base, segment) in enumerate(zip(self.bases, self.segments, strict=False)):
            local = mask[base : base + len(segment)].copy()
            own = [(at, [f for f in forms if f.segment == i]) for at, forms in placed]
            if not local.any() or not all(forms for _, forms in own):
                continue
            sizes = {at: sum(len(segment.postings(field, f.term)[0]) for f in forms) for at, forms in own}
            starts: Array | None = None
            for at, forms in sorted(own, key=lambda pair: sizes[pair[0]]):
                lists = [self._places(segment, base, field, form, local) for form in forms]
                places = lists[0] if len(lists) == 1 else np.sort(np.concatenate(lists))
                work.spend(4 * len(places))
                begins = places - at if at == 0 else places[(places & 0xFFFF) >= at] - at
                starts = begins if starts is None else starts[_within(starts, begins, segment)]
                local[:] = False
                if not len(starts):
                    break
                local[starts >> 16] = True
            out[base : base + len(segment)] = local
        return out

    def _places(self, segment: Segment, base: int, field: Field, form: Form, local: Array) -> Array:
        if form.languages is not None:
            table = np.zeros(len(self.columns.languages), bool)
            table[list(form.languages)] = True
            local = local & table[self.columns.stemming[base : base + len(local)]]
        return segment.places(field, form.term, local)


def _within(values: Array, among: Array, segment: Segment) -> Array:
    """Which of the ascending places are among the other ascending ones."""
    if not len(among):
        return np.zeros(len(values), bool)
    if len(values) + len(among) > DENSE:  # a table of all places of the segment is faster than looking up
        sizes = segment["lengths"].astype(np.int64) + segment["was.lengths"]
        offsets = np.cumsum(sizes) - sizes
        table = np.zeros(int(sizes.sum()) + 1, bool)
        table[offsets[among >> 16] + (among & 0xFFFF)] = True
        found: Array = table[offsets[values >> 16] + (values & 0xFFFF)]
        return found
    place = np.searchsorted(among, values)
    place[place == len(among)] = 0
    return np.equal(among[place], values)
