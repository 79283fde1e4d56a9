"""What the words before and after a name say of it, as names of features."""

from collections.abc import Iterator

from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.surroundings import MAKING, TRADES, WORKS
from dateline.nlp.institutions.tokens import BREAK, CAP, LOWER, NUMBER
from dateline.nlp.wordlist import wordset

_BEFORE = wordset(
    "at from with by of in for to and the a an its our their or on as like including 's about into than via "
    'using through called joined joining under against between near , ( . " “ : - – — / * •'
)
_AFTER = wordset(
    "'s and or is was has in to for of at on with will said says announced today that which who by as are "
    "have from platform technology products software team members system app conference program award awards "
    'market customers users data , . ) ( ® ™ : - – — " ” / ;'
)
_KINDS = {LOWER: "small", CAP: "capital", NUMBER: "number"}


def _kind(page: Page, k: int) -> str:
    if not 0 <= k < len(page.tokens) or page.tokens[k].kind == BREAK:
        return "edge"
    return _KINDS.get(page.tokens[k].kind, "other")


def before(page: Page, start: int) -> Iterator[str]:
    """Features of the words before the name that begins at token `start`."""
    words = lexicon()
    kind = _kind(page, start - 1)
    if kind == "edge":
        yield "before:edge"
        return
    low = page.tokens[start - 1].low
    yield f"before:{low if low in _BEFORE else kind}"
    if low in ("the", "a", "an"):
        beyond = _kind(page, start - 2)
        known = page.tokens[start - 2].low if beyond != "edge" else ""
        yield f"before:{low} after {known if known in _BEFORE else beyond}"
    if kind == "small" and low in words.cue_nouns:
        yield "before:kind"
    if low in MAKING:
        yield "before:making"
    if kind == "capital" and low in words.titles:
        yield "before:title"
    if low in words.generic or low in words.topic or low in words.not_names:
        yield "before:plain"


def after(page: Page, start: int, end: int) -> Iterator[str]:
    """Features of the words after the name that stands from token `start` to before `end`."""
    words, tokens = lexicon(), page.tokens
    kind = _kind(page, end)
    if kind == "edge":
        yield "after:edge"
        return
    low = tokens[end].low
    yield f"after:{low if low in _AFTER else kind}"
    if kind == "small":
        for feature, members in (
            ("after:trades", TRADES),
            ("after:work", WORKS),
            ("after:thing", words.not_names),
            ("after:kind", words.cue_nouns),
            ("after:office", words.titles),
        ):
            if low in members:
                yield feature
    if kind == "capital" and low in words.titles:
        yield "after:title"
    if low in words.regions:
        yield "after:region"
    if low == "," and end + 1 < len(tokens):
        yield from _after_comma(page, end + 1)
    near = any(k in page.solid for k in (start - 2, start - 3, end + 1, end + 2))
    if near and (low in (",", "and") or (start > 0 and tokens[start - 1].low in (",", ";", "and"))):
        yield "listed with a sure name"


def _after_comma(page: Page, k: int) -> Iterator[str]:
    words, token = lexicon(), page.tokens[k]
    if token.low in words.regions or (len(token.text.strip(".")) == 2 and token.text.isupper()):
        yield "after:, region"
    if token.low in words.titles:
        yield "after:, title"
    if token.kind == CAP:
        yield "after:, capital"
    if token.low in ("a", "an", "the"):
        yield "after:, article"
