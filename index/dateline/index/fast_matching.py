"""From a query tree to tantivy's queries: one that matches without scoring, and the words to rank by.

What a leaf will cost is known from the frequencies of its words before anything is searched, so that a query
that asks for too much is refused instead of begun: tantivy can't be stopped.
"""

import heapq
import re
from collections.abc import Sequence
from typing import Any

from tantivy import FieldType, Occur
from tantivy import Query as T

from dateline.index import query as q
from dateline.index.columns import Columns
from dateline.index.days import wanted
from dateline.index.matching import slots, words_of
from dateline.index.words import fold, is_cjk, stem, words
from dateline.index.work import EXPANSIONS, Work

DAYS = (-1_000_000, 4_000_000)


def either(parts: Sequence[Any]) -> Any:
    """One of the queries holds."""
    if not parts:
        return T.empty_query()
    return parts[0] if len(parts) == 1 else T.boolean_query([(Occur.Should, part) for part in parts])


def every(parts: Sequence[Any]) -> Any:
    """All of the queries hold."""
    return parts[0] if len(parts) == 1 else T.boolean_query([(Occur.Must, part) for part in parts])


def but(this: Any, without: Any) -> Any:
    """The first holds, the second does not."""
    return T.boolean_query([(Occur.Must, this), (Occur.MustNot, without)])


class Translator:
    """Translates for one published state."""

    def __init__(self, searcher: Any, schema: Any, columns: Columns) -> None:
        self._searcher, self._schema, self._columns = searcher, schema, columns

    def match(self, query: q.Query, work: Work) -> Any:
        """The query that matches.  Raises QueryError where it would be too much work."""
        work.spend(0)
        match query:
            case q.All():
                return T.all_query()
            case q.And(parts):
                return every([self.match(part, work) for part in parts] or [T.all_query()])
            case q.Or(parts):
                return either([self.match(part, work) for part in parts])
            case q.Not(part):
                return but(T.all_query(), self.match(part, work))
            case q.Published(first, last):
                low, high = first.toordinal() if first else DAYS[0], last.toordinal() if last else DAYS[1]
                return T.range_query(self._schema, "day", FieldType.Integer, low, high)
            case q.About(first, last):
                days = wanted(first.toordinal() if first else None, last.toordinal() if last else None)
                return T.term_set_query(self._schema, "spans", days)
            case q.Is(facet, value):
                names = ("discipline", "subfield") if facet == "discipline" else (facet,)
                return either([self._values(n, self._columns.facets[n].named(value)) for n in names])
            case q.Acronym(text):
                numbers = self._columns.facets["institution"].exactly(text)
                found = self._phrase(text, "stems", "words", work)
                return either([found, self._values("institution", numbers)])
            case q.Was(text):
                gone = self._phrase(text, "was_stems", "was_stems", work)
                return but(gone, self._phrase(text, "stems", "words", work))
            case _:
                return self._leaf(query, work)

    def _leaf(self, query: q.Words, work: Work) -> Any:
        field = "title_words" if query.field == "title" else "words"
        match query:
            case q.Prefix(text):
                return self._prefix(fold(text), field, work)
            case q.Wildcard(pattern):
                return self._wildcard(pattern, field, work)
            case q.Fuzzy(text):
                word = fold(text)
                return T.fuzzy_term_query(self._schema, field, word, 1 if len(word) <= 5 else 2)
            case q.Term(text) | q.Phrase(text):
                return self._phrase(text, "title_stems" if query.field == "title" else "stems", field, work)

    def ranked(self, query: q.Query) -> list[Any]:
        """The words to rank by."""
        out: list[Any] = []
        for part in words_of(query):
            if isinstance(part, (q.Term, q.Phrase)):
                out += [self.word(word, "rank") for word in words(part.text)]
        return out

    def word(self, word: str, field: str, work: Work | None = None) -> Any:
        """A word in the stems of every language."""
        forms = [f"{code}:{stem(word, code)}" for code in self._columns.languages]
        if work:
            work.spend(sum(self._searcher.doc_freq(field, form) for form in forms))
        return either([T.term_query(self._schema, field, form) for form in forms])

    def _phrase(self, text: str, field: str, plain: str, work: Work) -> Any:
        found = words(text)
        if not found:
            return T.empty_query()
        if len(found) == 1 and len(found[0]) == 1 and is_cjk(found[0]):
            return self._prefix(found[0], plain, work)
        placed = slots(found)
        if len(placed) == 1:
            return self.word(placed[0][1], field, work)
        phrases: list[Any] = []
        for code in self._columns.languages:
            forms: list[str | tuple[int, str]] = [(at, f"{code}:{stem(word, code)}") for at, word in placed]
            work.spend(2 * sum(self._searcher.doc_freq(field, form[1]) for form in forms))
            phrases.append(T.phrase_query(self._schema, field, forms))
        return either(phrases)

    def _prefix(self, text: str, field: str, work: Work) -> Any:
        work.spend(sum(count for _, count in self._searcher.terms_with_prefix(field, text)))
        return T.regex_query(self._schema, field, _escape(text) + ".*")

    def _wildcard(self, pattern: str, field: str, work: Work) -> Any:
        folded = fold(pattern)
        literal = re.split(r"[*?]", folded, maxsplit=1)[0]
        expression = re.compile(
            "".join({"*": ".*?", "?": "."}.get(c, re.escape(c)) for c in folded), re.DOTALL
        )
        terms = self._searcher.terms_with_prefix(field, literal)
        found = [(count, word) for word, count in terms if expression.fullmatch(word)]
        kept = heapq.nlargest(EXPANSIONS, found)
        if len(found) > len(kept):
            work.bounded(pattern)
        work.spend(sum(count for count, _ in kept))
        return T.term_set_query(self._schema, field, [word for _, word in kept])

    def _values(self, name: str, numbers: Sequence[int]) -> Any:
        values = self._columns.facets[name].values
        return self.keys(name, [values[i].key for i in numbers])

    def keys(self, name: str, keys: Sequence[str]) -> Any:
        """One of the values of a facet, by key."""
        return T.term_set_query(self._schema, name, list(keys))


def _escape(text: str) -> str:
    return "".join(c if c.isalnum() or not c.isascii() else f"\\{c}" for c in text)
