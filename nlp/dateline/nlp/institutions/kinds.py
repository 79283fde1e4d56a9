"""The type of an institution by the words of its name, where a head alone would mislead."""

import re
from collections.abc import Iterable, Sequence

from dateline.nlp.institutions.fields import is_field
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import BREAK, LOWER
from dateline.nlp.wordlist import wordset
from dateline.records import InstitutionType

_SCHOLARLY = (*("ology", "physics", "istry", "mathematics", "engineering", "astronomy", "linguistics"),)
_FACULTY = wordset(
    "history philosophy english literature languages geography medicine surgery pediatrics anthropology "
    "psychiatry"
)
_TAUGHT = wordset(
    "technology polytechnic management art arts music design fashion business film beauty culinary"
)
_LEARNED = wordset("science sciences engineering medicine letters ai")
_SPECIALTIES = (
    *("orthop", "dermatolog", "cardiolog", "pediatric", "urolog", "ophthalm", "podiatr", "spine"),
)
"""How words of medical fields begin, of which practices treat patients."""
_PRACTICES = wordset("associates partners center centre institute specialists clinic physicians orthopedics")
_TRADES = wordset(
    "creative marketing talent advertising insurance travel digital modeling staffing literary branding "
    "recruiting"
)
"""Words before "Agency" that a company has."""
_CIVIC = wordset(
    "city county town municipal district supreme state security executive legislative national federal privy "
    "parish borough village regional ministers governors european legal"
)
"""Words beside "Council" or "Committee" that a public body has."""
_ARTS = wordset("gallery museum museums orchestra chorus choral choir philharmonic symphony")
_UNLIMITED = wordset("inc incorporated")
"""Legal forms that societies without profit have too."""
_SOCIETIES = wordset(
    "foundation society association federation charity charities council coalition alliance ministries "
    "church programs union"
)
_SITES = re.compile(r"(?:radio|news|tv|magazine)\.(?:com|net|org|tv)$")
_UNIVERSITIES = wordset(
    "university universität universidad universidade università université universiteit hochschule"
)


def kind_of(name: str, judged: InstitutionType | None) -> InstitutionType:
    """The type of an institution of this name; `judged` is what its heads say."""
    lows = [word.lower().strip(".,") for word in name.split()]
    if lows[-1] == "newsroom" and len(lows) > 1:
        return kind_of(" ".join(name.split()[:-1]), None)
    special = _special(lows, judged) or _by_form(lows, judged)
    if special is not None:
        return special
    if judged is not None:
        return judged
    words = lexicon()
    for low in (*lows[:1], *reversed(lows)):
        found = words.strong.get(low) or words.weak.get(low)
        if found and not (is_field(low) and low not in words.strong):
            return found
    return "company"


def _by_form(lows: Sequence[str], judged: InstitutionType | None) -> InstitutionType | None:
    """The type that two words of a name tell together, or its legal form."""
    words, last, held = lexicon(), lows[-1], set(lows)
    if last in words.suffixes:
        society = last in _UNLIMITED and len(lows) > 2 and lows[-2] in _SOCIETIES
        return "nonprofit" if society else "company" if judged in ("healthcare", "media") else None
    if _SITES.search(last):
        return "media"
    return _public(lows, judged) or _medical(lows) or _commercial(lows) or _charitable(last, held)


def _public(lows: Sequence[str], judged: InstitutionType | None) -> InstitutionType | None:
    last, held = lows[-1], set(lows)
    if (
        last in ("county", "police")
        or lows[-2:] == ["armed", "forces"]
        or lows[:2] == ["internal", "revenue"]
    ):
        return "government"
    if judged != "government":
        return None
    if lows[:2] in (["american", "board"], ["national", "board"]) and "of" in held:
        return "nonprofit"
    if last == "council" and not _CIVIC & held and "of" not in held:
        return "nonprofit"
    if {"olympic", "paralympic"} & held and "committee" in held:
        return "nonprofit"
    if held & _UNIVERSITIES and last == "office":
        return "education"
    return None


def _medical(lows: Sequence[str]) -> InstitutionType | None:
    field = any(low.startswith(_SPECIALTIES) or low == "eye" for low in lows)
    if field and _PRACTICES & set(lows) and "national" not in lows:
        return "healthcare"
    if lows[-2:] == ["medical", "center"] and "department" not in lows:
        return "healthcare"
    return "company" if lows[-1] == "medical" and len(lows) <= 3 else None


def _commercial(lows: Sequence[str]) -> InstitutionType | None:
    last = lows[-1]
    if last in ("entertainment", "publishing", "publications", "labs") and len(lows) > 1:
        return "company"
    if last == "agency" and (_TRADES & set(lows) or (len(lows) == 2 and lows[0] not in ordinary())):
        return "company"
    return "company" if lows[-2:] in (["family", "office"], ["wholesale", "club"]) else None


def _charitable(last: str, held: set[str]) -> InstitutionType | None:
    if _ARTS & held and not {"school", "college", "university", "foundation", "society", "friends"} & held:
        return "other"
    if {"performing", "arts", "center"} <= held:
        return "other"
    if (
        last in ("project", "charitable")
        or {"american", "academy"} <= held
        or {"community", "action"} <= held
    ):
        return "nonprofit"
    if {"economic", "development", "corporation"} <= held:
        return "nonprofit"
    return "media" if "broadcasting" in held else None


_NONPROFIT = wordset("nonprofit non-profit charity not-for-profit ngo 501 philanthropy")
_FOLLOWING = 14


def told(page: Page, places: Iterable[tuple[int, int]]) -> InstitutionType | None:
    """What the text says that an institution is: "Quill, a nonprofit that", "the newspaper Quill"."""
    tokens = page.tokens
    for start, end in places:
        before = {t.low for t in tokens[max(0, start - 2) : start] if t.kind == LOWER}
        if before & _NONPROFIT and tokens[start - 1].text.islower():
            return "nonprofit"
        opening = end
        if opening < len(tokens) and tokens[opening].text == "(":
            closing = next((k for k in range(end, min(end + 10, len(tokens))) if tokens[k].text == ")"), end)
            opening = closing + 1
        if opening + 1 >= len(tokens) or tokens[opening].low not in (",", "is"):
            continue
        if tokens[opening + 1].low not in ("a", "an", "the"):
            continue
        said = _said(page, opening + 2)
        if said is not None:
            return said
    return None


def _said(page: Page, at: int) -> InstitutionType | None:
    """The type that the words from token `at` on tell, up to what they say of it."""
    for k in range(at, min(at + _FOLLOWING, len(page.tokens))):
        token = page.tokens[k]
        if token.kind == BREAK or token.low in _CLOSING or token.text in ".;":
            return None
        if token.low in _NONPROFIT:
            return "nonprofit"
        if token.low in ("newspaper", "magazine", "broadcaster") and token.kind == LOWER:
            return "media"
    return None


_CLOSING = wordset("that which who whose for to with in by at from")


def _special(lows: Sequence[str], judged: InstitutionType | None) -> InstitutionType | None:
    words = lexicon()
    if lows[-1] in words.suffixes:
        return None
    if judged in (None, "company") and any(low in _UNIVERSITIES for low in lows):
        return "education"
    if {"department", "division"} & set(lows) and "of" in lows:
        subject = lows[lows.index("of") + 1 :]
        academic = [low for low in subject if low.endswith(_SCHOLARLY) or low in _FACULTY]
        if academic and not {"state", "county", "city", "u.s", "federal"} & set(lows):
            return "education"
    if judged == "education" and not any(
        low in _UNIVERSITIES | {"college", "school", "faculty"} for low in lows
    ):
        if {"institute", "institut", "instituto"} & set(lows) and not _TAUGHT & set(lows):
            return "research"
        if {"academy", "akademie"} & set(lows) and (_LEARNED & set(lows)) and "music" not in lows:
            return "research"
    if lows[-2:] == ["advisory", "board"]:
        return "other"
    return None
