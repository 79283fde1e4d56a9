"""One hit for each announcement.

The hit that is shown is the original where it matches, else the best under the sort.  Sorted by date,
announcements stand in the order of the hits shown; by relevance, in the order of their best articles.
"""

from dataclasses import dataclass

import numpy as np

from dateline.index.arrays import Array


@dataclass(frozen=True, slots=True)
class Folded:
    """Announcements among the hits, in no order."""

    place: Array
    """Of the hit that is shown, among all hits."""
    worth: Array
    """By which the announcement is ordered, highest first."""
    size: Array
    """Hits of the announcement."""


def represent(values: Array, groups: Array, originals: Array, *, by_best: bool) -> Folded:
    """Hits with their values under the sort (higher is better), the numbers of their announcements (from 0,
    with few gaps), and whether each is an original; of equal ones the last is taken."""
    size = np.bincount(groups)
    best = _best(values, groups, len(size))
    place = np.zeros(len(size), np.int64)
    places = np.flatnonzero(values == best[groups])
    place[groups[places]] = places  # of several the last one stays
    own = np.flatnonzero(originals)
    first = _best(values[own], groups[own], len(size))
    own = own[values[own] == first[groups[own]]]
    place[groups[own]] = own
    there = np.flatnonzero(size)
    place = place[there]
    return Folded(place, best[there] if by_best else values[place], size[there])


def _best(values: Array, group: Array, groups: int) -> Array:
    out = np.full(groups, -np.inf)
    np.maximum.at(out, group, values)
    return out
