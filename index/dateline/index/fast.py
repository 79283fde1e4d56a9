"""Answers of the tantivy engine, on the same contract as the Whoosh engine.

Facets and the histogram are tantivy's aggregations over its own columns.  Names of facet values come from the
columns file beside the index.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from heapq import nlargest
from pathlib import Path
from string import ascii_lowercase
from typing import Any, cast

import numpy as np
import tantivy
from tantivy import Occur
from tantivy import Query as T

from dateline.clock import today
from dateline.index.answers import begun, hit
from dateline.index.arrays import Array
from dateline.index.boosts import boosts
from dateline.index.columns import Columns
from dateline.index.contract import Answer, Completion, FacetName, FacetValue, Hit, Month, Request
from dateline.index.entry import NO_DAY, unstore
from dateline.index.fast_matching import Translator, every
from dateline.index.fast_schema import number, register, schema
from dateline.index.fast_writing import TantivyWriter
from dateline.index.folding import represent
from dateline.index.likeness import telling
from dateline.index.matching import words_of
from dateline.index.mending import mended
from dateline.index.names import KINDS, Names
from dateline.index.order import best
from dateline.index.place import Current
from dateline.index.query import Published, Query
from dateline.index.recent import Recent
from dateline.index.snippets import Marker
from dateline.index.spelling import Speller
from dateline.index.words import language, stem, words
from dateline.index.work import Work

__all__ = ["TantivyGeneration", "TantivyWriter", "open_tantivy"]

EVERY = 10_000_000
"""More values than a facet has."""
AHEAD = 60
"""Hits looked at beyond those wanted, since age may move them."""

COMPLETIONS = 8
"""Words of each single letter that are made ready."""

Top = list[tuple[float, Any, int]]
"""What each hit is sorted by, its address, and how many others stand behind it."""


class TantivyGeneration:
    """One published state; safe to share between threads."""

    def __init__(self, generation: int, searcher: Any, columns: Columns) -> None:
        self.generation = generation
        self.documents = int(searcher.num_docs)
        self._searcher, self._columns = searcher, columns
        self._schema = schema()
        self._translator = Translator(searcher, self._schema, columns)
        self._today = today().toordinal()
        self._recent = Recent(self.answer)
        self._begin = lru_cache(maxsize=2_000)(self._beginning)

    def search(self, request: Request) -> Answer:
        """Find, rank, count; `took_ms` is left 0."""
        return self._recent(request)

    def answer(self, request: Request) -> Answer:
        """As `search`, not from memory."""
        query, work = cast(Query, request.query), Work()
        found = self._translator.match(query, work)
        chosen = {name: self._translator.keys(name, keys) for name, keys in request.filters.items() if keys}
        first, last = request.published
        period = [self._translator.match(Published(first, last), work)] if first or last else []
        whole = every([found, *chosen.values(), *period])
        hits, groups, total = self._hits(request, query, whole)
        facets: dict[FacetName, tuple[FacetValue, ...]] = {}
        plain = [name for name in request.facets if name not in chosen]
        limit = max(1, request.facet_limit)
        wish: dict[str, Any] = {name: self._terms(name, limit) for name in plain}
        if request.histogram and not period:
            wish["months"] = MONTHS
        counted = self._searcher.aggregate(whole, wish) if wish else {}
        for name in request.facets:
            if name in plain:
                facets[name] = self._labelled(name, counted.get(name, {}).get("buckets", ()), request, whole)
            else:
                other = every([found, *(q for n, q in chosen.items() if n != name), *period])
                own = self._searcher.aggregate(other, {name: self._terms(name, limit)})
                facets[name] = self._labelled(name, own[name]["buckets"], request, other)
        if request.histogram and period:
            counted = self._searcher.aggregate(every([found, *chosen.values()]), {"months": MONTHS})
        months = sorted((b["key"], b["doc_count"]) for b in counted.get("months", {}).get("buckets", ()))
        return Answer(
            total=total,
            groups=groups,
            hits=hits,
            facets=facets,
            histogram=tuple(Month(month=f"{m // 12:04}-{m % 12 + 1:02}", count=count) for m, count in months),
            suggestion=self._suggestion(query, total, work),
            notes=tuple(work.notes),
            took_ms=0.0,
            generation=self.generation,
        )

    def _hits(self, request: Request, query: Query, whole: Any) -> tuple[tuple[Hit, ...], int, int]:
        ranked = self._translator.ranked(query) if request.sort == "relevance" else []
        find = self._folded if request.collapse else self._best
        top, groups, total = find(whole, ranked, request)
        marker = Marker(words_of(query), lambda word: self._speller.near(word, 300))
        hits = tuple(
            self._hit(address, score if ranked else 0.0, marker, request.snippets, others)
            for score, address, others in top
        )
        return hits, groups, total

    def _found(self, whole: Any, ranked: Sequence[Any], sort: str, most: int) -> tuple[Array, list[Any], int]:
        """The first hits: what each is sorted by, highest first, and where it is; and how many there are."""
        options: dict[str, Any] = {"order_by_field": "oldest" if sort == "oldest" else "newest"}
        if ranked:
            silent = T.const_score_query(whole, 0.0)
            whole = T.boolean_query([(Occur.Must, silent), *((Occur.Should, part) for part in ranked)])
            options = {"weight_by_field": "boost"}
        result = self._searcher.search(whole, max(1, most), **options)
        hits = result.hits  # the binding makes this list anew whenever it is asked for
        values = np.fromiter((value for value, _ in hits), np.float64, len(hits))
        return values, [address for _, address in hits], result.count

    def _best(self, whole: Any, ranked: Sequence[Any], request: Request) -> tuple[Top, int, int]:
        end = request.offset + request.limit
        look = min(end + AHEAD if ranked else end, max(1, self.documents))
        while True:
            values, addresses, total = self._found(whole, ranked, request.sort, look)
            if not ranked:
                places = range(len(values))[request.offset : end]
                return [(float(values[i]), addresses[i], 0) for i in places], total, total
            aged = self._aged(values, addresses)
            order = best(aged, -np.arange(len(aged)), end)
            # what was not looked at is no better than the last one was before it aged
            if len(values) == total or not end or aged[order[-1]] >= values[-1]:
                top: Top = [(float(aged[i]), addresses[i], 0) for i in order[request.offset :].tolist()]
                return top, total, total
            look = min(4 * look, total)

    def _aged(self, scores: Array, addresses: list[Any]) -> Array:
        """Scores with the recency of now in the place of that of the day of indexing."""
        before = np.log2(2 + np.array(self._searcher.fast_field_values("boost", addresses), np.float64))
        days = np.array(self._searcher.fast_field_values("day", addresses), np.int64)
        originals = np.array(self._searcher.fast_field_values("original", addresses), bool)
        days[days < 0] = NO_DAY
        now = boosts(days, originals, self._today)
        aged: Array = scores * np.where(np.abs(now - before) < 1e-9, 1.0, now / before)
        return aged

    def _folded(self, whole: Any, ranked: Sequence[Any], request: Request) -> tuple[Top, int, int]:
        """Announcements in order, each by the hit that stands for it."""
        values, addresses, total = self._found(whole, ranked, request.sort, self.documents)
        if ranked:
            values = self._aged(values, addresses)
        names = np.array(self._searcher.fast_field_values("group", addresses), np.int64)
        _, groups = np.unique(names, return_inverse=True)
        originals = np.array(self._searcher.fast_field_values("original", addresses), bool)
        # of equal hits the first is meant, so they are given in turned order
        folded = represent(values[::-1], groups[::-1], originals[::-1], by_best=bool(ranked))
        order = best(folded.worth, folded.place, request.offset + request.limit)[request.offset :]
        worth, size = folded.worth[order].tolist(), folded.size[order].tolist()
        places = (total - 1 - folded.place[order]).tolist()
        top: Top = [(w, addresses[i], n - 1) for w, i, n in zip(worth, places, size, strict=True)]
        return top, len(folded.place), total

    def _terms(self, name: FacetName, limit: int) -> dict[str, Any]:
        """Counts of the most frequent values.  A lone segment's best are the best; several are added up."""
        least = limit if self._searcher.num_segments == 1 else EVERY
        return _terms(f"{name}_number", limit, least)

    def _stored(self, address: Any) -> tuple[dict[str, str | None], str, str]:
        return unstore(zlib.decompress(self._searcher.doc(address).get_first("stored")).decode("utf8"))

    def _hit(self, address: Any, score: float, marker: Marker, with_snippet: bool, others: int) -> Hit:
        head, title, text = self._stored(address)
        return hit(head, title, text, score, marker, with_snippet, others)

    def _labelled(
        self, name: FacetName, buckets: Sequence[Mapping[str, Any]], request: Request, base: Any
    ) -> tuple[FacetValue, ...]:
        facet = self._columns.facets[name]
        counts = {facet.values[int(bucket["key"])].key: int(bucket["doc_count"]) for bucket in buckets}
        for key in request.filters.get(name, ()):
            if key not in counts and key in facet.number:
                counts[key] = self._number(every([base, self._translator.keys(name, [key])]))
        values = [
            FacetValue(value=key, label=facet.values[facet.number[key]].label, count=count)
            for key, count in counts.items()
        ]
        return tuple(sorted(values, key=lambda value: (-value.count, value.label)))

    def _number(self, query: Any) -> int:
        return int(self._searcher.search(query, 1).count)

    def count(self, query: Query) -> int:
        """Matching articles."""
        return self._counted(query, Work())

    def _counted(self, query: Query, work: Work) -> int:
        return self._number(self._translator.match(query, work))

    def ids(self, query: Query) -> Iterator[str]:
        """Ids of all matching articles, in the order of the index."""
        found = T.const_score_query(self._translator.match(query, Work()), 1.0)
        result = self._searcher.search(found, max(1, self.documents))
        addresses = sorted((a for _, a in result.hits), key=lambda a: (a.segment_ord, a.doc))
        return (self._searcher.doc(address).get_first("id") for address in addresses)

    @cached_property
    def _speller(self) -> Speller:
        least = 2 if self.documents > 2000 else 1
        return Speller(
            {w: count for w, count in self._searcher.terms_with_prefix("words", "") if count >= least}
        )

    def _suggestion(self, query: Query, total: int, work: Work) -> str | None:
        """Another query that finds more, looked for with what is left of the work."""
        count = partial(self._counted, work=work)
        return mended(query, total, self._speller, self._columns.facets, count)

    def warm(self) -> None:
        """Make ready what spelling and completion need."""
        self._speller.warm()
        _ = self._names
        for letter in ascii_lowercase:  # the beginnings that most words have
            self._begin(letter, COMPLETIONS)

    def _totals(self, name: str) -> Array:
        """Counts of a facet's values over the whole index."""
        counted = self._searcher.aggregate(T.all_query(), {name: _terms(f"{name}_number", EVERY, EVERY)})
        totals = np.zeros(len(self._columns.facets[name].values), np.int64)
        for bucket in counted[name]["buckets"]:
            totals[int(bucket["key"])] = bucket["doc_count"]
        return totals

    @cached_property
    def _names(self) -> Names:
        totals: dict[str, Array] = {name: self._totals(name) for name in KINDS}
        return Names(self._columns.facets, totals)

    def _beginning(self, text: str, limit: int) -> list[tuple[str, int]]:
        """The most frequent words that begin so."""
        terms = self._searcher.terms_with_prefix("words", text)
        return nlargest(limit, terms, key=lambda pair: pair[1])

    def suggest(self, prefix: str, limit: int) -> tuple[Completion, ...]:
        """Names and words that go on from what was typed."""
        found = self._names.begin(prefix, limit)
        last = words(prefix)[-1:] if prefix[-1:].isalnum() else []
        if last and len(found) < limit:
            begins = self._begin(last[0], limit)[: limit - len(found)]
            found += [Completion(text=word, kind="word", count=count) for word, count in begins]
        return tuple(found)

    def similar(self, id: str, limit: int) -> tuple[Hit, ...]:
        """Articles with the same rare words."""
        own = self._searcher.search(T.term_query(self._schema, "id", id), 1).hits
        if not own:
            return ()
        head, title, text = self._stored(own[0][1])
        code = language(head["language"])

        def having(word: str) -> int:
            return int(self._searcher.doc_freq("rank", f"{code}:{stem(word, code)}"))

        chosen = telling(title, text, self.documents, having)
        parts = [(Occur.Should, self._translator.word(word, "rank")) for word in chosen]
        if not parts:
            return ()
        result = self._searcher.search(T.boolean_query(parts), limit + 100, weight_by_field="boost")
        group = number(head["announcement"] or id)
        hits = result.hits
        groups = self._searcher.fast_field_values("group", [address for _, address in hits])
        kept = [one for one, other in zip(hits, groups, strict=True) if other != group]
        return tuple(self._hit(address, float(score), Marker(()), True, 0) for score, address in kept[:limit])

    def values(self, facet: FacetName, prefix: str, limit: int) -> tuple[FacetValue, ...]:
        """A facet's values over the whole index."""
        return begun(self._columns.facets[facet], self._totals(facet), prefix, limit)


def _terms(field: str, size: int, segment_size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": min(size, 65_000), "segment_size": segment_size}}


MONTHS = _terms("month", 20_000, EVERY)


def open_tantivy(build: Path, current: Current) -> TantivyGeneration:
    """The state.  Raises FileNotFoundError when it has been replaced meanwhile."""
    columns = Columns.open(build / f"columns-{current.toc}.dla")
    path = build / "tantivy"
    if not tantivy.Index.exists(str(path)):
        raise FileNotFoundError(path)
    index = register(tantivy.Index.open(str(path)))
    index.reload()
    return TantivyGeneration(current.generation, index.searcher(), columns)
