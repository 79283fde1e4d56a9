"""Towns, states and countries that act: "the City of Port Quill", "the Elmland government"."""

from collections.abc import Iterator

from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.heads import phrase_at
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import CAP
from dateline.nlp.wordlist import wordset

_TOWNS = frozenset(["City", "Town", "Village", "Borough", "Township", "Municipality"])
_ANY = wordset("city town village borough township municipality")
_STATES = wordset("state commonwealth")
_FACING = wordset("with against between by")
"""Words before one that acts: "an agreement with the city of Quill"."""
_ACTS = wordset(
    "has agreed announced announces joined sued filed alleged alleges will plans said says launched approved "
    "adopted agrees settled voted awarded contracted hired"
)
_LONGEST = 6


def from_governments(page: Page) -> Iterator[Found]:
    """Towns written as names, other towns and states where they act, and governments of lands."""
    tokens, words = page.tokens, lexicon()
    for k in range(len(tokens) - 2):
        first = tokens[k]
        if first.low == "government" and k > 1 and first.kind != CAP:
            start = _land_before(page, k)
            if start and tokens[start - 1].low == "the":
                yield Found(start, k + 1, "grammar", "government")
        if tokens[k + 1].text != "of" or tokens[k + 2].kind != CAP or (k and tokens[k - 1].kind == CAP):
            continue
        if first.text in _TOWNS or (first.low in _ANY and _acts(page, k, _town_end(page, k))):
            yield Found(k, _town_end(page, k), "grammar", "government")
        elif first.low in _STATES:
            end = k + 2 + phrase_at(tokens, k + 2, len(tokens), words.regions)
            if end > k + 2 and _acts(page, k, end):
                yield Found(k, end, "grammar", "government")


def _town_end(page: Page, k: int) -> int:
    tokens, words = page.tokens, lexicon()
    end = k + 3
    while end < len(tokens) and end - k < _LONGEST and tokens[end].kind == CAP:
        low = tokens[end].low
        if end in page.persons or low in words.titles | words.verbs or words.is_head(low):
            break
        end += 1
    return end


def _land_before(page: Page, k: int) -> int:
    """Where the country or state begins that ends before token `k`; 0 if there is none."""
    for size in (2, 1):
        if k - size > 0 and phrase_at(page.tokens, k - size, k, lexicon().regions) == size:
            return k - size
    one = page.labels.get(page.string(k - 2, k).lower())
    return k - 2 if one is not None and one["GPE"] and page.tokens[k - 2].kind == CAP else 0


def _acts(page: Page, k: int, end: int) -> bool:
    """Whether the words beside it tell of one that acts, not of a place."""
    tokens = page.tokens
    before = k - 2 if k and tokens[k - 1].low == "the" else k - 1
    if before >= 0 and tokens[before].low in _FACING:
        return True
    after = end
    if after + 2 < len(tokens) and tokens[after].text == "," and tokens[after + 1].kind == CAP:
        after += 1 + max(1, phrase_at(tokens, after + 1, len(tokens), lexicon().regions))
        after += after < len(tokens) and tokens[after].text == ","
    return after < len(tokens) and tokens[after].low in _ACTS and tokens[after].kind != CAP
