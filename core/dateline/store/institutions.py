"""Institutions across documents: entities with aliases, and which articles name them.

A document's institution joins the entity with the same ROR id, else the one of which a document's full name
had the same folded form and that is not of another ROR id; otherwise it becomes a new entity.  An acronym
joins two documents' institutions only through the long form that stands beside it, and a general name
(`dateline.store.general`) only within one place: its key has the place behind an `@`.  The reason for each
alias is kept, and what a person decided (`dateline.store.decisions`) goes before all of this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from dateline.errors import UsageError
from dateline.records import Institution, InstitutionRef
from dateline.store import general
from dateline.store.decisions import Rules, active
from dateline.store.names import fold as fold
from dateline.store.schema import aliases, article_institutions, institutions

FULL = "full name"
BY_ROR = "same ROR id"
BY_PERSON = "joined by a person"
BY_PLACE = "general name, the same only within this place"
ALONE = "general name, and no place is known: of one article only"
_DECISIVE = (FULL, BY_ROR, BY_PERSON, BY_PLACE, ALONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A form of an institution's name, with the reason why it is one."""

    alias: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An institution of the store."""

    id: int
    name: str
    type: str
    ror: str | None
    wikidata: str | None
    articles: int
    """How many articles name it."""


def link(
    conn: Connection,
    article_id: str,
    found: Iterable[Institution],
    now: datetime,
    rules: Rules | None = None,
) -> None:
    """Replace what the article names by these institutions; `rules` saves reading the decisions again."""
    rules = rules or active(conn)
    conn.execute(delete(article_institutions).where(article_institutions.c.article_id == article_id))
    rows: dict[int, dict[str, Any]] = {}
    place: general.Where | None = None
    for item in found:
        if item.ror is None and general.general(item.name):
            place = place or general.where(conn, article_id)
            key = _entity(conn, item, now, rules, general.scope(item.name, place), article_id)
        else:
            key = _entity(conn, item, now, rules)
        row = rows.setdefault(
            key,
            {
                "institution_id": key,
                "article_id": article_id,
                "role": "mentioned",
                "mentions": 0,
                "forms": [],
            },
        )
        row["mentions"] += len(item.mentions)
        row["forms"] = sorted({*row["forms"], *(mention.text for mention in item.mentions), item.name})
        if item.role == "issuer":
            row["role"] = "issuer"
    if rows:
        conn.execute(article_institutions.insert(), list(rows.values()))


def prune(conn: Connection) -> int:
    """Delete institutions that no article names any more.  Returns how many."""
    named = select(article_institutions.c.institution_id)
    return conn.execute(delete(institutions).where(institutions.c.id.not_in(named))).rowcount


def _entity(
    conn: Connection, item: Institution, now: datetime, rules: Rules, place: str = "", article_id: str = ""
) -> int:
    own = f"{fold(item.name)} @{place}" if place else fold(item.name)
    folded = rules.follow(own)
    decided = folded != own or own in rules.apart
    key = None
    reason = FULL
    if item.ror and not decided:
        key = _by_ror(conn, item.ror)
        reason = BY_ROR if key is not None else FULL
    if key is None:
        query = (
            select(institutions.c.id, institutions.c.ror)
            .join(aliases, aliases.c.institution_id == institutions.c.id)
            .where(aliases.c.key == folded, aliases.c.reason.in_(_DECISIVE))
            .order_by(institutions.c.id)
        )
        for row in conn.execute(query):
            if decided or not (item.ror and row.ror and item.ror != row.ror):
                key = row.id
                break
    ror = item.ror if item.ror and _by_ror(conn, item.ror) in (None, key) else None
    if key is None:
        name = rules.names.get(folded) or rules.spelling.get(folded) or item.name
        values = {"name": name, "type": item.type, "ror": ror, "wikidata": item.wikidata if ror else None}
        result = conn.execute(institutions.insert().values(created=now, **values))
        key = int(result.inserted_primary_key[0])  # type: ignore[index]
        if fold(name) != fold(item.name):
            _add_alias(conn, key, name, BY_PERSON)
        if folded not in (own, fold(name)):
            _add_alias(conn, key, rules.spelling.get(folded, name), BY_PERSON, folded)
    elif ror:
        conn.execute(
            update(institutions)
            .where(institutions.c.id == key)
            .values(ror=ror, wikidata=func.coalesce(institutions.c.wikidata, item.wikidata))
        )
    if folded in rules.names:
        conn.execute(update(institutions).where(institutions.c.id == key).values(name=rules.names[folded]))
        _add_alias(conn, key, rules.names[folded], BY_PERSON)
    if place and place == article_id:
        _add_alias(conn, key, item.name, BY_PERSON if folded != own else ALONE, own)
    elif place:
        _add_alias(conn, key, f"{item.name} ({place})", BY_PERSON if folded != own else BY_PLACE, own)
    else:
        _add_alias(conn, key, item.name, BY_PERSON if folded != own else reason)
    for form in sorted({mention.text for mention in item.mentions}):
        if fold(form) not in rules.apart:
            _add_alias(conn, key, form, f"used for {item.name} in one article")
    return int(key)


def _by_ror(conn: Connection, ror: str) -> int | None:
    found = conn.execute(select(institutions.c.id).where(institutions.c.ror == ror)).scalar_one_or_none()
    return None if found is None else int(found)


def _add_alias(conn: Connection, key: int, alias: str, reason: str, folded: str | None = None) -> None:
    values = {"institution_id": key, "key": folded or fold(alias), "alias": alias, "reason": reason}
    if not values["key"]:
        return
    statement = insert(aliases).values(values)
    if reason in _DECISIVE:
        weaker = aliases.c.reason.not_in(_DECISIVE)
        conn.execute(
            statement.on_conflict_do_update(
                index_elements=["institution_id", "key"], set_={"reason": reason}, where=weaker
            )
        )
    else:
        conn.execute(statement.on_conflict_do_nothing())


def full_names(conn: Connection, key: int) -> dict[str, str]:
    """Folded form → name, of the forms by which documents join an institution."""
    query = select(aliases.c.key, aliases.c.alias).where(
        aliases.c.institution_id == key, aliases.c.reason.in_(_DECISIVE)
    )
    return {row.key: row.alias for row in conn.execute(query)}


def full_key(conn: Connection, key: int, asked: str) -> str | None:
    """The folded form of one of these full names, however the place of a general one is given."""
    known = full_names(conn, key)
    same = [k for k, alias in known.items() if k == fold(asked) or alias == asked]
    same = same or [k for k in known if k.partition(" @")[0] == fold(asked)]
    return same[0] if len(same) == 1 else None


def find(conn: Connection, text: str, limit: int = 50) -> list[Entity]:
    """Institutions that go by a name, or of which a form of the name begins with it; most named first."""
    folded = fold(text)
    if not folded:
        return []
    matching = select(aliases.c.institution_id).where(
        aliases.c.key.startswith(folded, autoescape=True) | (aliases.c.alias == text)
    )
    query = _entities().where(institutions.c.id.in_(matching))
    return [
        Entity(**row._mapping)
        for row in conn.execute(query.order_by(func.count().desc(), institutions.c.name).limit(limit))
    ]


def by_id(conn: Connection, key: int) -> Entity | None:
    """The institution of that number."""
    row = conn.execute(_entities().where(institutions.c.id == key)).one_or_none()
    return None if row is None else Entity(**row._mapping)


def most_named(conn: Connection, limit: int = 200, offset: int = 0) -> list[Entity]:
    """Institutions by the number of articles that name them."""
    query = _entities().order_by(func.count().desc(), institutions.c.name).limit(limit).offset(offset)
    return [Entity(**row._mapping) for row in conn.execute(query)]


def aliases_of(conn: Connection, key: int) -> list[Alias]:
    """All forms of an institution's name."""
    query = select(aliases.c.alias, aliases.c.reason).where(aliases.c.institution_id == key)
    return [Alias(**row._mapping) for row in conn.execute(query.order_by(aliases.c.alias))]


def articles_of(conn: Connection, key: int) -> list[str]:
    """Ids of the articles that name an institution."""
    query = select(article_institutions.c.article_id).where(article_institutions.c.institution_id == key)
    return list(conn.execute(query).scalars())


def refs(conn: Connection, ids: Sequence[str]) -> dict[str, tuple[InstitutionRef, ...]]:
    """Article id → the institutions it names, issuers first, then by mentions."""
    query = (
        select(article_institutions, institutions)
        .join(institutions, institutions.c.id == article_institutions.c.institution_id)
        .where(article_institutions.c.article_id.in_(ids))
        .order_by(article_institutions.c.role, article_institutions.c.mentions.desc(), institutions.c.name)
    )
    rows = conn.execute(query).all()
    wanted = {row.institution_id for row in rows}
    known: dict[int, list[str]] = {}
    for row in conn.execute(
        select(aliases.c.institution_id, aliases.c.alias)
        .where(aliases.c.institution_id.in_(wanted))
        .order_by(aliases.c.alias)
    ):
        known.setdefault(row.institution_id, []).append(row.alias)
    result: dict[str, list[InstitutionRef]] = {}
    for row in rows:
        result.setdefault(row.article_id, []).append(_ref(row, known.get(row.institution_id, [])))
    return {key: tuple(value) for key, value in result.items()}


def _ref(row: Any, known: Sequence[str]) -> InstitutionRef:
    return InstitutionRef(
        id=row.institution_id,
        name=row.name,
        aliases=tuple(dict.fromkeys([*row.forms, *known])),
        type=row.type,
        ror=row.ror,
        wikidata=row.wikidata,
        role=row.role,
    )


def _entities() -> Any:
    return (
        select(
            institutions.c.id,
            institutions.c.name,
            institutions.c.type,
            institutions.c.ror,
            institutions.c.wikidata,
            func.count(article_institutions.c.article_id).label("articles"),
        )
        .outerjoin(article_institutions, article_institutions.c.institution_id == institutions.c.id)
        .group_by(institutions.c.id)
    )


def named(conn: Connection, asked: str) -> Entity:
    """The one institution of that number or name.  Raises UsageError where there is none or more than one."""
    if asked.isascii() and asked.isdigit() and len(asked) < 16:
        one = by_id(conn, int(asked))
        found = [one] if one else []
    else:
        near = find(conn, asked)
        found = (
            [item for item in near if fold(item.name) == fold(asked)]
            or [item for item in near if fold(asked) in full_names(conn, item.id)]
            or list(near)
        )
    if not found:
        raise UsageError(f"No institution is called “{asked[:200]}”.")
    if len(found) > 1:
        some = ", ".join(f"{item.name} ({item.id})" for item in found[:5])
        raise UsageError(f"“{asked[:200]}” may be {some}; give the number.")
    return found[0]
