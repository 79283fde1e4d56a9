"""Merging, splitting and renaming institutions, and taking it back; all articles concerned follow at once."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from dateline.errors import UsageError
from dateline.store import annotations, changes, decisions, institutions
from dateline.store.institutions import Entity
from dateline.store.names import fold
from dateline.store.schema import aliases, article_institutions, articles
from dateline.store.schema import institutions as table


def merge(conn: Connection, into: int, other: int, now: datetime) -> int:
    """Make two institutions one, under the name of the first.  Returns the number of the decision."""
    first, second = _known(conn, into), _known(conn, other)
    if first.id == second.id:
        raise UsageError(f"{first.name} is one institution already; name two different ones.")
    data = {
        "into": _own_key(conn, first),
        "name": first.name,
        "from": sorted({*institutions.full_names(conn, other), _own_key(conn, second)}),
        "other": second.name,
    }
    named = {*institutions.articles_of(conn, into), *institutions.articles_of(conn, other)}
    number = decisions.add(conn, "merge", data, now)
    _forget(conn, [other])
    relink(conn, named, now)
    return number


def split(conn: Connection, key: int, alias: str, now: datetime) -> int:
    """Make a name that documents use as a full one an institution of its own.  Returns the decision's
    number."""
    entity = _known(conn, key)
    folded = institutions.full_key(conn, key, alias)
    if folded is None:
        names = ", ".join(sorted(institutions.full_names(conn, key).values()))
        raise UsageError(f"No document calls {entity.name} just “{alias}”; the names to split are: {names}.")
    if folded == _own_key(conn, entity):
        raise UsageError(f"“{alias}” is the name of the institution itself; rename it first.")
    named = institutions.articles_of(conn, key)
    data = {"key": folded, "name": alias, "entity": entity.name}
    number = decisions.add(conn, "split", data, now)
    conn.execute(delete(aliases).where(aliases.c.institution_id == key, aliases.c.key == folded))
    relink(conn, named, now)
    return number


def rename(conn: Connection, key: int, name: str, now: datetime) -> int:
    """Call an institution otherwise; its other names stay.  Returns the number of the decision."""
    entity = _known(conn, key)
    if not fold(name):
        raise UsageError("A name must hold a letter or digit.")
    data = {"key": decisions.active(conn).follow(_own_key(conn, entity)), "name": name, "old": entity.name}
    earlier = next(
        (
            d
            for d in decisions.every(conn)
            if d.action == "rename" and fold(d.data["name"]) == fold(entity.name)
        ),
        None,
    )
    if earlier is not None:
        data["key"] = earlier.data["key"]
    number = decisions.add(conn, "rename", data, now)
    relink(conn, institutions.articles_of(conn, key), now)
    return number


def undo(conn: Connection, number: int, now: datetime) -> decisions.Decision:
    """Take a decision back; what depends on it is made again from the articles."""
    decision = decisions.close(conn, number, now)
    if decision is None:
        raise UsageError(f"No decision {number} is in force; `dateline institutions decisions` shows them.")
    data = decision.data
    keys = {data.get("key"), data.get("into"), *data.get("from", ()), fold(str(data.get("name", "")))} - {
        None,
        "",
    }
    keys |= {fold(str(data[field])) for field in ("old", "other", "entity") if field in data}
    touched = list(
        conn.execute(
            select(aliases.c.institution_id).where(aliases.c.key.in_(sorted(keys))).distinct()
        ).scalars()
    )
    named = {article for key in touched for article in institutions.articles_of(conn, key)}
    of_them = aliases.c.institution_id.in_(touched)
    if decision.action == "merge":
        conn.execute(delete(aliases).where(of_them, aliases.c.key.in_(data["from"])))
    elif decision.action == "rename":
        mine = (table.c.id.in_(touched)) & (table.c.name == data["name"])
        conn.execute(update(table).where(mine).values(name=data["old"]))
        made = (aliases.c.reason == institutions.BY_PERSON) & (aliases.c.key == fold(data["name"]))
        conn.execute(delete(aliases).where(of_them, made))
    else:
        _forget(conn, [key for key in touched if _own_key(conn, _known(conn, key)) == data["key"]])
    relink(conn, named, now)
    return decision


def relink(conn: Connection, ids: Iterable[str], now: datetime) -> None:
    """Read the institutions of articles anew from their annotations."""
    rules = decisions.active(conn)
    wanted = _in_order(conn, ids)
    for key in wanted:
        found = annotations.of_article(conn, key)
        if found is not None:
            institutions.link(conn, key, found.institutions, now, rules)
    institutions.prune(conn)
    if wanted:
        changes.touch(conn, wanted)


def rebuild(conn: Connection, now: datetime) -> Iterator[int]:
    """Make all institutions anew from the annotations, decisions replayed; yields the articles done so
    far."""
    conn.execute(delete(article_institutions))
    conn.execute(delete(table))
    wanted = _in_order(conn, None)
    for start in range(0, len(wanted), 200):
        relink(conn, wanted[start : start + 200], now)
        yield min(start + 200, len(wanted))


def _in_order(conn: Connection, ids: Iterable[str] | None) -> list[str]:
    """Articles as they were first seen, so that the same institutions come of them."""
    query = select(articles.c.id).order_by(articles.c.first_seen, articles.c.id)
    everything = conn.execute(query).scalars()
    if ids is None:
        return list(everything)
    wanted = set(ids)
    return [key for key in everything if key in wanted]


def _forget(conn: Connection, keys: Iterable[int]) -> None:
    wanted = list(keys)
    conn.execute(delete(article_institutions).where(article_institutions.c.institution_id.in_(wanted)))
    conn.execute(delete(table).where(table.c.id.in_(wanted)))


def _own_key(conn: Connection, entity: Entity) -> str:
    """The folded form of an institution's name, with the place where that is a general one."""
    return institutions.full_key(conn, entity.id, entity.name) or fold(entity.name)


def _known(conn: Connection, key: int) -> Entity:
    entity = institutions.by_id(conn, key)
    if entity is None:
        raise UsageError(f"There is no institution {key}; `dateline institutions list` shows them.")
    return entity
