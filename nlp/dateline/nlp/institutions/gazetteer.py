"""The gazetteer: names in the lists of well-known institutions (`known`)."""

from collections.abc import Iterator
from functools import cache

from dateline.nlp.institutions import chunks
from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.lexicon import Known, known, lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tickers import EXCHANGES
from dateline.nlp.institutions.tokens import CAP, NUMBER, tokenize
from dateline.nlp.wordlist import wordset

_LONGEST = 4
_MADE = wordset(
    "cloud platform suite app apps pay api sdk studio pro plus max mini edge live play tv prime one ai "
    "community marketplace store program certified azure copilot teams office series model edition services"
)
_BEFORE = frozenset(["at", "by", "from", "joined", "joining"])


@cache
def _known_index() -> dict[str, dict[str, list[tuple[tuple[str, ...], Known]]]]:
    """Forms of known names by their first word and their second or "", the longest first."""
    index: dict[str, dict[str, list[tuple[tuple[str, ...], Known]]]] = {}
    for entry in known():
        for form in entry.forms:
            words = tuple(t.text for t in tokenize(form))
            for written in {words, tuple(word.upper() for word in words)} if len(words) > 1 else {words}:
                second = written[1] if len(written) > 1 else ""
                index.setdefault(written[0], {}).setdefault(second, []).append((written, entry))
    for forms in index.values():
        for same in forms.values():
            same.sort(key=lambda item: (-len(item[0]), item[1].name))
    return index


def _known_at(page: Page, at: int) -> Iterator[tuple[int, Known]]:
    """The known names that begin at token `at`, with where they end, the longest first."""
    tokens = page.tokens
    forms = _known_index().get(tokens[at].text)
    if not forms:
        return
    if at + 1 < len(tokens):
        for words, entry in forms.get(tokens[at + 1].text, ()):
            end = at + len(words)
            if end <= len(tokens) and all(tokens[at + i].text == word for i, word in enumerate(words)):
                yield end, entry
    for _, entry in forms.get("", ()):
        yield at + 1, entry


def from_known(page: Page) -> Iterator[Found]:
    """Names in the lists of well-known institutions."""
    tokens = page.tokens
    organisations = {page.string(e.start, e.end) for e in page.entities if e.label == "ORG"}
    at = 0
    while at < len(tokens):
        for end, entry in _known_at(page, at):
            if end < len(tokens) and tokens[end].text == ":" and tokens[at].low in EXCHANGES:
                continue  # "(Nasdaq: QUIL)"
            if _stands_alone(page, at, end):
                own = end - at > 1 and any(t.low not in ordinary() for t in tokens[at:end])
                placed = at > 0 and tokens[at - 1].low in _BEFORE
                sure = own or not entry.ambiguous or placed or page.string(at, end) in organisations
                states = at >= 2 and [t.text for t in tokens[at - 2 : at]] == ["United", "States"]
                yield Found(at - 2 if states else at, end, "known" if sure else "maybe", entry.type)
                at = end - 1
                break
        at += 1


def _stands_alone(page: Page, start: int, end: int) -> bool:
    """Whether the words beside it are no part of a longer name."""
    tokens, words = page.tokens, lexicon()
    if start > 0 and not page.heading[start]:
        before = tokens[start - 1]
        opening = before.low in ordinary() and chunks.opens_sentence(tokens, start - 1)
        if (
            before.kind == CAP
            and not opening
            and before.low not in words.stop
            and before.low not in words.titles
        ):
            acronym = before.text.isupper() or before.low in {"u.s", "us", "states"}
            if not acronym:
                return False
    if end < len(tokens) and not page.heading[start]:
        after = tokens[end]
        short = end - start == 1 and tokens[start].text.isupper() and len(tokens[start].text) > 2
        goes_on = after.kind == CAP and after.low not in words.titles and after.low not in words.stop
        if after.kind == NUMBER or (goes_on and not short):
            return before_product(page, start, end)
    return True


def before_product(page: Page, start: int, end: int) -> bool:
    """Whether the words after a known name are of a thing that it makes: "Quill Harbour Cloud 365".

    They are not where they hold a head or legal form, or where the name never stands without them.
    """
    tokens, words = page.tokens, lexicon()
    last = end
    while last < len(tokens) and tokens[last].kind in (CAP, NUMBER) and last - end < _LONGEST:
        low = tokens[last].low
        if (words.is_head(low) and low not in _MADE) or low in words.suffixes or low in page.people:
            return False
        last += 1
    if last < len(tokens) and tokens[last].low in ("&", "of", "and") and tokens[last - 1].kind == CAP:
        return False
    if last == end or tokens[start].low in words.given or page.heading[start]:
        return False
    alone = page.count(page.string(start, end)) - page.count(page.string(start, end + 1))
    made = any(t.kind == NUMBER or t.low in words.not_names | _MADE for t in tokens[end:last])
    return alone > 0 or made
