"""What changed between two revisions, word by word.

Paragraphs are compared first and words only within changed ones, each step with a bound, so that a hostile
pair of texts costs no more than a long page does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dateline.store.articles import Revision

BUDGET = 8_000_000
"""Pairs of words that may be compared for two texts; what is beyond is shown as removed and added whole."""
MAX_PARAGRAPHS = 2000
CONTEXT = 160
"""Characters of unchanged text kept on either side of a change."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that stayed, went or came."""

    kind: Literal["same", "removed", "added"]
    text: str


def words(old: str, new: str) -> list[Change]:
    """What turns `old` into `new`: `same` and `removed` joined are `old`, `same` and `added` are `new`."""
    before, after = _paragraphs(old), _paragraphs(new)
    found: list[Change] = []
    budget = BUDGET
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", "".join(before[a:b])))
        else:
            gone, come = _WORD.findall("".join(before[a:b])), _WORD.findall("".join(after[c:d]))
            budget -= len(gone) * len(come)
            found += _within(gone, come, budget > 0)
    return list(_joined(found))


def between(old: Revision, new: Revision) -> list[Change]:
    """Changes of title and text from one revision to the next."""
    return words(f"{old.title}\n\n{old.text}", f"{new.title}\n\n{new.text}")


def excerpts(changes: Sequence[Change]) -> list[Change]:
    """The changes with long unchanged stretches cut to what stands next to a change."""
    found = []
    for index, change in enumerate(changes):
        if change.kind != "same" or len(change.text) <= 2 * CONTEXT:
            found.append(change)
            continue
        head = f"{change.text[:CONTEXT].rsplit(' ', 1)[0]} " if index else ""
        tail = f" {change.text[-CONTEXT:].split(' ', 1)[-1]}" if index < len(changes) - 1 else ""
        found.append(Change("same", f"{head}…{tail}"))
    return found


def _paragraphs(text: str) -> list[str]:
    parts = re.split(r"(?<=\n\n)", text)
    if len(parts) > MAX_PARAGRAPHS:
        parts = [*parts[: MAX_PARAGRAPHS - 1], "".join(parts[MAX_PARAGRAPHS - 1 :])]
    return [part for part in parts if part]


def _within(before: Sequence[str], after: Sequence[str], closely: bool) -> Iterator[Change]:
    if not closely or not before or not after:
        yield Change("removed", "".join(before))
        yield Change("added", "".join(after))
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(before[a:b]))
        else:
            yield Change("removed", "".join(before[a:b]))
            yield Change("added", "".join(after[c:d]))


def _joined(changes: Sequence[Change]) -> Iterator[Change]:
    kept: Change | None = None
    for change in changes:
        if not change.text:
            continue
        if kept and kept.kind == change.kind:
            kept = Change(kept.kind, kept.text + change.text)
            continue
        if kept:
            yield kept
        kept = change
    if kept:
        yield kept
