"""What is true of the demo web's texts (`gold.json`): announcements with their members, and look-alikes.

Tests of tracing compare with it; nothing in the program reads it to give an answer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

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
