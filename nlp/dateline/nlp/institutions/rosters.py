"""Lines of "Name, title, organisation"."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import BREAK, CAP, LOWER, PUNCT, Token
from dateline.nlp.wordlist import wordset

_SMALL = wordset("of for and & the in at de la du + - – , ( ) . ’s 's")
_LONGEST = 45
_AREAS = wordset(
    "human resources marketing operations learning development people culture talent communications "
    "communication finance sales hr technology compensation benefits payroll diversity equity inclusion "
    "belonging engineering product strategy security acquisition management global business "
    "organizational organisational organization design effectiveness training planning innovation "
    "analytics recruiting recruitment experience employee engagement wellness safety legal compliance "
    "risk accounting rewards total workforce services support relations public affairs americas emea apac "
    "international education administration information data digital transformation"
)
"""Words of the areas of work that stand behind a title: "Director, Learning & Development"."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a roster, in tokens."""

    start: int
    comma: int
    """Where the name ends."""
    first: int
    """Where the last part begins."""
    end: int
    organised: bool
    """Whether the last part can be an organisation."""


def lines(page: Page) -> list[tuple[int, int]]:
    """Lines that hold anything, as tokens from and to; the title's too."""
    found: list[tuple[int, int]] = []
    start = 0
    for k, token in enumerate(page.tokens):
        if token.kind == BREAK:
            if k > start:
                found.append((start, k))
            start = k + 1
    if len(page.tokens) > start:
        found.append((start, len(page.tokens)))
    return found


def rows(page: Page) -> list[Row]:
    """The lines of the form "Name, title, organisation", if there are at least two."""
    found = [row for line in lines(page)[1:] if (row := _row(page, *line))]
    return found if len(found) >= 2 else []


def misread(page: Page) -> frozenset[int]:
    """The tokens of offices and areas of work in rosters: no name holds any of them."""
    found = set[int]()
    for row in rows(page):
        commas = [k for k in range(row.comma, row.end) if page.tokens[k].text in ",|"]
        for start, end in itertools.pairwise([*commas, row.end]):
            if _is_office(page.tokens[start + 1 : end]):
                found.update(range(start, end))
        if row.organised:
            found.add(row.first - 1)
    return frozenset(found)


def _is_office(part: Sequence[Token]) -> bool:
    """Whether a part of a line is made of titles and areas of work alone: "Payroll & HRIS"."""
    content = [t for t in part if t.kind == CAP]
    told = [t for t in content if t.low in _AREAS or t.low in lexicon().titles]
    short = all(t in told or (t.text.isupper() and len(t.text) <= 5) for t in content)
    return bool(told) and short


def _row(page: Page, start: int, end: int) -> Row | None:
    tokens, words = page.tokens, lexicon()
    while start < end and tokens[start].kind == PUNCT:
        start += 1
    if not 5 <= end - start <= _LONGEST or tokens[end - 1].text in "!?:":
        return None
    stop = end
    if tokens[stop - 1].text == ")":
        opening = next((k for k in range(stop - 1, start, -1) if tokens[k].text == "("), None)
        stop = opening if opening else stop
    if tokens[stop - 1].text in ".;":
        stop -= 1
    commas = [
        k
        for k in range(start, stop)
        if tokens[k].text in ",|"
        and not (k + 1 < stop and (tokens[k + 1].low in words.suffixes or len(tokens[k + 1].text) == 1))
    ]
    if len(commas) < 2 and not (len(commas) == 1 and " of " in page.string(start, stop)):
        return None
    name = tokens[start : commas[0]]
    if not 2 <= len(name) <= 6 or any(t.kind not in (CAP, PUNCT) for t in name):
        return None
    first = commas[-1] + 1
    if not any(t.low in words.titles for t in tokens[commas[0] + 1 : commas[-1]]):
        return None
    last = tokens[first:stop]
    if not 1 <= len(last) <= 9 or any(t.kind == LOWER and t.low not in _SMALL for t in last):
        return None
    return Row(start, commas[0], first, stop, _organised(last))


def _organised(last: Sequence[Token]) -> bool:
    """Whether the last part of a line is no title and no area of work."""
    content = [t.low for t in last if t.kind == CAP]
    return bool(content) and not _is_office(last) and not any(low in lexicon().titles for low in content)
