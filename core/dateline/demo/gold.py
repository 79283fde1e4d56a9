"""What is true of the demo web's texts (`gold.json`): announcements with their members, and look-alikes.

Tests of tracing compare with it; nothing in the program reads it to give an answer.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from dateline.demo.texts import FOLDER
from dateline.records import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAnnouncement:
    """One announcement of two or more texts."""

    name: str
    issuer: str
    members: Mapping[str, Role]
    """Text (`site/name`) → part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The whole table."""

    announcements: tuple[GoldAnnouncement, ...]
    alone: Mapping[str, str]
    """Text that belongs to no other → issuer."""
    alternatives: Mapping[str, Role]
    """Text → a second part that is right as well."""
    apart: tuple[tuple[str, str, str], ...]
    """Two texts that look alike and are not one announcement, and why."""
    corrected: tuple[str, ...]
    withdrawn: tuple[str, ...]


@cache
def load() -> Gold:
    """The table as it stands in the file."""
    data = json.loads((FOLDER / "gold.json").read_text(encoding="utf8"))
    return Gold(
        announcements=tuple(GoldAnnouncement(**item) for item in data["announcements"]),
        alone=data["alone"],
        alternatives=data["or"],
        apart=tuple((*item["texts"], item["because"]) for item in data["apart"]),
        corrected=tuple(data["corrected"]),
        withdrawn=tuple(data["withdrawn"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How what was traced compares with the table."""

    precision: float
    """Of pairs in one announcement, the share that the table has."""
    recall: float
    """Of the table's pairs, the share that was found."""
    joined: Mapping[Role, tuple[int, int]]
    """Part → how many texts are in their original's announcement, and of how many."""
    named: Mapping[Role, tuple[int, int]]
    """Part → how many of them have that part, or one that is right as well, and of how many."""
    mixed: tuple[tuple[str, str, str], ...]
    """Pairs that should have been kept apart and were not."""


def score(parts: Mapping[str, tuple[str, Role]]) -> Score:
    """Compare text → (announcement, part); texts of no announcement are left out."""
    table = load()
    expected = _pairs(announcement.members for announcement in table.announcements)
    groups: dict[str, list[str]] = {}
    for id, (announcement, _) in parts.items():
        groups.setdefault(announcement, []).append(id)
    found = _pairs(groups.values())
    right = len(found & expected)
    joined: dict[Role, tuple[int, int]] = {}
    named: dict[Role, tuple[int, int]] = {}
    for truth in table.announcements:
        first = next(iter(truth.members))
        for id, role in truth.members.items():
            together = id in parts and first in parts and parts[id][0] == parts[first][0]
            fits = together and parts[id][1] in (role, table.alternatives.get(id))
            joined[role] = _more(joined.get(role, (0, 0)), together)
            named[role] = _more(named.get(role, (0, 0)), fits)
    return Score(
        precision=right / len(found) if found else 1.0,
        recall=right / len(expected),
        joined=joined,
        named=named,
        mixed=tuple(pair for pair in table.apart if frozenset(pair[:2]) in found),
    )


def _pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def _more(count: tuple[int, int], hit: bool) -> tuple[int, int]:
    return count[0] + hit, count[1] + 1
