"""Turns of phrase that mostly tell of an organisation: "the team at X", "X CEO Ada Quill", "At X, we".

Each was counted on 3,200 wires: what stands there is an institution in at least four of five places, in
nine of ten for those that `sure` knows.
"""

from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.owned import is_place, plain
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import BREAK, CAP, LOWER
from dateline.nlp.wordlist import wordset

_SPEAKERS = wordset("we we're we've our")
_STAFF = wordset("team staff experts executives engineers researchers scientists analysts colleagues folks")
_WORKED = wordset("worked working employed")
_TERMS = wordset("years stint tenure internship career job role roles positions")
_ALLIED = wordset("partner partnering partnerships alliance venture agreements teamed")
_SITED = wordset("headquartered founded established incorporated")
_CHIEFS = wordset("ceo cfo coo cto")
_ABOVE = frozenset({("president", "and"), ("founder", "and"), ("chairman", "and"), ("co-founder", "and")})
_ROLES = wordset("interim former acting new renowned award-winning fractional co-founder")
_SENTENCE = 12
"""Tokens that may stand between "Founded" and the name."""
_MEN = wordset("team staff employees executives leadership management")
_LED = wordset("leadership management")
_GLAD = wordset("thrilled excited pleased delighted proud committed dedicated headquartered honored honoured")
_DONE = wordset(
    "developed offered produced conducted provided organized organised sponsored underwritten designed "
    "reported cited ranked rated"
)
_SPOKEN = wordset("spokesperson spokesman spokeswoman representative representatives analysts")


def sure(page: Page, start: int, end: int) -> bool:
    """Whether a phrase stands beside it that is an organisation's in nine of ten places."""
    if _is_human(page, start, end) or is_place(page, start, end):
        return False
    if _led(page, start, end):
        return True
    told = _welcomes(page, start, end) or _employs(page, start) or _sited(page, start, end)
    return (told or _allied(page, start)) and not plain(page, start, end)


def likely(page: Page, start: int, end: int) -> bool:
    """Whether a phrase stands beside it that is an organisation's in four of five places."""
    if _is_human(page, start, end) or is_place(page, start, end) or plain(page, start, end):
        return False
    return _glad(page, end) or _manned(page, start, end) or _doer(page, start) or _source(page, start)


def _is_human(page: Page, start: int, end: int) -> bool:
    tokens = page.tokens
    if page.heading[start] or start in page.persons or tokens[start].low in page.people:
        return True
    return tokens[start].low in lexicon().given and end - start in (2, 3)


def _before(page: Page, start: int) -> tuple[str, str]:
    """The two words before token `start`, its article aside, the nearer last."""
    at = start - 1 if start and page.tokens[start - 1].low == "the" else start
    near = [page.tokens[k].low if k >= 0 else "" for k in (at - 2, at - 1)]
    return near[0], near[1]


def _welcomes(page: Page, start: int, end: int) -> bool:
    """Whether it stands in "At X, we"."""
    tokens = page.tokens
    speaks = end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].low in _SPEAKERS
    return speaks and start > 0 and tokens[start - 1].text in ("At", "at")


def _employs(page: Page, start: int) -> bool:
    """Whether "the team at" or "worked for" stands before it."""
    one, two = _before(page, start)
    if two == "at":
        return one in _STAFF | _WORKED | _TERMS
    return (two == "for" and one in _WORKED) or (two == "with" and one in ("years", "career", "job"))


def _allied(page: Page, start: int) -> bool:
    """Whether "to partner with" or "teamed up with" stands before it."""
    one, two = _before(page, start)
    if two == "with" and one == "up":
        at = start - 3 - (page.tokens[start - 1].low == "the")
        return at >= 0 and page.tokens[at].low in ("teamed", "teams", "teaming")
    return two == "with" and one in _ALLIED


def _sited(page: Page, start: int, end: int) -> bool:
    """Whether ", founded in" follows it, or "Founded in 2009," stands before it."""
    tokens = page.tokens
    if end + 2 < len(tokens) and tokens[end].text == "," and tokens[end + 1].low in _SITED:
        return tokens[end + 2].low in ("in", "by")
    if start < 3 or tokens[start - 1].text != "," or end >= len(tokens) or tokens[end].kind != LOWER:
        return False
    for k in range(start - 2, max(start - _SENTENCE, -1), -1):
        if tokens[k].kind == BREAK or tokens[k].text in ".;:":
            return False
        if tokens[k].kind == CAP and tokens[k].low in _SITED:
            return tokens[k + 1].low == "in"
    return False


def _led(page: Page, start: int, end: int) -> bool:
    """Whether its chief and his name follow: "Quill CEO Ada Moss", "Quill's president and CEO Ada"."""
    tokens = page.tokens
    if end - start == 1 and plain(page, start, end):
        return False
    if {t.low for t in tokens[start:end]} & _ROLES:
        return False
    k = end + 1 if end < len(tokens) and tokens[end].low == "'s" else end
    if k + 3 < len(tokens) and (tokens[k].low, tokens[k + 1].low) in _ABOVE:
        k += 2
    if k + 2 >= len(tokens):
        return False
    if tokens[k].low == "chief" and tokens[k + 1].low == "executive":
        k += 1
    elif tokens[k].low not in _CHIEFS:
        return False
    named = tokens[k + 1]
    return k + 1 in page.persons or (named.kind == CAP and named.low in lexicon().given)


def _glad(page: Page, end: int) -> bool:
    """Whether "is thrilled to" or the like follows it."""
    tokens = page.tokens
    return end + 1 < len(tokens) and tokens[end].low in ("is", "are") and tokens[end + 1].low in _GLAD


def _manned(page: Page, start: int, end: int) -> bool:
    """Whether it stands in "the X team"."""
    tokens = page.tokens
    if not start or end + 1 >= len(tokens) or tokens[start - 1].low not in ("the", "entire"):
        return False
    if tokens[end].kind != LOWER or tokens[end].low not in _MEN:
        return False
    return tokens[end].low not in _LED or tokens[end + 1].low == "team"


def _doer(page: Page, start: int) -> bool:
    """Whether "developed by" or "reported by" stands before it."""
    one, two = _before(page, start)
    return two == "by" and one in _DONE


def _source(page: Page, start: int) -> bool:
    """Whether "a spokesperson from", "shares of" or "according to data from" stands before it."""
    one, two = _before(page, start)
    if two == "from" and one == "data":
        return any(t.low == "according" for t in page.tokens[max(0, start - 7) : start])
    return (two in ("from", "for", "at") and one in _SPOKEN) or (two == "of" and one == "shares")
