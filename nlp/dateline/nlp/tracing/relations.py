"""What the evidence on a pair of articles says: one text, one matter, or only much alike.

The margin of a pair is above zero when the two belong together, and larger the surer that is.  Text in common
speaks loudest; then names, numbers and telling words.  Titles that fill the same frame with another month,
quarter or number speak against it, and so do particulars that exclude each other: a template with another
town, a series, two events of a kind.
"""

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing.corpus import DEVELOPMENT, FRAME, NUMBERS, PERIOD, Corpus, Pairs

SAME_TEXT = 0.5
"""Share of the shorter text that must stand in the other."""
SAME_COSINE = 0.70
EXCLUDING, SUBJECT = 0.25, 0.15
"""Weights of excluding particulars, in all and in the titles, against agreement."""
SERIES_DAYS = 20
"""Days between issues of a series that bears one title."""
AGAINST = -0.6
"""Margin of a pair that something speaks against."""

UNDATED, NEAR, FAR, LATE, DEVELOPED, OWN = 0.07, 0.36, 0.46, 0.58, 0.44, 0.56
"""Agreement wanted of two articles: without dates; of two sites within days, within weeks, after months; of
one site at different stages, and else."""
NEAR_DAYS, FAR_DAYS, LATE_DAYS = 3.0, 21.0, 90.0


def margins(corpus: Corpus, pairs: Pairs) -> NDArray[np.float64]:
    """The margin of each pair."""
    more = np.maximum(pairs.part_a, pairs.part_b)
    less = np.minimum(pairs.part_a, pairs.part_b)
    period = (pairs.clash & PERIOD) > 0
    numbers = (pairs.clash & NUMBERS) > 0
    frame = (pairs.clash & FRAME) > 0
    agreement = pairs.cosine - EXCLUDING * pairs.apart - SUBJECT * pairs.subject - 0.12 * numbers
    signature = agreement - _wanted(corpus, pairs)

    long = np.nan_to_num(pairs.days, nan=0.0) >= SERIES_DAYS
    verbatim = (less >= 0.9) & (pairs.keys >= 3) & (pairs.cosine >= 0.7)
    issues = (frame & long) | (numbers & (pairs.titles >= 0.8))
    series = (issues & ~verbatim) | (period & ~(less >= 0.97))
    one_text = (more >= SAME_TEXT) & (pairs.keys >= 3) & (pairs.cosine >= SAME_COSINE) & (
        pairs.apart <= 0.25
    ) & (pairs.subject <= 0.25) & (pairs.subject * pairs.titles <= 0.06) & ~numbers | verbatim
    text = 0.25 + 0.5 * more
    result = np.where(one_text, np.maximum(text, signature), signature)
    # Text in common with other particulars is a template; without text the signature's own weights do.
    template = ~one_text & (more >= 0.4) & (pairs.apart >= 0.15) & (pairs.cosine < 0.66)
    template |= ~verbatim & (pairs.subject * pairs.titles > 0.06)
    result = np.where(template, np.minimum(result, -0.1), result)
    return np.where(series, AGAINST, result)


def _wanted(corpus: Corpus, pairs: Pairs) -> NDArray[np.float64]:
    """The agreement that a pair needs, by the time between and by where the two stand.

    One site's articles resemble each other anyway: they need more, unless the titles name different stages.
    """
    same = corpus.source[pairs.a] == corpus.source[pairs.b]
    dated = ~np.isnan(pairs.days)
    days = np.nan_to_num(pairs.days, nan=0.0)
    slope = np.clip((days - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS), 0.0, 1.0)
    late = np.clip((days - FAR_DAYS) / (LATE_DAYS - FAR_DAYS), 0.0, 1.0)
    developed = (pairs.clash & DEVELOPMENT) > 0
    other = NEAR + slope * (FAR - NEAR) + late * (LATE - FAR) * ~developed
    own = np.where(developed, DEVELOPED, OWN)
    return np.where(~dated, UNDATED, np.where(same, own, other))
