"""Another spelling of a query that finds next to nothing."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping

from dateline.index.columns import Facet
from dateline.index.query import Acronym, And, Is, Or, Phrase, Query, QueryError, Term
from dateline.index.spelling import Speller
from dateline.index.unparse import write
from dateline.index.words import words

FEW = 10
"""Hits below which another spelling is looked for."""
MOST = 12
"""Words of which one may be left out."""
TRIED = 4
"""Spellings tried of each word of a query that finds nothing, and how many words of it: the rarest."""


def mended(
    query: Query,
    total: int,
    speller: Speller,
    facets: Mapping[str, Facet],
    count: Callable[[Query], int],
) -> str | None:
    """The query with words replaced that look misspelt, or without a word, when it finds more; else None.

    `count` may raise QueryError when the query's work is used up: then there is no suggestion.
    """
    if total >= FEW:
        return None
    try:
        return _better(query, total, speller, facets, count)
    except QueryError:
        return None


def _better(
    query: Query,
    total: int,
    speller: Speller,
    facets: Mapping[str, Facet],
    count: Callable[[Query], int],
) -> str | None:
    better = _mend(query, speller, facets)
    found = count(better) if better != query else 0
    if not total and not found:  # a word may be misspelt into another word: try which replacement finds most
        for other in _replaced(query, speller):
            if (more := count(other)) > found:
                better, found = other, more
    if not total and not found:  # no article has all words: leave out the one without which least is found
        shorter = [(more, i, other) for i, other in enumerate(_shortened(query)) if (more := count(other))]
        if shorter:
            found, _, better = min(shorter, key=lambda one: one[:2])
    return write(better) if found > total else None


def _mend(query: Query, speller: Speller, facets: Mapping[str, Facet]) -> Query:
    match query:
        case And(parts):
            return And(tuple(_mend(part, speller, facets) for part in parts))
        case Or(parts):
            return Or(tuple(_mend(part, speller, facets) for part in parts))
        case Term(text) | Phrase(text):
            found = words(text)
            better = [speller.better(word) or word for word in found]
            return query if better == found else dataclasses.replace(query, text=" ".join(better))
        case Is(facet, value) if not facets[facet].named(value):
            other = " ".join(speller.better(word) or word for word in words(value))
            return Is(facet, other) if facets[facet].named(other) else query
        case _:
            return query


def _shortened(query: Query) -> Iterator[Query]:
    """The query without one of its words; at least two stay."""
    if isinstance(query, And) and len(query.parts) > 2:
        for i, part in enumerate(query.parts[:MOST]):
            if isinstance(part, (Term, Acronym)):
                yield And((*query.parts[:i], *query.parts[i + 1 :]))


def _replaced(query: Query, speller: Speller) -> Iterator[Query]:
    """The query with one of its rarest words in another spelling."""
    if not isinstance(query, And):
        return
    places = [
        (speller.count(word), i, word, part.field)
        for i, part in enumerate(query.parts)
        if isinstance(part, Term) and len(found := words(part.text)) == 1 and len(word := found[0]) > 3
    ]
    for _, i, word, field in sorted(places)[:TRIED]:
        for near in speller.near(word, TRIED + 1):
            if near != word:
                yield And((*query.parts[:i], Term(near, field), *query.parts[i + 1 :]))
