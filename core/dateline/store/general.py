"""General names of public bodies: "Ministry of Health", "City Council", "Police Department".

Every country or town has one, so such a name is one institution only within one place: the country for
bodies of a state, else the newsroom that speaks, else the place of the release's dateline.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.store.names import fold, wordset
from dateline.store.places import countries, of_host
from dateline.store.schema import annotations, articles, revisions, sources

_HEADS = (
    "ministry department office council court police parliament senate assembly board committee directorate "
    "secretariat cabinet treasury government army navy congress legislature house university college school "
    "hospital library"
)
_AGENCIES = wordset("bureau agency commission administration authority service")
"""Heads of names that are general only when short: there is one Federal Communications Commission."""
_STATE = wordset(
    "ministry parliament senate treasury cabinet congress supreme national federal prime president army navy"
)
_LOCAL = wordset("city council town county municipal police fire mayor sheriff school district library")
_TOPICS = (
    "agriculture agricultural air aviation affairs appeals appeal attorney budget business central "
    "chief city civil clerk climate coast commerce communication communications community "
    "constitutional consumer control cooperation correction corrections county criminal culture "
    "customs defence defense development digital district economic economics economy education "
    "election elections electoral emergency employment energy enforcement enterprise environment "
    "environmental equality executive external family federal finance fire fisheries fishery food force "
    "foreign forestry forests general guard health heritage high higher highway home housing human "
    "immigration industry information infrastructure innovation interior internal international "
    "investigation investment justice labor labour land law legal licensing lands local management "
    "marine mayor medical migration mineral mines minister mining municipal national natural "
    "ombudsman parks people planning police policy population ports postal power president "
    "presidential primary prime prison prisons private protection provincial public railway railways "
    "rail recreation region regional religious relations research resources revenue rights road roads "
    "rural safety sanitation school schools science sciences security services sheriff small social "
    "solid sport sports standards state statistics supreme sustainable tax taxation technology "
    "telecommunications tourism town trade traffic training transport transportation travel treasury "
    "union urban utilities veterans village waste water welfare wildlife women works workforce youth"
)
_LINKS = wordset("of s and for in on")
_GENERAL = wordset(f"{_HEADS} {_TOPICS}") | _AGENCIES | _LINKS
_BODIES = wordset(_HEADS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an article speaks from, as far as it is known."""

    article: str
    newsroom: str | None
    place: str | None
    """The dateline's, folded."""
    country: str | None
    """ISO 3166-1 alpha-2."""


def general(name: str) -> bool:
    """Whether a name is that of a public body and holds no word of its own."""
    words = fold(name).split()
    if len(words) < 2 or not _GENERAL.issuperset(words):
        return False
    return not _BODIES.isdisjoint(words) or (
        not _AGENCIES.isdisjoint(words) and len(set(words) - _LINKS) == 2
    )


def scope(name: str, where: Where) -> str:
    """The place within which a general name is one institution; the article's id where no place is known."""
    words = set(fold(name).split())
    if words & _STATE and not words & _LOCAL:
        known = (where.country, where.newsroom)
    elif words & _LOCAL:
        known = (where.place, where.newsroom)
    else:
        known = (where.newsroom, where.place)
    return next((place for place in known if place), where.article)


def where(conn: Connection, article_id: str) -> Where:
    """What the dateline and the source of an article tell."""
    row = conn.execute(
        select(sources.c.name, sources.c.kind, sources.c.url, annotations.c.data)
        .join(articles, articles.c.source == sources.c.name)
        .outerjoin(
            revisions,
            (revisions.c.article_id == articles.c.id) & (revisions.c.number == articles.c.revision),
        )
        .outerjoin(annotations, annotations.c.revision_id == revisions.c.id)
        .where(articles.c.id == article_id)
    ).one_or_none()
    if row is None:
        return Where(article=article_id, newsroom=None, place=None, country=None)
    line = (row.data or {}).get("anatomy", {}).get("dateline") or {}
    place = line.get("place") or ""
    lands = countries(place, {})
    newsroom = row.kind == "newsroom"
    return Where(
        article=article_id,
        newsroom=row.name if newsroom else None,
        place=fold(place) or None,
        country=next(iter(lands)) if len(lands) == 1 else of_host(row.url) if newsroom else None,
    )
