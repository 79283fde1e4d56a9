"""Items of "A, B, C and D" that are organisations: what leads in or follows says so, or many are known."""

from collections.abc import Collection, Iterator

from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.introduced import follows, is_personal, leads_in, may_be, of_services
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.rosters import rows
from dateline.nlp.institutions.tokens import BREAK, CAP, LOWER, NUMBER
from dateline.nlp.wordlist import wordset

_LONGEST = 12
_JOINERS = wordset("of for & de di und y")
_PLACES = wordset("uk u.k us u.s uae eu")


def enumerated(page: Page, known: Collection[int]) -> Iterator[Found]:
    """Items of "A, B, C and D": where "companies including" leads in, or where many of at least four are
    known.

    `known` are the tokens of names found by other means.
    """
    tokens, words = page.tokens, lexicon()
    rostered = {k for row in rows(page) for k in range(row.start, row.end)}
    at = 0
    while at < len(tokens):
        if tokens[at].kind != CAP or at in rostered:
            at += 1
            continue
        items, end = _items(page, at)
        offices = any(all(t.low in words.titles for t in tokens[a:b]) for a, b in items)
        if len(items) >= 2 and not offices:
            introduced = leads_in(page, at, len(items)) or follows(page, end)
            hits = sum(all(k in known for k in range(*item) if tokens[k].kind == CAP) for item in items)
            commas = sum(t.text in ",;" for t in tokens[at:end])
            many = len(items) >= 4 and commas >= 2 and hits >= max(3, 0.5 * len(items))
            if introduced or (many and not page.headline(at) and not of_services(page, items)):
                sure = introduced or hits >= 0.6 * len(items)
                for start, stop in items:
                    if _is_name(page, start, stop, introduced):
                        yield Found(start, stop, "list" if sure else "cue")
        at = max(end, at + 1)


def _is_name(page: Page, start: int, end: int, introduced: bool) -> bool:
    """Whether an item of a list of organisations can be one."""
    tokens, words = page.tokens, lexicon()
    if not may_be(page, end) or is_personal(page, start, end):
        return False
    single = end - start == 1
    if not introduced:
        if single and (tokens[start].low in ordinary() or tokens[start].text.isupper()):
            return False
        if tokens[end - 1].kind == NUMBER:
            return False
    content = [t.low for t in tokens[start:end] if t.kind == CAP]
    return not all(low in words.stop or low in words.regions for low in content)


def _is_series(page: Page, at: int) -> bool:
    """Whether a comma stands before the last "and", so that any other "and" is within a name."""
    commas = 0
    for k in range(at, min(at + 300, len(page.tokens) - 1)):
        token = page.tokens[k]
        if token.kind == BREAK or token.text in ".;:":
            return False
        if token.kind == LOWER and token.low not in _JOINERS | {"and", "the", "in", "at", "on"}:
            return False
        commas += token.text == ","
        if token.text == "," and page.tokens[k + 1].low == "and":
            return commas >= 4
    return False


def _items(page: Page, at: int) -> tuple[list[tuple[int, int]], int]:
    """The items of an enumeration from token `at` on, and where it ends."""
    tokens = page.tokens
    items: list[tuple[int, int]] = []
    k = at
    series = _is_series(page, at)
    while k < len(tokens):
        while k < len(tokens) and tokens[k].low in ("the", "and") and tokens[k].kind != BREAK:
            k += 1
        start = k
        while k < len(tokens) and k - start < _LONGEST:
            step = _step(page, start, k, series)
            if not step:
                break
            k += step
        if k == start:
            break
        items.append((_own(page, start, k), k))
        if k < len(tokens) and (tokens[k].text in (",", ";", "/") or tokens[k].low == "and"):
            k += 1
            continue
        break
    return items, k


def _step(page: Page, start: int, k: int, series: bool) -> int:
    """How many tokens of the item that begins at `start` stand at token `k`; 0 at its end."""
    tokens, words = page.tokens, lexicon()
    token = tokens[k]
    if token.kind in (CAP, NUMBER) and token.low != "and":
        return 1
    if k == start or k + 1 >= len(tokens):
        return 0
    following = tokens[k + 1]
    if token.low == "'s":
        return 2 if following.kind == CAP else int(following.text == ",")
    if following.kind != CAP:
        return 0
    joined = (
        token.low in _JOINERS
        or (k == start + 1 and _is_hyphen(page, k))
        or (series and token.low == "and" and tokens[k - 1].text != ",")
        or (token.text == "," and following.low in words.suffixes)
    )
    return 2 if joined else 0


def _is_hyphen(page: Page, k: int) -> bool:
    """Whether a stroke stands within a name: "Quill/Elm", not "Quill / Elm", "Quill/Elm/Oak"."""
    tokens = page.tokens
    if tokens[k].text != "/" or not 0 < k < len(tokens) - 1:
        return False
    tight = tokens[k - 1].end == tokens[k].start and tokens[k].end == tokens[k + 1].start
    if tokens[k - 1].text.isupper() or tokens[k + 1].text.isupper():
        return False  # "QTV/HTV"
    near = [tokens[i] for i in (k - 2, k + 2) if 0 <= i < len(tokens)]
    return tight and not any(token.text == "/" for token in near) and near[-1].kind != CAP


def _own(page: Page, start: int, end: int) -> int:
    """Where the name begins in "Saudi Arabia's Quill", as the place does not belong to it."""
    tokens, words = page.tokens, lexicon()
    for k in range(start + 1, min(start + 4, end - 1)):
        if tokens[k].low == "'s":
            place = page.string(start, k).lower()
            return k + 1 if place in words.regions | _PLACES else start
    return start
