"""What scores are multiplied with: 1 to 1.15, for recency and originality.

Recency is counted back from the day on which a state of the index was opened, not from the newest article, so
that one article with a date far in the future does not make all others old.
"""

import numpy as np

from dateline.index.arrays import Array
from dateline.index.entry import NO_DAY

RECENCY = 0.1
"""Of an article of today; halved every year."""
ORIGINAL = 0.05


def boost(day: int, original: bool, now: int) -> float:
    """For a day of publication as ordinal, or NO_DAY, as seen from the day `now`."""
    recency = 0.5 ** (max(now - day, 0) / 365) if day != NO_DAY else 0.0
    return 1 + RECENCY * recency + ORIGINAL * original


def boosts(days: Array, originals: Array, now: int) -> Array:
    """As `boost`, for many."""
    age = np.maximum(now - days.astype(np.int64), 0)
    recency = np.where(days != NO_DAY, 0.5 ** (age / 365.0), 0.0)
    out: Array = 1 + RECENCY * recency + ORIGINAL * originals
    return out
