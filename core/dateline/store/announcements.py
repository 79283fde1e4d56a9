"""Announcements and the articles that belong to them.  Derived by tracing, replaced whole."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from dateline.records import Announcement, Member
from dateline.store import changes
from dateline.store.schema import announcements, members


def replace(conn: Connection, found: Iterable[Announcement], now: datetime) -> int:
    """Let `found` take the place of all announcements; only articles whose part differs are marked changed.

    Returns how many articles that are.
    """
    new = {m.id: (a.id, m.role, list(m.reasons), m.shared) for a in found for m in a.members}
    old = {
        row.article_id: (row.announcement_id, row.role, row.reasons, row.shared)
        for row in conn.execute(select(members))
    }
    altered = sorted(key for key in new.keys() | old.keys() if new.get(key) != old.get(key))
    if not altered:
        return 0
    _delete(conn, altered)
    known = set(conn.execute(select(announcements.c.id)).scalars())
    fresh = sorted({value[0] for value in new.values()} - known)
    if fresh:
        conn.execute(announcements.insert(), [{"id": key, "created": now} for key in fresh])
    rows = [
        {
            "article_id": key,
            "announcement_id": value[0],
            "role": value[1],
            "reasons": value[2],
            "shared": value[3],
        }
        for key in altered
        if (value := new.get(key)) is not None
    ]
    if rows:
        conn.execute(members.insert(), rows)
    conn.execute(delete(announcements).where(announcements.c.id.not_in(select(members.c.announcement_id))))
    changes.touch(conn, altered)
    return len(altered)


def by_id(conn: Connection, key: str) -> Announcement | None:
    """The announcement with its members, in the order that tracing gave them."""
    return _load(conn, [key]).get(key)


def of_articles(conn: Connection, ids: Sequence[str]) -> dict[str, tuple[str, Member]]:
    """Article id → its announcement's id and its part in it."""
    query = select(members).where(members.c.article_id.in_(ids))
    return {
        row.article_id: (
            row.announcement_id,
            Member(id=row.article_id, role=row.role, reasons=tuple(row.reasons), shared=row.shared),
        )
        for row in conn.execute(query)
    }


def _load(conn: Connection, keys: Sequence[str]) -> dict[str, Announcement]:
    query = select(members).where(members.c.announcement_id.in_(keys))
    found: dict[str, list[Member]] = {}
    for row in conn.execute(query):
        member = Member(id=row.article_id, role=row.role, reasons=tuple(row.reasons), shared=row.shared)
        found.setdefault(row.announcement_id, []).append(member)
    return {
        key: Announcement(id=key, members=tuple(sorted(items, key=lambda m: (m.role != "original", m.id))))
        for key, items in found.items()
    }


def _delete(conn: Connection, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), 500):
        conn.execute(delete(members).where(members.c.article_id.in_(ids[start : start + 500])))
