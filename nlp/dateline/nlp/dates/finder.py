"""From a text to its date expressions."""

from dataclasses import replace
from datetime import date

from dateline.nlp.dates.filters import accepts
from dateline.nlp.dates.grammar import Grammar
from dateline.nlp.dates.lexicon import lexicon
from dateline.nlp.dates.order import order_of, shown
from dateline.nlp.dates.points import Found
from dateline.nlp.dates.resolve import Resolver
from dateline.nlp.dates.tokens import Tokens
from dateline.records import DateExpression

_HEAD = 120
"""Tokens in which a dateline's date is looked for."""
_DASHES = frozenset("-–—/")
_SHARING = frozenset(
    (("day", "day"), ("month", "month"), ("quarter", "quarter"), ("quarter", "year"), ("half", "year"))
)
_PLACE = 16
"""Tokens of a dateline before its date."""
_LAG = 31
"""Days by which a publication date may lag behind the dateline's."""


def find(
    text: str, *, published: date | None, language: str = "en", order: str = "", country: str = ""
) -> tuple[DateExpression, ...]:
    """All calendar expressions of a text, in order, with first and last day.

    `published` is the day that "today" and dates without a year are counted from; without it the first full
    date near the head is taken, and where there is none either, only what is complete is found.  `language`
    is an ISO 639-1 code.  `order`, `mdy`, `dmy` or `ymd`, says how `03/04/2024` is read; empty has the text's
    other dates decide, then the `country` (two letters, where known), then the language.
    """
    words = lexicon(language)
    tokens = Tokens(text)
    grammar = Grammar(tokens, words, order or shown(text) or order_of(language, country))
    kept: list[Found] = []
    for found in grammar.scan():
        if accepts(grammar, found, kept[-1].end if kept else 0):
            kept.append(found)
    kept = _shared_years(grammar, kept)
    resolver = Resolver(grammar, _anchor(kept, tokens, published))
    dates = []
    for found in kept:
        span = resolver.resolve(found)
        if span:
            start, end = tokens.start[found.start], tokens.end[found.end - 1]
            dates.append(
                DateExpression(
                    text=text[start:end],
                    offset=(start, end),
                    first=span.first,
                    last=span.last,
                    grain=span.grain,
                )
            )
    return tuple(dates)


def _shared_years(g: Grammar, kept: list[Found]) -> list[Found]:
    """The year at the end is the year of all: "February and April 2010", "June 7 and August 9, 2010"."""
    shared = list(kept)
    for i in range(len(shared) - 2, -1, -1):
        found, after = shared[i], shared[i + 1]
        a, b = found.point, after.point
        if a.year or not b.year or a.shift is not None or (a.kind, b.kind) not in _SHARING:
            continue
        between = range(found.end, after.start)
        most = 3 if b.kind == "year" else 2
        if 1 <= len(between) <= most and all(
            g.has(k, "and") or g.word(k) in (",", "or") or g.has(k, "full") for k in between
        ):
            if b.kind == "year" and not any(g.has(k, "and") for k in between):
                continue
            year = b.year - 1 if b.month and (a.month or 0) > (b.month or 0) else b.year
            until = replace(found.until, year=year) if found.until else None
            shared[i] = replace(found, point=replace(a, year=year), until=until)
    return shared


def _anchor(kept: list[Found], tokens: Tokens, published: date | None) -> date | None:
    """The day counted from: the dateline's, where the page appeared within a month after it."""
    for found in kept:
        if found.start > _HEAD:
            break
        p = found.point
        if p.kind != "day" or not (p.year and p.month and p.day) or found.until is not None:
            continue
        try:
            at = date(p.year, p.month, p.day)
        except ValueError:
            continue
        if published is None or (0 < (published - at).days <= _LAG and _in_dateline(found, tokens)):
            return at
    return published


def _in_dateline(found: Found, tokens: Tokens) -> bool:
    """Whether a dash or slash follows, as in `ELMIRA, N.Y., May 3, 2024 --`, near the beginning of a line."""
    end = found.end + 1 if found.end < len(tokens) and tokens.low[found.end] == ")" else found.end
    if end >= len(tokens) or tokens.low[end] not in _DASHES:
        return False
    return any(tokens.break_before(k) for k in range(max(0, found.start - _PLACE), found.start + 1))
