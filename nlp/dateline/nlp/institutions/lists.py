"""Names that lists give away: lines of "Name, title, organisation", and lists that hold organisations
only."""

from collections.abc import Collection, Iterator, Sequence

from dateline.nlp.institutions.enumerations import enumerated
from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.introduced import INTRODUCING, is_personal, may_be, of_services
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.rosters import lines, rows
from dateline.nlp.institutions.tokens import ADDRESS, BREAK, CAP, LOWER, NUMBER, PUNCT
from dateline.nlp.wordlist import wordset

_SMALL = wordset("of for and & the in at de la du + - – , ( ) . ’s 's")


def from_rosters(page: Page) -> Iterator[Found]:
    """The last part of lines of the form "Name, title, organisation", if there are at least two."""
    for row in rows(page):
        if row.organised:
            page.listed.update(t.low for t in page.tokens[row.start : row.comma] if t.kind == CAP)
            yield Found(row.first, row.end, "list")


def from_columns(page: Page, known: Collection[int]) -> Iterator[Found]:
    """All items of a list of short lines, or of an enumeration, of which many are institutions already.

    `known` are the tokens of names found by other means.
    """
    blocks: list[list[tuple[int, int]]] = [[]]
    for start, end in lines(page)[1:]:
        item = _item(page, start, end)
        if item:
            blocks[-1].append(item)
        elif blocks[-1]:
            blocks.append([])
    names: set[str] = set()
    later = []
    for block in blocks:
        led = len(block) >= 2 and _is_led(page, block[0][0])
        if not led and of_services(page, block):
            continue
        if led or (len(block) >= 5 and _share(page, block, known, names) >= 0.35):
            names.update(page.string(*item) for item in block)
            yield from _members(page, block)
        elif len(block) >= 3:
            later.append(block)
    for block in later:
        if _share(page, block, known, names) >= 0.5:
            yield from _members(page, block)
    yield from enumerated(page, known)


def _members(page: Page, block: Sequence[tuple[int, int]]) -> Iterator[Found]:
    for start, end in block:
        if may_be(page, end) and not is_personal(page, start, end):
            yield Found(start, end, "list")


def _is_led(page: Page, at: int) -> bool:
    """Whether the line before says what the list holds: "Participating organizations:"."""
    tokens = page.tokens
    k = at - 1
    while k > 0 and (tokens[k].kind == BREAK or (tokens[k].kind == PUNCT and tokens[k].text != ":")):
        k -= 1
    if k < 1 or tokens[k].text != ":":
        return False
    return any(t.low in INTRODUCING for t in tokens[max(0, k - 3) : k])


def _share(
    page: Page, block: Sequence[tuple[int, int]], known: Collection[int], names: Collection[str]
) -> float:
    """The part of a list's items that are institutions already; 0 where they are fewer than three."""
    hits = sum(_is_hit(page, item, known) or page.string(*item) in names for item in block)
    return hits / len(block) if hits >= 3 or (names and hits >= 2) else 0.0


def _is_hit(page: Page, item: tuple[int, int], known: Collection[int]) -> bool:
    """Whether a name that is known holds the item's last word: "Quill Platform" is no hit of "Quill"."""
    capitals = [k for k in range(*item) if page.tokens[k].kind == CAP]
    return bool(capitals) and capitals[-1] in known


def _item(page: Page, start: int, end: int) -> tuple[int, int] | None:
    tokens = page.tokens
    if tokens[end - 1].text == ":":
        return None
    while start < end and (
        tokens[start].kind == PUNCT
        or (tokens[start].kind == NUMBER and end - start > 2)
        or (tokens[start].low == "the" and end - start > 1)
    ):
        start += 1
    while end > start and tokens[end - 1].kind == PUNCT and tokens[end - 1].text != ")":
        end -= 1
    end = next((k for k in range(start + 1, end) if tokens[k].text == "("), end)
    while end > start and (
        tokens[end - 1].kind == PUNCT
        or (tokens[end - 1].kind == NUMBER and end - 2 > start and tokens[end - 2].kind == PUNCT)
    ):
        end -= 1
    if not 1 <= end - start <= 11 or tokens[start].kind not in (CAP, NUMBER):
        return None
    if any(t.kind == LOWER and t.low not in _SMALL for t in tokens[start:end]):
        return None
    if any(t.kind == ADDRESS or t.text == ":" for t in tokens[start:end]):
        return None
    titled = tokens[start].low in lexicon().person_titles and tokens[start].end < tokens[start + 1].start
    if titled or tokens[start].low == "about":
        return None
    if any(
        tokens[k].text == "," and not (k + 1 < end and tokens[k + 1].low in lexicon().suffixes)
        for k in range(start, end)
    ):
        return None
    return start, end
