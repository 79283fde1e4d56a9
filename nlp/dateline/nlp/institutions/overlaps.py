"""Overlapping reports of the finders: which of them stand, and which cannot be names at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.nlp.institutions import chunks
from dateline.nlp.institutions.abbreviations import STATES
from dateline.nlp.institutions.evidence import common
from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.gazetteer import before_product
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import ADDRESS, CAP, LOWER, NUMBER, PUNCT, Token
from dateline.nlp.wordlist import wordset
from dateline.records import InstitutionType

_ORDER = (
    "grammar",
    "ticker",
    "known",
    "contact",
    "source",
    "about",
    "list",
    "weak",
    "owner",
    "apposition",
    "cue",
    "domain",
    "maybe",
    "model",
    "capitals",
)
_MIXED = frozenset(',;:•*|()[]"“”/')
_DEGREES = frozenset(
    ["bachelor", "master", "doctorate", "associate", "certificate", "diploma", "phd", "best"]
)
_PRONOUNS = wordset("your my their his her we you they")
_GIVEN = wordset(
    "scholarship scholarships award awards prize prizes "
    "grant grants fellowship fellowships program programme "
    "programs medal bachelor master doctor certificate study "
    "studies report index campaign challenge act bill "
    "convention treaty conference summit day week month strategy plan project guide handbook journal"
)
"""What is given, held or written: before "for" or "of" it tells that the name is of no institution."""
_AWARDS = wordset("award awards prize prizes")
_ADDING = frozenset({"model", "cue", "domain", "contact", "about", "source", "ticker"})
"""Evidence that a part of a name lends to the whole."""
SOFT = wordset(
    "books project projects initiative products technology software games systems solution collection"
)
"""Words of things that names of companies may end in, where a turn of phrase tells of one."""
_GIFTS = wordset("foundation fund trust kitchen house pantry hospital")
"""Heads of names that begin with a person's: "Ada's Legacy Foundation"."""
_PLACES = wordset("stairs steps stage lobby lawn plaza atrium entrance grounds rooftop auditorium ballroom")
"""Parts of a house that has an institution's name: "the Quill Theatre Stairs"."""
_SHOWS = wordset("summit expo conference symposium festival webinar exhibition championship")
_EVENTS = wordset("congress conference symposium summit forum workshop journal meeting festival")


@dataclass(slots=True)
class Kept:
    """A stretch of tokens that stands, with all evidence for it."""

    start: int
    end: int
    evidence: set[str]
    type: InstitutionType | None
    parents: list[tuple[int, int]]
    aliases: list[tuple[int, int]]


def resolve(page: Page, reports: Iterable[Found]) -> list[Kept]:
    """Reports of the same place joined, of overlapping places decided by the strength of evidence."""
    reports = [_without_contact(page, f) for f in reports]
    ranked = sorted(reports, key=lambda f: (_ORDER.index(f.evidence), f.start - f.end))
    owner: dict[int, Kept] = {}
    kept: list[Kept] = []
    for f in ranked:
        if not _plausible(page, f):
            continue
        over = list({id(o): o for k in range(f.start, f.end) if (o := owner.get(k))}.values())
        if not over:
            item = Kept(f.start, f.end, {f.evidence}, f.type, [f.parent] if f.parent else [], list(f.aliases))
            kept.append(item)
            for k in range(f.start, f.end):
                owner[k] = item
            continue
        if len(over) > 1:
            if not _covers(page, f, over):
                continue
            for item in over[1:]:
                kept.remove(item)
            over[0].start, over[0].end = f.start, f.end
            for k in range(f.start, f.end):
                owner[k] = over[0]
        other = over[0]
        if f.start >= other.start and f.end <= other.end:
            if f.evidence in _ADDING or (
                f.start,
                f.end,
            ) == (
                other.start,
                other.end,
            ):
                other.evidence.add(f.evidence)
                other.aliases += f.aliases
                other.type = f.type if f.evidence == "known" and f.type else other.type or f.type
        elif f.start <= other.start and f.end >= other.end:
            if "grammar" in other.evidence and f.evidence != "known" and not _extends(page, other, f):
                other.evidence.add(f.evidence)
                other.aliases += f.aliases
                continue
            soft = f.evidence in ("model", "cue", "apposition") and f.start == other.start
            if soft and "known" in other.evidence and before_product(page, other.start, other.end):
                continue
            repeated = f.start < other.start and f.end == other.end
            if (other.evidence & {"grammar", "known"} and not repeated) or (
                "weak" in other.evidence and f.start == other.start
            ):
                rest = page.tokens[f.start : other.start] + page.tokens[other.end : f.end]
                inner, whole = page.string(other.start, other.end), page.string(f.start, f.end)
                always = page.count(inner) == page.count(whole) > 1
                if any(lexicon().is_head(t.low) for t in rest) or (len(rest) > 1 and not always):
                    other.parents.append((other.start, other.end))
            other.start, other.end = f.start, f.end
            other.evidence.add(f.evidence)
            other.aliases += f.aliases
            for k in range(f.start, f.end):
                owner[k] = other
    return kept


def _without_contact(page: Page, f: Found) -> Found:
    """Without the contact's name, where lines ran together: "Ada Quill Elmford Water Authority +1 555"."""
    lows = [t.low for t in page.tokens[f.start : f.end]]
    for contact in page.anatomy.contacts:
        person = [word.lower().strip(".,") for word in (contact.name or "").split()]
        size = len(person)
        if not 2 <= size <= 4 or lows[:size] != person or len(lows) < size + 3:
            continue
        first = lows[size]
        headed = lexicon().is_head(lows[-1]) or lows[-1] in lexicon().suffixes
        if headed and first not in ordinary() and not lexicon().is_head(first):
            return replace(f, start=f.start + size)
    if f.start in page.persons and lows[-1] in lexicon().suffixes:
        posts = [k for k, low in enumerate(lows) if k > 1 and low in lexicon().titles]
        if posts and posts[-1] + 2 < len(lows):
            return replace(f, start=f.start + posts[-1] + 1)  # "Ada Quill Sales Head Elmford Foods Ltd"
    return f


def _covers(page: Page, outer: Found, inner: Sequence[Kept]) -> bool:
    """Whether the longer of several spans is one name, as the text repeats it as a whole."""
    if outer.evidence not in ("model", "domain", "contact", "about"):
        return False
    if any(item.start < outer.start or item.end > outer.end for item in inner):
        return False
    joined = any(t.low in ("and", ",") for t in page.tokens[outer.start : outer.end])
    return not joined and page.count(page.string(outer.start, outer.end)) >= 2


def _extends(page: Page, inner: Kept, outer: Found) -> bool:
    """Whether the longer of two spans is the whole name: words follow that continue it."""
    given = inner.start - outer.start == 2 and page.tokens[outer.start + 1].low == "'s"
    if given and outer.evidence == "model" and outer.end == inner.end:
        return True
    if outer.start != inner.start:
        whole = page.string(outer.start, outer.end)
        return outer.end == inner.end and outer.evidence != "cue" and page.count(whole) >= 2
    following = page.tokens[inner.end]
    return (
        following.kind == CAP
        and not any(char.isdigit() for char in following.text)
        and following.low not in lexicon().titles
        and following.low not in page.people
        and not (following.low in lexicon().given and outer.end > inner.end + 1)
        and page.tokens[outer.end - 1].low not in _PLACES
        and not page.heading[inner.end]
        and page.tokens[outer.end - 1].low not in common()
        and not any(t.low in page.people for t in page.tokens[inner.end : outer.end])
    )


def _plausible(page: Page, f: Found) -> bool:
    """Whether a report can be a name at all."""
    words, tokens = lexicon(), page.tokens
    first, last = tokens[f.start], tokens[f.end - 1]
    line = page.anatomy.dateline
    if line and last.end <= page.title_end + 4 + len(line.text) and first.start > page.title_end:
        return False
    if f.end - f.start > 30 or not any(t.kind == CAP for t in tokens[f.start : f.end]):
        return False
    inside = tokens[f.start : f.end]
    if any(t.kind == CAP and t.low in _PRONOUNS for t in inside) and f.evidence != "known":
        return False
    if f.evidence not in ("known", "grammar") and any(t.text == "I" for t in inside[:-1]):
        return False
    if _is_programme(inside):
        return False
    before = [t.low for t in tokens[max(0, f.start - 3) : f.start] if t.low != "the"]
    if before[-2:] in (["author", "of"], ["authors", "of"]) and f.evidence != "known":
        return False
    if first.low in chunks.PERIODICALS and f.evidence != "known" and tokens[f.start + 1].low == "of":
        return False
    if f.evidence in ("known", "ticker", "contact", "source", "list", "grammar"):
        return True
    if f.evidence == "owner" and f.end - f.start > 1 and last.low in STATES and last.text.isupper():
        return False  # the owner of the branch in "Elmford, PA"
    partners = f.end - f.start > 2 and tokens[f.end - 2].text == "&"
    soft = last.low in SOFT and f.evidence in ("owner", "about", "apposition", "cue")
    soft = soft or (last.low == "section" and f.evidence in ("weak", "cue"))
    if (last.low in words.not_names or last.low.rstrip("s") in words.not_names) and not soft:
        return False
    if last.low in words.titles and not partners:
        return False
    doing = (
        first.low.endswith("ing") and first.low in ordinary() and first.low not in words.topic | words.generic
    )
    if doing and f.evidence in ("weak", "model") and page.count(page.string(f.start, f.end)) < 2:
        return False  # "Leveraging AI"
    if first.low in _DEGREES or (first.kind == NUMBER and f.evidence == "model"):
        return False
    if any(t.kind == ADDRESS for t in tokens[f.start : f.end]):
        return False
    if f.end < len(tokens) and f.evidence in ("weak", "cue", "model") and not page.heading[f.start]:
        for after in tokens[f.end : f.end + 3]:
            if after.kind != CAP or after.low in words.titles:
                break
            if after.low in words.not_names:
                return False
    if f.evidence in ("weak", "cue", "model", "apposition") and page.long_heading[f.start]:
        name = page.string(f.start, f.end)
        if page.count(name) < 2:
            return False
    if f.evidence in ("cue", "model", "about", "apposition", "owner", "capitals"):
        if not _well_formed(f.evidence, inside):
            return False
        if any("®" in t.text or "™" in t.text for t in inside):
            return False
        if page.heading[f.start] and f.evidence == "model" and f.end - f.start > 6:
            return False
        if f.end < len(tokens) and tokens[f.end].text in "®™" and f.evidence == "model":
            return False
        if (
            page.heading[f.start]
            and f.evidence != "about"
            and any(t.low in words.verbs and t.kind == CAP for t in tokens[f.start : f.end])
        ):
            return False
    return True


def _is_programme(inside: Sequence[Token]) -> bool:
    """Whether it is of the form "Quill Scholarship for Nurses"."""
    words = lexicon()
    given = [i for i, token in enumerate(inside[:-1]) if i and token.low in _AWARDS]
    if given and all(token.low in words.regions for token in inside[given[-1] + 1 :]):
        return True  # "the Quill Awards Japan"
    for i, token in enumerate(inside[1:], 1):
        if token.low == "the" and i + 1 < len(inside) and inside[i + 1].low in ("year", "month", "decade"):
            return True
        if token.low in ("for", "of", "on") and inside[-1].low not in ("year", "month", "decade"):
            before = inside[i - 1].low
            return before in _GIVEN and not words.is_head(before)
    return False


def _well_formed(evidence: str, inside: Sequence[Token]) -> bool:
    """Whether a span holds no mark or word that a single name does not hold."""
    words = lexicon()
    if evidence != "about" and any(t.kind == LOWER and t.text[0].isupper() for t in inside):
        return False  # "The Road To Net Zero" is a heading
    if any(t.low in ("v", "vs", "–", "—") for t in inside[1:]) and evidence != "about":
        return False
    if any(t.low in _EVENTS and inside[i + 1].low in ("of", "on", "for") for i, t in enumerate(inside[:-1])):
        return False
    if any(t.text in "'’" for t in inside[1:-1]) and not words.is_head(inside[-1].low):
        return False  # "Quill Nations' Harbour Goals"
    mixed = any(t.text in _MIXED or t.low == "on" for t in inside)
    if mixed and inside[-1].low not in words.suffixes and not any(t.text == "&" for t in inside):
        return False
    if any(t.low in _SHOWS for t in inside[:-1]) and not words.is_head(inside[-1].low):
        return False  # "Quill Summit Bangkok"
    if len(inside) > 1 and any(
        t.text[0].isdigit() and len(t.text) > 3 and not t.text.isdigit() for t in inside[1:]
    ):
        return False  # "Quill Eagle 370FB"
    if len(inside) > 1 and all(t.low in words.acronyms or t.kind == PUNCT for t in inside):
        return False
    given = len(inside) > 3 and inside[1].low == "'s" and inside[-1].low in _GIFTS
    return given or not any(
        t.low == "'s" and i > 0 and inside[i - 1].low not in words.possessors for i, t in enumerate(inside)
    )
