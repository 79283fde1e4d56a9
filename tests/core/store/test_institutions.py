"""Institutions across documents, and what a person decides of them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from dateline.errors import UsageError
from dateline.home import Home
from dateline.records import Anatomy, Annotations, Article, Dateline, Institution, Mention
from dateline.settings import Source
from dateline.store import annotations, articles, curation, decisions, institutions, sources
from dateline.store.database import Store

NOW = datetime(2024, 5, 4, 2, tzinfo=UTC)


def named(name: str, *forms: str, ror: str | None = None) -> Institution:
    mentions = tuple(Mention(text=form, offset=(0, len(form))) for form in (name, *forms))
    return Institution(
        name=name, type="education", ror=ror, wikidata=None, role="mentioned", mentions=mentions
    )


def put(conn: Connection, number: int, *found: Institution, source: str = "elmford") -> str:
    """An article of that number that names these institutions."""
    url = f"https://news.elmford.example/{number}"
    key = articles.save(
        conn,
        source,
        Article(
            url=url,
            canonical_url=url,
            title=f"Title {number}",
            text="Text.",
            published=None,
            published_raw=None,
            modified=None,
            authors=(),
            language="en",
            site_name=None,
            kind="release",
        ),
        now=NOW,
    ).id
    due = [item for item in annotations.due(conn, "1", 100) if item.article_id == key]
    annotations.save(conn, [(item, Annotations(institutions=found)) for item in due], "1", NOW)
    institutions.link(conn, key, found, NOW)
    return key


@pytest.fixture
def conn(home: Home):  # type: ignore[no-untyped-def]
    with Store.open(home) as store, store.write() as connection:
        sources.put(connection, "elmford", Source(url="https://news.elmford.example/"), NOW)
        yield connection


def names(conn: Connection) -> dict[str, int]:
    return {entity.name: entity.articles for entity in institutions.most_named(conn)}


def number(conn: Connection, name: str) -> int:
    return next(entity.id for entity in institutions.most_named(conn) if entity.name == name)


def test_the_same_full_name_is_one_institution(conn: Connection) -> None:
    put(conn, 1, named("University of Elmford", "UoE"))
    put(conn, 2, named("the University of Elmford"))
    assert names(conn) == {"University of Elmford": 2}


def test_an_acronym_alone_joins_nothing(conn: Connection) -> None:
    put(conn, 1, named("University of Elmford", "UoE"))
    put(conn, 2, named("UoE"))
    assert names(conn) == {"University of Elmford": 1, "UoE": 1}


def test_a_ror_id_joins_names_and_parts_namesakes(conn: Connection) -> None:
    put(conn, 1, named("University of Elmford", ror="https://ror.org/0a"))
    put(conn, 2, named("Universität Elmford", ror="https://ror.org/0a"))
    put(conn, 3, named("University of Elmford", ror="https://ror.org/0b"))
    found = institutions.most_named(conn)
    assert [(entity.ror, entity.articles) for entity in found] == [
        ("https://ror.org/0a", 2),
        ("https://ror.org/0b", 1),
    ]
    aliases = {a.alias: a.reason for a in institutions.aliases_of(conn, found[0].id)}
    assert aliases["Universität Elmford"] == "same ROR id"


def test_a_merge_moves_all_articles_and_can_be_undone(conn: Connection) -> None:
    put(conn, 1, named("University of Elmford"))
    put(conn, 2, named("Elmford University"))
    made = curation.merge(
        conn, number(conn, "University of Elmford"), number(conn, "Elmford University"), NOW
    )
    assert names(conn) == {"University of Elmford": 2}
    put(conn, 3, named("Elmford University"))
    assert names(conn) == {"University of Elmford": 3}
    curation.undo(conn, made, NOW)
    assert names(conn) == {"University of Elmford": 1, "Elmford University": 2}


def test_a_split_parts_what_a_ror_id_joined(conn: Connection) -> None:
    put(conn, 1, named("University of Elmford", ror="https://ror.org/0a"))
    put(conn, 2, named("Elmford Medical School", ror="https://ror.org/0a"))
    assert names(conn) == {"University of Elmford": 2}
    made = curation.split(conn, number(conn, "University of Elmford"), "Elmford Medical School", NOW)
    assert names(conn) == {"University of Elmford": 1, "Elmford Medical School": 1}
    curation.undo(conn, made, NOW)
    assert names(conn) == {"University of Elmford": 2}


def test_a_rename_keeps_the_old_name_findable(conn: Connection) -> None:
    put(conn, 1, named("Elmford Uni"))
    made = curation.rename(conn, number(conn, "Elmford Uni"), "University of Elmford", NOW)
    put(conn, 2, named("Elmford Uni"))
    assert names(conn) == {"University of Elmford": 2}
    assert [e.name for e in institutions.find(conn, "Elmford Uni")] == ["University of Elmford"]
    curation.undo(conn, made, NOW)
    assert names(conn) == {"Elmford Uni": 2}


def test_a_rebuild_loses_no_decision(conn: Connection) -> None:
    put(conn, 1, named("University of Elmford"))
    put(conn, 2, named("Elmford University"))
    put(conn, 3, named("Quill Institute"))
    put(conn, 4, named("Harbour Works", ror="https://ror.org/0c"))
    put(conn, 5, named("Harbour Labs", ror="https://ror.org/0c"))
    curation.merge(conn, number(conn, "University of Elmford"), number(conn, "Elmford University"), NOW)
    curation.rename(conn, number(conn, "Quill Institute"), "Ada Quill Institute", NOW)
    curation.split(conn, number(conn, "Harbour Works"), "Harbour Labs", NOW)
    before = names(conn)
    assert before == {
        "University of Elmford": 2,
        "Ada Quill Institute": 1,
        "Harbour Works": 1,
        "Harbour Labs": 1,
    }
    list(curation.rebuild(conn, NOW))
    assert names(conn) == before


def test_decisions_that_cannot_be_are_refused(conn: Connection) -> None:
    put(conn, 1, named("University of Elmford", "UoE"))
    one = number(conn, "University of Elmford")
    with pytest.raises(UsageError, match="two different"):
        curation.merge(conn, one, one, NOW)
    with pytest.raises(UsageError, match="no institution 99"):
        curation.merge(conn, one, 99, NOW)
    with pytest.raises(UsageError, match="No document calls"):
        curation.split(conn, one, "UoE", NOW)
    with pytest.raises(UsageError, match="No decision 7"):
        curation.undo(conn, 7, NOW)
    assert decisions.every(conn, undone=True) == []


def spoken(conn: Connection, number: int, source: str, place: str | None, *found: Institution) -> str:
    """An article of that source with a dateline of that place."""
    key = put(conn, number, source=source)
    line = Dateline(text=f"{place} --", place=place, date=None, wire=None) if place else None
    due = [item for item in annotations.due(conn, "2", 100) if item.article_id == key]
    value = Annotations(institutions=found, anatomy=Anatomy(dateline=line))
    annotations.save(conn, [(item, value) for item in due], "2", NOW)
    institutions.link(conn, key, found, NOW)
    return key


@pytest.fixture
def places(conn: Connection) -> Connection:
    """A newsroom of a town, one of a Kenyan ministry, and a wire."""
    sources.put(conn, "town", Source(url="https://town.example/"), NOW)
    sources.put(conn, "health", Source(url="https://health.go.ke/"), NOW)
    sources.put(conn, "wire", Source(url="https://wire.example/", kind="wire"), NOW)
    return conn


def test_general_names_are_one_institution_within_one_place_only(places: Connection) -> None:
    spoken(places, 1, "wire", "LAGOS, Nigeria", named("Ministry of Health"))
    spoken(places, 2, "wire", "Abuja, Nigeria", named("Ministry of Health"))
    spoken(places, 3, "health", None, named("Ministry of Health"))
    spoken(places, 4, "wire", None, named("Ministry of Health"))
    spoken(places, 5, "wire", "AUSTIN, Texas", named("Police Department"), named("City Council"))
    spoken(places, 6, "wire", "DALLAS", named("Police Department"), named("City Council"))
    spoken(places, 7, "wire", "Austin, Texas", named("Police Department"))
    spoken(places, 8, "town", None, named("Police Department"), named("Department of Transportation"))
    spoken(places, 9, "town", "HARBOUR", named("Department of Transportation"))
    found = institutions.most_named(places)
    counted = sorted((e.name, e.articles) for e in found)
    assert counted == [
        ("City Council", 1),
        ("City Council", 1),
        ("Department of Transportation", 2),
        ("Ministry of Health", 1),
        ("Ministry of Health", 1),
        ("Ministry of Health", 2),
        ("Police Department", 1),
        ("Police Department", 1),
        ("Police Department", 2),
    ]
    nigeria = next(e for e in found if e.name == "Ministry of Health" and e.articles == 2)
    reasons = {a.alias: a.reason for a in institutions.aliases_of(places, nigeria.id)}
    assert reasons["Ministry of Health (NG)"] == institutions.BY_PLACE
    every = [a.reason for e in found for a in institutions.aliases_of(places, e.id)]
    assert every.count(institutions.ALONE) == 1
    assert len(institutions.find(places, "police dep")) == 3


def test_names_with_a_word_of_their_own_are_joined_wherever_they_stand(places: Connection) -> None:
    for number, place in enumerate(("AUSTIN, Texas", "LAGOS, Nigeria", None)):
        spoken(
            places, number, "wire", place, named("Federal Tides Commission"), named("Elmford City Council")
        )
    assert set(names(places).values()) == {3}


def test_decisions_on_general_names_survive_a_rebuild_and_can_be_undone(places: Connection) -> None:
    spoken(places, 1, "wire", "LAGOS, Nigeria", named("Ministry of Health"))
    spoken(places, 2, "health", None, named("Ministry of Health"))
    spoken(places, 3, "wire", "AUSTIN, Texas", named("Police Department"))
    spoken(places, 4, "wire", "DALLAS", named("Austin Police Department"))
    before = names_and_articles(places)
    kenya = next(e.id for e in institutions.most_named(places) if "KE" in str(aliases(places, e.id)))
    police = number(places, "Police Department")
    renamed = curation.rename(places, kenya, "Kenyan Ministry of Health", NOW)
    merged = curation.merge(places, number(places, "Austin Police Department"), police, NOW)
    decided = names_and_articles(places)
    assert decided == [
        ("Austin Police Department", 2),
        ("Kenyan Ministry of Health", 1),
        ("Ministry of Health", 1),
    ]
    list(curation.rebuild(places, NOW))
    assert names_and_articles(places) == decided
    both = number(places, "Austin Police Department")
    split = curation.split(places, both, "Police Department", NOW)
    assert names_and_articles(places) == [
        ("Austin Police Department", 1),
        *decided[1:],
        ("Police Department", 1),
    ]
    for made in (split, merged, renamed):
        curation.undo(places, made, NOW)
    assert names_and_articles(places) == before
    list(curation.rebuild(places, NOW))
    assert names_and_articles(places) == before


def aliases(conn: Connection, key: int) -> list[str]:
    return [a.alias for a in institutions.aliases_of(conn, key)]


def names_and_articles(conn: Connection) -> list[tuple[str, int]]:
    return sorted((e.name, e.articles) for e in institutions.most_named(conn))
