"""What "and" and "at" join within a name: two subjects, two owners, a unit and its university."""

from collections.abc import Sequence

from dateline.nlp.institutions.fields import field_end, is_field, opens_pair
from dateline.nlp.institutions.heads import phrase_at
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.tokens import CAP, Token
from dateline.nlp.wordlist import wordset

_SHARED = wordset("clinics hospitals museum museums library gardens schools colleges laboratories")
_MEMBERS = wordset("schools colleges universities hospitals libraries museums institutions societies")
_UNITS = wordset(
    "school college center centre institute hospital lab laboratory faculty museum medicine department "
    "clinic program law business nursing"
)
BODIES = wordset(
    "association associations society league guild college "
    "institute academy federation council union order board committee"
)
_NATIONS = wordset("national american international federal state european global world")
_SECTIONS = wordset("section division office bureau branch unit foundation")
_BODY = wordset(
    "head neck foot ankle hand wrist hip knee shoulder elbow spine brain nerve bone joint ear nose throat "
    "eye skin hair heart lung vascular vein liver kidney breast sleep pain headache smile implant face"
)
"""What two of which a clinic is named after: "the Foot and Ankle Center"."""


def joins(tokens: Sequence[Token], at: int, k: int, following: int, end: int, open_at: int) -> bool:
    """Whether "and" at `k` stands inside a name."""
    words = lexicon()
    before, nxt = tokens[k - 1].low, tokens[following].low
    if following + 1 < end and nxt in words.of and tokens[following + 1].low == "of":
        return False
    if (before, nxt) == ("cross", "blue"):
        return True
    if {before, nxt} <= _BODY and following == k + 1:
        return True
    if open_at >= 0 and following == k + 1:
        if before in words.topic and nxt in words.topic:
            return True
        last = field_end(tokens, following, end)
        if last > following and (
            is_field(before)
            or (before not in words.regions and not tokens[last - 1].low.endswith(("al", "ative", "ing")))
        ):
            return True
        if (
            before in _MEMBERS
            and nxt in _MEMBERS
            and (following + 1 >= end or tokens[following + 1].low != "of")
        ):
            return True
    if following == k + 1 and opens_pair(tokens, at, k, end):
        return True
    if (
        nxt in _SHARED
        and (following + 1 >= end or tokens[following + 1].kind != CAP)
        and words.is_head(before)
    ):
        return True
    plain = all(w in ordinary() or is_field(w) for w in (before, nxt))
    if k - at >= 2 and plain and not words.is_head(before):
        for i in range(following + 1, min(following + 4, end)):
            if tokens[i].kind == CAP and tokens[i].low in words.suffixes:
                return True
    if words.is_head(before) and k - at >= 2 and following + 1 < end and nxt in words.topic:
        behind = tokens[following + 2] if following + 2 < end else None
        if f"{nxt} {tokens[following + 1].low}" in words.pairs and (behind is None or behind.low != "of"):
            return True
    persons = open_at >= 2 and following == k + 1 and tokens[open_at - 2].low in BODIES
    if persons and before.endswith("s") and nxt.endswith("s") and {before, nxt} & ordinary():
        return True  # "Society of Keepers and Pilots"
    if open_at >= 0 and following == k + 1 and before in words.regions and nxt in words.regions:
        return tokens[at].low not in {"university", "state"}
    if open_at < 0 and _shared_head(tokens, at, k, following, end):
        return True
    if open_at < 0 and _trades(tokens, at, k, following, end):
        return True
    headed = any(words.is_head(tokens[i].low) and tokens[i].low not in words.topic for i in range(at, k))
    if headed or before not in words.topic:
        return False
    if nxt not in words.topic:
        return False
    for i in range(following, min(following + 5, end)):
        if tokens[i].kind != CAP:
            return False
        if i > following and words.is_head(tokens[i].low):
            return True
    return False


def _shared_head(tokens: Sequence[Token], at: int, k: int, following: int, end: int) -> bool:
    """Whether the words on both sides of "and" share the head at the end: "Basic and Applied Research
    Foundation"."""
    words = lexicon()
    before = tokens[k - 1].low
    plain = before in ordinary() or (is_field(before) and not words.is_head(before))
    if following != k + 1 or not plain or tokens[following].low in _NATIONS:
        return False
    if any(words.is_head(tokens[i].low) and not is_field(tokens[i].low) for i in range(at, k)):
        return False
    for i in range(following, min(following + 5, end)):
        low = tokens[i].low
        if tokens[i].kind != CAP or low in words.regions:
            return False
        if low in words.strong or low in _SECTIONS:
            return i > following and (k - at >= 2 or (low in _SECTIONS and is_field(before)))
        if low not in ordinary() and not is_field(low):
            return False
    return False


_TRADES = wordset(
    "wellness construction mining remodeling roofing plumbing heating cooling logistics transport moving "
    "storage engineering design marketing consulting training education nutrition rehabilitation tours "
    "events catering"
)


def _trades(tokens: Sequence[Token], at: int, k: int, following: int, end: int) -> bool:
    """Whether a company is named after two trades: "Quill Health and Wellness"."""
    before = tokens[k - 1].low
    named = k - at == 2 and following == k + 1 and tokens[at].low not in ordinary()
    alone = following + 1 >= len(tokens) or tokens[following + 1].kind != CAP
    trade = before in _TRADES or before in ("health", "fitness")
    return named and alone and trade and tokens[following].low in _TRADES


def and_within(tokens: Sequence[Token], at: int, end: int) -> bool:
    return any(tokens[k].low in ("and", "&") for k in range(at, min(at + 8, end)))


def at_joins(tokens: Sequence[Token], at: int, k: int, following: int, end: int) -> bool:
    """Whether "at" at `k` stands inside a name: a campus, or a unit and its university."""
    words = lexicon()
    if university_of(tokens, at, k):
        return not any(words.is_head(tokens[i].low) for i in range(following, min(following + 3, end)))
    own = [
        tokens[i].low
        for i in range(at, k)
        if tokens[i].kind == CAP and tokens[i].low not in _UNITS | words.generic | words.topic
    ]
    if k - at == 1 and tokens[at].low in words.topic:
        return False  # "Professor of Law at the University of Quill"
    if len(own) <= 1 and (
        tokens[k - 1].low in _UNITS or any(tokens[i].low in words.of for i in range(at, k))
    ):
        stretch = [tokens[i].low for i in range(following, min(following + 6, end))]
        return any(word in {"university", "college", "institute", "hospital"} for word in stretch)
    return False


def university_of(tokens: Sequence[Token], at: int, k: int) -> bool:
    return k - at >= 3 and tokens[at].low in {"university", "universities"} and tokens[at + 1].low == "of"


def state_university(tokens: Sequence[Token], at: int, k: int) -> bool:
    """Whether "California State University" stands before `k`."""
    state = [t.low for t in tokens[k - 2 : k]] == ["state", "university"]
    return state and bool(phrase_at(tokens, at, k, lexicon().regions))
