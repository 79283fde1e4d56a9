"""Sources as the store knows them: what has been crawled, even when its entry is gone from dateline.toml."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from dateline.settings import Source
from dateline.store.schema import sources


def put(conn: Connection, name: str, source: Source, now: datetime) -> None:
    """Record the source, or what its entry says now."""
    values = {"kind": source.kind, "title": source.title or name, "url": source.url}
    statement = insert(sources).values(name=name, first_seen=now, **values)
    conn.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


def kinds(conn: Connection) -> dict[str, str]:
    """Name → kind of every source."""
    return {row.name: row.kind for row in conn.execute(select(sources.c.name, sources.c.kind))}


def titles(conn: Connection) -> dict[str, str]:
    """Name → title of every source."""
    return {row.name: row.title for row in conn.execute(select(sources.c.name, sources.c.title))}
