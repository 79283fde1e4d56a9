"""What the engines share: requests checked, hits and facet values put together."""

from collections.abc import Sequence

import numpy as np

from dateline.index import parse
from dateline.index.arrays import Array
from dateline.index.columns import Facet
from dateline.index.contract import FACETS, FacetValue, Hit, QueryError, Request
from dateline.index.order import largest
from dateline.index.query import Query
from dateline.index.snippets import Marker, segments, snippet
from dateline.index.words import language, words

MAX_LIMIT = 1000


def tree(query: Query | str) -> Query:
    """The tree of a query that may be a string."""
    return parse.parse(query) if isinstance(query, str) else query


def check(request: Request) -> None:
    """Raise QueryError where a request asks for what there is not."""
    if not 0 <= request.limit <= MAX_LIMIT or request.offset < 0 or request.facet_limit < 0:
        raise QueryError(f"A page may have 0 to {MAX_LIMIT} hits, and begin at 0 or later.")
    if request.sort not in ("relevance", "newest", "oldest"):
        raise QueryError(f"There is no order “{request.sort}”; use relevance, newest or oldest.")
    for name in (*request.facets, *request.filters):
        if name not in FACETS:
            raise QueryError(f"There is no facet “{name}”; the facets are {', '.join(FACETS)}.")


def hit(
    head: dict[str, str | None],
    title: str,
    text: str,
    score: float,
    marker: Marker,
    with_snippet: bool,
    others: int,
) -> Hit:
    """A hit from what was stored."""
    stemming = language(head["language"])
    return Hit(
        id=head["id"] or "",
        score=score,
        url=head["url"] or "",
        source=head["source"] or "",
        kind=head["kind"] or "",
        language=head["language"],
        published=head["published"],
        announcement=head["announcement"],
        role=head["role"],
        title=segments(title, marker.find(title, stemming)),
        snippet=snippet(text, marker, stemming) if with_snippet else (),
        others=others,
    )


def facet_values(facet: Facet, counts: Array, limit: int, keep: Sequence[int]) -> tuple[FacetValue, ...]:
    """The most frequent values, those to keep always among them."""
    best = [i for i in largest(counts, limit).tolist() if counts[i]]
    best += [i for i in keep if i not in best]
    best.sort(key=lambda i: (-int(counts[i]), facet.values[i].label))
    return tuple(
        FacetValue(value=facet.values[i].key, label=facet.values[i].label, count=int(counts[i])) for i in best
    )


def begun(facet: Facet, counts: Array, prefix: str, limit: int) -> tuple[FacetValue, ...]:
    """The most frequent values that have a name with this beginning; all where it is empty."""
    if prefix:
        begins = " ".join(words(prefix)) or prefix.lower()
        numbers = {i for name, found in facet.names.items() if name.startswith(begins) for i in found}
        stay = np.zeros(len(counts), bool)
        stay[list(numbers)] = True
        counts = np.where(stay, counts, 0)
    return facet_values(facet, counts, limit, ())
