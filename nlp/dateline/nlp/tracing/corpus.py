"""All fingerprints joined: furniture, document frequencies, candidate pairs and the evidence on each pair.

Everything here is a function of the set of fingerprints: the order in which articles came in does not
matter.  Nothing compares all with all: candidates come from inverted lists, and a key or feature that too
many articles have links each of them only to its neighbours in time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing import signature
from dateline.nlp.tracing.arrays import (
    CROWD,
    Floats,
    Ints,
    contains,
    distinct,
    join,
    linked,
    spread,
    uncode,
)
from dateline.nlp.tracing.fingerprint import Fingerprint
from dateline.nlp.tracing.pairs import Pairs, clash, excluding, lesser_share, overlap
from dateline.nlp.tracing.signature import day_feature
from dateline.nlp.tracing.usual import usual
from dateline.nlp.tracing.words import hash64, mix

FURNITURE = 4
"""Articles of one source that must share a sentence, with other news, for it to be furniture."""
STRONGEST = 24
"""Features of an article that may find candidates."""
CHUNK = 20_000
"""Pairs measured at a time, so that memory stays flat."""

RARE_DAY = 4.0
"""Rarity of a day that tells something when two articles name it."""

_PRIOR = 400.0  # articles that stand behind every document frequency, so that two articles can be traced, too
_PRIOR_WORD, _PRIOR_NAME = 12.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """All articles, where a corpus holds but some of them: rarity is meant among all."""

    size: int
    frequency: Callable[[NDArray[np.uint32]], Ints]
    """Of features: how many articles have each."""


class Corpus:
    """Fingerprints in the order of `ids`; `among` where they are but some of those that are known."""

    def __init__(
        self,
        ids: Sequence[str],
        sources: Sequence[str],
        fingerprints: Sequence[Fingerprint],
        among: Population | None = None,
    ) -> None:
        order = sorted(
            range(len(ids)), key=lambda n: (fingerprints[n].day is None, fingerprints[n].day or 0, ids[n])
        )
        self.ids = [ids[n] for n in order]
        self.prints = [fingerprints[n] for n in order]
        self.size = len(order)
        self.source = np.array([hash64(sources[n]) for n in order], dtype=np.uint64)
        self.sited = np.array([bool(sources[n]) for n in order], dtype=np.bool_)
        self.day = np.array([np.nan if p.day is None else p.day for p in self.prints], dtype=np.float64)
        self.words = np.array([p.words for p in self.prints], dtype=np.int64)
        self.language = np.array([p.language for p in self.prints], dtype="U2")
        self.spoken = self.language != ""
        self._furnish()
        self._weigh(among)
        self.slots = [p.slots for p in self.prints]
        self.usual: Floats = np.zeros(self.size)
        """Cosine of each article with the third of those of other weeks that it resembles most."""
        del self.prints

    def _furnish(self) -> None:
        """Find furniture and leave its keys out."""
        prints = self.prints
        counts = np.array([len(p.sentences) for p in prints], dtype=np.int64)
        self.first_sentence = np.concatenate(([0], np.cumsum(counts)))
        self.sentences = join([p.sentences for p in prints], np.uint64)
        lengths = join([p.lengths for p in prints], np.uint16).astype(np.int64)
        owner = np.repeat(np.arange(self.size), counts)
        local = mix(self.sentences ^ self.source[owner])
        _, group = np.unique(local, return_inverse=True)
        pairs = np.unique(group * self.size + owner)
        often = np.bincount(pairs // self.size, minlength=group.max(initial=-1) + 1) >= FURNITURE
        common = often[group] & (lengths >= 3)
        # A sentence that many share is furniture only if enough of them tell something else besides.
        key_counts = np.array([len(p.keys) for p in prints], dtype=np.int64)
        key_owner = np.repeat(np.arange(self.size), key_counts)
        keys = join([p.keys for p in prints], np.uint64)
        place = join([p.places for p in prints], np.uint16).astype(np.int64) + self.first_sentence[key_owner]
        rest = np.full(self.size, np.iinfo(np.uint64).max, dtype=np.uint64)
        np.minimum.at(rest, key_owner[~common[place]], keys[~common[place]])
        left = np.bincount(owner, weights=lengths * ~common, minlength=self.size)
        telling = left >= np.maximum(25, 0.25 * self.words)
        used = common & telling[owner]
        kinds, _ = distinct(group[used], rest[owner[used]])
        others = np.bincount(kinds, minlength=len(often))
        self.furniture = common & (others[group] >= FURNITURE)
        keep = ~self.furniture[place]
        self.key_owner, self.keys = distinct(key_owner[keep], keys[keep])
        kinds, self.key_group = np.unique(self.keys, return_inverse=True)
        self.key_kinds = len(kinds)
        self.key_count = np.bincount(self.key_owner, minlength=self.size).astype(np.float64)

    def _weigh(self, among: Population | None) -> None:
        """Weights of the features from their kind and their rarity."""
        counts = np.array([len(p.features) for p in self.prints], dtype=np.int64)
        self.feature_owner = np.repeat(np.arange(self.size, dtype=np.int32), counts)
        features = join([p.features for p in self.prints], np.uint32)
        flags = join([p.flags for p in self.prints], np.uint8)
        self.kinds, feature, self.df = np.unique(features, return_inverse=True, return_counts=True)
        self.feature = feature.astype(np.int32)
        self.vocabulary = len(self.kinds)
        self.flags = flags
        special = (flags & (signature.NAME | signature.NUMBER | signature.DATE)) > 0
        df, size = self.df, self.size
        if among is not None:
            df, size = np.maximum(df, among.frequency(self.kinds)), max(size, among.size)
        self.rarity = rarities(df[self.feature], special, size)
        self.weight = FACTORS[flags] * self.rarity
        in_title = (flags & signature.TITLE) > 0
        self.norm = self._length(self.weight)
        self.title_norm = self._length(self.rarity * in_title)
        single = special & ((flags & signature.PAIR) == 0)
        prominent = (flags & (signature.TITLE | signature.LEAD)) > 0
        self.particular = self.rarity * (prominent & single)
        self.titled = self.particular**2 * in_title
        self.special = self.rarity**2 * single
        self.rare_day = ((flags & signature.DATE) > 0) & (self.rarity >= RARE_DAY)
        self.opening = self.rarity**2 * (prominent & ((flags & signature.PAIR) == 0))
        self.particular_whole, self.titled_whole, self.special_whole, self.opening_whole = (
            np.bincount(self.feature_owner, value, minlength=self.size).astype(np.float64)
            for value in (self.particular, self.titled, self.special, self.opening)
        )
        # Ascending codes article × vocabulary + feature: one binary search tells if an article has a feature.
        self.codes = self.feature_owner.astype(np.int64) * self.vocabulary + self.feature
        self.first_feature = np.concatenate(([0], np.cumsum(counts)))

    def _length(self, values: NDArray[np.float32]) -> Floats:
        squares = np.bincount(self.feature_owner, values**2, minlength=self.size)
        length: Floats = np.sqrt(squares) + 1e-9
        return length

    def same_source(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """Whether the articles of each pair stand on one site; of an unknown site nothing is said."""
        same: NDArray[np.bool_] = (self.source[a] == self.source[b]) & self.sited[a]
        return same

    def candidates(self) -> tuple[Ints, Ints]:
        """Pairs worth a look, each once, a < b."""
        return uncode(np.union1d(self._by_keys(), self._by_features()), self.size)

    def candidates_of(self, place: int) -> tuple[Ints, Ints]:
        """Pairs with one article, a < b."""
        hits = np.isin(self.keys, self.keys[self.key_owner == place])
        shared = np.bincount(self.key_owner[hits], minlength=self.size)
        own = self.feature[self.feature_owner == place]
        strong = own[np.argsort(-self.weight[self.feature_owner == place], kind="stable")[: 2 * STRONGEST]]
        named = np.bincount(self.feature_owner[np.isin(self.feature, strong)], minlength=self.size)
        # A text shares most with few: those are worth a look.
        order = np.argsort(-(shared * 4 + named), kind="stable")[:400]
        other = order[((shared[order] >= 2) | (named[order] >= 2)) & (order != place)]
        return np.minimum(other, place), np.maximum(other, place)

    def _by_keys(self) -> Ints:
        codes = linked(self.key_group, self.key_owner, self.size)
        found, shared = np.unique(codes, return_counts=True)
        a, b = uncode(found, self.size)
        least = np.minimum(self.key_count[a], self.key_count[b])
        return found[(shared >= 2) & (shared >= 0.04 * least)]

    def _by_features(self) -> Ints:
        # The largest arrays of all: 32 bits are enough for the places of features.
        shared = np.flatnonzero((self.df > 1)[self.feature]).astype(np.int32)
        owners = self.feature_owner[shared]
        # By owner, of each the weightiest first; one number sorts faster than two.
        lightness = 1 - self.weight[shared] / (2 * self.weight.max(initial=1.0))
        order = np.argsort(owners + lightness.astype(np.float64), kind="stable").astype(np.int32)
        del lightness
        begins = np.searchsorted(owners, np.arange(self.size, dtype=np.int32)).astype(np.int32)
        rank = np.arange(len(order), dtype=np.int32) - begins[owners]  # sorted by owner before and after
        chosen = shared[order[rank < STRONGEST]]
        del shared, owners, order, rank
        group, owner = (part[chosen].astype(np.int64) for part in (self.feature, self.feature_owner))
        found, count = np.unique(linked(group, owner, self.size), return_counts=True)
        kept: Ints = found[count >= 2]
        return kept

    def alike(self, a: Ints, b: Ints, least: float) -> tuple[Ints, Ints]:
        """Those of the pairs whose cosine is at least `least`: the rest is not worth measuring."""
        starts = range(0, max(1, len(a)), CHUNK)
        cosine = np.concatenate([self._cosine(a[n : n + CHUNK], b[n : n + CHUNK])[0] for n in starts])
        self.usual = usual(self.day, a, b, cosine)
        kept = cosine >= least
        return a[kept], b[kept]

    def evidence(self, a: Ints, b: Ints) -> Pairs:
        """Measure pairs."""
        shared_keys = self._shared_keys(a, b)
        part = [shared_keys / np.maximum(self.key_count[x], 1.0) for x in (a, b)]
        starts = range(0, max(1, len(a)), CHUNK)
        pieces = [self._features(a[n : n + CHUNK], b[n : n + CHUNK]) for n in starts]
        columns = [np.concatenate(column) for column in zip(*pieces, strict=True)]
        return Pairs(
            a=a,
            b=b,
            keys=shared_keys,
            part_a=part[0],
            part_b=part[1],
            cosine=columns[0],
            titles=columns[1],
            apart=columns[2],
            subject=columns[3],
            named=columns[4],
            opening=columns[5],
            foreign=(self.language[a] != self.language[b]) & self.spoken[a] & self.spoken[b],
            clash=np.array(
                [clash(self.slots[x], self.slots[y]) for x, y in zip(a.tolist(), b.tolist(), strict=True)],
                dtype=np.int64,
            ),
            days=np.abs(self.day[b] - self.day[a]),
            dated=self._dated(a, b),
            appointed=columns[6] > 0,
            usual=(self.usual[a] + self.usual[b]) / 2,
        )

    def _dated(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """Whether the later article b names the day of a; within a day every dateline would."""
        days = np.unique(self.day[~np.isnan(self.day)])
        named = np.array([day_feature(date.fromordinal(int(day))) for day in days], dtype=np.uint32)
        place = np.searchsorted(self.kinds, named)
        place[place == len(self.kinds)] = 0
        found = self.kinds[place] == named if len(self.kinds) else np.zeros(len(named), dtype=bool)
        known = np.flatnonzero(self.day[b] - self.day[a] >= 2)
        day = np.searchsorted(days, self.day[a[known]])
        known, day = known[found[day]], day[found[day]]
        result = np.zeros(len(a), dtype=np.bool_)
        result[known] = contains(self.codes, b[known] * self.vocabulary + place[day])
        return result

    def _shared_keys(self, a: Ints, b: Ints) -> Floats:
        codes = self.key_owner * self.key_kinds + self.key_group  # ascending, as both are
        begins = np.concatenate(([0], np.cumsum(self.key_count.astype(np.int64))))
        result = np.zeros(len(a))
        for n in range(0, len(a), CHUNK):
            left, right = a[n : n + CHUNK], b[n : n + CHUNK]
            items, pair = spread(begins, left)
            hits = contains(codes, right[pair] * self.key_kinds + self.key_group[items])
            result[n : n + CHUNK] = np.bincount(pair, hits, minlength=len(left))
        return result

    def _cosine(self, a: Ints, b: Ints) -> tuple[Floats, tuple[Ints, Ints, Ints, NDArray[np.bool_]]]:
        """The cosine of each pair; and each feature of its first article, the pair, the second's, if any."""
        items, pair = spread(self.first_feature, a)
        target = b[pair] * self.vocabulary + self.feature[items]
        place = np.searchsorted(self.codes, target)
        place[place == len(self.codes)] = 0
        hit = self.codes[place] == target if len(self.codes) else np.zeros(len(target), dtype=bool)
        dot = np.bincount(pair, hit * self.weight[items] * self.weight[place], minlength=len(a))
        return dot / (self.norm[a] * self.norm[b]), (items, pair, place, hit)

    def _features(self, a: Ints, b: Ints) -> tuple[Floats, ...]:
        cosine, (items, pair, place, hit) = self._cosine(a, b)
        left, right, pair = items[hit], place[hit], pair[hit]
        titled = (self.flags[left] & self.flags[right] & signature.TITLE) > 0
        title_dot = np.bincount(pair, titled * self.rarity[left] * self.rarity[right], minlength=len(a))

        def sides(value: NDArray[np.float32], whole: Floats) -> tuple[list[Floats], list[Floats]]:
            """What the two have of the value in common, as each weighs it, and what each has in all."""
            common = [
                np.bincount(pair, value[side], minlength=len(a)).astype(np.float64) for side in (left, right)
            ]
            return common, [whole[a], whole[b]]

        return (
            cosine,
            title_dot / (self.title_norm[a] * self.title_norm[b]),
            excluding(*sides(self.particular, self.particular_whole)),
            excluding(*sides(self.titled, self.titled_whole)),
            overlap(*sides(self.special, self.special_whole)),
            lesser_share(*sides(self.opening, self.opening_whole)),
            np.bincount(pair, self.rare_day[left], minlength=len(a)).astype(np.float64),
        )


def rarities(df: Ints, special: NDArray[np.bool_], size: int) -> NDArray[np.float32]:
    """How much a feature tells, by how many of all articles have it; `special`: a name, number or date."""
    count = df.astype(np.float32)
    prior = np.where(special, np.float32(_PRIOR_NAME), np.float32(_PRIOR_WORD))
    rarity = np.maximum(np.log(np.float32(size + _PRIOR) / (count + prior)), np.float32(0))
    # What a whole crowd names, a template's firm or a topic's place, tells less than its rarity says.
    crowd = np.minimum(np.float32(1), np.float32(CROWD) / np.maximum(count, np.float32(1)))
    result: NDArray[np.float32] = rarity * crowd ** np.float32(0.4)
    return result


def _factors() -> NDArray[np.float32]:
    flags = np.arange(256)
    value = np.ones(256)
    value *= np.where(flags & signature.OFTEN, 1.9, np.where(flags & signature.TWICE, 1.45, 1.0))
    value *= np.where(flags & signature.TITLE, 1.4, 1.0)
    value *= np.where(flags & signature.LEAD, 1.25, 1.0)
    value *= np.where(flags & signature.NAME, 1.25, 1.0)
    value *= np.where(flags & signature.PAIR, 0.8, 1.0)
    value *= np.where(flags & signature.NUMBER, 0.7, 1.0)
    return value.astype(np.float32)


FACTORS = _factors()
