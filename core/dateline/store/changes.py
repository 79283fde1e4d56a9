"""The store's change numbers: each transaction that alters articles takes the next one.

A reader that remembers the highest number it has dealt with asks for what is above it and misses nothing:
writers are serialised, so that numbers become visible in order.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select, update

from dateline.store.schema import articles, counters

_TAKE = (
    update(counters)
    .where(counters.c.name == "changes")
    .values(value=counters.c.value + 1)
    .returning(counters.c.value)
)


def take(conn: Connection) -> int:
    """The next change number, counted from 1; valid when the transaction commits."""
    value = conn.execute(_TAKE).scalar_one_or_none()
    if value is None:
        conn.execute(counters.insert().values(name="changes", value=1))
        return 1
    return int(value)


def touch(conn: Connection, ids: Iterable[str]) -> int:
    """Mark articles as changed, so that derived data follow.  Returns the change number."""
    number = take(conn)
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        conn.execute(update(articles).where(articles.c.id.in_(part)).values(changed=number))
    return number


def latest(conn: Connection) -> int:
    """The highest change number among articles; 0 for an empty store."""
    return int(conn.execute(select(func.coalesce(func.max(articles.c.changed), 0))).scalar_one())
