"""What was measured of pairs of articles, and what two titles say of each other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing import signature
from dateline.nlp.tracing.arrays import Floats, Ints

PERIOD, NUMBERS, FRAME, DEVELOPMENT, STRANGERS = 1, 2, 4, 8, 16
"""What two titles say: different quarters, months or years; different numbers; otherwise the same words;
different stages of one matter.  The last: two texts introduce other persons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Candidate pairs and what was measured of each; `a` and `b` are places in the corpus, by time."""

    a: Ints
    b: Ints
    keys: Floats
    """Shared keys."""
    part_a: Floats
    """Share of a's keys that b has, 0 to 1."""
    part_b: Floats
    cosine: Floats
    """Of the weighted features."""
    titles: Floats
    """The same of the title's features alone."""
    apart: Floats
    """How far the particulars of title and lead exclude each other: 0 (one has all of the other's) to 1."""
    named: Floats
    """Share of the names, numbers and dates of the article with fewer of them that the other has, by weight:
    what two languages can have in common."""
    opening: Floats
    """Share of title and lead of either article that the other has, by weight, of the one that has less."""
    foreign: NDArray[np.bool_]
    """The two are in different languages."""
    subject: Floats
    """As `apart`, of the names and numbers in the titles alone: near 1 when each title names what the other
    article never does."""
    clash: Ints
    """Bits of what the titles say and whom the texts introduce, see PERIOD and the others."""
    days: Floats
    """Between publications; NaN where unknown."""
    dated: NDArray[np.bool_]
    """The later one names the day on which the earlier was published."""
    appointed: NDArray[np.bool_]
    """Both name one day that few others name: the deadline of a call, the first day of works."""
    usual: Floats
    """How much the two resemble articles of other weeks anyway, as a cosine: see `Corpus.usual`."""


def clash(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> int:
    """Bits of what two articles' slots say of each other."""
    bits = 0
    if len(left) and len(right):
        one, other = left.tolist(), right.tolist()
        for slot in {value >> 28 for value in one} & {value >> 28 for value in other}:
            a = {value for value in one if value >> 28 == slot}
            b = {value for value in other if value >> 28 == slot}
            if slot == signature.FRAME:
                bits |= FRAME * bool(a & b)
            elif slot == signature.PERSON:
                bits |= STRANGERS * (not a & b)
            elif slot == signature.STAGE:
                ranks = {value >> 8: value for value in b}
                bits |= DEVELOPMENT * any(ranks.get(value >> 8, value) != value for value in a)
            elif not a & b:
                bits |= NUMBERS if slot in (signature.AMOUNT, signature.NUMERAL) else PERIOD
    return bits


def excluding(common: list[Floats], whole: list[Floats]) -> Floats:
    """How far the valued features of two articles exclude each other, 0 to 1."""
    least = np.maximum(0.0, np.minimum(whole[0] - common[0], whole[1] - common[1]))
    result: Floats = least / (least + np.maximum(common[0], common[1]) + 1e-9)
    return np.where(least < 1e-3, 0.0, result)


def overlap(common: list[Floats], whole: list[Floats]) -> Floats:
    """Share of the valued features of one article that the other has, of the one with fewer."""
    result: Floats = np.minimum(common[0], common[1]) / (np.minimum(whole[0], whole[1]) + 20.0)
    return result


def lesser_share(common: list[Floats], whole: list[Floats]) -> Floats:
    """Share of the valued features that the other has, of the article with the smaller share."""
    result: Floats = np.minimum(common[0] / (whole[0] + 1e-9), common[1] / (whole[1] + 1e-9))
    return result
