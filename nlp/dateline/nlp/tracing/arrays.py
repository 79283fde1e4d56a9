"""Arrays of the features and keys of many articles: joined, paired and looked up in bulk."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CROWD = 24
"""Articles beyond which a shared key or feature makes pairs of neighbours only."""
NEIGHBOURS = 3


def join(parts: Sequence[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)


def distinct(first: NDArray[Any], second: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each pair of values once, in ascending order."""
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    fresh = np.ones(len(first), dtype=np.bool_)
    fresh[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    return first[fresh], second[fresh]


def uncode(codes: Ints, size: int) -> tuple[Ints, Ints]:
    return codes // max(size, 1), codes % max(size, 1)


def spread(begins: Ints, owners: Ints) -> tuple[Ints, Ints]:
    """The items of each owner in a row, and which pair each is of."""
    counts = begins[owners + 1] - begins[owners]
    pair = np.repeat(np.arange(len(owners)), counts)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    return begins[owners][pair] + offset, pair


def contains(sorted_codes: Ints, wanted: Ints) -> NDArray[np.bool_]:
    if not len(sorted_codes):
        return np.zeros(len(wanted), dtype=bool)
    place = np.searchsorted(sorted_codes, wanted)
    place[place == len(sorted_codes)] = 0
    found: NDArray[np.bool_] = sorted_codes[place] == wanted
    return found


def linked(group: Ints, owner: Ints, size: int) -> Ints:
    """Codes a × size + b of articles that share a group: all pairs of small groups, neighbours in large."""
    order = np.lexsort((owner, group))
    group, owner = group[order], owner[order]
    fresh = np.flatnonzero(np.diff(group, prepend=-1))
    sizes = np.diff(np.append(fresh, len(group)))
    position = np.arange(len(group)) - np.repeat(fresh, sizes)
    reach = np.where(sizes <= CROWD, sizes, NEIGHBOURS + 1)
    reach = np.repeat(reach, sizes)
    parts = []
    for step in range(1, CROWD):
        valid = (position >= step) & (reach > step)
        if not valid.any():
            break
        here = np.flatnonzero(valid)
        parts.append(owner[here - step] * size + owner[here])
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
