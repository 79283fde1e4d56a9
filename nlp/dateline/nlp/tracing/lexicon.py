"""What is known of each word by its looks, as arrays by the word's number, so that texts are read in bulk."""

import re

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing.vocabulary import LANGUAGES, LANGUAGES_BY_WORD, MONTHS, STOP
from dateline.nlp.tracing.words import U64, hash64

WORD, CAPITAL, NUMBER = 1, 2, 3
"""Kinds of words; 0 says nothing by itself."""

_KEEP = 400_000
_SEPARATED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


class Lexicon(dict[str, int]):
    """Word as written → its number in the arrays; forgotten and begun anew when it grows too large."""

    hashes: U64
    """Of the lower-case form."""
    features: NDArray[np.uint32]
    """Of the stem or the plain number."""
    kinds: NDArray[np.uint8]
    months: NDArray[np.uint8]
    """1 to 12 for names of months, else 0."""
    days: NDArray[np.uint8]
    """1 to 31 for such numbers, else 0."""
    languages: NDArray[np.uint8]
    """A bit for each language that the word is a function word of."""

    def __init__(self) -> None:
        super().__init__()
        self._begin()

    def _begin(self) -> None:
        self.clear()
        self.hashes = np.zeros(1 << 14, dtype=np.uint64)
        self.features = np.zeros(1 << 14, dtype=np.uint32)
        self.kinds, self.months, self.days, self.languages = (
            np.zeros(1 << 14, dtype=np.uint8) for _ in range(4)
        )

    def _grow(self) -> None:
        for name in ("hashes", "features", "kinds", "months", "days", "languages"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate((old, np.zeros_like(old))))

    def tidy(self) -> None:
        """Forget all words if there are too many; numbers read before are void then."""
        if len(self) > _KEEP:
            self._begin()

    def read(self, words: list[str]) -> NDArray[np.int64]:
        """The number of each word."""
        return np.array(list(map(self.__getitem__, words)), dtype=np.int64)

    def __missing__(self, word: str) -> int:
        number = len(self)
        if number == len(self.hashes):
            self._grow()
        lower = word.lower()
        self.hashes[number] = hash64(lower)
        for language in LANGUAGES_BY_WORD.get(lower, ()):
            self.languages[number] |= 1 << LANGUAGES.index(language)
        if word[0].isdigit():
            if lower.isdecimal() and len(lower) < 3:
                self.days[number] = int(lower) if int(lower) <= 31 else 0
            plain = plain_number(lower)
            self.kinds[number] = NUMBER if len(plain) > 1 else 0
            self.features[number] = feature(plain)
        elif word[0].isupper() and lower in MONTHS:
            self.months[number] = MONTHS[lower]
        elif lower not in STOP and (len(lower) > 1 or not lower.isascii()):
            self.kinds[number] = CAPITAL if word[0].isupper() else WORD
            self.features[number] = feature(stem(lower))
        self[word] = number
        return number


LEXICON = Lexicon()


def feature(text: str) -> int:
    """32 bits of a hash."""
    return hash64(text) & 0xFFFFFFFF


def plain_number(text: str) -> str:
    """A number without thousands' separators."""
    return re.sub("[.,]", "", text) if _SEPARATED.fullmatch(text) else text.replace(",", ".")


def stem(word: str) -> str:
    """A word without its commonest English endings; other languages lose a plural s at most."""
    if len(word) < 5 or not word.isascii():
        return word
    for ending, left in (("ing", 4), ("ies", 3), ("ed", 4), ("es", 4), ("s", 4), ("e", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= left and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def guess_language(numbers: NDArray[np.int64]) -> str:
    """The language whose function words are commonest; empty where none is common."""
    sample = LEXICON.languages[numbers[:240]]
    counts = [int(np.count_nonzero(sample & (1 << bit))) for bit in range(len(LANGUAGES))]
    best = max(range(len(LANGUAGES)), key=lambda bit: counts[bit])
    return LANGUAGES[best] if counts[best] > len(sample) // 12 else ""
