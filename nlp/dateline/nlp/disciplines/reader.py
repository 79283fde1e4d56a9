"""From a text to the disciplines that it is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, log2

from dateline.nlp.disciplines.lexicon import MUNDANE, RESEARCH, Sense, Words, hits, phrases
from dateline.nlp.disciplines.stated import Stated, stated
from dateline.records import Discipline

MOST = 3
"""Labels of one text."""
TITLE, LEAD, BODY = 2.5, 1.5, 1.0
"""How much a phrase counts in the title, in the first 900 characters of the text, and behind."""
LEAD_LENGTH = 900
TAIL = 0.25
"""How much it counts after a contact's or a notes' heading."""
ENOUGH = 13.0
"""Weight of evidence from which a field is one of a text's; a text shorter than 450 words needs less."""
SHORT = 450
SHARE = 0.38
"""Share of the strongest field's weight that further fields need."""
STATED = 9.0
"""Weight of being named in a list of disciplines."""

_WIDTH = {"Medicine": 0.65, "Social Sciences": 0.8, "Arts and Humanities": 0.7, "Engineering": 0.8, "Computer Science": 0.85}
"""Fields with more everyday words in their lexicon count less for each."""
_TAIL = re.compile(
    r"^[ \t#*_]*(?:(?:media|press|investor|company|news)[ \t]+)?(?:contacts?|inquiries|enquiries)(?:[ \t]+(?:details|info|information))?\b[^\n]{0,80}$"
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
    phrases: dict[str, float] = field(default_factory=dict)
    subfields: dict[str, float] = field(default_factory=dict)
    stated: bool = False


def read(text: str, *, title_end: int = 0, quiet: Iterable[Quiet] = ()) -> tuple[Discipline, ...]:
    """The disciplines of a text, strongest first, at most three; none where nothing academic is spoken of."""
    fields = carried(text, title_end, list(quiet))
    mundane = fields.pop(MUNDANE, Carried()).score
    research = fields.pop(RESEARCH, Carried()).score
    ranked = sorted(fields.items(), key=lambda item: (-item[1].score, item[0]))
    if not ranked:
        return ()
    top = ranked[0][1].score
    enough = ENOUGH * min(1.0, 0.45 + 0.55 * text.count(" ") / SHORT)
    needed = max(enough + mundane - 0.4 * research, 0.8 * enough)
    found = []
    for name, c in ranked[:MOST]:
        if c.score < needed or c.score < SHARE * top or len(c.phrases) < 2:
            continue
        subfield = _subfield(c)
        evidence = sorted(c.phrases, key=lambda p: -c.phrases[p])[:8]
        found.append(
            Discipline(
                field=name,
                subfield=subfield,
                score=round(1 - exp(-c.score / 30), 3),
                evidence=tuple(evidence),
            )
        )
    return tuple(found)


def carried(text: str, title_end: int, quiet: list[Quiet]) -> dict[str, Carried]:
    """The weight of evidence for each field."""
    words = Words(text)
    tail = _TAIL.search(text, title_end + len(text[title_end:]) // 3)
    if tail:
        quiet.append(Quiet(tail.start(), len(text), TAIL))
    factors = _Factors(title_end, quiet)
    amounts: dict[tuple[str, str], float] = defaultdict(float)
    senses: dict[tuple[str, str], Sense] = {}
    shown: dict[str, str] = {}
    for hit in hits(words, phrases()):
        factor = factors.at(hit.start, hit.end)
        key = " ".join(words.stem[hit.word : hit.word_end])
        shown.setdefault(key, text[hit.start : hit.end])
        for sense in hit.senses:
            amounts[sense.field, key] += factor
            senses[sense.field, key] = sense
    fields: dict[str, Carried] = {}
    for (name, key), amount in amounts.items():
        sense = senses[name, key]
        value = sense.weight * log2(1 + amount) * _WIDTH.get(name, 1.0)
        _count(fields, name, shown[key], value, sense.subfield)
    for s in stated(words):
        _count(fields, s.field, s.text, STATED * factors.at(s.start, s.end), s.subfield)
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
