"""From a text to the disciplines that it is about."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, log, log1p, log2

from dateline.nlp.disciplines.phrases import MUNDANE, RESEARCH, Sense, Words, commerce, hits, phrases
from dateline.nlp.disciplines.stated import stated
from dateline.records import Discipline

MOST = 3
"""Labels of one text."""
EVIDENCE = 8
"""Phrases that are shown for a label."""
TITLE, LEAD, BODY = 2.5, 1.5, 1.0
"""How much a phrase counts in the title, in the first 900 characters of the text, and behind."""
LEAD_LENGTH = 900
TAIL = 0.25
"""How much it counts after a contact's or a notes' heading."""
LIKELY = 0.45
"""Probability from which a field is one of a text's."""
STATED = 9.0
"""Weight of being named in a list of disciplines."""
STATED_LIKELY = 0.9
"""Probability of a field that the text names so, where it speaks of research."""

_LEVEL, _AMOUNT, _RATIO, _EARLY = -10.71, 2.93, 4.36, 0.95
_MUNDANE, _RESEARCH, _LENGTH, _COMMERCE = -1.28, 0.59, -1.12, -0.53
_PLAIN, _PLAIN_RESEARCH = -1.39, 0.35
"""Weights of a logistic model of nine readings, fitted on some 850 releases; see docs/disciplines.md."""
_PLAIN_FIELDS = frozenset(
    (
        "Arts and Humanities",
        "Business, Management and Accounting",
        "Economics, Econometrics and Finance",
        "Environmental Science",
        "Health Professions",
        "Social Sciences",
    )
)
"""Fields whose words are everyone's: they need more evidence, and above all speech of research."""
_WIDTH = {
    "Medicine": 0.65,
    "Social Sciences": 0.8,
    "Arts and Humanities": 0.7,
    "Engineering": 0.8,
    "Computer Science": 0.85,
    "Environmental Science": 0.85,
    "Decision Sciences": 1.3,
    "Health Professions": 1.1,
    "Veterinary": 1.3,
    "Dentistry": 1.2,
    "Nursing": 1.2,
}
"""Fields with more everyday words in their lexicon count less for each."""
_TAIL = re.compile(
    r"^[ \t#*_]*(?:(?:media|press|investor|company|news)[ \t]+)?(?:contacts?|inquiries|enquiries)"
    r"(?:[ \t]+(?:details|info|information))?\b[^\n]{0,80}$"
    r"|^[ \t#*_]*(?:forward[- ]looking statements|notes to editors|disclaimer)\b",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A passage whose words count by this factor only: boilerplate, a contact, an institution's name."""

    start: int
    end: int
    factor: float


@dataclass(slots=True)
class Carried:
    """What carries one field: values of its phrases as in the text and of its subfields."""

    score: float = 0.0
    lead: float = 0.0
    """The part of the score that title and lead would have alone."""
    phrases: dict[str, float] = field(default_factory=dict)
    subfields: dict[str, float] = field(default_factory=dict)
    stated: bool = False


def read(text: str, *, title_end: int = 0, quiet: Iterable[Quiet] = ()) -> tuple[Discipline, ...]:
    """The disciplines of a text, strongest first, at most three; none where nothing academic is spoken of."""
    words = Words(text)
    factors = _factors(text, title_end, list(quiet))
    fields = _carried(words, factors, title_end + LEAD_LENGTH)
    trade = _commerce(words, factors, title_end + LEAD_LENGTH)
    mundane = fields.pop(MUNDANE, Carried()).score
    research = fields.pop(RESEARCH, Carried()).score
    top = max((c.score for c in fields.values()), default=0.0)
    length = text.count(" ") / 400 + 0.2
    found = []
    for name, c in fields.items():
        if c.score <= 1 or (len(c.phrases) < 2 and not c.stated):
            continue
        level = (
            _LEVEL
            + _AMOUNT * log(c.score)
            + _RATIO * c.score / top
            + _EARLY * log1p(c.lead)
            + _MUNDANE * log1p(mundane)
            + _RESEARCH * log1p(research)
            + _LENGTH * log(length)
            + _COMMERCE * log1p(trade)
        )
        if name in _PLAIN_FIELDS:
            level += _PLAIN + _PLAIN_RESEARCH * log1p(research)
        likely = 1 / (1 + exp(-max(-50.0, min(50.0, level))))
        if c.stated and research:
            likely = max(likely, STATED_LIKELY)
        if likely < LIKELY:
            continue
        evidence = sorted(c.phrases, key=lambda phrase: (-c.phrases[phrase], phrase))[:EVIDENCE]
        found.append(
            (
                (c.stated, c.score),
                Discipline(
                    field=name, subfield=_subfield(c), score=round(likely, 3), evidence=tuple(evidence)
                ),
            )
        )
    found.sort(key=lambda item: item[0], reverse=True)
    return tuple(discipline for _, discipline in found[:MOST])


def _factors(text: str, title_end: int, quiet: list[Quiet]) -> "_Factors":
    tail = _TAIL.search(text, title_end + len(text[title_end:]) // 3)
    if tail:
        quiet.append(Quiet(tail.start(), len(text), TAIL))
    return _Factors(title_end, quiet)


def _commerce(words: Words, factors: "_Factors", lead_end: int) -> float:
    """The weight of commerce in title and lead."""
    amounts: dict[tuple[str, float], float] = defaultdict(float)
    for hit in hits(words, commerce(), bisect_left(words.start, lead_end)):
        key = " ".join(words.stem[hit.word : hit.word_end])
        amounts[key, hit.senses[0].weight] += factors.at(hit.start, hit.end)
    return sum(weight * log2(1 + amount) for (_, weight), amount in amounts.items())


def _carried(words: Words, factors: "_Factors", lead_end: int) -> dict[str, Carried]:
    """The weight of evidence for each field."""
    text = words.text
    amounts: dict[tuple[str, str], float] = defaultdict(float)
    early: dict[tuple[str, str], float] = defaultdict(float)
    senses: dict[tuple[str, str], Sense] = {}
    shown: dict[str, str] = {}
    for hit in hits(words, phrases()):
        factor = factors.at(hit.start, hit.end)
        key = " ".join(words.stem[hit.word : hit.word_end])
        shown.setdefault(key, text[hit.start : hit.end])
        for sense in hit.senses:
            amounts[sense.field, key] += factor
            if hit.start < lead_end:
                early[sense.field, key] += factor
            senses[sense.field, key] = sense
    fields: dict[str, Carried] = {}
    for (name, key), amount in amounts.items():
        sense = senses[name, key]
        weight = sense.weight * _WIDTH.get(name, 1.0)
        _count(fields, name, shown[key], weight * log2(1 + amount), sense.subfield)
        fields[name].lead += weight * log2(1 + early.get((name, key), 0.0))
    for s in stated(words):
        factor = factors.at(s.start, s.end)
        if factor >= BODY:
            _count(fields, s.field, s.text, STATED * factor, s.subfield)
            fields[s.field].stated = True
    return fields


def _count(fields: dict[str, Carried], name: str, phrase: str, value: float, subfield: str | None) -> None:
    c = fields.setdefault(name, Carried())
    c.score += value
    c.phrases[phrase] = c.phrases.get(phrase, 0.0) + value
    if subfield:
        c.subfields[subfield] = c.subfields.get(subfield, 0.0) + value


class _Factors:
    """How much a phrase counts where it stands; asked from left to right."""

    def __init__(self, title_end: int, quiet: Sequence[Quiet]) -> None:
        self._title_end = title_end
        self._edges = sorted({q.start for q in quiet} | {q.end for q in quiet})
        self._quiet = sorted(quiet, key=lambda q: q.start)

    def at(self, start: int, end: int) -> float:
        if start < self._title_end:
            factor = TITLE
        elif start < self._title_end + LEAD_LENGTH:
            factor = LEAD
        else:
            factor = BODY
        for q in self._quiet:
            if q.start >= end:
                break
            if start < q.end:
                factor = min(factor, q.factor)
        return factor


def _subfield(c: Carried) -> str | None:
    """The subfield that carries a third of its field's weight, by more than one phrase."""
    if not c.subfields:
        return None
    name, value = max(c.subfields.items(), key=lambda item: item[1])
    return name if value >= 0.33 * c.score and value >= 4 else None
