"""Answers of the Whoosh engine from one generation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import cast

import numpy as np

from dateline.index.answers import begun, facet_values, hit, tree
from dateline.index.arrays import Array
from dateline.index.contract import Answer, Completion, FacetName, FacetValue, Hit, Month, Request
from dateline.index.entry import NO_DAY
from dateline.index.folding import represent
from dateline.index.likeness import telling
from dateline.index.matching import match, published, scores, words_of
from dateline.index.mending import mended
from dateline.index.names import Names
from dateline.index.order import best, largest
from dateline.index.query import Query
from dateline.index.recent import Recent
from dateline.index.snippets import Marker
from dateline.index.view import Leaf, View
from dateline.index.words import words
from dateline.index.work import Work


class WhooshGeneration:
    """One published state; immutable but for its caches, safe to share between threads."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.generation = view.generation
        self.documents = view.count
        self._recent = Recent(self.answer)

    def search(self, request: Request) -> Answer:
        """Find, rank, count; `took_ms` is left 0."""
        return self._recent(request)

    def answer(self, request: Request) -> Answer:
        """As `search`, not from the cache."""
        query = tree(request.query)
        work, leaves = Work(), list[Leaf]()
        found = match(self.view, query, work, leaves) & self.view.live
        chosen = self._filters(request)
        undated = _all([found, *chosen.values()])
        first, last = (day.toordinal() if day else None for day in request.published)
        period = published(self.view, first, last) if first is not None or last is not None else None
        mask = undated if period is None else undated & period
        rows = np.flatnonzero(mask)
        hits, groups = self._hits(request, query, rows, leaves, work)
        facets: dict[FacetName, tuple[FacetValue, ...]] = {}
        for name in request.facets:
            if name in chosen:
                other = _all([found, *(m for n, m in chosen.items() if n != name), period])
                facets[name] = self._count(name, other, np.flatnonzero(other), request)
            else:
                facets[name] = self._count(name, mask, rows, request)
        return Answer(
            total=len(rows),
            groups=groups,
            hits=hits,
            facets=facets,
            histogram=self._histogram(undated) if request.histogram else (),
            suggestion=self._suggestion(query, len(rows), work),
            notes=tuple(work.notes),
            took_ms=0.0,
            generation=self.generation,
        )

    def _filters(self, request: Request) -> dict[FacetName, Array]:
        out: dict[FacetName, Array] = {}
        for name, keys in request.filters.items():
            if keys:
                facet = self.view.columns.facets[name]
                numbers = [facet.number[one] for one in keys if one in facet.number]
                out[name] = facet.rows(numbers, self.view.size)
        return out

    def _hits(
        self, request: Request, query: Query, rows: Array, leaves: list[Leaf], work: Work
    ) -> tuple[tuple[Hit, ...], int]:
        columns = self.view.columns
        ranked = request.sort == "relevance" and bool(leaves)
        values: Array
        if ranked:
            values = scores(self.view, leaves, rows)
        else:
            seconds = columns.second[rows]
            values = (seconds if request.sort != "oldest" else -seconds).astype(np.float64)
            values[columns.day[rows] == NO_DAY] = -np.inf
        end = request.offset + request.limit
        others: dict[int, int] = {}
        groups = len(rows)
        if request.collapse:
            folded = represent(values, columns.group[rows], columns.original[rows], by_best=ranked)
            groups = len(folded.place)
            order = best(folded.worth, rows[folded.place], end)[request.offset :]
            top, worth = folded.place[order], folded.worth[order]
            others = dict(zip(rows[top].tolist(), (folded.size[order] - 1).tolist(), strict=True))
        else:
            top = best(values, rows, end)[request.offset :]
            worth = values[top]
        marker = Marker(words_of(query), lambda word: self.view.speller.near(word, 300))
        hits = tuple(
            self._hit(row, score if ranked else 0.0, marker, request.snippets, others)
            for row, score in zip(rows[top].tolist(), worth.tolist(), strict=True)
        )
        return hits, groups

    def _hit(self, row: int, score: float, marker: Marker, with_snippet: bool, others: dict[int, int]) -> Hit:
        head, title, text = self.view.stored(row)
        return hit(head, title, text, score, marker, with_snippet, others.get(row, 0))

    def _count(self, name: FacetName, mask: Array, rows: Array, request: Request) -> tuple[FacetValue, ...]:
        facet = self.view.columns.facets[name]
        everything = len(rows) == self.view.count
        counts = self.totals[name] if everything else facet.count(mask, rows)
        keep = [facet.number[k] for k in request.filters.get(name, ()) if k in facet.number]
        return facet_values(facet, counts, request.facet_limit, keep)

    def warm(self) -> None:
        """Make ready what spelling and completion need."""
        self.view.speller.warm()
        _ = self.names

    @cached_property
    def totals(self) -> dict[str, Array]:
        """Counts of all facet values over the whole index."""
        rows = np.flatnonzero(self.view.live)
        return {name: facet.count(self.view.live, rows) for name, facet in self.view.columns.facets.items()}

    def _histogram(self, mask: Array) -> tuple[Month, ...]:
        months = self.view.columns.month[mask]
        months = months[months >= 0]
        if not len(months):
            return ()
        base = int(months.min())
        counts = np.bincount(months - base)
        return tuple(
            Month(month=f"{(base + i) // 12:04}-{(base + i) % 12 + 1:02}", count=int(counts[i]))
            for i in np.flatnonzero(counts).tolist()
        )

    def count(self, query: Query) -> int:
        """Matching articles."""
        return self._counted(query, Work())

    def _counted(self, query: Query, work: Work) -> int:
        return int(np.count_nonzero(match(self.view, query, work) & self.view.live))

    def ids(self, query: Query) -> Iterator[str]:
        """Ids of all matching articles, by row."""
        rows = np.flatnonzero(match(self.view, query, Work()) & self.view.live)
        names = self.view.ids
        return (names[row] for row in rows.tolist())

    def _suggestion(self, query: Query, total: int, work: Work) -> str | None:
        """Another query that finds more, looked for with what is left of the work."""
        count = partial(self._counted, work=work)
        return mended(query, total, self.view.speller, self.view.columns.facets, count)

    @cached_property
    def names(self) -> Names:
        return Names(self.view.columns.facets, self.totals)

    def suggest(self, prefix: str, limit: int) -> tuple[Completion, ...]:
        """Names and words that go on from what was typed."""
        found = self.names.begin(prefix, limit)
        last = words(prefix)[-1:] if prefix[-1:].isalnum() else []
        if last and len(found) < limit:
            counts: Counter[str] = Counter()
            for segment in self.view.segments:
                first, end = segment.terms.prefix(last[0])
                posts = segment["text.posts"][first : end + 1].astype(np.int64)
                frequency = np.diff(posts)
                for at in largest(frequency, 4 * limit).tolist():
                    counts[segment.terms[first + at]] += int(frequency[at])
            found += [
                Completion(text=word, kind="word", count=count)
                for word, count in counts.most_common(limit - len(found))
                if count
            ]
        return tuple(found)

    def similar(self, id: str, limit: int) -> tuple[Hit, ...]:
        """Articles with the same rare words."""
        view, work = self.view, Work()
        row = view.row(id)
        if row < 0:
            return ()
        _, title, text = view.stored(row)

        def having(word: str) -> int:
            numbers = [(segment, segment.number(word)) for segment in view.segments]
            return sum(len(segment.postings("text", n)[0]) for segment, n in numbers if n >= 0)

        chosen = telling(title, text, view.size, having)
        leaves = [view.term(view.forms(word), "text", work) for word in chosen]
        mask = _all([view.live, *[_any([leaf.mask for leaf in leaves], view.size)]])
        mask &= view.columns.group != view.columns.group[row]
        rows = np.flatnonzero(mask)
        ranked = scores(view, leaves, rows)
        marker = Marker(())
        return tuple(
            self._hit(int(rows[i]), float(ranked[i]), marker, True, {})
            for i in best(ranked, rows, limit).tolist()
        )

    def values(self, facet: FacetName, prefix: str, limit: int) -> tuple[FacetValue, ...]:
        """A facet's values over the whole index."""
        return begun(self.view.columns.facets[facet], self.totals[facet], prefix, limit)


def _all(masks: Sequence[Array | None]) -> Array:
    out = cast(Array, masks[0]).copy()
    for mask in masks[1:]:
        if mask is not None:
            out &= mask
    return out


def _any(masks: Sequence[Array], size: int) -> Array:
    out = np.zeros(size, bool)
    for mask in masks:
        out |= mask
    return out
