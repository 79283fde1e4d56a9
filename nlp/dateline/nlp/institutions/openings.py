"""What opens a name that would else be no part of it: a topic, a rank, an owner."""

from collections.abc import Sequence

from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.tokens import CAP, NUMBER, Token
from dateline.nlp.wordlist import wordset

_FARTHEST = 24
"""Tokens between the first word of a board's topic and its last."""
_ADVISING = frozenset({"board", "council", "committee", "panel"})


_SUBJECTS = wordset("future state")


def topic_board(tokens: Sequence[Token], at: int, end: int) -> int:
    """Where an advisory board ends that is named after its topic and year, which begin here; else 0: "Future
    of Work 2025 Advisory Board"."""
    words = lexicon()
    for k in range(at, min(at + _FARTHEST, end - 1)):
        token = tokens[k]
        if token.low == "'s" and (k == at or tokens[k - 1].low not in ordinary()):
            return 0
        if token.low in words.titles | words.verbs and token.kind == CAP:
            return 0
        if token.low != "advisory" or tokens[k + 1].low not in _ADVISING:
            continue
        dated = tokens[k - 1].kind == NUMBER and len(tokens[k - 1].text) == 4 and k - at >= 3
        topic = tokens[at].low in _SUBJECTS and k - at >= 3 and tokens[at + 1].low == "of"
        return k + 2 if dated or topic else 0
    return 0


_EATERIES = wordset(
    "steakhouse cafe café grill tavern pub diner deli bakery pizzeria restaurant kitchen brewery winery"
)


_HOUSES = wordset("coffee ale steak tea pancake waffle")


def is_eatery(tokens: Sequence[Token], at: int, k: int, end: int) -> bool:
    """Whether the possessive at `k` opens the name of a place to eat: "Quill's Harbour Grill"."""
    if k != at + 1 or tokens[at].text.isupper():
        return False
    for i in range(k + 1, min(k + 5, end)):
        if tokens[i].kind != CAP:
            return False
        if tokens[i].low in _EATERIES or (tokens[i].low == "house" and tokens[i - 1].low in _HOUSES):
            return i + 1 >= end or tokens[i + 1].kind != CAP
    return False


_HOLDERS = wordset(
    "general defender governor mayor controller comptroller auditor treasurer examiner assessor recorder "
    "provost chancellor ombudsperson"
)
"""Whose office a public body may be: "the Elmford Governor's Office"."""
_OFFICES = frozenset({"office", "offices"})
_GENERALS = wordset("attorney inspector surgeon solicitor auditor")


def is_holders_office(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether the possessive at `k` joins an office and its holder: "Elmford Attorney General's Office"."""
    return (
        k > 0
        and tokens[k - 1].low in _HOLDERS
        and k + 1 < end
        and tokens[k + 1].low in _OFFICES
        and tokens[k + 1].kind == CAP
    )


def _is_generals_office(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "Inspector General's Office" or "Inspector Generals Office" begins here."""
    if at + 2 >= end or tokens[at].low not in _GENERALS:
        return False
    if tokens[at + 1].low == "generals":
        return tokens[at + 2].low in _OFFICES
    return tokens[at + 1].low == "general" and is_holders_office(tokens, at + 2, end)


def title_in_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a word of titles begins a name here: General Motors, King's College, Executive Council."""
    words = lexicon()
    if at + 1 >= end:
        return False
    following = tokens[at + 1].low
    low = tokens[at].low
    if following == "'s":
        return low in words.possessors
    if low in ("attorney", "attorneys", "prosecutors") and following in _OFFICES:
        return True
    if _is_generals_office(tokens, at, end):
        return True
    if low in {
        "general",
        "executive",
        "graduate",
        "student",
        "justice",
        "king",
        "queen",
        "prince",
        "officer",
    }:
        return _ranked(tokens, at, end) or (
            words.is_head(following)
            or following in {"motors", "electric", "mills", "dynamics"}
            or (at + 2 < end and words.is_head(tokens[at + 2].low))
        )
    return _ranked(tokens, at, end)


_RANKS = wordset("captain king queen prince princess bishop lord lady sir pope")


_SEATS = wordset("school district college university hospital brewing brewery society academy museum church")


def _ranked(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a rank and a name open the name of a house: "Captain Quill Brewing", "King Quill College"."""
    if tokens[at].low not in _RANKS:
        return False
    for i in range(at + 1, min(at + 5, end)):
        if tokens[i].low == "county":
            return True
        if (tokens[i].kind != CAP and tokens[i].low != "'s") or tokens[i].low in lexicon().titles:
            return False
        if i > at + 1 and tokens[i].low in _SEATS:
            return True
    return False
