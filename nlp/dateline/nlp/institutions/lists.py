"""Names that lists give away: lines of "Name, title, organisation", and lists that hold organisations
only."""

from collections.abc import Collection, Iterator, Sequence

from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.overlaps import SOFT
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import ADDRESS, BREAK, CAP, LOWER, NUMBER, PUNCT

_INTRODUCING = frozenset(
    [
        "organizations",
        "organisations",
        "companies",
        "agencies",
        "institutions",
        "clients",
        "customers",
        "partners",
        "brands",
        "universities",
        "firms",
        "sponsors",
        "outlets",
        "banks",
        "retailers",
        "investors",
        "suppliers",
        "vendors",
        "competitors",
        "employers",
        "schools",
        "colleges",
        "hospitals",
        "charities",
        "nonprofits",
        "publishers",
        "manufacturers",
        "networks",
        "publications",
        "startups",
        "start-ups",
        "studios",
        "carriers",
        "airlines",
        "providers",
        "members",
        "exhibitors",
        "businesses",
        "enterprises",
        "stores",
        "platforms",
        "associations",
        "chains",
        "authorities",
        "giants",
        "marketplaces",
        "insurers",
        "automakers",
        "newspapers",
        "magazines",
        "ministries",
        "departments",
        "foundations",
        "stations",
    ]
)
_AFTER = frozenset({"including", "include", "includes", "like", "such", "are", "as"})
_SMALL = frozenset(
    [
        "of",
        "for",
        "and",
        "&",
        "the",
        "in",
        "at",
        "de",
        "la",
        "du",
        "+",
        "-",
        "–",
        ",",
        "(",
        ")",
        ".",
        "’s",
        "'s",
    ]
)


def lines(page: Page) -> list[tuple[int, int]]:
    """Lines that hold anything, as tokens from and to; the title's too."""
    found: list[tuple[int, int]] = []
    start = 0
    for k, token in enumerate(page.tokens):
        if token.kind == BREAK:
            if k > start:
                found.append((start, k))
            start = k + 1
    if len(page.tokens) > start:
        found.append((start, len(page.tokens)))
    return found


def from_rosters(page: Page) -> Iterator[Found]:
    """The last part of lines of the form "Name, title, organisation", if there are at least two."""
    rows = [row for line in lines(page)[1:] if (row := _affiliation(page, *line))]
    if len(rows) >= 2:
        for start, end, name in rows:
            page.listed.update(t.low for t in page.tokens[name[0] : name[1]] if t.kind == CAP)
            yield Found(start, end, "list")


def _affiliation(page: Page, start: int, end: int) -> tuple[int, int, tuple[int, int]] | None:
    tokens, words = page.tokens, lexicon()
    while start < end and tokens[start].kind == PUNCT:
        start += 1
    if end - start > 45 or end - start < 5 or tokens[end - 1].text in "!?:":
        return None
    stop = end
    if tokens[stop - 1].text == ")":
        opening = next((k for k in range(stop - 1, start, -1) if tokens[k].text == "("), None)
        stop = opening if opening else stop
    if tokens[stop - 1].text in ".;":
        stop -= 1
    commas = [
        k
        for k in range(start, stop)
        if tokens[k].text in ",|"
        and not (k + 1 < stop and (tokens[k + 1].low in words.suffixes or len(tokens[k + 1].text) == 1))
    ]
    if len(commas) < 2 and not (len(commas) == 1 and " of " in page.string(start, stop)):
        return None
    name = tokens[start : commas[0]]
    if not 2 <= len(name) <= 6 or any(t.kind not in (CAP, PUNCT) for t in name):
        return None
    first = commas[-1] + 1
    middle = tokens[commas[0] + 1 : commas[-1]]
    if not any(t.low in words.titles for t in middle):
        return None
    last = tokens[first:stop]
    if not 1 <= len(last) <= 9 or any(t.kind == LOWER and t.low not in _SMALL | {"at"} for t in last):
        return None
    content = [t.low for t in last if t.kind == CAP]
    if not content or any(word in words.titles for word in content):
        return None
    return first, stop, (start, commas[0])


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
        if (len(block) >= 2 and _is_led(page, block[0][0])) or (
            len(block) >= 5 and _share(page, block, known, names) >= 0.35
        ):
            names.update(page.string(*item) for item in block)
            yield from (Found(start, end, "list") for start, end in block if _may_be(page, end))
        elif len(block) >= 3:
            later.append(block)
    for block in later:
        if _share(page, block, known, names) >= 0.5:
            yield from (Found(start, end, "list") for start, end in block if _may_be(page, end))
    yield from _enumerations(page, known)


def _is_led(page: Page, at: int) -> bool:
    """Whether the line before says what the list holds: "Participating organizations:"."""
    tokens = page.tokens
    k = at - 1
    while k > 0 and (tokens[k].kind == BREAK or (tokens[k].kind == PUNCT and tokens[k].text != ":")):
        k -= 1
    if k < 1 or tokens[k].text != ":":
        return False
    return any(t.low in _INTRODUCING for t in tokens[max(0, k - 3) : k])


def _may_be(page: Page, end: int) -> bool:
    """Whether the last word before token `end` can end an institution's name."""
    low = page.tokens[end - 1].low
    return low in SOFT or low not in lexicon().not_names


def _share(
    page: Page, block: Sequence[tuple[int, int]], known: Collection[int], names: Collection[str]
) -> float:
    """The part of a list's items that are institutions already; 0 where they are fewer than three."""
    hits = sum(any(k in known for k in range(*item)) or page.string(*item) in names for item in block)
    return hits / len(block) if hits >= 3 or (names and hits >= 2) else 0.0


def _item(page: Page, start: int, end: int) -> tuple[int, int] | None:
    tokens = page.tokens
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


def _enumerations(page: Page, known: Collection[int]) -> Iterator[Found]:
    """Items of "A, B, C and D": where "companies including" leads in, or where many of at least four are
    known."""
    tokens, words = page.tokens, lexicon()
    at = 0
    while at < len(tokens):
        if tokens[at].kind != CAP:
            at += 1
            continue
        items, end = _enumerated(page, at)
        offices = any(all(t.low in words.titles for t in tokens[a:b]) for a, b in items)
        if len(items) >= 2 and not offices:
            lead = [tokens[k].low for k in range(max(0, at - 7), at)]
            opened = any(t.text == ":" for t in tokens[max(0, at - 3) : at])
            named = any(w in _INTRODUCING for w in lead)
            introduced = named and (opened or any(w in _AFTER for w in lead[-3:]))
            hits = sum(all(k in known for k in range(*item) if tokens[k].kind == CAP) for item in items)
            if introduced or (len(items) >= 4 and hits >= 0.5 * len(items) and hits >= 3):
                for start, stop in items:
                    content = [t.low for t in tokens[start:stop] if t.kind == CAP]
                    if not _may_be(page, stop):
                        continue
                    if stop - start == 1 and not introduced and tokens[start].low in ordinary():
                        continue
                    symbol = stop - start == 1 and tokens[start].text.isupper() and not introduced
                    if not symbol and not all(w in words.stop or w in words.regions for w in content):
                        yield Found(start, stop, "list" if introduced or hits >= 0.6 * len(items) else "cue")
        at = max(end, at + 1)


def _is_series(page: Page, at: int) -> bool:
    """Whether a comma stands before the last "and", so that any other "and" is within a name."""
    commas = 0
    for k in range(at, min(at + 300, len(page.tokens) - 1)):
        token = page.tokens[k]
        if token.kind == BREAK or token.text in ".;:":
            return False
        commas += token.text == ","
        if token.text == "," and page.tokens[k + 1].low == "and":
            return commas >= 4
    return False


def _enumerated(page: Page, at: int) -> tuple[list[tuple[int, int]], int]:
    tokens, words = page.tokens, lexicon()
    items: list[tuple[int, int]] = []
    k = at
    series = _is_series(page, at)
    while k < len(tokens):
        while k < len(tokens) and tokens[k].low in ("the", "and") and tokens[k].kind != BREAK:
            k += 1
        start = k
        while k < len(tokens) and k - start < 12:
            token = tokens[k]
            following = tokens[k + 1] if k + 1 < len(tokens) else None
            if token.kind in (CAP, NUMBER) and token.low not in ("and",):
                k += 1
            elif (
                following is not None
                and following.kind == CAP
                and k > start
                and (
                    token.low in ("of", "for", "&", "de", "di", "und", "y")
                    or (series and token.low == "and" and tokens[k - 1].text != ",")
                    or (token.text == "," and following.low in words.suffixes)
                )
            ):
                k += 2
            elif token.low == "'s" and k > start and following is not None and following.text == ",":
                k += 1
            else:
                break
        if k == start:
            break
        items.append((start, k))
        if (k < len(tokens) and tokens[k].text in (",", ";")) or (k < len(tokens) and tokens[k].low == "and"):
            k += 1
            continue
        break
    return items, k
