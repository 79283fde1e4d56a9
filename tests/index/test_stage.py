"""The indexing stage and its commands, over a real store."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete
from typer.testing import CliRunner

from dateline.cli import app
from dateline.home import Home
from dateline.index import open_index
from dateline.index.stage import index
from dateline.records import Article
from dateline.settings import Source
from dateline.store import articles, sources
from dateline.store.database import Store
from dateline.store.schema import articles as table

NOW = datetime(2024, 5, 2, tzinfo=UTC)


def save(home: Home, *pages: tuple[str, str, str]) -> None:
    with Store.open(home) as store, store.write() as conn:
        sources.put(conn, "orchard", Source(url="https://orchard.example/"), NOW)
        for path, title, text in pages:
            url = f"https://orchard.example/{path}"
            articles.save(
                conn,
                "orchard",
                Article(
                    url=url,
                    canonical_url=url,
                    title=title,
                    text=text,
                    published="2024-05-02",
                    published_raw=None,
                    modified=None,
                    authors=(),
                    language="en",
                    site_name=None,
                    kind="release",
                ),
                now=NOW,
            )


def ids(home: Home, query: str) -> list[str]:
    searcher = open_index(home)
    return sorted(hit.url.rsplit("/", 1)[1] for hit in searcher.search(_request(query)).hits)


def _request(query: str):  # type: ignore[no-untyped-def]
    from dateline.index.contract import Request

    return Request(query=query)


def run(home: Home, arguments: Sequence[str]):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, ["--home", str(home.root), *arguments])


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", "unused")  # the option --home sets it; monkeypatch takes it back


def test_only_what_changed_is_indexed_again(home: Home) -> None:
    save(home, ("a", "Pears ripen", "Early this year."), ("b", "Plums ripen", "Late this year."))
    assert index(home).counts == {"documents/indexed": 2}
    save(
        home,
        ("a", "Pears ripen", "Early this year."),
        ("b", "Plums rot", "All of them."),
        ("c", "Figs", "Nice."),
    )
    assert index(home).counts == {"documents/indexed": 2}
    assert ids(home, "pears OR rot OR figs") == ["a", "b", "c"]
    assert ids(home, "late") == []
    assert index(home).counts == {"documents/indexed": 0}


def test_an_article_taken_out_of_the_store_leaves_the_index(home: Home) -> None:
    save(home, ("a", "Pears ripen", "Early."), ("b", "Plums ripen", "Late."))
    index(home)
    with Store.open(home) as store, store.write() as conn:
        conn.execute(delete(table).where(table.c.url.like("%/a")))
    assert index(home).counts["documents/deleted"] == 1
    assert ids(home, "ripen") == ["b"]


def test_a_rebuild_is_swapped_in_under_a_running_searcher(home: Home) -> None:
    save(home, ("a", "Pears ripen", "Early."))
    index(home)
    searcher = open_index(home)
    assert searcher.count("pears") == 1
    save(home, ("b", "Pears rot", "Late."))
    index(home, rebuild=True)
    assert searcher.count("pears") == 2
    assert searcher.status().generation == 2
    assert len(list(home.index.glob("b0*"))) == 1


def test_search_prints_json_with_the_documented_fields(home: Home) -> None:
    save(home, ("a", "Pears ripen", "The pears of this year are early."), ("b", "Plums", "Late."))
    assert run(home, ["index"]).exit_code == 0
    result = run(home, ["search", "pears", "--json"])
    answer = json.loads(result.stdout)
    assert answer["total"] == 1
    assert set(answer) >= {"total", "took_ms", "hits", "facets", "suggestion"}
    (hit,) = answer["hits"]
    assert set(hit) == {"id", "url", "title", "published", "source", "score", "snippet"}
    assert (hit["title"], hit["published"], hit["source"]) == ("Pears ripen", "2024-05-02", "orchard")
    assert answer["facets"]["source"] == [{"value": "orchard", "label": "orchard", "count": 1}]


def test_search_prints_for_people(home: Home) -> None:
    save(home, ("a", "Pears\x1b[2J ripen", "The pears of this year are early."))
    run(home, ["index"])
    result = run(home, ["search", "pears"])
    assert "Pears" in result.stdout and "1 article in" in result.stdout
    assert "\x1b" not in result.stdout
    assert "Did you mean: pears" in run(home, ["search", "paers"]).stdout


@pytest.mark.parametrize(
    ("query", "says"), [('"a', "never closed"), ("a)", "take it out"), ("x:y", "no field")]
)
def test_a_query_that_does_not_parse_is_one_sentence(home: Home, query: str, says: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dateline.cli", "search", query, "--home", str(home.root)],
        capture_output=True,
        text=True,
        env={**os.environ, "DATELINE_HOME": str(home.root)},
        check=False,
    )
    assert done.returncode == 2
    assert says in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_without_an_index_the_way_out_is_named(home: Home) -> None:
    result = run(home, ["search", "pears"])
    assert result.exit_code == 1 and "dateline index" in str(result.exception)
