"""The signature of an announcement: names, numbers, dates and telling words, each with where it stands.

Read straight from the words, so that an article has the same signature with and without annotations.
"""

import re
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.lexicon import CAPITAL, LEXICON, feature, plain_number
from dateline.nlp.tracing.lexicon import NUMBER as NUMERIC
from dateline.nlp.tracing.stages import stages
from dateline.nlp.tracing.vocabulary import MONTHS, ORDINALS
from dateline.nlp.tracing.words import WORD, hash64

TWICE, OFTEN, TITLE, LEAD, NAME, NUMBER, PAIR, DATE = (1 << bit for bit in range(8))
"""Flags of a feature: stands twice; three times or more; in the title; in the first words of the text; of
a name; a number; two words of a name in a row; a date."""

LEAD_WORDS = 120
READ_WORDS = 700
_CAP = 160

QUARTER, MONTH, YEAR, AMOUNT, NUMERAL, FRAME, STAGE, PERSON = range(1, 9)
"""Slots of a title; the frame is all of it but numbers, months and ordinals; see `stages`.  Persons are those
whom the text's beginning names with their age or where they come from."""

_QUARTER = re.compile(r"\b(?:Q([1-4])|(first|second|third|fourth)[- ]quarter|H([12])\b)", re.IGNORECASE)
_SEASON = re.compile(r"\b(Spring|Summer|Fall|Autumn|Winter)(?=,? (?:19|20)\d\d\b)", re.IGNORECASE)
_AMOUNT = re.compile(r"[$€£¥%]|percent|per cent|million|billion", re.IGNORECASE)
_ORIGIN = re.compile(r", (?:(?:aged? )?\d\d\b|(?:a resident )?of [A-Z])")
_PERSON = re.compile(
    r"\b(?:[A-Z][\w'’-]{0,30}\.? ){1,4}(?:(?:de|del|della|der|di|da|la|le|van|von|bin|al|el) ){0,2}"
    r"([A-Z][\w'’-]{1,30})(?:,? (?:Jr|Sr|II|III)\.?)?\Z"
)
_LONGEST_NAME = 120
_PERSONS, _PERSONS_READ = 16, 3000
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def signature(
    article: TraceInput, numbers: NDArray[np.int64], first: NDArray[np.bool_]
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Features, ascending, and their flags.

    `numbers` are the words that count as numbers of the lexicon, `first` tells which begin a sentence.
    """
    title = WORD.findall(article.title)
    numbers = np.concatenate((numbers[:READ_WORDS], LEXICON.read(title)))
    length = len(numbers) - len(title)
    first = np.concatenate((first[:length], np.arange(len(title)) == 0))
    kinds, features = LEXICON.kinds[numbers], LEXICON.features[numbers]
    place = np.where(np.arange(len(numbers)) < LEAD_WORDS, LEAD, 0).astype(np.uint8)
    place[length:] = TITLE
    capital = kinds == CAPITAL
    paired = capital[1:] & capital[:-1] & ~first[1:]
    pairs = features[1:][paired] + features[:-1][paired] * np.uint32(31)
    told = kinds > 0
    number = (kinds[told] == NUMERIC) * np.uint8(NUMBER)
    # A capital within a sentence is a name's; in a title it may be anything's.
    within = (capital & ~first & (place != TITLE))[told] * np.uint8(NAME)
    dates = _dates(numbers, place)
    gathered = (
        (features[told], place[told] | number | within),
        (pairs, place[1:][paired] | np.uint8(PAIR | NAME)),
        dates,
    )
    return _merge(np.concatenate([f for f, _ in gathered]), np.concatenate([f for _, f in gathered]))


def day_feature(day: date) -> int:
    """The feature of an article that names this day, in whatever year."""
    return _day(day.month, day.day)


def _day(month: int, day: int) -> int:
    return feature(f"date {month} {day}")


def _dates(
    numbers: NDArray[np.int64], place: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Days of months as the words give them."""
    found: list[tuple[int, int]] = []
    months, days = LEXICON.months[numbers], LEXICON.days[numbers]
    for at in np.flatnonzero(months).tolist():
        after = int(days[at + 1]) if at + 1 < len(days) else 0
        day = after or (int(days[at - 1]) if at else 0)
        if day:
            found.append((_day(int(months[at]), day), int(place[at]) | DATE))
    return (
        np.array([value for value, _ in found], dtype=np.uint32),
        np.array([flags for _, flags in found], dtype=np.uint8),
    )


def _merge(
    features: NDArray[np.uint32], flags: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Each feature once, with all its flags, those that say too little left out."""
    if not len(features):
        return features, flags
    order = np.argsort(features, kind="stable")
    features, flags = features[order], flags[order]
    begins = np.flatnonzero(np.diff(features, prepend=features[0] ^ np.uint32(1)))
    counts = np.diff(np.append(begins, len(features)))
    features, flags = features[begins], np.bitwise_or.reduceat(flags, begins)
    telling = (flags & (NAME | NUMBER | DATE | TITLE | LEAD)) > 0
    flags = flags | np.where(counts > 2, OFTEN, np.where(counts > 1, TWICE, 0)).astype(np.uint8)
    kept = np.flatnonzero(telling | (counts > 1))
    if len(kept) > _CAP:
        best = np.argsort(-_RANKS[flags[kept]], kind="stable")[:_CAP]
        kept = np.sort(kept[best])
    return features[kept], flags[kept]


def slots(title: str, text: str = "") -> NDArray[np.uint32]:
    """What a title says in particular, and whom the text is about: slot and hashed value in one number."""
    return np.array(sorted(title_slots(title) | person_slots(text)), dtype=np.uint32)


def person_slots(text: str) -> set[int]:
    """The surnames of those whom the text introduces: `Jan Modaal, 39, of Delft`."""
    found: set[int] = set()
    for origin in _ORIGIN.finditer(text[:_PERSONS_READ]):
        before = text[max(0, origin.start() - _LONGEST_NAME) : origin.start()]
        if len(found) < _PERSONS and (match := _PERSON.search(before)):
            found.add(PERSON << 28 | hash64(match[1].lower()) & 0xFFFFFFF)
    return found


def title_slots(title: str) -> set[int]:
    """What a title says in particular, see the slots; the slot stands in the highest four bits."""
    found: set[int] = set()

    def put(slot: int, value: str) -> None:
        found.add(slot << 28 | hash64(value) & 0xFFFFFFF)

    for match in _QUARTER.finditer(title):
        put(QUARTER, match[1] or ORDINALS.get((match[2] or "").lower()) or f"h{match[3]}")
    for match in _SEASON.finditer(title):
        put(MONTH, match[1].lower().replace("autumn", "fall"))
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


def _ranks() -> NDArray[np.int64]:
    flags = np.arange(256)
    worth = ((TITLE, 8), (NAME, 4), (DATE, 4), (LEAD, 2), (NUMBER, 2), (OFTEN, 3), (TWICE, 1))
    ranks: NDArray[np.int64] = sum((((flags & flag) > 0) * value for flag, value in worth), start=0 * flags)
    return ranks


_RANKS = _ranks()
