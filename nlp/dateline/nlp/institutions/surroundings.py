"""What stands round a name: titles and offices of persons, works, verbs of business, sure names."""

from collections.abc import Collection

from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.lexicon import lexicon
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.tokens import BREAK, CAP, PUNCT
from dateline.nlp.wordlist import wordset

BEFORE_NAMES = wordset("at with from by joined joins for joining")


def is_title(page: Page, group: Group) -> bool:
    """Whether the name mostly opens a quotation or stands before "podcast", "conference" or the like."""
    tokens = page.tokens
    places = [(s, e) for s, e in group.places if not page.heading[s]]
    if any(_is_work(page, e) for _, e in places):
        return True
    hits = sum(
        (s > 0 and tokens[s - 1].text in _QUOTES and e < len(tokens) and not tokens[e].text.islower())
        or (e < len(tokens) and _next_word(page, e) in WORKS)
        for s, e in places
    )
    return 2 * hits > len(places)


def _is_work(page: Page, k: int) -> bool:
    """Whether "is an international journal" or the like follows."""
    tokens, words = page.tokens, lexicon()
    if k < len(tokens) and tokens[k].text == "(":
        k = next((i + 1 for i in range(k, min(k + 10, len(tokens))) if tokens[i].text == ")"), k)
    if k + 2 >= len(tokens) or tokens[k].low != "is" or tokens[k + 1].low not in ("a", "an", "the", "more"):
        return False
    for number, token in enumerate(tokens[k + 1 : k + 15]):
        if token.kind == BREAK or token.text in ".;(" or token.low in words.cue_nouns:
            return False
        if token.text.islower() and token.low in WORKS | {"journal", "magazine"}:
            following = tokens[k + 2 + number : k + 3 + number]
            return all(t.kind in (BREAK, PUNCT) or t.low in _THEN for t in following)
    return False


_THEN = wordset("of for that which by about from in with on and published dedicated held hosted written to")


def _next_word(page: Page, k: int) -> str:
    """The word at token `k`, marks of trade aside, if it is written small."""
    tokens = page.tokens
    while k + 1 < len(tokens) and tokens[k].text in "®™":
        k += 1
    return tokens[k].low if tokens[k].text.islower() else ""


_QUOTES = frozenset('"“‘')
WORKS = wordset(
    "conference summit event expo exhibition festival program programme initiative award awards scholarship "
    "podcast book novel film movie series app trial study curriculum campaign course"
)


def after_article(page: Page, group: Group, articles: Collection[str] = ("the",)) -> bool:
    return any(s and page.tokens[s - 1].low in articles and not page.heading[s] for s, _ in group.spans)


TRADES = wordset(
    "sells makes builds develops manufactures operates serves employs supplies delivers distributes offers "
    "provides announced announces launched launches unveiled introduced acquired partnered specializes "
    "specialises publishes produces invests owns trains supports enables powers helps hosts"
)


def trades(page: Page, group: Group) -> bool:
    """Whether a verb of business follows the name."""
    return any(e < len(page.tokens) and page.tokens[e].low in TRADES for _, e in group.places)


def beside(page: Page, group: Group) -> bool:
    """Whether "and" joins the name with one that is sure: "Quill and Harbour General Hospital"."""
    tokens = page.tokens
    for start, end in group.places:
        if page.heading[start]:
            continue
        after = end + 2 if end + 1 < len(tokens) and tokens[end + 1].low == "the" else end + 1
        if end < len(tokens) and tokens[end].text == "and" and after in page.solid:
            return True
        if start > 1 and tokens[start - 1].text == "and" and start - 2 in page.solid:
            return True
    return False


def placed(page: Page, group: Group) -> bool:
    """Whether a preposition stands before the name that organisations have before them."""
    for start, _ in group.spans:
        at = start - 1
        if at > 0 and page.tokens[at].low == "the":
            at -= 1
        if at >= 0 and page.tokens[at].low in BEFORE_NAMES:
            return True
    return False


def is_person(page: Page, group: Group) -> bool:
    """Whether an office follows the name, as in "Ada Quill, President of"."""
    words, tokens = lexicon(), page.tokens
    for start, end in group.spans:
        before = tokens[start - 1] if start else None
        if before is not None and before.low in words.person_titles and end - start == 1:
            return True
        if (
            end - start in (2, 3)
            and end + 1 < len(tokens)
            and tokens[end].text == ","
            and "weak" not in group.evidence
        ):
            following = [t.low for t in tokens[end + 1 : end + 6]]
            if following[0] in words.titles or (
                following[0] in ("the", "a", "an", "our") and any(w in words.titles for w in following)
            ):
                return True
    return False


_OFFICES = wordset(
    "governor president judge senator attorney agent officer captain sergeant mayor justice coach king"
)
_DOES = wordset(
    "pleaded pled testified admitted confessed resides graduated married died conspired misappropriated "
    "laundered defrauded knew lied"
)
_HIS = wordset("his her")


def is_surname(page: Page, group: Group) -> bool:
    """Whether a single word is told to be a person: an office before it, "and his" after it, or a given name
    two words before."""
    words, tokens = lexicon(), page.tokens
    for start, end in group.places:
        if start and tokens[start - 1].low in _OFFICES and tokens[start - 1].kind == CAP:
            return True
        after = tokens[end].low if end < len(tokens) else ""
        if after in _DOES or (after == "and" and end + 1 < len(tokens) and tokens[end + 1].low in _HIS):
            return True
    return any(
        k > 1
        and tokens[k - 1].kind == tokens[k - 2].kind == CAP
        and tokens[k - 2].low in words.given
        and tokens[k - 1].low not in words.stop
        for k in page.places_of(group.name.lower())
    )


MAKING = wordset(
    "makes make using uses use called product products app device drug test tests platform tool software "
    "titled "
    "developing developed version via model series film movie game song album book novel treatment"
)


def is_product(page: Page, group: Group) -> bool:
    """Whether the words before the name speak of a thing that somebody makes."""
    for start, _ in group.spans:
        before = page.tokens[start - 1] if start else None
        if before is not None and (
            before.low in MAKING or (before.low == "'s" or (before.text in "'’" and start > 1))
        ):
            return True
    return False
