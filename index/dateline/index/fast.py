"""Answers of the tantivy engine, on the same contract as the Whoosh engine.

The query tree becomes a tantivy query that matches without scoring, plus the words to rank by; facets and the
histogram are tantivy's aggregations over its own columns.  Names of facet values come from the columns file
beside the index.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from pathlib import Path
from typing import Any, cast

import numpy as np
import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as T

from dateline.index.arrays import Array
from dateline.index.columns import Columns
from dateline.index.contract import Answer, Completion, FacetName, FacetValue, Hit, Month, Request
from dateline.index.days import wanted
from dateline.index.entry import unstore
from dateline.index.fast_schema import number, register, schema
from dateline.index.fast_writing import TantivyWriter
from dateline.index.matching import slots, words_of
from dateline.index.mending import mended
from dateline.index.names import KINDS, Names
from dateline.index.place import Current
from dateline.index.query import (
    About,
    Acronym,
    All,
    And,
    Fuzzy,
    Is,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Query,
    Term,
    Was,
    Wildcard,
)
from dateline.index.searching import begin, facet_values, hit
from dateline.index.snippets import Marker
from dateline.index.spelling import Speller
from dateline.index.words import fold, is_cjk, language, stem, words

__all__ = ["TantivyGeneration", "TantivyWriter", "open_tantivy"]

EVERY = 10_000_000
"""More values than a facet has: counts must be exact."""
DAYS = (-1_000_000, 4_000_000)


class TantivyGeneration:
    """One published state; safe to share between threads."""

    def __init__(self, generation: int, searcher: Any, columns: Columns) -> None:
        self.generation = generation
        self.documents = int(searcher.num_docs)
        self._searcher, self._columns = searcher, columns
        self._schema = schema()
        self._everything = T.all_query()

    # Translation

    def _any(self, parts: Sequence[Any]) -> Any:
        if not parts:
            return T.empty_query()
        return parts[0] if len(parts) == 1 else T.boolean_query([(Occur.Should, part) for part in parts])

    def _every(self, parts: Sequence[Any]) -> Any:
        return parts[0] if len(parts) == 1 else T.boolean_query([(Occur.Must, part) for part in parts])

    def _word(self, word: str, field: str) -> Any:
        return self._any(
            [T.term_query(self._schema, field, f"{c}:{stem(word, c)}") for c in self._columns.languages]
        )

    def _phrase(self, text: str, field: str, plain: str) -> Any:
        found = words(text)
        if not found:
            return T.empty_query()
        if len(found) == 1 and len(found[0]) == 1 and is_cjk(found[0]):
            return self._pattern(_escape(found[0]) + ".*", plain)
        placed = slots(found)
        if len(placed) == 1:
            return self._word(placed[0][1], field)
        return self._any(
            [
                T.phrase_query(self._schema, field, [(at, f"{c}:{stem(word, c)}") for at, word in placed])
                for c in self._columns.languages
            ]
        )

    def _pattern(self, expression: str, field: str) -> Any:
        return T.regex_query(self._schema, field, expression)

    def _matching(self, query: Query) -> Any:
        match query:
            case All():
                return self._everything
            case And(parts):
                return self._every([self._matching(part) for part in parts] or [self._everything])
            case Or(parts):
                return self._any([self._matching(part) for part in parts])
            case Not(part):
                return T.boolean_query(
                    [(Occur.Must, self._everything), (Occur.MustNot, self._matching(part))]
                )
            case Published(first, last):
                low, high = first.toordinal() if first else DAYS[0], last.toordinal() if last else DAYS[1]
                return T.range_query(self._schema, "day", FieldType.Integer, low, high)
            case About(first, last):
                days = wanted(first.toordinal() if first else None, last.toordinal() if last else None)
                return T.term_set_query(self._schema, "spans", days)
            case Is(facet, value):
                names = ("discipline", "subfield") if facet == "discipline" else (facet,)
                return self._any([self._values(n, self._columns.facets[n].named(value)) for n in names])
            case Acronym(text):
                numbers = self._columns.facets["institution"].exactly(text)
                return self._any([self._phrase(text, "stems", "words"), self._values("institution", numbers)])
            case Was(text):
                gone, here = (
                    self._phrase(text, "was_stems", "was_stems"),
                    self._phrase(text, "stems", "words"),
                )
                return T.boolean_query([(Occur.Must, gone), (Occur.MustNot, here)])
            case _:
                return self._leaf(query)

    def _leaf(self, query: Term | Phrase | Prefix | Wildcard | Fuzzy) -> Any:
        field = "title_words" if query.field == "title" else "words"
        match query:
            case Prefix(text):
                return self._pattern(_escape(fold(text)) + ".*", field)
            case Wildcard(pattern):
                expression = "".join({"*": ".*", "?": "."}.get(c) or _escape(c) for c in fold(pattern))
                return self._pattern(expression, field)
            case Fuzzy(text):
                word = fold(text)
                return T.fuzzy_term_query(self._schema, field, word, 1 if len(word) <= 5 else 2)
            case Term(text) | Phrase(text):
                return self._phrase(text, "title_stems" if query.field == "title" else "stems", field)

    def _values(self, name: str, numbers: Sequence[int]) -> Any:
        values = self._columns.facets[name].values
        return T.term_set_query(self._schema, name, [values[i].key for i in numbers])

    def _ranked(self, query: Query) -> list[Any]:
        out: list[Any] = []
        for part in words_of(query):
            if isinstance(part, (Term, Phrase)):
                out += [self._word(word, "rank") for word in words(part.text)]
        return out

    # Answers

    def search(self, request: Request) -> Answer:
        """Find, rank, count; `took_ms` is left 0."""
        return self.answer(request)

    def answer(self, request: Request) -> Answer:
        """As `search`; nothing is cached here."""
        query = cast(Query, request.query)
        found = self._matching(query)
        chosen = {name: self._chosen(name, keys) for name, keys in request.filters.items() if keys}
        first, last = request.published
        period = [self._matching(Published(first, last))] if first or last else []
        whole = self._every([found, *chosen.values(), *period])
        hits, groups, total = self._hits(request, query, whole)
        facets: dict[FacetName, tuple[FacetValue, ...]] = {}
        plain = [name for name in request.facets if name not in chosen]
        limit = max(1, request.facet_limit)
        wish: dict[str, Any] = {name: _terms(f"{name}_number", limit) for name in plain}
        if request.histogram and not period:
            wish["months"] = _terms("month", 20_000)
        counted = self._searcher.aggregate(whole, wish) if wish else {}
        for name in request.facets:
            if name in plain:
                facets[name] = self._labelled(name, counted.get(name, {}).get("buckets", ()), request, whole)
            else:
                other = self._every([found, *(q for n, q in chosen.items() if n != name), *period])
                own = self._searcher.aggregate(other, {name: _terms(f"{name}_number", limit)})
                facets[name] = self._labelled(name, own[name]["buckets"], request, other)
        if request.histogram and period:
            wide = self._every([found, *chosen.values()])
            counted = self._searcher.aggregate(wide, {"months": _terms("month", 20_000)})
        months = sorted((b["key"], b["doc_count"]) for b in counted.get("months", {}).get("buckets", ()))
        return Answer(
            total=total,
            groups=groups,
            hits=hits,
            facets=facets,
            histogram=tuple(Month(month=f"{m // 12:04}-{m % 12 + 1:02}", count=count) for m, count in months),
            suggestion=self._suggestion(query, total),
            notes=(),
            took_ms=0.0,
            generation=self.generation,
        )

    def _chosen(self, name: FacetName, keys: Sequence[str]) -> Any:
        return T.term_set_query(self._schema, name, list(keys))

    def _hits(self, request: Request, query: Query, whole: Any) -> tuple[tuple[Hit, ...], int, int]:
        words_ranked = self._ranked(query) if request.sort == "relevance" else []
        options: dict[str, Any] = {"order_by_field": "oldest" if request.sort == "oldest" else "newest"}
        if words_ranked:
            options = {"weight_by_field": "boost"}
            silent = T.const_score_query(whole, 0.0)
            whole = T.boolean_query([(Occur.Must, silent), *((Occur.Should, part) for part in words_ranked)])
        others: dict[int, int] = {}
        if request.collapse:
            result = self._searcher.search(whole, max(1, self.documents), **options)
            total = result.count
            kept: list[int] = []
            seen: dict[int, int] = {}
            addresses = [address for _, address in result.hits]
            for place, group in enumerate(self._searcher.fast_field_values("group", addresses)):
                if group not in seen:
                    seen[group] = len(kept)
                    kept.append(place)
                else:
                    others[seen[group]] = others.get(seen[group], 0) + 1
            groups = len(kept)
            chosen = range(request.offset, min(request.offset + request.limit, groups))
            top = [(result.hits[kept[i]], others.get(i, 0)) for i in chosen]
        else:
            result = self._searcher.search(whole, max(1, request.limit), offset=request.offset, **options)
            total = groups = result.count
            top = [(one, 0) for one in result.hits[: request.limit]]
        marker = Marker(words_of(query), lambda word: self._speller.near(word, 300))
        hits = tuple(
            self._hit(address, float(score) if words_ranked else 0.0, marker, request.snippets, behind)
            for (score, address), behind in top
        )
        return hits, groups, total

    def _stored(self, address: Any) -> tuple[dict[str, str | None], str, str]:
        return unstore(zlib.decompress(self._searcher.doc(address).get_first("stored")).decode("utf8"))

    def _hit(self, address: Any, score: float, marker: Marker, with_snippet: bool, others: int) -> Hit:
        head, title, text = self._stored(address)
        return hit(head, title, text, score, marker, with_snippet, others)

    def _labelled(
        self, name: FacetName, buckets: Sequence[Mapping[str, Any]], request: Request, base: Any
    ) -> tuple[FacetValue, ...]:
        facet = self._columns.facets[name]
        numbers = self._numbers[name]
        found = [(numbers.get(int(bucket["key"])), int(bucket["doc_count"])) for bucket in buckets]
        counts = {facet.values[i].key: count for i, count in found[: request.facet_limit] if i is not None}
        for key in request.filters.get(name, ()):
            if key not in counts and key in facet.number:
                counts[key] = self._number(self._every([base, self._chosen(name, [key])]))
        values = [
            FacetValue(value=key, label=facet.values[facet.number[key]].label, count=count)
            for key, count in counts.items()
        ]
        return tuple(sorted(values, key=lambda value: (-value.count, value.label)))

    def _number(self, query: Any) -> int:
        return int(self._searcher.search(query, 1).count)

    def count(self, query: Query) -> int:
        """Matching articles."""
        return self._number(self._matching(query))

    def ids(self, query: Query) -> Iterator[str]:
        """Ids of all matching articles, in the order of the index."""
        result = self._searcher.search(
            T.const_score_query(self._matching(query), 1.0), max(1, self.documents)
        )
        addresses = sorted((a for _, a in result.hits), key=lambda a: (a.segment_ord, a.doc))
        return (self._searcher.doc(address).get_first("id") for address in addresses)

    @cached_property
    def _speller(self) -> Speller:
        least = 2 if self.documents > 2000 else 1
        return Speller(
            {w: count for w, count in self._searcher.terms_with_prefix("words", "") if count >= least}
        )

    def _suggestion(self, query: Query, total: int) -> str | None:
        return mended(query, total, self._speller, self._columns.facets, self.count)

    def warm(self) -> None:
        """Make ready what spelling and completion need."""
        self._speller.warm()
        _ = self._names

    @cached_property
    def _numbers(self) -> dict[str, dict[int, int]]:
        """By facet: which value a number stands for."""
        return {
            name: {number(value.key): i for i, value in enumerate(facet.values)}
            for name, facet in self._columns.facets.items()
        }

    def _totals(self, name: str) -> Array:
        """Counts of a facet's values over the whole index."""
        counted = self._searcher.aggregate(self._everything, {name: _terms(f"{name}_number", EVERY)})
        totals = np.zeros(len(self._columns.facets[name].values), np.int64)
        for bucket in counted[name]["buckets"]:
            totals[self._numbers[name][int(bucket["key"])]] = bucket["doc_count"]
        return totals

    @cached_property
    def _names(self) -> Names:
        totals: dict[str, Array] = {name: self._totals(name) for name in KINDS}
        return Names(self._columns.facets, totals)

    def suggest(self, prefix: str, limit: int) -> tuple[Completion, ...]:
        """Names and words that go on from what was typed."""
        found = self._names.begin(prefix, limit)
        last = words(prefix)[-1:] if prefix[-1:].isalnum() else []
        if last and len(found) < limit:
            terms = self._searcher.terms_with_prefix("words", last[0])
            best = nlargest(limit - len(found), terms, key=lambda pair: pair[1])
            found += [Completion(text=word, kind="word", count=count) for word, count in best]
        return tuple(found)

    def similar(self, id: str, limit: int) -> tuple[Hit, ...]:
        """Articles with the same rare words."""
        own = self._searcher.search(T.term_query(self._schema, "id", id), 1).hits
        if not own:
            return ()
        head, title, text = self._stored(own[0][1])
        code = language(head["language"])
        frequency = Counter(words(text)[:3000])
        for word in words(title):
            frequency[word] += 2
        weighed: list[tuple[float, str]] = []
        for word, times in frequency.items():
            if len(word) > 2 and not word.isdigit():
                documents = self._searcher.doc_freq("rank", f"{code}:{stem(word, code)}")
                if 2 <= documents <= max(10, self.documents // 5):
                    rarity = np.log1p((self.documents - documents + 0.5) / (documents + 0.5))
                    weighed.append((times / (times + 1.2) * float(rarity), word))
        parts = [(Occur.Should, self._word(word, "rank")) for _, word in nlargest(25, weighed)]
        if not parts:
            return ()
        result = self._searcher.search(T.boolean_query(parts), limit + 100, weight_by_field="boost")
        group = number(head["announcement"] or id)
        groups = self._searcher.fast_field_values("group", [address for _, address in result.hits])
        kept = [one for one, other in zip(result.hits, groups, strict=True) if other != group]
        return tuple(self._hit(address, float(score), Marker(()), True, 0) for score, address in kept[:limit])

    def values(self, facet: FacetName, prefix: str, limit: int) -> tuple[FacetValue, ...]:
        """A facet's values over the whole index."""
        own = self._columns.facets[facet]
        counts = self._totals(facet)
        if prefix:
            begins = begin(prefix)
            wish = {i for name, numbers in own.names.items() if name.startswith(begins) for i in numbers}
            counts = np.where(np.isin(np.arange(len(counts)), list(wish)), counts, 0)
        return facet_values(own, counts, limit, ())


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": min(size, 65_000), "segment_size": EVERY}}


def _escape(text: str) -> str:
    return "".join(c if c.isalnum() or not c.isascii() else f"\\{c}" for c in text)


def open_tantivy(build: Path, current: Current) -> TantivyGeneration:
    """The state.  Raises FileNotFoundError when it has been replaced meanwhile."""
    columns = Columns.open(build / f"columns-{current.toc}.dla")
    path = build / "tantivy"
    if not tantivy.Index.exists(str(path)):
        raise FileNotFoundError(path)
    index = register(tantivy.Index.open(str(path)))
    index.reload()
    return TantivyGeneration(current.generation, index.searcher(), columns)
