"""Finders other than the grammar: the statistical model, well-known names, tickers, headings, turns of
phrase."""

from collections.abc import Iterator

from dateline.nlp.institutions import chunks, extent
from dateline.nlp.institutions.firms import partners
from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.rosters import lines
from dateline.nlp.institutions.tokens import ADDRESS, BREAK, CAP, LOWER, NUMBER, PUNCT, Token
from dateline.nlp.wordlist import wordset
from dateline.records import Contact

_ENDS = frozenset('.!?”":')
_NAME_JOINERS = frozenset(["&", "and", "of", "+", "the"])


def from_model(page: Page) -> Iterator[Found]:
    """Spans that the statistical model takes for organisations, trimmed."""
    for entity in page.entities:
        if entity.label != "ORG":
            continue
        start, end = trim(page, entity.start, entity.end)
        added = next((k for k in range(start + 1, end - 1) if chunks.parts_two(page.tokens, start, k)), 0)
        middle = added or _coordinated(page, start, end)
        if middle:
            yield Found(start, middle, "model")
            yield Found(middle + 1, end, "model")
        elif start < end:
            yield Found(start, end, "model")


def _coordinated(page: Page, start: int, end: int) -> int:
    """Where "and" stands between two names that the model took for one: "at Quill and Harbour"; 0 if in a
    name."""
    tokens, words = page.tokens, lexicon()
    ands = [k for k in range(start + 1, end - 1) if tokens[k].text == "and"]
    if len(ands) != 1 or page.heading[start] or page.count(page.string(start, end)) > 1:
        return 0
    if any(t.kind not in (CAP, NUMBER) and i != ands[0] for i, t in enumerate(tokens[start:end], start)):
        return 0
    heads = any(
        words.is_head(t.low) or t.low in words.suffixes or t.low in words.topic for t in tokens[start:end]
    )
    common = any(t.low in ordinary() and t.text != "and" for t in tokens[start:end])
    return 0 if heads or common else ands[0]


_POSTS = wordset("officer president director manager ceo")


def trim(page: Page, start: int, end: int) -> tuple[int, int]:
    """Without article, titles, punctuation and possessive at the ends."""
    words = lexicon()
    tokens = page.tokens
    while start < end and (
        tokens[start].kind not in (CAP, NUMBER)
        or (tokens[start].low in words.stop and not _belongs(page, start, end))
        or (tokens[start].low in words.titles and end - start > 1)
    ):
        start += 1
    for k in range(start + 1, end - 2):
        post = tokens[k].low in _POSTS and tokens[k + 1].low == "of" and tokens[k + 2].kind == CAP
        if post and not any(words.is_head(t.low) for t in tokens[start:k]):
            start = k + 2  # "Business Development Officer of Quill"
            break
    for k in range(start + 1, end - 2):
        if tokens[k].low == "board" and tokens[k + 1].low == "of":
            end = k
            break
    for k in range(start + 2, end - 1):
        if words.is_head(tokens[k - 1].low) and tokens[k].low in words.given and tokens[k].kind == CAP:
            end = k  # "Quill Companies John Harbour"
            break
    for k in range(start + 1, end):
        if tokens[k].low == tokens[start].low:
            end = k
            break
    while end > start and (
        tokens[end - 1].kind not in (CAP, NUMBER)
        or tokens[end - 1].low in words.stop
        or (tokens[end - 1].kind == NUMBER and len(tokens[end - 1].text) == 4)
    ):
        end -= 1
    return start, end


_ORDINALS = frozenset(
    ["first", "second", "third", "last", "next", "new", "all", "both", "most", "more", "like"]
)


def inner(page: Page, k: int) -> bool:
    """Whether a capital at token `k` is not due to the sentence: "the Last Harbour Project"."""
    before = page.tokens[k - 1] if k else None
    return (
        before is not None
        and page.tokens[k].low in _ORDINALS
        and (before.kind == LOWER or before.text in "(,")
        and not page.heading[k]
        and k + 1 < len(page.tokens)
        and page.tokens[k + 1].kind == CAP
    )


def _belongs(page: Page, start: int, end: int) -> bool:
    """Whether the opening word is part of the name, as it stands with it in other places too: "New Acme"."""
    if end - start < 2 or page.tokens[start + 1].kind != CAP or page.tokens[start].low in extent.CLOSED:
        return False
    if inner(page, start):
        return True
    if page.tokens[start].low == "new" and page.tokens[start + 1].low in chunks.NEW:
        return True
    return page.count(page.string(start, min(end, start + 3))) >= 2


def name_before(page: Page, at: int) -> tuple[int, int]:
    """The capitalised words that end right before token `at`."""
    tokens, words = page.tokens, lexicon()
    start = end = at
    while start > 0 and at - start < 12:
        token = tokens[start - 1]
        if (token.kind in (CAP, NUMBER) and not (token.low in words.stop and not page.heading[at - 1])) or (
            start < at
            and start >= 2
            and (token.low in _NAME_JOINERS or (token.text == "," and tokens[start].low in words.suffixes))
            and tokens[start - 2].kind == CAP
            and token.low != "the"
        ):
            start -= 1
        else:
            break
    if page.heading[max(at - 1, 0)]:
        for k in range(end - 1, start - 1, -1):
            if tokens[k].low in words.verbs and tokens[k].kind == CAP:
                start = k + 1
                break
    return trim(page, start, end)


def from_headings(page: Page) -> Iterator[Found]:
    """The name in "About X", "Source: X"."""
    tokens, words = page.tokens, lexicon()
    for k, token in enumerate(tokens):
        begins_line = k == 0 or tokens[k - 1].kind == BREAK
        after_stop = k > 0 and (tokens[k - 1].kind == ADDRESS or tokens[k - 1].text in _ENDS)
        if token.text in ("About", "ABOUT"):
            evidence = "about"
        elif token.text in ("Source", "SOURCE") and begins_line:
            evidence = "source"
        else:
            continue
        start = k + 1
        if start < len(tokens) and tokens[start].text == ":":
            start += 1
        while start < len(tokens) and tokens[start].low == "the":
            start += 1
        end = start
        while end < len(tokens) and end - start < 14:
            if _goes_on(page, start, end):
                break
            if partners(tokens, end, len(tokens)):
                end = partners(tokens, end, len(tokens))
                continue
            if tokens[end].kind in (CAP, NUMBER) or (
                tokens[end].low in {"of", "for", "and", "&", "the", "-", "–", ",", "'s"}
                and end + 1 < len(tokens)
                and (tokens[end + 1].kind == CAP or tokens[end + 1].low in ("the", "of"))
                and not (tokens[end].low == "," and tokens[end + 1].low not in words.suffixes)
            ):
                end += 1
            else:
                break
        stop = _repeated(page, start, end)
        if stop == end and (
            not (begins_line or after_stop)
            or (end < len(tokens) and tokens[end].text.islower() and not begins_line)
        ):
            continue
        end = stop
        start, end = trim(page, start, end)
        if start < end and tokens[start - 1].low not in words.person_titles and not _person(page, start, end):
            yield Found(start, end, evidence)


def _goes_on(page: Page, start: int, k: int) -> bool:
    """Whether the sentence after a heading begins at token `k`: "About Quill As the leader of"."""
    tokens = page.tokens
    opens = k > start and tokens[k].low in lexicon().stop and k + 1 < len(tokens)
    return opens and tokens[k].kind == CAP and tokens[k + 1].text.islower()


def _repeated(page: Page, start: int, end: int) -> int:
    """Where a heading ends that runs on into its paragraph: "About Acme Acme is …"."""
    tokens = page.tokens
    for k in range(start + 1, end):
        if tokens[k].low == tokens[start].low or (
            tokens[k].low == "the" and k + 1 < end and tokens[k + 1].low == tokens[start].low
        ):
            return k
    return end


def _person(page: Page, start: int, end: int) -> bool:
    name = page.string(start, end).lower()
    labels = page.labels.get(name) if end - start > 1 else None
    if labels and labels["PERSON"] >= max(1, labels["ORG"]):
        return True
    capitals = [t.low for t in page.tokens[start:end] if t.kind == CAP]
    return len(capitals) >= 2 and all(word in page.people for word in capitals)


_AGENTS = frozenset(
    ["pr", "communications", "media", "relations", "marketing", "group", "agency", "partners"]
)


def _first_part(name: str) -> str:
    """The institution before its section: "Elmford Water" of "Elmford Water, Press Office"."""
    agent, _, client = name.partition(" for ")
    if client and agent.split()[-1:] and agent.split()[-1].lower() in _AGENTS:
        return agent  # "Quill PR for Elmford Foods"
    first, comma, rest = name.partition(", ")
    return name if comma and rest.lower().rstrip(".") in lexicon().suffixes else first


def _no_organisation(page: Page, contact: Contact) -> bool:
    """Whether a contact's organisation is a person or another line of the block."""
    name = contact.organisation or ""
    first, *rest = name.lower().split() or [""]
    if contact.name and name == contact.name and not any(lexicon().is_head(w) for w in rest):
        return True
    if first.rstrip(".") in lexicon().person_titles or ":" in name or "@" in name or first == "about":
        return True
    if rest and not any(lexicon().is_head(w) for w in rest) and {first, *rest} <= page.people:
        return True
    labels = page.labels.get(name.lower())
    return bool(rest) and labels is not None and labels["PERSON"] > labels["ORG"]


def from_contacts(page: Page) -> Iterator[Found]:
    """The organisations of the media contacts."""
    for contact in page.anatomy.contacts:
        if contact.organisation and not _no_organisation(page, contact):
            name = _first_part(contact.organisation.split(" (")[0])
            at = page.text.rfind(name)
            if at >= 0:
                start, end = trim(page, *page.span(at, at + len(name)))
                if start < end:
                    yield Found(start, end, "contact")


_PAIRS = 3
"""Lines of the form "A + B" that show that a text joins names so."""


def from_pairs(page: Page) -> Iterator[Found]:
    """The names in lines of the form "Quill + Harbour Agency:", of which there are several."""
    pairs = []
    for start, end in lines(page):
        while end > start and page.tokens[end - 1].kind == PUNCT:
            end -= 1
        added = [k for k in range(start + 1, end - 1) if page.tokens[k].text == "+"]
        if added and end - start <= 12 and all(_is_pair(page.tokens[k]) for k in range(start, end)):
            pairs.append((start, end, added))
    if len(pairs) < _PAIRS:
        return
    for start, end, added in pairs:
        last = page.tokens[end - 1].low
        if len(added) > 1 and end - added[-1] == 2 and last in lexicon().acronyms:
            added = added[:-1]  # "Quill Bakery + Tidal Marketing + PR"
        for first, stop in zip([start, *(k + 1 for k in added)], [*added, end], strict=True):
            if any(t.kind == CAP for t in page.tokens[first:stop]):
                yield Found(first, stop, "list")


def _is_pair(token: Token) -> bool:
    return token.kind in (CAP, NUMBER, LOWER) or token.text in _NAME_JOINERS | {"'s", "’s"}
