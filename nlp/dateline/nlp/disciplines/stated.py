"""Disciplines that the text names: "three disciplines including information, medicine and new materials"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.nlp.disciplines.phrases import Words, names


@dataclass(frozen=True, slots=True)
class Stated:
    """A discipline named in a list or as a field."""

    start: int
    end: int
    text: str
    field: str
    subfield: str | None


_HEADS = frozenset(
    ("discipline", "field", "area", "direction", "domain", "subject", "faculty", "frontier", "sector")
)
_OPENERS = frozenset(
    ("including", "include", "of", "in", "namely", "are", "cover", "covering", "spanning", "span", "from")
)
_LINKS = frozenset(
    (
        "and",
        "or",
        "as",
        "well",
        "the",
        "of",
        "in",
        "field",
        "area",
        "new",
        "basic",
        "applied",
        "modern",
        "advanced",
        "related",
        "to",
        "research",
    )
)
_LIST = 24
"""Words of a list that are read."""


def stated(words: Words) -> Iterator[Stated]:
    """Disciplines in lists behind "disciplines including", "fields of", "directions of"; each name once.

    A list says what the text is about only in the first half, a list of two in the first quarter.
    """
    told: set[str] = set()
    for i, word in enumerate(words.stem):
        if word not in _HEADS or i + 1 >= len(words.stem):
            continue
        found = list(_list(words, i + 1))
        named = len({s.field for s in found})
        if named < 2 or i > max(100, len(words.stem) // (4 if named == 2 else 2)):
            continue
        for s in found:
            if s.field not in told:
                told.add(s.field)
                yield s


def _list(words: Words, i: int) -> Iterator[Stated]:
    """Names one after another, with nothing but links between them."""
    stems, text = words.stem, words.text
    if stems[i] not in _OPENERS and text[words.end[i - 1] : words.start[i]].strip() not in (
        ":",
        "(",
        "–",
        "—",
    ):
        return
    root = names()
    stop = min(len(stems), i + _LIST)
    while i < stop:
        if i and re.search(r"[.;!?\n]", text[words.end[i - 1] : words.start[i]]):
            return
        node, j, best = root, i, None
        while j < len(stems) and stems[j] in node.next:
            node = node.next[stems[j]]
            j += 1
            if node.senses:
                best = (j, node.senses[0])
        if best:
            j, sense = best
            if _whole(words, i, j):
                yield Stated(
                    words.start[i],
                    words.end[j - 1],
                    text[words.start[i] : words.end[j - 1]],
                    sense.field,
                    sense.subfield,
                )
            i = j
        elif stems[i] in _LINKS or stems[i] in _OPENERS:
            i += 1
        else:
            return


def _whole(words: Words, i: int, j: int) -> bool:
    """Whether the name is an item of its own: a link, a mark, the end or a word like "science" follows."""
    if j >= len(words.stem):
        return True
    between = words.text[words.end[j - 1] : words.start[j]].strip()
    return bool(between) or words.stem[j] in (
        "and",
        "or",
        "as",
        "field",
        "area",
        "science",
        "research",
        "sector",
        "technology",
    )
