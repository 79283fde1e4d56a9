"""What is known of an institution of a text, and whether it is enough."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from dateline.nlp.institutions.fields import is_field
from dateline.nlp.institutions.found import STRONG
from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.heads import VENUES
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.names import fold
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.surroundings import (
    after_article,
    beside,
    is_person,
    is_product,
    is_surname,
    is_title,
    placed,
    trades,
)
from dateline.nlp.institutions.things import in_dateline, is_thing
from dateline.nlp.institutions.tokens import is_acronym
from dateline.nlp.wordlist import wordset

UNPROVEN = frozenset({"capitals", "maybe"})
"""Evidence that says next to nothing by itself."""
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
SITE = re.compile(r"\w\.(?:com|org|net|ai|io|co|tv)$")
"""Names that are addresses: "Quill.com"."""


def accepted(page: Page, group: Group, keys: Collection[str]) -> bool:
    """Whether the evidence is enough."""
    words = lexicon()
    evidence = group.evidence - UNPROVEN
    if not evidence:
        return False
    name = group.name
    lows = [word.lower() for word in name.split()]
    single = len(lows) == 1
    if (
        single
        and "known" not in evidence
        and (lows[0] in words.social or lows[0] in words.acronyms or words.is_head(lows[0]))
    ):
        return False
    if evidence <= _HEADLESS and (is_person(page, group) or (single and is_surname(page, group))):
        return False
    if evidence & STRONG <= {"about"} and (
        is_title(page, group) or (single and group.count < 3 and lows[0] in ordinary())
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
    if sole and {"model", "weak"} <= evidence and after_article(page, group):
        return True
    if all(low.strip(".,") in common() or low in ("of", "and", "&", "for", "the", "in") for low in lows):
        told = "model" in evidence and len(lows) >= 3 and ("cue" in evidence or after_article(page, group))
        firm = lows[-1] in words.strong or lows[-1] in _FIRMS
        section = lows[-1] in _SECTIONS and after_article(page, group, ("the", "'s"))
        told = told or section or ("model" in evidence and group.count >= 2 and firm)
        return "defined" in evidence or (told and "weak" in evidence)
    if (any(low in page.listed for low in lows) and not evidence & {"list", "weak"}) or lows[-1].strip(
        "."
    ) in ("jr", "sr"):
        return False
    if not evidence & {"weak", "defined"} and (
        is_thing(page, group.places) or in_dateline(page, name) or is_title(page, group)
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
    if is_person(page, group):
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
    if "weak" in evidence and lows[-1] in _SOLE and len(lows) >= 3 and after_article(page, group):
        return True
    if "weak" in evidence and lows[-1] in _OFFICE_HEADS and len(lows) == 2 and lows[0] not in ordinary():
        return after_article(page, group) or bool(evidence & {"model", "cue"}) or group.count >= 2
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
    if lows[-1] not in _PANELS or len(lows) > 3 or group.count > 2 or _OWN & set(lows):
        return False
    return all(low in ordinary() or low in lexicon().generic or low in _SMALL for low in lows)


def _bare(head: str) -> bool:
    """Whether a weak head is as often the name of a thing: "Bus Rapid Transit"."""
    return lexicon().weak.get(head) in ("company", "healthcare") and head not in _FIRMS


def _believed(page: Page, group: Group, lows: Sequence[str], hinted: bool, keys: Collection[str]) -> bool:
    """Whether a name without a head may be taken on the word of the model or of a turn of phrase."""
    words, name = lexicon(), group.name
    acronym = len(lows) == 1 and is_acronym(name)
    if acronym and any(key.startswith(f"{fold(name)} ") for key in keys):
        return True  # "UPMC" beside "UPMC Harbour Hospital"
    if len(lows) == 1 and not hinted and (is_field(lows[0]) or (name.isupper() and not placed(page, group))):
        return False
    if (
        (lows[-1] in words.topic and not hinted)
        or name.lower() in page.text
        or "at" in lows
        or is_product(page, group)
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
    if beside(page, group):
        return True
    if len(lows) == 1 and SITE.search(lows[0]):
        return True
    if len(lows) == 1:
        return group.count >= 2 and (placed(page, group) or trades(page, group))
    return group.count >= 2 or placed(page, group)


@cache
def common() -> frozenset[str]:
    """Words that make no name by themselves, in whatever number."""
    words = lexicon()
    return words.generic | words.topic | words.titles | words.stop | frozenset(words.weak) | words.not_names
