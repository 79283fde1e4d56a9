"""Announcements and the articles that belong to them.  Derived by tracing, replaced whole.

What a person says of announcements is kept apart, as decisions, and outlives every rebuild.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, select, update

from dateline.records import Announcement, Member
from dateline.store import changes
from dateline.store.schema import announcements, decisions, members

Action = Literal["original", "together", "apart"]


def replace(conn: Connection, found: Iterable[Announcement], now: datetime) -> int:
    """Let `found` take the place of all announcements; only articles whose part differs are marked changed.

    Returns how many articles that are.
    """
    new = {
        m.id: (a.id, place, m.role, list(m.reasons), m.shared)
        for a in found
        for place, m in enumerate(a.members)
    }
    old = {
        row.article_id: (row.announcement_id, row.place, row.role, row.reasons, row.shared)
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
    columns = ("announcement_id", "place", "role", "reasons", "shared")
    rows = [
        {"article_id": key, **dict(zip(columns, value, strict=True))}
        for key in altered
        if (value := new.get(key)) is not None
    ]
    if rows:
        conn.execute(members.insert(), rows)
    conn.execute(delete(announcements).where(announcements.c.id.not_in(select(members.c.announcement_id))))
    changes.touch(conn, altered)
    return len(altered)


def by_id(conn: Connection, key: str) -> Announcement | None:
    """The announcement with its members: the original first, the others by time."""
    query = select(members).where(members.c.announcement_id == key)
    return _gather(conn.execute(query).all()).get(key)


def of_article(conn: Connection, article_id: str) -> Announcement | None:
    """The announcement that the article belongs to."""
    part = of_articles(conn, [article_id]).get(article_id)
    return by_id(conn, part[0]) if part else None


def of_articles(conn: Connection, ids: Sequence[str]) -> dict[str, tuple[str, Member]]:
    """Article id → its announcement's id and its part in it."""
    query = select(members).where(members.c.article_id.in_(ids))
    return {row.article_id: (row.announcement_id, _member(row)) for row in conn.execute(query)}


def everything(conn: Connection) -> dict[str, Announcement]:
    """All announcements by id."""
    return _gather(conn.execute(select(members)).all())


def decide(conn: Connection, action: Action, articles: Sequence[str], now: datetime) -> int:
    """Keep what a person says of one article (`original`) or two (`together`, `apart`).

    Returns the decision's number, for `undo`.  An earlier contrary decision on the same articles is undone.
    The next tracing applies it.
    """
    wanted = sorted(articles)
    if len(set(wanted)) != (1 if action == "original" else 2):
        raise ValueError("an original is one article; two others are together or apart")
    for row in active(conn):
        same = row.data["articles"] == wanted and (action == "original") == (row.action == "original")
        if same:
            undo(conn, row.id, now)
    key = conn.execute(
        decisions.insert().values(
            subject="announcement", action=action, data={"articles": wanted}, made_at=now
        )
    ).inserted_primary_key
    return int(key[0]) if key else 0


def undo(conn: Connection, number: int, now: datetime) -> None:
    """Take back a decision; the next tracing decides by itself."""
    conn.execute(
        update(decisions)
        .where(decisions.c.id == number, decisions.c.subject == "announcement")
        .values(undone_at=now)
    )


def active(conn: Connection) -> list[Row[Any]]:
    """Decisions on announcements that stand, oldest first: `id`, `action`, `data["articles"]`, `made_at`."""
    query = select(decisions).where(decisions.c.subject == "announcement", decisions.c.undone_at.is_(None))
    return list(conn.execute(query.order_by(decisions.c.id)))


def decided_articles(conn: Connection) -> set[str]:
    """Articles that any decision was ever about, undone ones included."""
    query = select(decisions.c.data).where(decisions.c.subject == "announcement")
    return {key for data in conn.execute(query).scalars() for key in data["articles"]}


def _gather(rows: Sequence[Row[Any]]) -> dict[str, Announcement]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.announcement_id, []).append(row)
    return {
        key: Announcement(
            id=key, members=tuple(_member(row) for row in sorted(items, key=lambda row: row.place))
        )
        for key, items in found.items()
    }


def _member(row: Row[Any]) -> Member:
    return Member(id=row.article_id, role=row.role, reasons=tuple(row.reasons), shared=row.shared)


def _delete(conn: Connection, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), 500):
        conn.execute(delete(members).where(members.c.article_id.in_(ids[start : start + 500])))
