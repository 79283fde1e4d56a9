"""Evidence that a name is of a place, a vessel, a journal or a product, by the words that stand round it."""

import re
from collections.abc import Iterable

from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import CAP, NUMBER
from dateline.nlp.wordlist import wordset

_WHERE = wordset(
    "in near off outside across around throughout toward towards between under beneath above along"
)
_INTO = wordset(
    "invest invested investing investment investments investor investors interest interested stake stakes "
    "share shares shareholders equity confidence trust believe position positions holding holdings "
    "participate participated participating role career job jobs partner partners changes"
)
"""Words after which "in" stands before a company as well."""
_SIDES = wordset(
    "western eastern northern southern central downtown upper lower mainland rural north south east west"
)
_LANDS = wordset(
    "island islands town village city district port bay volcano river region municipality county state "
    "province kingdom republic coast people streets residents mayor harbour harbor lake mountains "
    "valley peninsula parish north south east west suburb"
)
_BEARERS = wordset(
    "lifeboat ship vessel ferry yacht frigate schooner trawler destroyer submarine liner steamer tanker boat "
    "spacecraft satellite rover telescope journal magazine novel book film movie album song series drug "
    "vaccine medicine toolkit app software game model breed variety strain species"
)
_VENUE_VERBS = wordset(
    "ends starts begins held meets gathers stops gather meet start end begin place located parked"
)
_STATE = re.compile(
    r"(?:[A-Z]\.[A-Z]\.?(?:-based)?|AL|AK|AZ|CA|CT|FL|GA|IL|KY|MA|MD|MI|MN|NC|NH|NJ|NM|NV|NY|OH|PA|SC|TN|TX|UT|VA|WA|WI)$"
)
_OWN = wordset("its our their")


def is_thing(page: Page, places: Iterable[tuple[int, int]]) -> bool:
    """Whether what stands at these tokens is told to be a place or a thing that somebody made."""
    return any(_named_as_thing(page, start, end) for start, end in places)


_NATIONAL = wordset("national american federal royal international")
_DETERMINERS = wordset("the of by at in from for with to and on as")


def is_kind(page: Page, start: int, end: int) -> bool:
    """Whether "a" and ordinary words tell of a kind: "a leading Contract Manufacturing Organization"."""
    tokens = page.tokens
    inside = tokens[start:end]
    if any(t.kind == CAP and (t.low not in ordinary() or t.low in _NATIONAL) for t in inside):
        return False
    for k in range(start - 1, max(start - 5, -1), -1):
        if tokens[k].low in ("a", "an"):
            return True
        if tokens[k].low in _DETERMINERS or tokens[k].low not in ordinary():
            return False
    return False


def in_dateline(page: Page, name: str) -> bool:
    line = page.anatomy.dateline
    return line is not None and name.casefold() in line.text.casefold()


def _named_as_thing(page: Page, start: int, end: int) -> bool:
    tokens = page.tokens
    before = [t.low for t in tokens[max(0, start - 4) : start]]
    after = tokens[end] if end < len(tokens) else None
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    one, two = ([""] * 2 + before)[-1], ([""] * 2 + before)[-2]
    if one in _WHERE and two not in _INTO and (after is None or (after.low != "'s" and after.kind != CAP)):
        return True
    if one in lexicon().person_titles and end - start == 1:
        return True
    if one in _SIDES and tokens[start - 1].end + 1 == tokens[start].start and two in _WHERE | {"of"}:
        return True
    if one == "of" and (two in _LANDS or "version" in before):
        return True
    if one == "at" and two in _VENUE_VERBS:
        return True
    if one in _BEARERS and tokens[start - 1].text.islower():
        return True
    if after is None or following is None:
        return False
    if after.kind == NUMBER and "." in after.text and following.kind != CAP:
        return True  # a version
    if after.low == "," and following.low in _OWN:
        return True
    if after.low != "," or following.kind != CAP or end - start > 2:
        return False
    return following.low in lexicon().regions or _STATE.match(following.text) is not None
