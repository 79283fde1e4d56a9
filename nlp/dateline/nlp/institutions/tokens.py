"""Words of a text as names are made of them: `D-Wave`, `AT&T`, `U.S.`, `Inc.` are one, a possessive is its
own."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.wordlist import wordset

SMALL = wordset("a an and at by for from in of on or the to with")
"""Words that begin no name, whatever their case."""

CAP, LOWER, NUMBER, PUNCT, BREAK, ADDRESS = range(6)

_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s()\[\]<>\"“”]{1,2000}"
    r"|[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][\w.-]{0,250}"
    r"|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/[^\s()\[\]<>\"“”]{0,2000})"
    r"|(?P<break>\n| {2,})"
    r"|(?P<word>A/S\b|[^\W_](?:(?!https?://)\w|[&'’+@-](?=[^\W_])|(?<=\b[A-Za-z])\.(?=[A-Za-z](?![a-z]))|(?<=\d)[.,](?=\d)"
    r"|\.(?=(?:com|org|net|io|ai|gov|edu|tv|co|fm|biz|info|app|eu|de|uk|ca|us|global|health|news|xyz)(?:\b|(?<=com)(?=[A-Z]))))*)"
    r"|(?P<punct>[^\s\w]|_)"
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_AFFILIATED = re.compile(
    r"-(?=(?:affiliated|based|led|owned|backed|funded|run|style|wide|sponsored|trained|born|developed|designed|"
    r"certified|educated|listed|approved|supported|hosted|produced|published|operated|linked|powered)$)"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_ABBREVIATIONS = frozenset(
    [
        "inc",
        "corp",
        "co",
        "ltd",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "jr",
        "sr",
        "prof",
        "no",
        "bros",
        "mt",
        "ft",
        "gen",
        "gov",
        "sen",
        "rep",
        "univ",
        "dept",
        "assn",
        "intl",
        "ave",
        "blvd",
        "vs",
        "ill",
        "calif",
        "conn",
        "mass",
        "mich",
        "minn",
        "miss",
        "okla",
        "ore",
        "penn",
        "tenn",
        "wash",
        "wis",
        "fla",
        "ariz",
        "ala",
        "ark",
        "colo",
        "del",
        "kan",
        "ky",
        "md",
        "mo",
        "mont",
        "neb",
        "nev",
        "va",
        "vt",
        "wyo",
        "jan",
        "feb",
        "mar",
        "apr",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "llc",
        "l.p",
        "m.d",
        "ph.d",
        "phil",
        "rev",
        "hon",
        "capt",
        "lt",
        "col",
        "sgt",
    ]
)


_LEGAL = wordset("plc gmbh llc inc ltd mbh")
"""Legal forms that are parts of names in small letters too."""


@dataclass(slots=True)
class Token:
    """A word, mark or line break of the text."""

    text: str
    start: int
    end: int
    kind: int
    """CAP, LOWER, NUMBER, PUNCT, BREAK or ADDRESS."""
    low: str
    """Case-folded, without a final full stop; a typographic apostrophe is a plain one."""


def tokenize(text: str) -> list[Token]:
    """All tokens in order; blanks are none."""
    tokens: list[Token] = []
    add = tokens.append
    for match in _TOKEN.finditer(text):
        group, value = match.lastgroup, match.group()
        start, end = match.span()
        if group == "punct":
            if tokens and tokens[-1].end > start:
                continue  # the full stop of an abbreviation
            add(Token(value, start, end, PUNCT, value))
        elif group == "break":
            add(Token(value, start, end, BREAK, value))
        elif group == "address":
            stripped = value.rstrip(".,;:!?'’")
            add(Token(stripped, start, start + len(stripped), ADDRESS, stripped.lower()))
        else:
            _word(text, value, start, add)
    return tokens


def _word(text: str, value: str, start: int, add: Callable[[Token], None]) -> None:
    tail = ""
    possessive = _POSSESSIVE.search(value)
    if possessive:
        value, tail = value[: possessive.start()], possessive.group()
    split = _AFFILIATED.search(value)
    if split and value[0].isupper():
        tail = value[split.start() :] + tail
        value = value[: split.start()]
    end = start + len(value)
    low = value.lower().replace("’", "'")
    if (
        not tail
        and end < len(text)
        and text[end] == "."
        and (low in _ABBREVIATIONS or (len(value) == 1 and value.isupper()) or _DOTTED.match(value))
    ):
        end += 1
        value += "."
    add(Token(value, start, end, kind(value), low))
    if tail:
        add(Token(tail, end, end + len(tail), PUNCT, "'s" if possessive else tail))


@cache
def kind(word: str) -> int:
    """CAP for words that a name can begin with, else LOWER or NUMBER."""
    first = word[0]
    if word.lower() in SMALL:
        return LOWER
    if word in _LEGAL:
        return CAP
    if first.isupper():
        return CAP
    if first.isdigit():
        return CAP if any(char.isupper() for char in word) and not word.isdigit() else NUMBER
    if any(char.isupper() for char in word[1:4]):
        return CAP  # iHeartRadio, eBay
    if first.isalpha() and first.lower() == first.upper():
        return CAP  # a script without case
    return LOWER


def is_acronym(word: str) -> bool:
    """Two to eight capitals, perhaps with digits, `&` or hyphens, that are not known to mean something
    else."""
    bare = word.replace(".", "")
    letters = sum(char.isupper() for char in bare)
    return (
        2 <= len(bare) <= 9
        and letters >= 2
        and letters >= len(bare) - 2
        and word.lower().rstrip(".") not in lexicon().acronyms
    )
