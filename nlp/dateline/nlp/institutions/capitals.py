"""Runs of capitalised words that no other finder reports: they may be names that nothing gives away."""

from collections.abc import Collection, Iterator

from dateline.nlp.institutions import finders
from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import CAP, NUMBER
from dateline.nlp.wordlist import wordset

_LONGEST = 8
_JOINERS = wordset("& + of for")


def from_capitals(page: Page, held: Collection[int]) -> Iterator[Found]:
    """Runs outside of headlines and of persons' names, without the tokens that are `held` already."""
    tokens, words = page.tokens, lexicon()
    k = 0
    while k < len(tokens):
        if k in page.persons:
            k = max(k + 1, *(e.end for e in page.entities if e.start == k and e.label == "PERSON"))
            continue
        low = tokens[k].low
        opens = tokens[k].kind == CAP and k not in held and not page.long_heading[k]
        if not opens or low in words.titles or (low in words.stop and not finders.inner(page, k)):
            k += 1
            continue
        end = _end(page, k, held)
        start, stop = finders.trim(page, k, end)
        if start < stop and not (stop == start + 1 and _plain(page, start)):
            yield Found(start, stop, "capitals")
        k = max(end, k + 1)


def _end(page: Page, k: int, held: Collection[int]) -> int:
    """Where the run that begins at token `k` ends."""
    tokens, words = page.tokens, lexicon()
    end = k + 1
    while end < len(tokens) and end - k < _LONGEST and end not in held and end not in page.persons:
        token = tokens[end]
        following = end + 1
        if token.kind == CAP:
            if token.low in words.titles:
                break
            end += 1
        elif token.kind == NUMBER and len(token.text) < 4:
            end += 1
        elif (
            token.low in _JOINERS
            and following < len(tokens)
            and tokens[following].kind == CAP
            and following not in held
            and tokens[following].low not in words.stop
        ):
            end += 2
        else:
            break
    return end


def _plain(page: Page, k: int) -> bool:
    low = page.tokens[k].low
    return low in ordinary() or low in lexicon().regions or len(low) < 2
