"""Institutions across documents, and what a person decides of them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from dateline.errors import UsageError
from dateline.home import Home
from dateline.records import Annotations, Article, Institution, Mention
from dateline.settings import Source
from dateline.store import annotations, articles, curation, decisions, institutions, sources
from dateline.store.database import Store

NOW = datetime(2024, 5, 4, 2, tzinfo=UTC)


def named(name: str, *forms: str, ror: str | None = None) -> Institution:
    mentions = tuple(Mention(text=form, offset=(0, len(form))) for form in (name, *forms))
    return Institution(
        name=name, type="education", ror=ror, wikidata=None, role="mentioned", mentions=mentions
    )


def put(conn: Connection, number: int, *found: Institution) -> str:
    """An article of that number that names these institutions."""
    url = f"https://news.elmford.example/{number}"
    key = articles.save(
        conn,
        "elmford",
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
