"""The type of an institution by the words of its name, where a head alone would mislead."""

from collections.abc import Sequence

from dateline.nlp.institutions.fields import is_field
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.wordlist import wordset
from dateline.records import InstitutionType

_SCHOLARLY = (*("ology", "physics", "istry", "mathematics", "engineering", "astronomy", "linguistics"),)
_FACULTY = wordset(
    "history philosophy english literature languages geography medicine surgery pediatrics anthropology"
)
_TAUGHT = wordset(
    "technology polytechnic management art arts music design fashion business film beauty culinary"
)
_LEARNED = wordset("science sciences engineering medicine letters ai")
_UNIVERSITIES = wordset(
    "university universität universidad universidade università université universiteit hochschule"
)


def kind_of(name: str, judged: InstitutionType | None) -> InstitutionType:
    """The type of an institution of this name; `judged` is what its heads say."""
    lows = [word.lower().strip(".,") for word in name.split()]
    special = _special(lows, judged)
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
