"""What is usual for an article: how much it resembles those of other weeks.

Who announces something every week names the same persons, products and places each time, and a press room
tells many cases in the same words.  That two of these articles share all this says little.
"""

import numpy as np

from dateline.nlp.tracing.arrays import Floats, Ints

OTHERS = 3
"""The third of those that it resembles most tells: one or two may be of its own matter."""
WEEK = 7


def usual(day: Floats, a: Ints, b: Ints, cosine: Floats) -> Floats:
    """For each article the cosine with the third of the articles of other weeks that it resembles most.

    `day` is the day of each article, NaN where unknown; `a`, `b` and `cosine` are all candidate pairs.  Of
    each week one article counts, since the copies of a text are one text.
    """
    week = np.nan_to_num(day // WEEK, nan=0.0).astype(np.int64)
    far = np.flatnonzero(np.abs(day[a] - day[b]) > WEEK)
    one = np.concatenate((a[far], b[far]))
    other = week[np.concatenate((b[far], a[far]))]
    value = np.concatenate((cosine[far], cosine[far]))
    order = np.lexsort((-value, other, one))
    one, other, value = one[order], other[order], value[order]
    fresh = (np.diff(one, prepend=-1) != 0) | (np.diff(other, prepend=np.iinfo(np.int64).min // 2) != 0)
    one, value = one[fresh], value[fresh]
    order = np.lexsort((-value, one))
    one, value = one[order], value[order]
    place = np.searchsorted(one, np.arange(len(day))) + OTHERS - 1
    has = place < np.searchsorted(one, np.arange(len(day)), side="right")
    result = np.zeros(len(day))
    result[has] = value[place[has]]
    return result
