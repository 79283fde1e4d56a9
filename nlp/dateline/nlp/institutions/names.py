"""Comparing names: what is the same name, what is short for another."""

import re
import unicodedata
from functools import lru_cache

from dateline.nlp.institutions.lexicon import lexicon, ordinary

_MARKS = re.compile(r"[^\w&+ ]")
_POSSESSIVE = re.compile(r"['’]s\b|['’](?=\s|$)")
_DEPARTMENT = re.compile(r"^(department|ministry) of (?:the )?(.+)$")
_DOMAIN = re.compile(r"\.(?:com|org|net|io|ai|co|tv|us|uk|ca|xyz|info|biz)$")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The form in which two spellings of one name are equal: case, accents, article, legal form, "U.S."
    aside."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = _POSSESSIVE.sub("", text.replace("’", "'"))
    text = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)  # U.S. → US.
    text = _DOMAIN.sub("", text)
    words = _MARKS.sub(" ", text).replace("&", " and ").split()
    while len(words) > 1 and words[0] in ("the", "us", "usa"):
        words = words[1:]
    while len(words) > 1 and (words[-1] in lexicon().suffixes or words[-1] in ("the", "co", "us", "and")):
        words = words[:-1]
    if len(words) > 2 and words[-2:] in (["and", "company"], ["and", "co"]):
        words = words[:-2]
    if words[:2] == ["united", "states"] and len(words) > 2:
        words = words[2:]
    text = " ".join(words)
    found = _DEPARTMENT.match(text)
    return f"{found[2]} {found[1]}" if found else text


def compact(name: str) -> str:
    """`fold` without blanks: "Das Green Haus" and "Das GreenHaus" are equal in it."""
    return fold(name).replace(" ", "").replace("-", "")


_SKIPPED = frozenset(
    ["of", "the", "and", "for", "in", "on", "at", "de", "la", "del", "du", "des", "der", "&", "a"]
)


@lru_cache(maxsize=20_000)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a name could have, upper case."""
    folded = unicodedata.normalize("NFKD", name)
    words = [
        w for w in re.split(r"[\s\-–,]+", _MARKS.sub(lambda m: m[0] if m[0] in "-–," else "", folded)) if w
    ]
    while len(words) > 2 and words[-1].lower() in lexicon().suffixes:
        words = words[:-1]
    if words and words[0].lower() == "the":
        words = words[1:]
    main = "".join(w[0] for w in words if w.lower() not in _SKIPPED).upper()
    every = "".join(w[0] for w in words).upper()
    return frozenset(
        x
        for x in (main, every, main[1:] if words and words[0] in ("U.S.", "US", "United") else "")
        if len(x) > 1
    )


_SYSTEMS = frozenset(["health system", "health systems", "health network", "health care", "medical group"])
_LEGAL = frozenset(
    ["holding", "holdings", "company", "corporation", "companies", "group", "limited", "ii", "iii", "iv"]
)
"""Words that a company's full name has at its end."""


def _is_company(rest: list[str]) -> bool:
    """Whether the one word that a name has more is one of companies: "Technologies"."""
    words = lexicon()
    return len(rest) == 1 and "company" in (words.strong.get(rest[0]), words.weak.get(rest[0]))


def short_for(short: str, long: str) -> bool:
    """Whether the folded name `short` is `long` with words at its end, or within it, left out."""
    a, b = short.split(), long.split()
    if len(a) >= len(b) or not a:
        return False
    words = lexicon()
    for n in (2, 3, 4):
        if len(b) > n and a[0] == "".join(word[0] for word in b[:n]) and a[1:] == b[n:]:
            return True
    for n in range(1, len(a)):
        rest = b[n:]
        if n == len(a) - 1 and a[:n] == b[:n] and len(rest) > 2 and a[n] == "".join(word[0] for word in rest):
            return True  # "Quill HTC" of "Quill Harbour Trade Consultants"
    if b[: len(a)] == a:
        rest = b[len(a) :]
        if a[-1] == "office" and a[-2:-1] in (["attorney"], ["attorneys"]) and rest[0] == "for":
            return True
        if rest in (["organization"], ["organisation"]) and words.is_head(a[-1]) and len(a) > 2:
            return True
        if (
            len(a) >= 3
            and rest[0] in ("at", "of")
            and "university" in rest
            and words.is_head(a[-3]) | (words.is_head(a[-1]) or "of" in a)
        ):
            return True
        if rest[0] in ("of", "for") and len(a) >= 3 and a[-1] in words.strong and a[-2] not in words.generic:
            return True
        own = a[0] not in ordinary() | words.generic | words.regions
        if (
            len(a) == 2
            and own
            and a[-1] in words.strong
            and (rest[0] == "for" or (rest[0] == "of" and len(rest) <= 3))
        ):
            return True
        if a[-1] == "police" and rest == ["department"]:
            return True
        if (
            a[-1] == "university"
            and rest[0] == "of"
            and (rest[1:2] == ["applied"] or set(rest[1:]) & words.topic)
        ):
            return True
        if rest[0] in ("of", "for", "and", "at", "in"):
            return False
        if len(a) >= 2 and set(rest) <= _LEGAL:
            return True
        if len(a) == 2 and own and words.weak.get(a[-1]) == "company" and _is_company(rest):
            return True
        if words.is_head(a[-1]) and not (a[-1] in words.weak and len(a) == 1):
            return False
        if len(rest) >= 2 and rest[0] in (
            "school",
            "college",
            "faculty",
            "department",
            "hospital",
            "new",
            "law",
        ):
            return False
        kind = words.strong.get(rest[-1]) or words.weak.get(rest[-1])
        pair = " ".join(rest)
        if words.pairs.get(pair) == "company" or pair in _SYSTEMS:
            return True
        return kind in ("company", "media") or (kind is not None and len(rest) == 1 and kind != "government")
    if len(a) >= 2 and a[0] == b[0] and a[-1] == b[-1] and words.is_head(a[-1]):
        at = 0
        for word in b:
            at += at < len(a) and a[at] == word
        return at == len(a) and len(b) - len(a) <= 2
    return False
