"""The largest of many values, without sorting all of them."""

import numpy as np

from dateline.index.arrays import Array


def largest(values: Array, number: int) -> Array:
    """Places of the largest values above 0, unordered."""
    places = np.flatnonzero(values > 0)
    if number <= 0 or len(places) <= number:
        return places[: max(number, 0)]
    chosen = values[places]
    least = np.partition(chosen, len(chosen) - number)[len(chosen) - number]
    above, equal = places[chosen > least], places[chosen == least]
    return np.concatenate([above, equal[: number - len(above)]])


def best(values: Array, rows: Array, number: int) -> Array:
    """Places of the largest values, largest first; of equal ones the later row first."""
    if number <= 0 or not len(values):
        return np.empty(0, np.int64)
    places = np.arange(len(values))
    if len(values) > number:
        least = np.partition(values, len(values) - number)[len(values) - number]
        places = np.flatnonzero(values >= least)
    return places[np.lexsort((-rows[places], -values[places]))][:number]
