"""Right, false and missed, document by document, for everything that gold says of a release.

Gold, one object a document:

    {"id","institutions":[{"name","surfaces":[…],"role","required"}],
     "dates":[{"text","start","end","required"}],
     "disciplines":[{"field","required"}],
     "anatomy":{"dateline":str|null,"wire":str|null,"contacts":[{"name","email","phone","organisation"}],
                "boilerplate":["first words of a paragraph", …]}}

What is not `required` (true when left out) neither counts nor hurts.

- institutions: an entry matches if its name or a mention is one of the forms of the gold (case, a leading
  "the", possessives and punctuation aside); a second entry for the same gold is false, for aliases are to be
  merged.
- dates: the same first and last day, and one text holds the other; every occurrence counts.
- disciplines: the set of fields.
- dateline: the text, white space and trailing dashes aside.  contacts: each value of each contact.
- boilerplate: paragraphs, by how they begin.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.records import Annotations

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one document, or summed over many."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            right=self.right + other.right,
            false=self.false + other.false,
            missed=self.missed + other.missed,
        )

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = 2 * self.right + self.false + self.missed
        return 2 * self.right / both if both else 0.0


def fold(text: str) -> str:
    """The form under which texts are compared."""
    text = re.sub(r"[’']s\b", "", text.casefold().replace("’", "'"))
    text = " ".join(re.sub(r"[^\w&+ ]", " ", text).split())
    return text.removeprefix("the ")


def institutions(gold: Gold, found: Annotations) -> Tally:
    entries = [
        ({fold(form) for form in (*entry["surfaces"], entry["name"])}, entry.get("required", True))
        for entry in gold["institutions"]
    ]
    taken: set[int] = set()
    right = false = 0
    for item in found.institutions:
        forms = {fold(item.name), *(fold(mention.text) for mention in item.mentions)}
        hits = [number for number, (surfaces, _) in enumerate(entries) if forms & surfaces]
        free = next((number for number in hits if number not in taken), None)
        if free is None:
            false += all(entries[number][1] for number in hits)
            continue
        taken.add(free)
        right += entries[free][1]
    missed = sum(required and number not in taken for number, (_, required) in enumerate(entries))
    return Tally(right=right, false=false, missed=missed)


def dates(gold: Gold, found: Annotations) -> Tally:
    left = list(gold["dates"])
    right = false = 0
    for item in found.dates:
        text, days = fold(item.text), (item.first.isoformat(), item.last.isoformat())
        match = next(
            (
                entry
                for entry in left
                if (entry["start"], entry["end"]) == days
                and (fold(entry["text"]) in text or text in fold(entry["text"]))
            ),
            None,
        )
        if match is None:
            false += 1
        else:
            left.remove(match)
            right += match.get("required", True)
    return Tally(right=right, false=false, missed=sum(entry.get("required", True) for entry in left))


def disciplines(gold: Gold, found: Annotations) -> Tally:
    may = {entry["field"] for entry in gold["disciplines"]}
    must = {entry["field"] for entry in gold["disciplines"] if entry.get("required", True)}
    got = {item.field for item in found.disciplines}
    return Tally(right=len(must & got), false=len(got - may), missed=len(must - got))


def datelines(gold: Gold, found: Annotations) -> Tally:
    want = gold["anatomy"]["dateline"]
    got = found.anatomy.dateline.text if found.anatomy.dateline else None
    return _compare({_plain(want)} if want else set(), {_plain(got)} if got else set())


def contacts(gold: Gold, found: Annotations) -> Tally:
    want = {
        (name, _plain(contact[name]))
        for contact in gold["anatomy"]["contacts"]
        for name in ("name", "organisation", "email", "phone")
        if contact[name]
    }
    got = {
        (name, _plain(value))
        for contact in found.anatomy.contacts
        for name in ("name", "organisation", "email", "phone")
        if (value := getattr(contact, name))
    }
    return _compare(want, got)


def boilerplate(gold: Gold, found: Annotations, text: str) -> Tally:
    passages = [_plain(text[item.offset[0] : item.offset[1]]) for item in found.anatomy.boilerplate]
    left = list(passages)
    missed = 0
    for begin in gold["anatomy"]["boilerplate"]:
        match = next((passage for passage in left if _plain(begin) in passage), None)
        if match is None:
            missed += not any(_plain(begin) in passage for passage in passages)
        else:
            left.remove(match)
    return Tally(right=len(passages) - len(left), false=len(left), missed=missed)


MEASURES: dict[str, Callable[[Gold, Annotations, str], Tally]] = {
    "institutions": lambda gold, found, _: institutions(gold, found),
    "dates": lambda gold, found, _: dates(gold, found),
    "disciplines": lambda gold, found, _: disciplines(gold, found),
    "datelines": lambda gold, found, _: datelines(gold, found),
    "contacts": lambda gold, found, _: contacts(gold, found),
    "boilerplate": boilerplate,
}

PART = {"institutions": "institutions", "dates": "dates", "disciplines": "disciplines"}
"""What of the gold a measure needs; the others need its anatomy."""


def score(documents: Iterable[tuple[Gold, Annotations, str]]) -> dict[str, list[Tally]]:
    """Measure → one tally a document, where its gold speaks of that.

    The string of a document is its title, a blank line and its text.
    """
    tallies: dict[str, list[Tally]] = {name: [] for name in MEASURES}
    for gold, found, text in documents:
        for name, measure in MEASURES.items():
            if PART.get(name, "anatomy") in gold:
                tallies[name].append(measure(gold, found, text))
    return tallies


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" -–—:").casefold()


def _compare(want: set[Any], got: set[Any]) -> Tally:
    return Tally(right=len(want & got), false=len(got - want), missed=len(want - got))
