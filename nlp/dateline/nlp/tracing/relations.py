"""What the evidence on a pair of articles says: one text, one matter, or only much alike.

The margin of a pair is above zero when the two belong together, and larger the surer that is.  Text in common
speaks loudest; then names, numbers and telling words.  Titles that fill the same frame with another month,
quarter or number speak against it, and so do particulars that exclude each other: a template with another
town, a series, two events of a kind.
"""

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing.corpus import Corpus
from dateline.nlp.tracing.grouping import AGAINST
from dateline.nlp.tracing.pairs import DEVELOPMENT, FRAME, NUMBERS, PERIOD, STRANGERS, Pairs

SAME_TEXT = 0.5
"""Share of the shorter text that must stand in the other."""
SAME_COSINE = 0.70
ONE_TEXT = 0.6
"""Margin added to what is one text in another language."""
NAMED, NAMED_OWN = 0.30, 0.15
"""Weight of shared names, numbers and dates beside that of all words, of two sites and of one: all that one
issuer announces names the same persons and products."""
OPENING = 0.40
"""Weight of shared titles and leads within one site: there two news of one issuer part."""
TITLED = 0.12
"""What it adds that two articles of one site bear one title within days."""
EXCLUDING, SUBJECT = 0.25, 0.50
"""Weights of excluding particulars, in all and in the titles, against agreement."""
DATED = 0.26
"""What it adds that the later article names the day of the earlier."""
USUAL, USUALLY, USUAL_STEP = 1.2, 0.2, 0.6
"""What it takes away that the two resemble articles of other weeks anyway; from which cosine on; and what of
one site at different stages, since a long case resembles itself."""
APPOINTED, APPOINTED_DAYS = 0.16, 14
"""What it adds that articles name one day that few others name, and the days that must lie between them:
what is told in one week has its days in common anyway."""
STRANGE = 0.35
"""What it takes away that the two introduce other persons, with age or origin, than each other."""
SERIES_DAYS = 20
"""Days between issues of a series that bears one title."""

UNDATED, NEAR, FAR, LATE, DEVELOPED, OWN = 0.14, 0.25, 0.60, 0.76, 0.67, 0.89
"""Agreement wanted of two articles: without dates; of two sites within days, within weeks, after months; of
one site at different stages, and else."""
TRANSLATED, TRANSLATED_LATE = 0.42, 0.70
"""Share of names, numbers and dates wanted of two languages, within days and after months."""
NEAR_DAYS, FAR_DAYS, LATE_DAYS = 3.0, 21.0, 90.0


def margins(corpus: Corpus, pairs: Pairs) -> NDArray[np.float64]:
    """The margin of each pair."""
    more = np.maximum(pairs.part_a, pairs.part_b)
    less = np.minimum(pairs.part_a, pairs.part_b)
    period = (pairs.clash & PERIOD) > 0
    numbers = (pairs.clash & NUMBERS) > 0
    frame = (pairs.clash & FRAME) > 0
    developed = (pairs.clash & DEVELOPMENT) > 0
    same = corpus.same_source(pairs.a, pairs.b)
    agreement = (
        pairs.cosine
        + np.where(same, NAMED_OWN * pairs.named + OPENING * pairs.opening, NAMED * pairs.named)
        + TITLED * (same & frame & (pairs.titles >= 0.9))
        - EXCLUDING * pairs.apart
        - SUBJECT * np.maximum(0.0, pairs.subject - 0.2)
        - 0.12 * numbers
        + DATED * pairs.dated
        + APPOINTED * (pairs.appointed & (pairs.days >= APPOINTED_DAYS))
        - STRANGE * ((pairs.clash & STRANGERS) > 0)
        - np.where(developed, USUAL_STEP, USUAL) * np.maximum(0.0, pairs.usual - USUALLY)
    )
    translated = pairs.named + DATED * pairs.dated - _translated(pairs)
    # A translation is the text itself: it enters groups with it, as copies do.
    translated += ONE_TEXT * (translated > 0.05)
    signature = np.where(pairs.foreign, translated, agreement - _wanted(pairs, same))

    long = np.nan_to_num(pairs.days, nan=0.0) >= SERIES_DAYS
    verbatim = (less >= 0.9) & (pairs.keys >= 3) & (pairs.cosine >= 0.7)
    issues = (frame & long) | (numbers & (pairs.titles >= 0.8))
    repeated = verbatim | (more >= 0.95) & (pairs.keys >= 3) & (pairs.apart <= 0.06)
    series = (issues & ~repeated) | (period & ~(less >= 0.97))
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


def _wanted(pairs: Pairs, same: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The agreement that a pair needs, by the time between and by where the two stand.

    One site's articles resemble each other anyway: they need more, unless the titles name different stages.
    """
    dated = ~np.isnan(pairs.days)
    days = np.nan_to_num(pairs.days, nan=0.0)
    slope = _rise(days, NEAR_DAYS, FAR_DAYS)
    late = _rise(days, FAR_DAYS, LATE_DAYS)
    developed = (pairs.clash & DEVELOPMENT) > 0
    other = NEAR + slope * (FAR - NEAR) + late * (LATE - FAR) * ~developed
    own = np.where(developed, DEVELOPED, OWN)
    return np.where(same, own, np.where(dated, other, UNDATED))


def _translated(pairs: Pairs) -> NDArray[np.float64]:
    """The share of names that two languages need."""
    days = np.nan_to_num(pairs.days, nan=0.0)
    return TRANSLATED + (TRANSLATED_LATE - TRANSLATED) * _rise(days, NEAR_DAYS, LATE_DAYS)


def _rise(days: NDArray[np.float64], first: float, last: float) -> NDArray[np.float64]:
    """0 until the first day, 1 from the last."""
    return np.clip((days - first) / (last - first), 0.0, 1.0)
