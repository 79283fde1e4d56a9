"""Short forms that a text defines in brackets after the long one (after Schwartz and Hearst, 2003)."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import ADDRESS, BREAK, CAP, NUMBER, PUNCT
from dateline.nlp.wordlist import wordset

_QUOTES = frozenset("\"“”'‘’")
_GENERIC = frozenset(
    [
        "company",
        "the",
        "foundation",
        "association",
        "institute",
        "corporation",
        "issuer",
        "group",
        "university",
        "bank",
    ]
)
_FORMER = wordset("formerly previously ex f/k/a fka aka a/k/a")
_LONGEST = 14
STATES = wordset(
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la md mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok "
    "or pa ri sc sd tn tx ut vt va wa wv wi wy dc d.c us u.s uk u.k eu"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form in brackets; `at` is the bracket, before which the long form ends."""

    at: int
    start: int
    end: int
    former: bool = False
    """Whether it is told to be an earlier name."""


def definitions(page: Page) -> Iterator[Definition]:
    """Short forms in brackets, in text order: "(MIT)", "(“Acme” or the “Company”)"."""
    tokens = page.tokens
    for k, token in enumerate(tokens):
        if token.text != "(" or k == 0 or tokens[k - 1].kind == BREAK:
            continue
        closing = next(
            (i for i in range(k + 1, min(k + _LONGEST, len(tokens))) if tokens[i].text == ")"), None
        )
        if closing is None or any(
            tokens[i].text == ":" or tokens[i].kind == BREAK for i in range(k, closing)
        ):
            continue
        at = k
        while at >= 2 and tokens[at - 1].text == ")":
            opening = next(
                (i for i in range(at - 2, max(at - _LONGEST, -1), -1) if tokens[i].text == "("), None
            )
            if opening is None:
                break
            at = opening
        former = tokens[k + 1].low in _FORMER
        for start, end in _parts(page, k + 1, closing):
            yield Definition(at, start, end, former)


_ALIASES = frozenset(
    tuple(told.split()) for told in ("dba", "d / b / a", "doing business as", "also known as", "trading as")
)


_OPENING = frozenset(told[0] for told in _ALIASES)


def aliases(page: Page) -> Iterator[Definition]:
    """Other names told without brackets: "Quill Inc., doing business as Elmford Roofing"."""
    tokens = page.tokens
    for k in range(1, len(tokens) - 1):
        if tokens[k].low not in _OPENING:
            continue
        size = next((n for n in (1, 2, 3, 5) if tuple(t.low for t in tokens[k : k + n]) in _ALIASES), 0)
        if not size:
            continue
        start = k + size
        while start < len(tokens) and (tokens[start].text in _QUOTES or tokens[start].low in ("the", "a")):
            start += 1
        end = start
        while end < len(tokens) and end - start < 6 and tokens[end].kind in (CAP, NUMBER):
            end += 1
        if end > start and tokens[start].kind == CAP:
            yield Definition(k - 1 if tokens[k - 1].text == "," else k, start, end, True)


def _parts(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    tokens = page.tokens
    part = start
    for k in range(start, end + 1):
        if (
            k == end
            or tokens[k].text in _QUOTES | {",", ";"}
            or (tokens[k].low in ("or", "and") and tokens[k].kind != CAP)
        ):
            first, last = part, k
            while first < last and tokens[first].low in (
                "the",
                "a",
                "formerly",
                "previously",
                "known",
                "as",
                "collectively",
                "together",
                "hereinafter",
            ):
                first += 1
            if (
                first < last
                and last - first <= 5
                and all(t.kind in (CAP, NUMBER) or t.text in "–-&" for t in tokens[first:last])
                and tokens[first].kind not in (NUMBER, ADDRESS)
                and tokens[first].low not in _GENERIC
                and not all(t.low in STATES or t.kind == PUNCT for t in tokens[first:last])
            ):
                yield first, last
            part = k + 1


def long_form(page: Page, at: int, short: str) -> tuple[int, int] | None:
    """The words before token `at` that the letters of `short` stand for."""
    letters = [char.lower() for char in short if char.isalnum()]
    tokens = page.tokens
    if not 2 <= len(letters) <= 10:
        return None
    at_letter = len(letters) - 1
    k = at - 1
    while k >= 0 and at - k <= 2 * len(letters) + 4 and tokens[k].kind != BREAK:
        word = tokens[k].low
        if word and word[0] == letters[at_letter] and tokens[k].text not in ",.":
            if at_letter == 0:
                return k, at
            at_letter -= 1
        elif (
            word.isalpha()
            and at_letter < len(letters) - 0
            and _inside(word, letters, at_letter)
            and at_letter > 0
        ):
            at_letter -= _inside(word, letters, at_letter)
            if at_letter < 0:
                return k, at
        k -= 1
    return None


def _inside(word: str, letters: list[str], last: int) -> int:
    """How many letters, ending at `last`, one word accounts for beginning with its first letter."""
    for size in range(min(4, last + 1), 1, -1):
        wanted = letters[last - size + 1 : last + 1]
        if word[0] == wanted[0]:
            position = 0
            for letter in wanted:
                position = word.find(letter, position)
                if position < 0:
                    break
                position += 1
            else:
                return size
    return 0
