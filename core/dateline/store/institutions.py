"""Institutions across documents: entities with aliases, and which articles name them.

A document's institution joins the entity with the same ROR id, else the one whose name has the same folded
form and is not of another ROR id; otherwise it becomes a new entity.  The reason for each alias is kept.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from dateline.records import Institution, InstitutionRef
from dateline.store.schema import aliases, article_institutions, institutions


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


def fold(name: str) -> str:
    """The form under which names are compared: no accents, case, articles, possessives or punctuation."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"['’]s\b", "", text).replace("&", " and ")
    words = re.sub(r"[^\w+]+", " ", text).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def link(conn: Connection, article_id: str, found: Iterable[Institution], now: datetime) -> None:
    """Replace what the article names by these institutions."""
    conn.execute(delete(article_institutions).where(article_institutions.c.article_id == article_id))
    rows: dict[int, dict[str, Any]] = {}
    for item in found:
        key = _entity(conn, item, now)
        forms = sorted({mention.text for mention in item.mentions} | {item.name})
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
        row["forms"] = sorted({*row["forms"], *forms})
        if item.role == "issuer":
            row["role"] = "issuer"
    if rows:
        conn.execute(article_institutions.insert(), list(rows.values()))


def _entity(conn: Connection, item: Institution, now: datetime) -> int:
    key = None
    if item.ror:
        key = conn.execute(
            select(institutions.c.id).where(institutions.c.ror == item.ror)
        ).scalar_one_or_none()
    if key is None:
        query = (
            select(institutions.c.id, institutions.c.ror)
            .join(aliases, aliases.c.institution_id == institutions.c.id)
            .where(aliases.c.key == fold(item.name), aliases.c.reason == "full name")
            .order_by(institutions.c.id)
        )
        for row in conn.execute(query):
            if not (item.ror and row.ror):
                key = row.id
                break
    if key is None:
        values = {"name": item.name, "type": item.type, "ror": item.ror, "wikidata": item.wikidata}
        result = conn.execute(institutions.insert().values(created=now, **values))
        key = int(result.inserted_primary_key[0])  # type: ignore[index]
    elif item.ror:
        conn.execute(
            update(institutions)
            .where(institutions.c.id == key)
            .values(ror=item.ror, wikidata=func.coalesce(institutions.c.wikidata, item.wikidata))
        )
    _add_alias(conn, key, item.name, "full name")
    for form in sorted({mention.text for mention in item.mentions}):
        _add_alias(conn, key, form, f"used for {item.name} in one article")
    return int(key)


def _add_alias(conn: Connection, key: int, alias: str, reason: str) -> None:
    if fold(alias):
        statement = insert(aliases).values(institution_id=key, key=fold(alias), alias=alias, reason=reason)
        conn.execute(statement.on_conflict_do_nothing())


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
