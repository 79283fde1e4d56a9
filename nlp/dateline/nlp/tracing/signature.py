"""The signature of an announcement: names, numbers, dates and telling words, each with where it stands.

Read straight from the words, without the pipeline, so that the filter is quick; institutions and resolved
dates of the pipeline are added where an article has annotations.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.stages import stages
from dateline.nlp.tracing.vocabulary import MONTHS, ORDINALS, STOP, STOP_BY_LANGUAGE
from dateline.nlp.tracing.words import WORD, hash64

TWICE, OFTEN, TITLE, LEAD, NAME, NUMBER, PAIR, DATE = (1 << bit for bit in range(8))
"""Flags of a feature: stands twice; three times or more; in the title; in the first words of the text; of
a name; a number; two words of a name in a row; a date or an institution."""

LEAD_WORDS = 120
READ_WORDS = 700
_CAP = 160

QUARTER, MONTH, YEAR, AMOUNT, NUMERAL, FRAME, STAGE = range(1, 8)
"""Slots of a title; the frame is all of it but numbers, months and ordinals; see `stages`."""

_QUARTER = re.compile(r"\b(?:Q([1-4])|(first|second|third|fourth)[- ]quarter|H([12])\b)", re.IGNORECASE)
_AMOUNT = re.compile(r"[$€£¥%]|percent|per cent|million|billion", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SEPARATED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


class Term(NamedTuple):
    """What is known of a word by its looks."""

    feature: int
    kind: int
    """0: says nothing; 1: a word; 2: capitalised; 3: a number."""
    month: int


class Terms(dict[str, Term]):
    """Word as written → term, remembered while there is room."""

    def __missing__(self, word: str) -> Term:
        if len(self) > 400_000:
            self.clear()
        value = _term(word)
        self[word] = value
        return value


def _term(word: str) -> Term:
    lower = word.lower()
    if word[0].isdigit():
        number = plain_number(lower)
        return Term(_feature(number), 3 if len(number) > 1 else 0, 0)
    month = MONTHS.get(lower, 0) if word[0].isupper() else 0
    if lower in STOP or month or (len(lower) < 2 and lower.isascii()):
        return Term(0, 0, month)
    return Term(_feature(stem(lower)), 2 if word[0].isupper() else 1, 0)


def _feature(text: str) -> int:
    return hash64(text) & 0xFFFFFFFF


TERMS = Terms()


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


def guess_language(words: Sequence[str]) -> str:
    """The language whose function words are commonest; empty where none is common."""
    sample = [word.lower() for word in words[:300]]
    best, count = "", len(sample) // 12
    for language, function_words in STOP_BY_LANGUAGE.items():
        hits = sum(word in function_words for word in sample)
        if hits > count:
            best, count = language, hits
    return best


class Signature:
    """Gathers the features of one article, sentence by sentence."""

    def __init__(self, article: TraceInput) -> None:
        self._title = article.title
        self._counts: dict[int, int] = {}
        self._flags: dict[int, int] = {}
        self._seen = 0
        self._mid: set[int] = set()  # capitalised within a sentence: surely names
        if article.annotations:
            for institution in article.annotations.institutions:
                key = institution.ror or institution.wikidata or institution.name.lower()
                self._put(_feature(f"institution {key}"), DATE)
            for expression in article.annotations.dates:
                if expression.first == expression.last:
                    self._put(_feature(f"day {expression.first.isoformat()}"), DATE)

    def _put(self, feature: int, flags: int) -> None:
        self._counts[feature] = self._counts.get(feature, 0) + 1
        self._flags[feature] = self._flags.get(feature, 0) | flags

    def add(self, words: Sequence[str]) -> None:
        """Read a sentence."""
        if self._seen >= READ_WORDS:
            return
        place = LEAD if self._seen < LEAD_WORDS else 0
        self._seen += len(words)
        self._read(words, place)

    def _read(self, words: Sequence[str], place: int) -> None:
        terms, counts, flags = TERMS, self._counts, self._flags
        before = 0  # the name just before
        month = number = 0
        first = True
        for word in words:
            feature, kind, is_month = terms[word]
            if kind == 0 or is_month:
                before = 0
                if is_month:
                    if number:
                        self._put(_feature(f"date {is_month} {number}"), place | DATE)
                    month = is_month
                elif month and word[0].isdigit():
                    self._put(_feature(f"date {month} {int(word)}"), place | DATE)
                    month = 0
                else:
                    month = 0
                number = int(word) if word[0].isdigit() and len(word) < 3 and word.isdecimal() else 0
                first = False
                continue
            flag = place
            if kind == 3:
                flag |= NUMBER
                if len(word) == 2 and word.isdecimal():
                    if month:
                        self._put(_feature(f"date {month} {int(word)}"), place | DATE)
                    number = int(word)
                before = month = 0
            else:
                month = number = 0
                if kind == 2:
                    if before:
                        self._put((before * 31 + feature) & 0xFFFFFFFF, place | PAIR | NAME)
                    if not first:
                        self._mid.add(feature)
                    before = feature
                else:
                    before = 0
            first = False
            counts[feature] = counts.get(feature, 0) + 1
            flags[feature] = flags.get(feature, 0) | flag

    def arrays(self) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Features, ascending, and their flags."""
        body = set(self._counts)
        self._read(WORD.findall(self._title), TITLE)
        kept: list[tuple[int, int]] = []
        for feature, flags in self._flags.items():
            count = self._counts[feature]
            if feature in self._mid and (flags & ~TITLE or feature in body):
                flags |= NAME
            if flags & (NAME | NUMBER | DATE | TITLE | LEAD) or count > 1:
                kept.append((feature, flags | (OFTEN if count > 2 else TWICE if count > 1 else 0)))
        if len(kept) > _CAP:
            kept.sort(key=lambda item: (-_rank(item[1]), item[0]))
            del kept[_CAP:]
        kept.sort()
        return (
            np.array([item[0] for item in kept], dtype=np.uint32),
            np.array([item[1] for item in kept], dtype=np.uint8),
        )

    def slots(self) -> NDArray[np.uint32]:
        """What the title says in particular: slot and hashed value in one number."""
        return np.array(sorted(title_slots(self._title)), dtype=np.uint32)


def title_slots(title: str) -> set[int]:
    """What a title says in particular, see the slots; the slot stands in the highest four bits."""
    found: set[int] = set()

    def put(slot: int, value: str) -> None:
        found.add(slot << 28 | hash64(value) & 0xFFFFFFF)

    for match in _QUARTER.finditer(title):
        put(QUARTER, match[1] or ORDINALS.get((match[2] or "").lower()) or f"h{match[3]}")
    frame = []
    for word in WORD.findall(title):
        lower = word.lower()
        if (month := MONTHS.get(lower)) and word[0].isupper():
            put(MONTH, str(month))
        elif not word[0].isdigit() and lower not in ORDINALS:
            frame.append(lower)
    if len(frame) > 2:
        put(FRAME, " ".join(frame))
    for match in _DIGITS.finditer(title):
        number = plain_number(match[0])
        around = title[max(0, match.start() - 2) : match.end() + 9]
        if len(number) == 4 and number[:2] in ("19", "20"):
            put(YEAR, number)
        else:
            put(AMOUNT if _AMOUNT.search(around) else NUMERAL, number)
    for domain, (rank, _) in stages(title).items():
        found.add(STAGE << 28 | domain << 8 | rank)
    return found


def _rank(flags: int) -> int:
    return (
        8 * bool(flags & TITLE)
        + 4 * bool(flags & NAME)
        + 4 * bool(flags & DATE)
        + 2 * bool(flags & LEAD)
        + 2 * bool(flags & NUMBER)
        + 3 * bool(flags & OFTEN)
        + bool(flags & TWICE)
    )
