"""From a query tree to a mask over the rows of a view, and to scores for the rows it holds."""

from collections.abc import Iterator

import numpy as np

from dateline.index import query as q
from dateline.index.arrays import Array
from dateline.index.entry import NO_DAY
from dateline.index.view import Field, Leaf, View
from dateline.index.words import fold, is_cjk, words
from dateline.index.work import Work


def match(view: View, query: q.Query, work: Work, leaves: list[Leaf] | None = None) -> Array:
    """Mask of the rows that match; deleted rows are in it too.  Scoring words are put into `leaves`."""
    work.spend(0)
    match query:
        case q.All():
            return np.ones(view.size, bool)
        case q.And(parts):
            out = np.ones(view.size, bool)
            for part in parts:
                out &= match(view, part, work, leaves)
            return out
        case q.Or(parts):
            out = np.zeros(view.size, bool)
            for part in parts:
                out |= match(view, part, work, leaves)
            return out
        case q.Not(part):
            return ~match(view, part, work)
        case q.Published(first, last):
            return published(view, first.toordinal() if first else None, last.toordinal() if last else None)
        case q.About(first, last):
            columns, out = view.columns, np.zeros(view.size, bool)
            stay = np.ones(len(columns.span_row), bool)
            if first:
                stay &= columns.span_last >= first.toordinal()
            if last:
                stay &= columns.span_first <= last.toordinal()
            out[columns.span_row[stay]] = True
            return out
        case q.Is():
            return _is(view, query)
        case q.Acronym(text):
            leaf = _leaf(view, q.Term(text), "text", work)
            if leaves is not None:
                leaves.append(leaf)
            institutions = view.columns.facets["institution"]
            return leaf.mask | institutions.rows(institutions.exactly(text), view.size)
        case q.Was(text):
            gone = _leaf(view, q.Phrase(text), "was", work)
            here = _leaf(view, q.Phrase(text), "text", work)
            if leaves is not None:
                leaves.append(gone)
            return gone.mask & ~here.mask
        case _:
            leaf = _leaf(view, query, query.field, work)
            if leaves is not None:
                leaves.append(leaf)
            return leaf.mask


def published(view: View, first: int | None, last: int | None) -> Array:
    """Rows published on these days."""
    day = view.columns.day
    out: Array = day != NO_DAY
    if first is not None:
        out &= day >= first
    if last is not None:
        out &= day <= last
    return out


def _is(view: View, query: q.Is) -> Array:
    facets = view.columns.facets
    names = ("discipline", "subfield") if query.facet == "discipline" else (query.facet,)
    out = np.zeros(view.size, bool)
    for name in names:
        out |= facets[name].rows(facets[name].named(query.value), view.size)
    return out


def _leaf(view: View, query: q.Words, field: Field, work: Work) -> Leaf:
    match query:
        case q.Prefix(text):
            return view.prefix(fold(text), field, work)
        case q.Wildcard() | q.Fuzzy():
            forms, more = view.expand(query, field)
            if more:
                shown = query.pattern if isinstance(query, q.Wildcard) else query.text
                work.bounded(shown)
            return view.flat(view.term(forms, field, work).mask)
        case q.Term(text) | q.Phrase(text):
            found = words(text)
    if not found:
        return Leaf(np.zeros(view.size, bool))
    if len(found) == 1 and len(found[0]) == 1 and is_cjk(found[0]):
        return view.prefix(found[0], field, work)
    placed = [(at, view.forms(word)) for at, word in slots(found)]
    parts = [view.term(forms, field, work) for _, forms in placed]
    if len(parts) == 1:
        return parts[0]
    mask = view.phrase(placed, parts, field, work)

    def add(scores: Array) -> None:
        for part in parts:
            part.add(scores)

    return Leaf(mask, add)


def scores(view: View, leaves: list[Leaf], rows: Array) -> Array:
    """Scores of the rows."""
    total = np.zeros(view.size, np.float32)
    for leaf in leaves:
        leaf.add(total)
    scores: Array = total[rows] * view.boost[rows]
    return scores


def slots(found: list[str]) -> list[tuple[int, str]]:
    """Words of a phrase with their places; the pair before a last single CJK character implies that one."""
    out: list[tuple[int, str]] = []
    for i, word in enumerate(found):
        implied = (
            len(word) == 1 and is_cjk(word) and i > 0 and len(found[i - 1]) == 2 and is_cjk(found[i - 1])
        )
        if not (implied and found[i - 1].endswith(word)):
            out.append((i, word))
    return out


def words_of(query: q.Query) -> Iterator[q.Words]:
    """The words that a hit should show, without those after NOT."""
    match query:
        case q.And(parts) | q.Or(parts):
            for part in parts:
                yield from words_of(part)
        case q.Acronym(text):
            yield q.Term(text)
        case q.Term() | q.Phrase() | q.Prefix() | q.Wildcard() | q.Fuzzy():
            yield query
        case _:
            return
