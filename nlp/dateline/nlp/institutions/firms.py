"""Names that a firm has from persons: partners of a law firm, the offices of a lawyer."""

from collections.abc import Sequence

from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.tokens import CAP, Token
from dateline.nlp.wordlist import wordset

_MOST = 7
"""Partners in a name at most."""


def partners(tokens: Sequence[Token], k: int, end: int) -> int:
    """Where the partners end that follow the comma at `k`, as in the names of law firms: ", Quill & Brown",
    ", Tide, Quill & Brown, P.A."; 0 if none follow."""
    if k < 1 or tokens[k].text != "," or tokens[k - 1].kind != CAP:
        return 0
    at = k
    while at + 3 < end and tokens[at].text == "," and tokens[at + 1].kind == CAP and at - k < 2 * _MOST:
        joiner = at + 2
        if tokens[joiner].text == "," and joiner + 2 < end and tokens[joiner + 1].text in ("&", "and"):
            joiner += 1
        if tokens[joiner].text == "&" and joiner == k + 2 and tokens[joiner + 1].kind == CAP:
            both = tokens[joiner - 1].low in ordinary() and tokens[joiner + 1].low in ordinary()
            return 0 if both and not _is_legal(tokens, joiner + 2, end) else joiner + 2
        if tokens[joiner].text in ("&", "and") and joiner + 1 < end and tokens[joiner + 1].kind == CAP:
            return joiner + 2 if _is_legal(tokens, joiner + 2, end) else 0
        at += 2
    return 0


def _is_legal(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether a legal form stands here, perhaps behind a comma."""
    k += k < end and tokens[k].text == ","
    return k < end and tokens[k].kind == CAP and tokens[k].low in lexicon().suffixes


_PRACTICES = wordset("offices office firm group")


def is_practice(tokens: Sequence[Token], at: int, k: int, end: int) -> bool:
    """Whether "of" at `k` stands before the person whose practice it is: "the Law Offices of Ada Quill"."""
    return (
        k - at >= 2
        and k + 1 < end
        and tokens[k].text == "of"
        and tokens[k - 1].low in _PRACTICES
        and tokens[k - 2].low == "law"
        and tokens[k + 1].kind == CAP
        and tokens[k + 1].low not in lexicon().titles
    )
