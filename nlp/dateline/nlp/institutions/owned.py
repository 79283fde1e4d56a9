"""Phrases that only an organisation has beside its name: "CEO of X", "X's headquarters", "acquired by X"."""

from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import CAP, LOWER
from dateline.nlp.wordlist import wordset

_OWNERS = frozenset(
    [
        "ceo",
        "cfo",
        "coo",
        "cto",
        "founder",
        "co-founder",
        "cofounder",
        "owner",
        "co-owner",
        "chairman",
        "co-founders",
        "founders",
    ]
)


def owned(page: Page, start: int, end: int) -> bool:
    """Whether a phrase stands beside it that only an organisation has."""
    return (
        _owner_before(page, start)
        or _noun_before(page, start)
        or _opponent(page, start, end)
        or _officer_after(page, start, end)
        or _affiliation(page, start, end)
        or _possessor(page, start, end)
        or _partner(page, start, end)
        or _part(page, start, end)
        or _maker(page, start, end)
    )


def _owner_before(page: Page, k: int) -> bool:
    """Whether "CEO of", "founder of" or the like stands before token `k`."""
    tokens = page.tokens
    at = k - 2 if k >= 1 and tokens[k - 1].low == "the" else k - 1
    return at >= 1 and tokens[at].low in ("of", "at") and tokens[at - 1].low in _OWNERS


_KINDS = wordset(
    "company firm manufacturer maker supplier retailer distributor startup start-up corporation nonprofit "
    "charity agency bank publisher producer consultancy newspaper broadcaster brewer airline carrier "
    "operator utility insurer dispensary eatery brewery winery think-tank subsidiary affiliate "
    "shipbuilder carmaker drugmaker chipmaker conglomerate contractor wholesaler"
)
_OPPOSED = wordset("against beat beats defeated versus")
_CLUBS = wordset("town city united county rovers albion athletic wanderers rangers hotspur fc")


_THEIRS = wordset("his her their its our")


def _noun_before(page: Page, k: int) -> bool:
    """Whether "the publisher" or the like stands right before token `k`."""
    tokens = page.tokens
    if k >= 4 and tokens[k - 1].low == ",":
        return tokens[k - 2].low in _KINDS and bool({tokens[k - 3].low, tokens[k - 4].low} & _THEIRS)
    if k in page.persons or tokens[k].low in lexicon().given:
        return False
    return k >= 2 and tokens[k - 1].text.islower() and tokens[k - 1].low in _KINDS


def _opponent(page: Page, start: int, end: int) -> bool:
    """Whether it is a club that another plays against."""
    tokens = page.tokens
    return (
        start > 0 and tokens[start - 1].low in _OPPOSED and tokens[end - 1].low in _CLUBS and end - start > 1
    )


_OFFICE_JOINERS = wordset("and of & for , chief senior")


def _officer_after(page: Page, start: int, end: int) -> bool:
    """Whether an office and its holder follow: "Quill General Manager Ada Harbour"."""
    tokens, words = page.tokens, lexicon()
    k = end
    if start in page.persons or end >= len(tokens) or tokens[end].kind != CAP or page.heading[end]:
        return False
    if tokens[end].low not in words.titles:
        return False
    while k < len(tokens) and k - end < 7:
        token = tokens[k]
        if k in page.persons:
            return not plain(page, start, end) and not is_place(page, start, end)
        if token.kind != CAP and token.low not in _OFFICE_JOINERS:
            return False
        k += 1
    return False


def _affiliation(page: Page, start: int, end: int) -> bool:
    """Whether it stands in brackets right after a person: "Ada Quill (Harbour Project)"."""
    tokens = page.tokens
    opening = start - 1
    while opening > 0 and start - opening < 12:
        if tokens[opening].text not in ",;" and tokens[opening].kind not in (CAP, LOWER):
            break
        opening -= 1
    if opening < 1 or tokens[opening].text != "(" or end >= len(tokens) or tokens[end].text not in ",;)":
        return False
    named = opening in page.person_ends and start not in page.persons
    word = end - start >= 2 or (len(tokens[start].text) > 3 and not plain(page, start, end))
    return named and word and not is_place(page, start, end)


_OWNED = wordset(
    "headquarters board shareholders stockholders subsidiary subsidiaries ceo cfo cto workforce customers "
    "clients employees portfolio revenue co-founder president chairman spokesperson lineup"
)
_BODIES = wordset("committee division department office institute laboratory board council")
_JOINTLY = wordset("partnership collaboration conjunction cooperation association alliance")


def _possessor(page: Page, start: int, end: int) -> bool:
    """Whether it owns what only an organisation has: "Quill's headquarters", "Quill's Advisory Committee"."""
    tokens = page.tokens
    if end + 1 >= len(tokens) or tokens[end].low != "'s" or tokens[start].low in page.people:
        return False
    for k in range(end + 1, min(end + 5, len(tokens))):
        token = tokens[k]
        if token.low in _OWNED or (token.low in _BODIES and token.kind == CAP and k > end + 1):
            return not plain(page, start, end) and not is_place(page, start, end)
        if token.kind not in (CAP, LOWER):
            return False
    return False


_PARTS = wordset("subsidiary division affiliate unit")


def _part(page: Page, start: int, end: int) -> bool:
    """Whether it is told to belong to another: "its Quill Bioservices business unit"."""
    tokens = page.tokens
    if not start or end >= len(tokens) or tokens[start - 1].low not in _THEIRS | {"'s"}:
        return False
    following = {t.low for t in tokens[end : end + 2] if t.text.islower()}
    return bool(following & _PARTS) and not plain(page, start, end)


_MADE = wordset("acquired owned operated manufactured published distributed funded backed administered")


def _maker(page: Page, start: int, end: int) -> bool:
    """Whether "acquired by" or the like stands before it."""
    tokens, words = page.tokens, lexicon()
    at = start - 2 if start and tokens[start - 1].low == "the" else start - 1
    if at < 1 or tokens[at].low != "by" or tokens[at - 1].low not in _MADE or start in page.persons:
        return False
    person = tokens[start].low in words.given or tokens[start].low in page.people
    return not person and not plain(page, start, end) and not is_place(page, start, end)


def _partner(page: Page, start: int, end: int) -> bool:
    """Whether "in partnership with" stands before it."""
    tokens, words = page.tokens, lexicon()
    at = start - 2 if start and tokens[start - 1].low == "the" else start - 1
    if at < 2 or tokens[at].low != "with" or tokens[at - 1].low not in _JOINTLY or tokens[at - 2].low != "in":
        return False
    person = tokens[start].low in words.given or tokens[start - 1].low in words.person_titles
    return not person and not plain(page, start, end) and not is_place(page, start, end)


def plain(page: Page, start: int, end: int) -> bool:
    """Whether all words between two tokens are ordinary ones."""
    return all(t.low in ordinary() or t.kind != CAP for t in page.tokens[start:end])


def is_place(page: Page, start: int, end: int) -> bool:
    """Whether a region follows after a comma, or the words are the name of a place."""
    tokens = page.tokens
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].kind == CAP:
        following = tokens[end + 1]
        if following.low in lexicon().regions or (
            following.text.isupper() and len(following.text.replace(".", "")) == 2
        ):
            return True
    name = page.string(start, end).lower()
    labels = page.labels.get(name)
    other = labels is not None and labels["GPE"] + labels["NORP"] + labels["LOC"] > labels["ORG"]
    return other or name in lexicon().regions or len(name.replace(".", "")) < 3
