"""What is told of a possible institution, in numbers: its words, its evidence, where it stands."""

from collections import Counter
from collections.abc import Collection, Mapping

from dateline.nlp.institutions.evidence import SITE
from dateline.nlp.institutions.found import STRONG
from dateline.nlp.institutions.group import Group
from dateline.nlp.institutions.lexicon import lexicon, ordinary
from dateline.nlp.institutions.names import fold
from dateline.nlp.institutions.neighbours import after, before
from dateline.nlp.institutions.page import Page
from dateline.nlp.institutions.surroundings import (
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

_SMALL = wordset("of the and for & in at")
_PLACES = 8
"""Places of a name that are looked at."""
_KINDS = ("last:", "alone:", "plain:")
_CROSSED = ("label:", "evidence:", "count:", "words:", "before:", "after:")
"""Features that say different things of different kinds of names."""


class Sure:
    """The folded names of institutions that strong evidence shows, and what they begin with."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = frozenset(names)
        self._begins = Counter(
            " ".join(words[:n]) for name in names for words in [name.split()] for n in range(1, len(words))
        )

    def begins(self, name: str, own: Collection[str]) -> bool:
        """Whether a sure name that is none of its `own` forms begins with this folded name."""
        return self._begins[name] > sum(form.startswith(f"{name} ") and form in self.names for form in own)


def features(page: Page, group: Group, verdict: bool, sure: Sure) -> Mapping[str, float]:
    """Features by name, most of them 1.0 where they hold; `verdict` is what the rules say of the name."""
    found = {"bias": 1.0}
    _evidence(found, group, verdict)
    _form(found, page, group, sure)
    _labels(found, page, group)
    _zone(found, page, group)
    prose = [place for place in group.places if not page.heading[place[0]]]
    for start, end in (prose or group.places)[:_PLACES]:
        found.update((feature, 1.0) for feature in before(page, start))
        found.update((feature, 1.0) for feature in after(page, start, end))
    _surroundings(found, page, group)
    for kind in [feature for feature in found if feature.startswith(_KINDS)]:
        for other in [feature for feature in found if feature.startswith(_CROSSED) and feature != kind]:
            found[f"{kind} {other}"] = found[other]
    return found


def _evidence(found: dict[str, float], group: Group, verdict: bool) -> None:
    told = "yes" if verdict else "no"
    evidence = group.evidence - {"capitals"} or {"capitals"}
    found[f"rules:{told}"] = 1.0
    found[f"rules:{told} {'strong' if evidence & STRONG else 'soft'}"] = 1.0
    for kind in sorted(evidence):
        found[f"evidence:{kind}"] = 1.0
        found[f"rules:{told} {kind}"] = 1.0
    if len(evidence) == 1:
        found[f"only:{min(evidence)}"] = 1.0
    found[f"count:{min(group.count, 4)}"] = 1.0
    for least in (6, 10):
        if group.count >= least:
            found[f"count>={least}"] = 1.0
    if group.defined:
        found["defined"] = 1.0
    if group.parent:
        found["parent"] = 1.0


def _kind_of_last(word: str) -> str:
    words = lexicon()
    if word in words.strong:
        return f"strong {words.strong[word]}"
    if word in words.weak:
        return f"weak {words.weak[word]}"
    if word in words.not_names or word.rstrip("s") in words.not_names:
        return "thing"
    for kind, members in (
        ("suffix", words.suffixes),
        ("title", words.titles),
        ("topic", words.topic),
        ("region", words.regions),
        ("generic", words.generic),
        ("ordinary", ordinary()),
    ):
        if word in members:
            return kind
    return "own"


def _form(found: dict[str, float], page: Page, group: Group, sure: Sure) -> None:
    words, name = lexicon(), group.name
    lows = [word.lower() for word in name.split()]
    first, last = lows[0], lows[-1].strip(".,")
    found[f"words:{min(len(lows), 6)}"] = 1.0
    found[f"last:{_kind_of_last(last)}"] = 1.0
    own = {fold(form) for form in group.forms}
    opening = [fold(" ".join(name.split()[:n])) for n in range(1, min(len(lows), 8))]
    content = [low.strip(".,") for low in lows if low not in _SMALL]
    plain = sum(low in ordinary() or low in words.generic or low in words.topic for low in content)
    found["plain:all" if plain == len(content) else "plain:some" if plain else "plain:none"] = 1.0
    capital = any(char.isupper() for char in name[1:])
    shape = (
        "acronym" if is_acronym(name) else "capitals" if name.isupper() else "camel" if capital else "word"
    )
    shape = "ordinary" if shape == "word" and last in ordinary() else shape
    told = {
        f"plain:all {min(len(lows), 6)}": all(low in ordinary() for low in content),
        "first:given": first in words.given,
        "first:region": first in words.regions,
        "first:ordinary": first in ordinary(),
        f"alone:{shape}": len(lows) == 1,
        "digit": any(char.isdigit() for char in name),
        "hyphen": "-" in name,
        "dot": "." in name.rstrip("."),
        "of": " of " in name,
        "for": " for " in name,
        "and": " and " in name or "&" in name,
        "head inside": any(words.is_head(low) for low in content[:-1]),
        "person inside": any(low in page.people for low in lows),
        "person's title": any(low in words.person_titles for low in lows),
        "capitals": name.isupper() and len(name) > 5,
        "site": len(lows) == 1 and SITE.search(last) is not None,
        "also small": name.lower() in page.text,
        "begins with a sure name": any(part in sure.names and part not in own for part in opening),
        "begins a sure name": sure.begins(fold(name), own),
    }
    found.update((feature, 1.0) for feature, holds in told.items() if holds)


def _labels(found: dict[str, float], page: Page, group: Group) -> None:
    labels = Counter[str]()
    for form in group.forms:
        labels.update(page.labels.get(form.lower(), {}))
    total = labels.total()
    for label, number in labels.items():
        found[f"label:{label}"] = number / total
    if not total:
        found["label:none"] = 1.0
    for start, end in group.places[:_PLACES]:
        for entity in page.entities_at(start, end):
            if (entity.start, entity.end) != (start, end):
                found[f"overlaps:{entity.label}"] = 1.0


def _zone(found: dict[str, float], page: Page, group: Group) -> None:
    if not group.places:
        return
    tokens = page.tokens
    headings = sum(page.heading[start] for start, _ in group.places) / len(group.places)
    found["heading"] = headings
    told = {
        "heading:all": headings == 1,
        "headline:all": all(page.headline(start) for start, _ in group.places),
        "in the title": any(tokens[start].start < page.title_end for start, _ in group.places),
        "late": tokens[group.places[0][0]].start > 0.8 * len(page.text),
    }
    found.update((feature, 1.0) for feature, holds in told.items() if holds)


def _surroundings(found: dict[str, float], page: Page, group: Group) -> None:
    told = {
        "thing": is_thing(page, group.places),
        "work": is_title(page, group),
        "person": is_person(page, group),
        "placed": placed(page, group),
        "trades": trades(page, group),
        "product": is_product(page, group),
        "in the dateline": in_dateline(page, group.name),
        "beside a sure name": beside(page, group),
        "surname": " " not in group.name and is_surname(page, group),
    }
    found.update((feature, 1.0) for feature, holds in told.items() if holds)
