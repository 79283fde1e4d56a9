"""What leads in a list of organisations, and which items of it are none."""

from collections.abc import Sequence

from dateline.nlp.institutions.gazetteer import from_known
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.overlaps import SOFT
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import BREAK, CAP, LOWER, Token
from dateline.nlp.wordlist import wordset

INTRODUCING = wordset(
    "organizations organisations companies agencies institutions clients clientele customers partners "
    "brands universities firms sponsors outlets banks retailers investors suppliers vendors competitors "
    "employers schools colleges hospitals charities nonprofits publishers manufacturers networks "
    "publications startups start-ups studios carriers airlines providers members exhibitors businesses "
    "enterprises stores platforms associations chains authorities giants marketplaces insurers automakers "
    "newspapers magazines ministries departments foundations stations backers supporters donors "
    "collaborators participants affiliates subsidiaries restaurants eateries galleries museums labels "
    "wholesalers dealers lenders funds accelerators incubators operators societies federations unions "
    "corporations corporates makers distributors contractors"
)
"""Nouns that say that organisations follow."""
_AFTER = wordset("including include includes like such are were namely")
_PHRASES = frozenset(
    [
        ("participation", "from"),
        ("funding", "from"),
        ("investment", "from"),
        ("investments", "from"),
        ("backed", "by"),
        ("sponsored", "by"),
        ("featured", "in"),
        ("featured", "on"),
        ("seen", "on"),
        ("seen", "in"),
        ("appeared", "in"),
        ("appeared", "on"),
    ]
)
"""Two words before three names that mostly are of organisations."""
_OTHERS = wordset("services products solutions features benefits areas categories topics roles")
"""Nouns that say that what follows is something else: "services to clients:"."""
_FAMILY = wordset("family families")


def leads_in(page: Page, at: int, items: int) -> bool:
    """Whether the words before token `at` say that the `items` names from there on are organisations."""
    tokens = page.tokens
    near = [k for k in range(max(0, at - 9), at) if tokens[k].kind != BREAK][-7:]
    lead = [tokens[k].low for k in near]
    opened = any(t.text == ":" for t in tokens[max(0, at - 3) : at])
    nouns = [k for k, low in enumerate(lead) if low in INTRODUCING]
    bare = [low for low in lead if low not in ("the", ",", ":", "-", "–", "—", "(")]
    if (
        nouns
        and not _OTHERS & set(lead)
        and (opened or bare[-1:] == ["as"] or any(low in _AFTER for low in bare[-2:]))
    ):
        return not any(_is_plural(tokens[k].low, tokens[k].kind) for k in near[nouns[-1] + 1 :])
    return items >= 3 and (tuple(bare[-2:]) in _PHRASES)


def follows(page: Page, end: int) -> bool:
    """Whether "and other companies" stands at token `end`, or "other companies" after it."""
    words = [t.low for t in page.tokens[end : end + 8] if t.kind in (CAP, LOWER)]
    if words[:1] == ["and"]:
        words = words[1:]
    if words[:1] == ["among"]:
        words = words[1:]
    plural = next((low for low in words[1:5] if low in INTRODUCING or low.endswith("s")), "")
    return words[:1] == ["other"] and plural in INTRODUCING


def _is_plural(low: str, kind: int) -> bool:
    """Whether it is another noun that may be what the list holds: "companies in subsectors including"."""
    return kind == LOWER and len(low) > 4 and low.endswith("s") and low not in _AFTER | {"various", "across"}


def may_be(page: Page, end: int) -> bool:
    """Whether the last word before token `end` can end an institution's name."""
    low = page.tokens[end - 1].low
    return low in SOFT or low not in lexicon().not_names


def is_personal(page: Page, start: int, end: int) -> bool:
    """Whether an item is a person, a couple or a family: "Ada Quill", "Ada & Tom Quill", "Quill Family"."""
    words = lexicon()
    names = [t.low for t in page.tokens[start:end] if t.kind == CAP]
    if not names or (words.is_head(names[-1]) or names[-1] in words.suffixes):
        return False
    if names[-1] in _FAMILY or (names[0] in words.person_titles and len(names) > 1):
        return True
    if any(t.kind != CAP and t.low not in ("&", "and") for t in page.tokens[start:end]):
        return False
    joined = next((k for k in range(start + 1, end - 1) if page.tokens[k].low in ("&", "and")), None)
    if joined is None:
        return 2 <= len(names) <= 3 and names[0] in words.given
    after = page.tokens[joined + 1].low in words.given and end - joined >= 3
    before = page.tokens[start].low in words.given
    return (after and joined - start <= 2) or (before and end - joined == 3)


_FEW = 3
"""Items of two words and more that a list must hold before they are taken for things."""


def of_services(page: Page, items: Sequence[tuple[int, int]]) -> bool:
    """Whether most items of several words are made of ordinary words and abbreviations alone: "Cloud
    Services, Secure AI, Managed Storage" are no organisations; where two are well known, all may be."""
    longer = [page.tokens[start:end] for start, end in items if end - start > 1]
    plain = sum(all(_is_common(token) for token in item if token.kind == CAP) for item in longer)
    if len(longer) < _FEW or plain < 0.6 * len(longer):
        return False
    known = {(report.start, report.end) for report in from_known(page)}
    return sum(item in known for item in items) < 2


def _is_common(token: Token) -> bool:
    return token.low in ordinary() or (token.text.isupper() and len(token.text) <= _FEW)
