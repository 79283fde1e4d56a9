"""Names in headlines, where every word has a capital: what the running text repeats is the name."""

from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import CAP

_SURE = frozenset({"known", "ticker", "contact", "source", "about", "list"})


def too_long(page: Page, found: Found) -> bool:
    """Whether a report from a headline holds more than a name: the text has its first or last words alone.

    Those words are reported from the text too, so the report may be dropped.
    """
    start, end = found.start, found.end
    if not page.headline(start) or found.evidence in _SURE or end - start < 2 or _repeated(page, start, end):
        return False
    if any(_repeated(page, start, stop) for stop in range(start + 1, end)):
        return True
    for first in range(start + 1, end - 1):
        if page.tokens[first - 1].low in lexicon().strong:
            return False
        if _repeated(page, first, end):
            return True
    return False


def _repeated(page: Page, start: int, end: int) -> bool:
    """Whether the running text has these words, and they can be a name."""
    words, tokens = lexicon(), page.tokens
    if tokens[start].kind != CAP or tokens[end - 1].kind != CAP:
        return False
    lows = [t.low for t in tokens[start:end] if t.kind == CAP]
    if all(
        low in words.acronyms | words.generic | words.topic | words.regions or words.is_head(low)
        for low in lows
    ):
        return False
    name = page.string(start, end)
    capitals = name.isupper() and page.heading[start] and len(name) > 4
    prose = page.prose.upper() if capitals else page.prose
    at = prose.find(name)
    while at >= 0:
        after = prose[at + len(name) : at + len(name) + 1]
        if not after.isalnum() and not prose[max(0, at - 1) : at].isalnum():
            return True
        at = prose.find(name, at + 1)
    return False
