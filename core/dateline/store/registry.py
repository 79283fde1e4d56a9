"""The registry of research organisations (ROR), as imported: names to find an organisation by, place and
links."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from dateline.store.keys import bag, key
from dateline.store.schema import registry, registry_names

NameKind = Literal["name", "label", "alias", "acronym", "bag", "beginning", "campus"]
"""How an organisation goes by a form; `bag`: the set of words of a name, see `bag`; `beginning`, `campus`:
found by
the words that it begins with."""

_RANK: Mapping[str, int] = {"name": 0, "label": 1, "alias": 2, "acronym": 3, "bag": 4}
_BATCH = 2000
_STATE = r"(?:(?:people['’]?s |democratic |federal |islamic )*(?:republic|state|kingdom) of (?:the )?)?"
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One organisation of a dump."""

    ror: str
    name: str
    types: tuple[str, ...]
    """Lower case: education, funder, healthcare, company, archive, nonprofit, government, facility, other."""
    city: str | None
    country: str | None
    """ISO 3166-1 alpha-2."""
    country_name: str | None
    wikidata: str | None
    names: tuple[tuple[str, NameKind], ...]
    """Other names with their kind; the preferred one need not be among them."""
    links: tuple[str, ...]
    parents: tuple[str, ...]
    """ROR ids."""
    related: int
    """How many organisations it is tied to; the larger of two namesakes usually has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An organisation that goes by a name."""

    ror: str
    name: str
    wikidata: str | None
    types: tuple[str, ...]
    city: str | None
    country: str | None
    country_name: str | None
    parents: tuple[str, ...]
    related: int
    key: str
    kind: NameKind


def replace_all(conn: Connection, organisations: Iterable[Organisation]) -> Iterator[int]:
    """Put these organisations in the place of all that are there; yields the number so far after each
    batch."""
    conn.execute(delete(registry_names))
    conn.execute(delete(registry))
    rows: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    seen: set[str] = set()
    for item in organisations:
        if item.ror in seen:
            continue
        seen.add(item.ror)
        rows.append(
            {
                "ror": item.ror,
                "name": item.name,
                "wikidata": item.wikidata,
                "types": list(item.types),
                "city": item.city,
                "country": item.country,
                "data": {
                    "links": list(item.links),
                    "parents": list(item.parents),
                    "related": item.related,
                    "country_name": item.country_name,
                },
            }
        )
        names += _names(item)
        if len(rows) >= _BATCH:
            conn.execute(insert(registry), rows)
            conn.execute(insert(registry_names), names)
            rows, names = [], []
            yield len(seen)
    if rows:
        conn.execute(insert(registry), rows)
        conn.execute(insert(registry_names), names)
    yield len(seen)


def _names(item: Organisation) -> list[dict[str, Any]]:
    best: dict[str, tuple[str, NameKind]] = {}
    forms: list[tuple[str, NameKind]] = [(item.name, "name"), *item.names]
    bracket = _BRACKET.search(item.name)
    if bracket:
        forms.append((item.name[: bracket.start()], "label"))
    forms += [(short, "label") for form, kind in forms if kind != "acronym" for short in _at_home(item, form)]
    for form, kind in forms:
        folded = key(form)
        if folded and (folded not in best or _RANK[kind] < _RANK[best[folded][1]]):
            best[folded] = (form, kind)
    for folded, (form, kind) in list(best.items()):
        words = bag(folded) if kind != "acronym" else None
        if words:
            best.setdefault(words, (form, "bag"))
    return [{"ror": item.ror, "key": k, "name": form, "kind": kind} for k, (form, kind) in best.items()]


def _at_home(item: Organisation, form: str) -> Iterator[str]:
    """How it is called in its own country: "Ministry of Health" for "Ministry of Health of Kenya"."""
    if item.country_name and "government" in item.types:
        land = re.escape(item.country_name.removeprefix("The "))
        short = re.sub(rf"(?i)[\s,]+(?:of\s+)?(?:the\s+)?{_STATE}{land}$", "", form)
        if short != form and " " in short:
            yield short


def count(conn: Connection) -> int:
    """How many organisations have been imported."""
    return int(conn.execute(select(func.count()).select_from(registry)).scalar_one())


def holds(conn: Connection, rors: Collection[str]) -> bool:
    """Whether one of these ROR ids has been imported."""
    found = conn.execute(select(registry.c.ror).where(registry.c.ror.in_(rors)).limit(1))
    return found.scalar_one_or_none() is not None


def by_keys(conn: Connection, keys: Sequence[str]) -> list[Candidate]:
    """All organisations that go by one of these keys."""
    found: list[Candidate] = []
    for at in range(0, len(keys), 400):
        found += _candidates(conn, registry_names.c.key.in_(keys[at : at + 400]))
    return found


def by_beginning(conn: Connection, begin: str, limit: int = 150) -> list[Candidate]:
    """Organisations of which a name begins with these words and goes on; none where they are too many."""
    found = _candidates(
        conn, (registry_names.c.key > f"{begin} ") & (registry_names.c.key < f"{begin}!"), limit=limit + 1
    )
    return found if len(found) <= limit else []


def universities_of(conn: Connection, city: str) -> list[Candidate]:
    """Universities of a city, by their official names."""
    named = registry_names.c.kind == "name"
    found = _candidates(
        conn, named & func.lower(registry.c.city).startswith(city, autoescape=True), limit=200
    )
    return [c for c in found if "education" in c.types and "university" in (bag(c.key) or "")]


def _candidates(
    conn: Connection, condition: ColumnElement[bool], limit: int | None = None
) -> list[Candidate]:
    query = (
        select(registry, registry_names.c.key, registry_names.c.kind)
        .join(registry_names, registry_names.c.ror == registry.c.ror)
        .where(condition)
        .limit(limit)
    )
    return [
        Candidate(
            ror=row.ror,
            name=row.name,
            wikidata=row.wikidata,
            types=tuple(row.types),
            city=row.city,
            country=row.country,
            country_name=row.data.get("country_name"),
            parents=tuple(row.data.get("parents", ())),
            related=row.data.get("related", 0),
            key=row.key,
            kind=row.kind,
        )
        for row in conn.execute(query)
    ]


def countries(conn: Connection) -> dict[str, str]:
    """Country name, folded → ISO code, of all organisations."""
    found: dict[str, str] = {}
    query = select(registry.c.country, registry.c.data["country_name"].as_string()).distinct()
    for code, name in conn.execute(query):
        if code and name:
            found[" ".join(re.sub(r"[^\w]+", " ", name.casefold()).split())] = code
    return found
