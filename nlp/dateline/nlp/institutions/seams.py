"""Where a heading ran together with the sentence after it, as its line break was lost."""

import re
from collections import Counter
from collections.abc import Sequence

from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.tokens import ADDRESS, BREAK, CAP, NUMBER, PUNCT, Token
from dateline.nlp.wordlist import wordset

_HEADING = 9
"""Words of a name in a heading, at most."""
_INNER = wordset("& and of for the")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def sentence(value: str, words: Counter[str]) -> int:
    """Where a heading ends and the sentence after it begins: "About Quill FoundationDriven by"."""
    for match in _CAMEL.finditer(value[:60]):
        left, right = value[: match.start()], value[match.start() :].lower()
        if words[value] == 1 and left in words and (right in ordinary() or right in lexicon().stop):
            return match.start()
    return 0


def headed(tokens: Sequence[Token]) -> set[int]:
    """Tokens that may belong to a heading "About X": those right after the word at the head of a line."""
    found = set[int]()
    for k, token in enumerate(tokens):
        if token.text in ("About", "ABOUT") and (k == 0 or tokens[k - 1].kind == BREAK):
            found.update(range(k + 1, k + 1 + _HEADING))
    return found


def repetitions(tokens: Sequence[Token]) -> set[int]:
    """Tokens with which a name of two words or more begins again right after it: a heading that lost its
    line break, "About Quill Harbour Quill Harbour is"."""
    found = set[int]()
    for k in range(2, len(tokens) - 1):
        if any(tokens[i].kind != CAP for i in (k - 1, k, k + 1)):
            continue
        for first in range(k - 2, max(-1, k - _HEADING), -1):
            token = tokens[first]
            if token.kind not in (CAP, NUMBER) and token.low not in _INNER:
                break
            again = token.text == tokens[k].text and tokens[first + 1].text == tokens[k + 1].text
            if again and _opens(tokens, first):
                found.add(k)
                break
    return found


def _opens(tokens: Sequence[Token], k: int) -> bool:
    """Whether no word before token `k` belongs to the name that begins there."""
    before = tokens[k - 1] if k else None
    return before is None or before.low in lexicon().stop or before.kind in (BREAK, PUNCT, ADDRESS)
