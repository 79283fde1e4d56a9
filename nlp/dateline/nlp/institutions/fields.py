"""Words that name what an institution deals with: "Musicology and Performing Arts"."""

from collections.abc import Sequence

from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.tokens import CAP, Token, is_acronym
from dateline.nlp.wordlist import wordset

_ENDINGS = (
    *("ology", "ics", "ing", "ment", "tion", "sion", "ance", "ence", "ity", "ism", "graphy", "omy", "istry"),
    *("ness", "cy", "ture", "culture", "al", "ical", "mental", "cular", "logical", "tific", "nomic", "ative"),
    *("studies", "affairs", "sciences", "arts", "materials", "systems", "works", "law", "care", "rights"),
)
_NO_FIELDS = wordset("capital medical general national international global regional hospital royal federal")
_ENDOWED = wordset(
    "foundation trust fund center centre school college museum library hospital institute alliance clinic "
    "gallery endowment charity stiftung society"
)
_PLACES = wordset("county city state town la ny nyc us u.s uk")
_LONGEST = 5


def is_field(word: str) -> bool:
    """Whether a case-folded word can name a subject: by the word list or by its ending."""
    return word in lexicon().topic or (
        len(word) > 5
        and word not in _NO_FIELDS
        and word.rstrip("s").endswith(tuple(e.rstrip("s") for e in _ENDINGS))
    )


def field_end(tokens: Sequence[Token], at: int, end: int) -> int:
    """Where the subject that begins at a token ends: its words are capitalised, its last names a subject;
    `at` where there is none, or where it is an institution of its own."""
    words = lexicon()
    k = at
    while k < end and tokens[k].kind == CAP and k - at < _LONGEST:
        low = tokens[k].low
        if (low in words.strong and not is_field(low)) or low in words.titles or is_acronym(tokens[k].text):
            return at
        if low in _PLACES or (low in words.regions and low not in words.topic):
            return at
        k += 1
    if k == at or not is_field(tokens[k - 1].low) or k - at == _LONGEST:
        return at
    return at if k < end and tokens[k].low in ("of", "for") and tokens[k - 1].low in words.of else k


def opens_pair(tokens: Sequence[Token], at: int, k: int, end: int) -> bool:
    """Whether "and" at `k` stands in a name of the form "the Ada and Ben Quill Foundation"."""
    words = lexicon()
    if k != at + 1 or is_acronym(tokens[at].text) or words.is_head(tokens[at].low):
        return False
    if at == 0 or tokens[at - 1].low != "the":
        return False
    for i in range(k + 1, min(k + _LONGEST + 1, end)):
        if tokens[i].kind != CAP or is_acronym(tokens[i].text):
            return False
        if tokens[i].low in _ENDOWED:
            return i >= k + 3 and not (i + 1 < end and tokens[i + 1].low in ("of", "for"))
    return False
