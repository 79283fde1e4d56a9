"""What a person decided about institutions: merge, split, rename.  Kept by name, so that no rebuild loses
it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from dateline.store.schema import decisions

SUBJECT = "institution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision; `data` holds folded names and their spelling."""

    id: int
    action: str
    """merge | split | rename"""
    data: Mapping[str, Any]
    made_at: datetime
    undone_at: datetime | None


@dataclass(slots=True)
class Rules:
    """The decisions in force, ready for use; all keys are folded names."""

    merged: dict[str, str] = field(default_factory=dict)
    """What is said under this name is the institution of that name."""
    apart: set[str] = field(default_factory=set)
    """Names that are institutions of their own, whatever else speaks for joining them."""
    names: dict[str, str] = field(default_factory=dict)
    """How an institution is to be called."""
    spelling: dict[str, str] = field(default_factory=dict)
    """A folded name as written."""

    def follow(self, key: str) -> str:
        """The name under which an institution is kept."""
        seen = {key}
        while key in self.merged and self.merged[key] not in seen:
            key = self.merged[key]
            seen.add(key)
        return key


def every(conn: Connection, *, undone: bool = False) -> list[Decision]:
    """Decisions about institutions, oldest first; those that were undone only when asked for."""
    query = select(decisions).where(decisions.c.subject == SUBJECT).order_by(decisions.c.id)
    if not undone:
        query = query.where(decisions.c.undone_at.is_(None))
    return [
        Decision(id=row.id, action=row.action, data=row.data, made_at=row.made_at, undone_at=row.undone_at)
        for row in conn.execute(query)
    ]


def active(conn: Connection) -> Rules:
    """The decisions in force; of two that disagree the later one holds."""
    rules = Rules()
    for decision in every(conn):
        data = decision.data
        if decision.action == "merge":
            rules.spelling[data["into"]] = data["name"]
            rules.merged.pop(data["into"], None)
            for key in data["from"]:
                if key != data["into"]:
                    rules.merged[key] = data["into"]
                    rules.apart.discard(key)
        elif decision.action == "split":
            rules.apart.add(data["key"])
            rules.merged.pop(data["key"], None)
        elif decision.action == "rename":
            rules.names[data["key"]] = data["name"]
    return rules


def add(conn: Connection, action: str, data: Mapping[str, Any], now: datetime) -> int:
    """Write a decision down; returns its number."""
    values = {"subject": SUBJECT, "action": action, "data": dict(data), "made_at": now}
    return int(conn.execute(decisions.insert().values(values)).inserted_primary_key[0])  # type: ignore[index]


def close(conn: Connection, number: int, now: datetime) -> Decision | None:
    """Take a decision back; None if there is none in force of that number."""
    found = next((d for d in every(conn) if d.id == number), None)
    if found is not None:
        conn.execute(update(decisions).where(decisions.c.id == number).values(undone_at=now))
    return found
