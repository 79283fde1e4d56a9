"""Names that the text's own web and mail addresses spell: "Quill Harbour" beside www.quillharbour.com."""

import re
from collections.abc import Collection, Iterator

from dateline.nlp.institutions.evidence import SITE
from dateline.nlp.institutions.found import Found
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import ADDRESS, CAP, NUMBER
from dateline.nlp.wordlist import wordset

_SECOND = wordset("co com org net gov edu ac")
_HOSTS = wordset(
    "gmail yahoo hotmail outlook aol icloud newsdirect newswire prnewswire businesswire globenewswire "
    "accesswire einpresswire prweb amazon google apple wordpress wixsite medium substack bit "
    "eventbrite shopify doi ibn"
)
_TAILS = ("inc", "llc", "ltd", "group", "corp", "usa", "global", "online", "official", "hq", "co", "intl")
_SQUEEZED = re.compile(r"[^a-z0-9]")
_LEAST = 4
"""Letters of a label that says anything."""
_MOST = 40
"""Addresses of a text that are looked at."""
_WORDS = 6
_OFTEN = 3
"""Times that a name such as "Quill.com" stands in a text that tells of its owner."""


def labels(page: Page) -> frozenset[str]:
    """The own parts of the text's addresses: `quillharbour` of https://www.quillharbour.com/news."""
    found: dict[str, None] = {}
    for token in page.tokens:
        if token.kind == ADDRESS:
            host = token.low.rpartition("@")[2].removeprefix("https://").removeprefix("http://")
            parts = re.split(r"[/?:#]", host, maxsplit=1)[0].removeprefix("www.").split(".")
        elif token.kind == CAP and "." in token.low and token.text.islower():
            parts = token.low.split(".")
        else:
            continue
        if len(parts) > 2 and parts[-2] in _SECOND:
            parts = parts[:-1]
        label = _SQUEEZED.sub("", parts[-2]) if len(parts) > 1 else ""
        if len(label) >= _LEAST and label not in _HOSTS and label not in lexicon().social:
            found[label] = None
            if len(found) >= _MOST:
                break
    return frozenset(found)


def from_domains(page: Page) -> Iterator[Found]:
    """Runs of capitalised words that make up an address, and names that are addresses: "Quill.com"."""
    known = labels(page)
    yield from _sites(page, known)
    if not known:
        return
    begins = {label[:2] for label in known}
    tokens = page.tokens
    at = 0
    while at < len(tokens):
        first = _SQUEEZED.sub("", tokens[at].low) if tokens[at].kind == CAP else ""
        end = _match(page, at, known) if first[:2] in begins else 0
        if end and not (end == at + 1 and tokens[at].low in ordinary()):
            yield Found(at, end, "domain")
        at = max(end, at + 1)


def _sites(page: Page, known: Collection[str]) -> Iterator[Found]:
    """Names that are addresses, of the text's own site or named again and again."""
    for k, token in enumerate(page.tokens):
        if token.kind != CAP or not token.text[0].isupper() or not SITE.search(token.low):
            continue
        own = _SQUEEZED.sub("", token.low.rpartition(".")[0]) in known
        if own or page.count(token.text) >= _OFTEN:
            yield Found(k, k + 1, "domain")


def _match(page: Page, at: int, known: frozenset[str]) -> int:
    """The token after the words from `at` on that spell a label; 0 if none do."""
    tokens = page.tokens
    spelled = ""
    best = 0
    for k in range(at, min(at + _WORDS, len(tokens))):
        token = tokens[k]
        if token.kind not in (CAP, NUMBER) and token.low not in ("&", "and", "of", "the", "for"):
            break
        spelled += _SQUEEZED.sub("", token.low)
        if token.kind in (CAP, NUMBER) and len(spelled) >= _LEAST:
            if spelled in known or any(spelled + tail in known for tail in _TAILS):
                best = k + 1
            elif not any(label.startswith(spelled) for label in known):
                break
    words = lexicon()
    end = best
    while 0 < end < len(tokens) and end - at < _WORDS and tokens[end].kind == CAP:
        if tokens[end].low in words.titles | words.stop | words.verbs:
            return best
        end += 1
    more = best - at >= 2 and end == best + 1
    whole = more or end == best or words.is_head(tokens[end - 1].low) or page.heading[at]
    return end if whole and not page.heading[at] else best if whole else 0
