"""Names that a turn of phrase gives away: "CEO of X", "X, a provider of", "X announced"."""

from collections.abc import Iterator

from dateline.nlp.institutions import phrases
from dateline.nlp.institutions.finders import inner, trim
from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.owned import owned
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import BREAK, CAP, LOWER, PUNCT
from dateline.nlp.wordlist import wordset

_AT_COMPANY = frozenset(
    [
        "ceo",
        "cfo",
        "cto",
        "coo",
        "cmo",
        "cio",
        "president",
        "founder",
        "co-founder",
        "cofounder",
        "director",
        "chairman",
        "chairwoman",
        "chair",
        "chairperson",
        "manager",
        "head",
        "chief",
        "officer",
        "partner",
        "owner",
        "principal",
        "spokesperson",
        "spokesman",
        "spokeswoman",
        "editor",
        "analyst",
        "professor",
        "vice-president",
        "vp",
        "dean",
        "chancellor",
        "provost",
        "curator",
        "scientist",
        "engineer",
        "attorney",
        "counsel",
        "representative",
        "member",
        "executive",
        "consultant",
        "advisor",
        "adviser",
        "founders",
        "co-founders",
        "ambassador",
        "leader",
        "pastor",
        "subsidiary",
        "division",
    ]
)


_HEADS = wordset(
    "ceo cfo cto coo chief chairman chairwoman spokesperson spokeswoman spokesman founder co-founder"
)
_VERBS_BEFORE = frozenset(
    [
        "joined",
        "joining",
        "joins",
        "acquired",
        "acquires",
        "acquiring",
        "sponsored",
        "founded",
        "co-founded",
        "launched",
        "named",
        "by",
    ]
)


_SAYS = frozenset(
    [
        "announced",
        "announces",
        "announce",
        "said",
        "says",
        "launched",
        "launches",
        "unveiled",
        "unveils",
        "introduced",
        "introduces",
        "offers",
        "provides",
        "specializes",
        "specialises",
        "operates",
        "manufactures",
        "partnered",
        "collaborated",
        "acquired",
    ]
)


_WITH = frozenset(
    [
        "partnership",
        "collaboration",
        "partnered",
        "conjunction",
        "collaborated",
        "agreement",
        "contract",
        "merger",
    ]
)


_APPOSITION = 14


def from_cues(page: Page) -> Iterator[Found]:
    """Names that a turn of phrase gives away: "CEO of X", "X, a provider of", "X announced"."""
    tokens, words = page.tokens, lexicon()
    k = 0
    while k < len(tokens):
        if (
            tokens[k].kind != CAP
            or (tokens[k].low in words.stop and not inner(page, k))
            or (tokens[k].low in words.titles)
        ):
            k += 1
            continue
        end = k + 1
        while end < len(tokens) and end - k < 8:
            if tokens[end].kind == CAP and tokens[end].low not in words.titles:
                end += 1
            elif (
                tokens[end].low in ("&", "+") and end + 1 < len(tokens) and tokens[end + 1].kind == CAP
            ) or (tokens[end].low == "," and end + 1 < len(tokens) and tokens[end + 1].low in words.suffixes):
                end += 2
            else:
                break
        following = end
        based = end < len(tokens) and tokens[end].kind == PUNCT and tokens[end].text[0] == "-"
        if k < end and not based:
            start, end = trim(page, k, end)
            if start < end:
                if owned(page, start, end) or phrases.sure(page, start, end):
                    yield Found(start, end, "owner")
                elif _is_company(page, end):
                    yield Found(start, end, "apposition")
                elif (
                    _cue_before(page, start)
                    or _cue_after(page, start, end)
                    or phrases.likely(page, start, end)
                ):
                    yield Found(start, end, "cue")
        k = max(following, k + 1)


def _cue_before(page: Page, k: int) -> bool:
    tokens = page.tokens
    at = k - 1
    if at >= 0 and tokens[at].low == "the":
        at -= 1
    if at < 1:
        return False
    low, before = tokens[at].low, tokens[at - 1].low
    if low in ("of", "at", "for", "with"):
        if before in _AT_COMPANY:
            return True
        return low == "with" and before in _WITH
    if low == "," and before in _AT_COMPANY and tokens[at - 1].kind == CAP:
        return True
    return low in _VERBS_BEFORE and low != "by"


def _cue_after(page: Page, start: int, end: int) -> bool:
    tokens, _words = page.tokens, lexicon()
    if end >= len(tokens):
        return False
    low = tokens[end].low
    if low in _HEADS and tokens[end].kind == CAP and not page.heading[end]:
        return tokens[start].low not in page.people
    if low in _SAYS or (
        low in ("today", "has", "recently") and end + 1 < len(tokens) and tokens[end + 1].low in _SAYS
    ):
        return tokens[start].low not in page.people
    return False


def _is_company(page: Page, end: int) -> bool:
    """Whether ", a … company" or "is a … provider of" follows."""
    tokens, words = page.tokens, lexicon()
    if end >= len(tokens):
        return False
    low = tokens[end].low
    opening = end
    if low == "(":
        closing = next((i for i in range(end, min(end + 10, len(tokens))) if tokens[i].text == ")"), None)
        if closing is None or closing + 1 >= len(tokens):
            return False
        opening = closing + 1
    if (
        tokens[opening].low in (",", "is")
        and opening + 1 < len(tokens)
        and tokens[opening + 1].low in ("a", "an", "the")
    ):
        for i in range(opening + 2, min(opening + 2 + _APPOSITION, len(tokens))):
            token = tokens[i]
            if token.kind == BREAK or token.text in ".;(":
                return False
            if token.low in words.cue_nouns and token.kind == LOWER:
                following = tokens[i + 1].low if i + 1 < len(tokens) else "."
                if following == "'s":
                    continue
                return following in {
                    ",",
                    ".",
                    "of",
                    "that",
                    "which",
                    "in",
                    "for",
                    "with",
                    "based",
                    "and",
                    "specializing",
                    "focused",
                    "dedicated",
                    "known",
                    "whose",
                    "to",
                    "providing",
                    "offering",
                    "founded",
                    "headquartered",
                    "committed",
                    "serving",
                    "on",
                    "at",
                    "located",
                }
            if token.low in ("of", "that", "which", "who", "for"):
                return False
    return False
