"""What is known of an institution of a text, and whether it is enough."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from dateline.nlp.institutions.fields import is_field
from dateline.nlp.institutions.found import STRONG
from dateline.nlp.institutions.heads import VENUES
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.names import fold
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.things import in_dateline, is_thing
from dateline.nlp.institutions.tokens import BREAK, CAP, PUNCT, is_acronym
from dateline.nlp.wordlist import wordset
from dateline.records import InstitutionType

_HEADLESS = frozenset({"contact", "model", "cue"})
_SOLE = wordset("fund trust center centre council network service office division section archives corps")
"""Weak heads that are enough after the article in a name of three words."""
_SMALL = wordset("of the and for & in on at a to with de la us u.s uk eu")
_FIRMS = wordset(
    "group company corporation companies partners capital "
    "foods brands resorts hotels advisors properties agency "
    "studio architects builders stores shop bakery "
    "cafe farms exchange carriers providers investments lawgroup"
)
"""Weak heads that companies have rather than things."""
_SECTIONS = wordset("division section bureau branch")
_OFFICE_HEADS = wordset("lab labs trust fund network corps partnership gallery")
BEFORE_NAMES = wordset("at with from by joined joins for joining")


@dataclass
class Group:
    """The forms of one institution and the evidence for it."""

    forms: Counter[str] = field(default_factory=Counter)
    """Surface forms as written, with how often they were found."""
    evidence: set[str] = field(default_factory=set)
    types: Counter[InstitutionType] = field(default_factory=Counter)
    spans: set[tuple[int, int]] = field(default_factory=set)
    parent: str | None = None
    """Folded name of what it is a part of."""
    defined: set[str] = field(default_factory=set)
    """Short forms that the text defines."""

    @property
    def name(self) -> str:
        """The fullest form: the longest, mixed case before capitals."""
        return max(
            self.forms, key=lambda f: (f not in self.defined, not f.isupper() or " " not in f, len(f), f)
        )

    count: int = 0
    """In how many places its forms stand."""
    places: list[tuple[int, int]] = field(default_factory=list)
    """Where, in tokens."""

    def absorb(self, other: "Group") -> None:
        self.forms += other.forms
        self.evidence |= other.evidence
        self.types += other.types
        self.spans |= other.spans
        self.defined |= other.defined
        self.parent = self.parent or other.parent


def accepted(page: Page, group: Group, blocked: set[str], keys: Collection[str]) -> bool:
    """Whether the evidence is enough."""
    words = lexicon()
    if all(fold(form) in blocked for form in group.forms):
        return False
    evidence = group.evidence
    name = group.name
    lows = [word.lower() for word in name.split()]
    single = len(lows) == 1
    if (
        single
        and "known" not in evidence
        and (lows[0] in words.social or lows[0] in words.acronyms or words.is_head(lows[0]))
    ):
        return False
    if evidence <= _HEADLESS and (_is_person(page, group) or (single and _is_surname(page, group))):
        return False
    if evidence & STRONG <= {"about"} and (
        _is_title(page, group) or (single and group.count < 3 and lows[0] in ordinary())
    ):
        return False
    if name.lower() in words.regions or (evidence <= _BY_FORM and _is_panel(group, lows)):
        return False
    if evidence & (STRONG - {"list"}):
        return True
    if lows[:2] == ["board", "of"] or (lows[-1] == "board" and len(lows) == 2 and lows[0] in words.generic):
        return False
    if len(lows) >= 3 and "list" in evidence and "weak" in evidence:
        return True
    sole = len(lows) >= 3 and lows[-1] in _SOLE and lows[0] not in words.generic
    if sole and {"model", "weak"} <= evidence and _after_article(page, group):
        return True
    if all(low.strip(".,") in common() or low in ("of", "and", "&", "for", "the", "in") for low in lows):
        told = "model" in evidence and len(lows) >= 3 and ("cue" in evidence or _after_article(page, group))
        firm = lows[-1] in words.strong or lows[-1] in _FIRMS
        section = lows[-1] in _SECTIONS and _after_article(page, group, ("the", "'s"))
        told = told or section or ("model" in evidence and group.count >= 2 and firm)
        return "defined" in evidence or (told and "weak" in evidence)
    if (any(low in page.listed for low in lows) and not evidence & {"list", "weak"}) or lows[-1].strip(
        "."
    ) in ("jr", "sr"):
        return False
    if not evidence & {"weak", "defined"} and (
        is_thing(page, group.places) or in_dateline(page, name) or _is_title(page, group)
    ):
        return False
    firm = "weak" in evidence and lows[-1] in words.strong and 2 < len(lows) <= 4
    if (
        not evidence & {"list", "defined"}
        and not firm
        and group.places
        and all(page.headline(s) for s, _ in group.places)
    ):
        return False  # the words of headlines have capitals whatever they are
    if lows[0] == "company":
        return False
    labels = Counter[str]()
    for form in group.forms:
        labels.update(page.labels.get(form.lower(), {}))
    if "list" in evidence:
        if 2 <= len(lows) <= 3 and lows[0] in words.given and "weak" not in evidence:
            return False
        speaks = any(s and page.tokens[s - 1].low in ("said", "says") for s, _ in group.places)
        return (not single or lows[0] not in page.people) and not (
            speaks and labels["PERSON"] > labels["ORG"]
        )
    if _is_person(page, group):
        return False
    if "owner" in evidence:
        return True
    if "domain" in evidence and labels["PERSON"] < 2 and lows[0] not in words.given:
        part = any(key.startswith(f"{fold(name)} ") for key in keys)
        return "model" in evidence or "weak" in evidence or (not part and (group.count >= 2 or not single))
    common_words = all(low.strip(".,'") in ordinary() or low in _SMALL or low.isdigit() for low in lows)
    if common_words and not evidence & {"apposition", "cue"} and ("weak" not in evidence or _bare(lows[-1])):
        return False
    if "apposition" in evidence and group.count >= 2 and not (single and lows[0] in page.people):
        return True
    if labels["PERSON"] + labels["GPE"] + labels["LOC"] > labels["ORG"] and "weak" not in evidence:
        return False
    if any(low in page.people for low in lows) and "weak" not in evidence:
        return False
    if (
        "defined" in evidence
        and not (is_field(lows[-1]) and not evidence & {"weak", "cue", "apposition"})
        and evidence & {"weak", "cue", "apposition", "domain"}
    ):
        return lows[-1] not in words.topic or "weak" in evidence
    if "defined" in evidence and not evidence & {"weak", "cue", "apposition", "domain"}:
        return False
    if evidence == {"model"} and lows[-1].isdigit():
        return False
    if "weak" in evidence and lows[-1] in _SOLE and len(lows) >= 3 and _after_article(page, group):
        return True
    if "weak" in evidence and lows[-1] in _OFFICE_HEADS and len(lows) == 2 and lows[0] not in ordinary():
        return _after_article(page, group) or bool(evidence & {"model", "cue"}) or group.count >= 2
    if "weak" in evidence:
        return bool(evidence & {"model", "cue", "apposition"}) or group.count >= 2
    hinted = bool(evidence & {"cue", "apposition"})
    if not ("model" in evidence or (hinted and group.count >= 2)):
        return False
    return _believed(page, group, lows, hinted, keys)


_BY_FORM = frozenset({"grammar", "weak", "model", "cue"})
_PANELS = wordset("committee board council team panel department organization organisation organizations")
_OWN = wordset("national international american european federal world")


def _is_panel(group: Group, lows: Sequence[str]) -> bool:
    """Whether it is a committee as many have one: "Independent Review Board"."""
    plain = all(low in ordinary() | lexicon().generic or low in _SMALL for low in lows)
    return plain and lows[-1] in _PANELS and len(lows) <= 3 and group.count < 3 and not _OWN & set(lows)


def _bare(head: str) -> bool:
    """Whether a weak head is as often the name of a thing: "Bus Rapid Transit"."""
    return lexicon().weak.get(head) in ("company", "healthcare") and head not in _FIRMS


def _believed(page: Page, group: Group, lows: Sequence[str], hinted: bool, keys: Collection[str]) -> bool:
    """Whether a name without a head may be taken on the word of the model or of a turn of phrase."""
    words, name = lexicon(), group.name
    acronym = len(lows) == 1 and is_acronym(name)
    if acronym and any(key.startswith(f"{fold(name)} ") for key in keys):
        return True  # "UPMC" beside "UPMC Harbour Hospital"
    if len(lows) == 1 and not hinted and (is_field(lows[0]) or (name.isupper() and not _placed(page, group))):
        return False
    if (
        (lows[-1] in words.topic and not hinted)
        or name.lower() in page.text
        or "at" in lows
        or _is_product(page, group)
    ):
        return False
    if any(" ".join(pair) in VENUES for pair in itertools.pairwise(lows)):
        return False
    if 2 <= len(lows) <= 3 and lows[0] in words.given and not hinted:
        return False
    if any(fold(" ".join(name.split()[:n])) in keys for n in range(1, len(lows))):
        return lows[-1] in words.regions or page.labels.get(lows[-1], Counter())["GPE"] > 0
    if hinted or (len(lows) == 3 and lows[1] == "&" and not {lows[0], lows[2]} & words.regions):
        return True
    if _beside(page, group):
        return True
    if len(lows) == 1 and _SITE.search(lows[0]):
        return True
    if len(lows) == 1:
        return group.count >= 2 and (_placed(page, group) or _trades(page, group))
    return group.count >= 2 or _placed(page, group)


def _is_title(page: Page, group: Group) -> bool:
    """Whether the name mostly opens a quotation or stands before "podcast", "conference" or the like."""
    tokens = page.tokens
    places = [(s, e) for s, e in group.places if not page.heading[s]]
    if any(_is_work(page, e) for _, e in places):
        return True
    hits = sum(
        (s > 0 and tokens[s - 1].text in _QUOTES and e < len(tokens) and not tokens[e].text.islower())
        or (e < len(tokens) and _next_word(page, e) in _WORKS)
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
        if token.text.islower() and token.low in _WORKS | {"journal", "magazine"}:
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
_WORKS = wordset(
    "conference summit event expo exhibition festival program programme initiative award awards scholarship "
    "podcast book novel film movie series app trial study curriculum campaign course"
)


def _after_article(page: Page, group: Group, articles: Collection[str] = ("the",)) -> bool:
    return any(s and page.tokens[s - 1].low in articles and not page.heading[s] for s, _ in group.spans)


_SITE = re.compile(r"\w\.(?:com|org|net|ai|io|co|tv)$")
"""Names that are addresses: "Quill.com"."""
_TRADES = wordset(
    "sells makes builds develops manufactures operates serves employs supplies delivers distributes offers "
    "provides announced announces launched launches unveiled introduced acquired partnered specializes "
    "specialises publishes produces invests owns trains supports enables powers helps hosts"
)


def _trades(page: Page, group: Group) -> bool:
    """Whether a verb of business follows the name."""
    return any(e < len(page.tokens) and page.tokens[e].low in _TRADES for _, e in group.places)


def _beside(page: Page, group: Group) -> bool:
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


def _placed(page: Page, group: Group) -> bool:
    """Whether a preposition stands before the name that organisations have before them."""
    for start, _ in group.spans:
        at = start - 1
        if at > 0 and page.tokens[at].low == "the":
            at -= 1
        if at >= 0 and page.tokens[at].low in BEFORE_NAMES:
            return True
    return False


def _is_person(page: Page, group: Group) -> bool:
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


def _is_surname(page: Page, group: Group) -> bool:
    """Whether a single word is told to be a person: an office before it, "and his" after it, or a given name
    two words before."""
    words, tokens = lexicon(), page.tokens
    for start, end in group.places:
        if start and tokens[start - 1].low in _OFFICES and tokens[start - 1].kind == CAP:
            return True
        after = tokens[end].low if end < len(tokens) else ""
        if after in _DOES or (after == "and" and end + 1 < len(tokens) and tokens[end + 1].low in _HIS):
            return True
    low = group.name.lower()
    return any(
        tokens[k].low == low
        and tokens[k - 1].kind == tokens[k - 2].kind == CAP
        and tokens[k - 2].low in words.given
        and tokens[k - 1].low not in words.stop
        for k in range(2, len(tokens))
    )


_MAKING = wordset(
    "makes make using uses use called product products app device drug test tests platform tool software "
    "titled "
    "developing developed version via model series film movie game song album book novel treatment"
)


def _is_product(page: Page, group: Group) -> bool:
    """Whether the words before the name speak of a thing that somebody makes."""
    for start, _ in group.spans:
        before = page.tokens[start - 1] if start else None
        if before is not None and (
            before.low in _MAKING or (before.low == "'s" or (before.text in "'’" and start > 1))
        ):
            return True
    return False


@cache
def common() -> frozenset[str]:
    """Words that make no name by themselves, in whatever number."""
    words = lexicon()
    return words.generic | words.topic | words.titles | words.stop | frozenset(words.weak) | words.not_names
