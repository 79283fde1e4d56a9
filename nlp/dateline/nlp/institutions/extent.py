"""How a name may go on: the words that join its parts, and those that end it."""

import re
from collections.abc import Sequence

from dateline.nlp.institutions.fields import field_end, is_field
from dateline.nlp.institutions.firms import is_practice, partners
from dateline.nlp.institutions.heads import GOVERNORS, OFFICIALS, is_circuit, phrase_at
from dateline.nlp.institutions.joins import (
    BODIES,
    and_within,
    at_joins,
    joins,
    state_university,
    university_of,
)
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.openings import is_eatery, is_holders_office, title_in_name, topic_board
from dateline.nlp.institutions.tokens import CAP, NUMBER, Token
from dateline.nlp.wordlist import wordset

FOREIGN = wordset("de la del des du di da do der für e y et und")
DASHES = frozenset("–—-")
_LONGEST = 24
_ARTICLES = frozenset({"a", "an"})
CLOSED = wordset(
    "about the a an this that these those our your their its his her my we you they he she it i in on at by "
    "for from to monday tuesday wednesday thursday friday saturday sunday january february april june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec am "
    "pm est edt pst pdt cst cdt dba while although because since however"
)
_CLAUSES = wordset("while although because since however")


def name_end(tokens: Sequence[Token], at: int, end: int, heading: bool) -> int:
    """Where the name that begins here ends at the latest."""
    words = lexicon()
    board = topic_board(tokens, at, end)
    if board:
        return board
    k = at + 1
    open_at = -1  # where the complement of "of" or "for" began
    while k < end and k - at < _LONGEST:
        token = tokens[k]
        low = token.low
        before = tokens[k - 1].low
        if token.kind == CAP or token.kind == NUMBER:
            if low in _CLAUSES:
                return k  # the sentence after a heading that lost its line break
            if (heading and low in words.verbs and token.kind == CAP) or (
                low == "annual" and k > open_at >= 0
            ):
                return k
            if (
                low in words.titles
                and (words.is_head(before) or open_at >= 0)
                and not (open_at >= 0 and (is_office(tokens, open_at) or _of_persons(tokens, at, k, open_at)))
                and not title_in_name(tokens, k, end)
            ):
                while k > at + 1 and tokens[k - 1].low in _KINDS_OF_OFFICERS:
                    k -= 1  # "Tidal Division Trial Attorney"
                return k
            k += 1
            continue
        following = k + 1
        if low == "'s":
            if is_eatery(tokens, at, k, end):
                k += 1
                continue
            saint = k >= 2 and tokens[k - 2].low in {"st", "saint"}
            if saint or before in words.possessors or is_holders_office(tokens, k, end):
                k += 1
                continue
            return k
        if low == ",":
            nxt = tokens[following].low if following < end else ""
            if nxt in words.suffixes:
                return _forms_end(tokens, following + 1, end)
            if partners(tokens, k, end):
                k = partners(tokens, k, end)
                continue
            if seat(tokens, k, end):
                k += 2
                continue
            if phrase_at(tokens, following, end, words.campuses) and (
                university_of(tokens, at, k) or state_university(tokens, at, k)
            ):
                k = following + phrase_at(tokens, following, end, words.campuses)
                continue
            if (
                open_at >= 0
                and is_field(before)
                and field_end(tokens, following, end) > following
                and and_within(tokens, following, end)
            ):
                k = field_end(tokens, following, end)
                continue
            return k
        if low in DASHES:
            if university_of(tokens, at, k):
                k = following + phrase_at(tokens, following, end, words.campuses)
                continue
            return k
        while following < end and (
            tokens[following].low == "the" or (low == "for" and tokens[following].text in _ARTICLES)
        ):
            following += 1
        if following >= end:
            return k
        nxt = tokens[following].low
        if low == "of":
            plain = tokens[k - 1].kind == CAP and (
                before in words.of
                or (open_at >= 0 and is_field(before) and following == k + 1 and not words.is_head(nxt))
            )
            if nxt in GOVERNORS and k - 1 > at:
                return k - 1
            if is_unit_of_body(tokens, at, k, following, end) or _is_seat(tokens, at, k, following):
                return k
            if is_practice(tokens, at, k, end) or (open_at >= 0 and _of_land(tokens, at, k, open_at, end)):
                k = following + 1
                continue
            purpose = open_at == k - 1 and [t.low for t in tokens[k - 3 : k - 1]] == ["for", "the"]
            world = following == k + 2 and nxt == "world" and words.is_head(before)
            if (purpose or world) and tokens[following].kind == CAP:
                open_at = following  # "Society for the Study of Tides"
                k = following + 1
                continue
            if not plain and _own_of(tokens, at, k, following, end, heading):
                k = following + 1
                continue
            if not plain or nxt in CLOSED or nxt == "may" or nxt in GOVERNORS:
                return k
            open_at = following
        elif low == "for":
            if (
                before not in words.for_
                and not is_circuit(tokens, k, end)
                and not _served(tokens, at, k, open_at)
            ):
                return k
            open_at = following
        elif low == "on":
            panel = before in _PANELS and tokens[following].kind == CAP and k - at >= 2
            if not panel and (before not in words.on or nxt not in words.topic | words.regions):
                return k
            open_at = following
        elif low in ("&", "+"):
            if before in words.suffixes or (
                nxt in words.strong and tokens[min(following + 1, end - 1)].low == "of"
            ):
                return k
        elif low == "and":
            if not joins(tokens, at, k, following, end, open_at):
                return k
        elif low == "at":
            if not at_joins(tokens, at, k, following, end):
                return k
        elif low in FOREIGN:
            pass
        elif low == "in":
            if before == "god" and tokens[following].low == "christ":
                k = following + 1
                continue
            studied = open_at >= 0 and before in _STUDIED and field_end(tokens, following, end) > following
            if not studied and not (before in {"center", "centre"} and tokens[k + 1].low == "the"):
                return k
        else:
            return k
        k = following + 1
    return k


_LANDS = wordset("america canada europe africa asia")


def _of_land(tokens: Sequence[Token], at: int, k: int, open_at: int, end: int) -> bool:
    """Whether "of" at `k` goes on after the members of a body: "Association of Lamp Keepers of Ohio"."""
    land = tokens[k + 1].low in _LANDS or phrase_at(tokens, k + 1, end, lexicon().regions)
    return bool(land) and _of_persons(tokens, at, k - 1, open_at)


_RULED = wordset("republic kingdom")
_OWNERS = wordset("holdings group")


def _is_seat(tokens: Sequence[Token], at: int, k: int, following: int) -> bool:
    """Whether "of" at `k` but tells where a body with a name of its own is: "the Elmford Metropolitan
    Government of the Republic of Quill", "Quill Holdings Group of Chicago"."""
    before, nxt = tokens[k - 1].low, tokens[following].low
    if k - at < 3 or tokens[at].low in ordinary():
        return False
    if before == "government":
        return nxt in _RULED or nxt in lexicon().regions
    return {before, tokens[k - 2].low} == _OWNERS and nxt in lexicon().regions


def _forms_end(tokens: Sequence[Token], k: int, end: int) -> int:
    """Where the legal forms end, one of which ends before `k`: "Quill Data, Co., Ltd."."""
    while k + 1 < end and tokens[k].text == "," and tokens[k + 1].low in lexicon().suffixes:
        k += 2
    return k


_KINDS_OF_OFFICERS = wordset("trial special supervisory resident")
_LABORATORIES = wordset("laboratory institute center centre")


def _served(tokens: Sequence[Token], at: int, k: int, open_at: int) -> bool:
    """Whether "for" at `k` goes on after "Laboratory of Optics"."""
    return open_at - 2 > at and tokens[open_at - 2].low in _LABORATORIES and is_field(tokens[k - 1].low)


_PARTS = wordset("section division bureau branch unit directorate office offices committee subcommittee")
_WHOLES = wordset("department ministry division bureau directorate administration agency office association")


def is_unit_of_body(tokens: Sequence[Token], at: int, k: int, following: int, end: int) -> bool:
    """Whether "of" at `k` stands between a unit and the body that it belongs to, each with its own name:
    "the Fraud Section of the Criminal Division"."""
    if following == k + 1 or not any(tokens[i].low in _PARTS for i in range(at, k)):
        return False
    part = tokens[k - 1].low in _PARTS and k - at >= 2
    if not part and not (k - at >= 3 and tokens[at].low == "office" and tokens[at + 1].low == "of"):
        return False
    for i in range(following, min(following + 7, end)):
        if tokens[i].low == "of" and tokens[i - 1].low in _WHOLES:
            return True
        if tokens[i].kind != CAP and tokens[i].low not in ("and", "&", "'s"):
            return False
        if tokens[i].low in _WHOLES and i > following:
            return True
    return False


def _own_of(tokens: Sequence[Token], at: int, k: int, following: int, end: int, heading: bool) -> bool:
    """Whether "of" stands in an own name that a head ends: "the Freedom of Mind Resource Center"."""
    words = lexicon()
    first = tokens[at].low
    if heading or k != at + 1 or following != k + 1 or at == 0 or tokens[at - 1].low != "the":
        return False
    if first not in ordinary() or first in words.titles | words.not_names or words.is_head(first):
        return False
    for i in range(following + 1, min(following + 4, end)):
        if tokens[i].kind != CAP or tokens[i].low in words.regions:
            return False
        if tokens[i].low in words.strong or tokens[i].low in _ENDED:
            return i + 1 >= end or tokens[i + 1].low not in ("of", "for")
    return False


_ENDED = wordset("center centre fund network trust initiative")


_STUDIED = wordset("studies research excellence study")
_PANELS = wordset("committee subcommittee commission council board")
_HOLDERS = wordset("counsel faculty staff")
_MEMBERS_OF = wordset("lawyers attorneys judges prosecutors physicians surgeons nurses engineers scientists")


def _of_persons(tokens: Sequence[Token], at: int, k: int, open_at: int) -> bool:
    """Whether token `k` says of what persons a body consists: "Association of Corporate Counsel"."""
    low = tokens[k].low
    several = low in _HOLDERS or (low.endswith("s") and k - open_at < 3 + 2 * (low in _MEMBERS_OF))
    return several and open_at - at >= 2 and tokens[open_at - 2].low in BODIES


def is_office(tokens: Sequence[Token], open_at: int) -> bool:
    """Whether what begins here is an office-holder after "Office of the"."""
    if open_at >= 2 and [t.low for t in tokens[open_at - 2 : open_at]] == ["office", "of"]:
        return tokens[open_at].low in OFFICIALS
    return open_at >= 3 and [t.low for t in tokens[open_at - 3 : open_at]] == ["office", "of", "the"]


_STATE = re.compile(r"(?:[A-Z]\.){2}|[A-Z][a-z]{2,4}\.")


def seat(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether a state and "Field Office" follow a town: "the Elmford, Ohio Field Office"."""
    if k + 2 >= end or tokens[k - 1].kind != CAP:
        return False
    size = phrase_at(tokens, k + 1, end, lexicon().regions) or bool(_STATE.fullmatch(tokens[k + 1].text))
    return bool(size) and k + 1 + size < end and tokens[k + 1 + size].low == "field"
