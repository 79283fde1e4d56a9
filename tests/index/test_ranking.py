"""Ranks and order, over every engine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.index.contract import Request, Searcher, Sort
from dateline.index.serving import Serving

Build = Callable[..., Searcher]
Find = Callable[..., list[str]]


def test_title_counts_more_than_text_and_boilerplate_less(build: Build, document: Any, found: Find) -> None:
    filler = "Weather was fine and nothing else happened in the valley. " * 3
    searcher = build(
        [
            document(
                "boilerplate",
                "Nothing new",
                filler + "About us: we grow quinces.",
                boilerplate="About us: we grow quinces.",
            ),
            document("title", "Quinces arrive", filler + "They came by boat."),
            document("text", "Something new", filler + "We grow quinces."),
        ]
    )
    assert found(searcher, "quinces") == ["title", "text", "boilerplate"]


def test_rare_words_count_more_than_common_ones(build: Build, document: Any, found: Find) -> None:
    common = [document(f"c{i}", "Harvest report", "The harvest is in.") for i in range(20)]
    searcher = build([*common, document("rare", "Report", "The medlar is in.")])
    assert found(searcher, "harvest OR medlar")[0] == "rare"


def test_originals_and_recent_articles_come_first_among_equals(
    build: Build, document: Any, found: Find
) -> None:
    searcher = build(
        [
            document("copy", "Quinces", "x", role="copy", announcement="a"),
            document("original", "Quinces", "x", role="original", announcement="a"),
        ]
    )
    assert found(searcher, "quinces") == ["original", "copy"]


def test_recent_articles_come_first_among_equals_as_time_goes_by(
    engine: str, tmp_path: Path, document: Any, fill: Any, found: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = []
    for year in range(2010, 2025):  # each is new on the day on which it is indexed
        monkeypatch.setenv("DATELINE_NOW", f"{year}-05-02")
        commits.append([document(f"y{year}", "Quinces", "x", published=f"{year}-05-02")])
        fill(tmp_path / "index", engine, commits[-1:])
    monkeypatch.setenv("DATELINE_NOW", "2024-05-02")
    fill(tmp_path / "index", engine, [[document("y2015", "Quinces", "x", published="2015-05-02")]])
    searcher = Serving(tmp_path / "index")
    assert found(searcher, "quinces") == [f"y{year}" for year in range(2024, 2009, -1)]
    pages = [
        h.id
        for at in range(0, 15, 4)
        for h in searcher.search(Request(query="quinces", offset=at, limit=4)).hits
    ]
    assert pages == found(searcher, "quinces")
    hits = searcher.search(Request(query="quinces")).hits
    assert hits[0].score / hits[1].score == pytest.approx(1.1 / 1.05, rel=1e-3)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_folded_announcement_is_shown_by_its_original(build: Build, document: Any, sort: Sort) -> None:
    searcher = build(
        [
            document(
                "original", "Pears", "quinces", role="original", announcement="a", published="2024-05-02"
            ),
            document("later", "Quinces", "quinces", role="copy", announcement="a", published="2024-05-09"),
            document("earlier", "Quinces", "quinces", role="copy", announcement="a", published="2024-05-01"),
            document("between", "Quinces", "x", published="2024-05-05"),
            document("b1", "Quinces", "x", role="copy", announcement="b", published="2024-04-30"),
            document("b2", "Quinces", "x", role="rewrite", announcement="b", published="2024-05-04"),
        ]
    )
    answer = searcher.search(Request(query="quinces", collapse=True, sort=sort))
    shown = [(hit.id, hit.others) for hit in answer.hits]
    expected = {
        "newest": [("between", 0), ("b2", 1), ("original", 2)],
        "oldest": [("b1", 1), ("original", 2), ("between", 0)],
    }
    if sort == "relevance":  # ordered by the best of each: "later" has the word twice
        assert shown[0] == ("original", 2) and len(shown) == 3
    else:
        assert shown == expected[sort]
    only = searcher.search(Request(query="title:quinces", collapse=True, sort="newest"))
    assert [hit.id for hit in only.hits] == ["later", "between", "b2"]


def test_orders_by_date_with_undated_last(build: Build, document: Any, found: Find) -> None:
    searcher = build(
        [
            document("b", "Quinces", published="2024-05-02T10:00:00+02:00"),
            document("none", "Quinces", published=None),
            document("a", "Quinces", published="2024-05-02T09:00:00+02:00"),
            document("c", "Quinces", published="1969-07-20"),
        ]
    )
    assert found(searcher, "quinces", sort="newest") == ["b", "a", "c", "none"]
    assert found(searcher, "quinces", sort="oldest") == ["c", "a", "b", "none"]
    assert found(searcher, "") == ["b", "a", "c", "none"]


def test_pages_follow_one_another(build: Build, document: Any, found: Find) -> None:
    searcher = build([document(f"d{i:02}", "Quinces", f"{'quinces ' * i} done") for i in range(25)])
    whole = found(searcher, "quinces")
    pages = [h.id for at in (0, 10, 20) for h in searcher.search(Request(query="quinces", offset=at)).hits]
    assert pages == whole and len(set(whole)) == 25
    assert searcher.search(Request(query="quinces", offset=100)).hits == ()
    empty = searcher.search(Request(query="quinces", limit=0))
    assert (empty.hits, empty.total) == ((), 25)
