"""Documents come, change and go, over every engine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.index.contract import FACETS, Request, Searcher
from dateline.index.engines import open_writer
from dateline.index.query import QueryError
from dateline.index.serving import Serving

Build = Callable[..., Searcher]
Find = Callable[..., list[str]]


INSTITUTES = (
    (1, "Orchard Institute", ("OI", "Institute of Orchards")),
    (2, "Plum Board", ()),
    (3, "Board", ()),
)


def test_documents_are_replaced_and_deleted(
    build: Build, engine: str, document: Any, tmp_path: Path, found: Find
) -> None:
    searcher = build([document("a", "Quinces"), document("b", "Quinces")], [document("a", "Medlars")])
    assert found(searcher, "quinces") == ["b"]
    before = searcher.status().generation
    writer = open_writer(tmp_path / "index", engine)
    writer.delete(["b", "unknown"])
    writer.add([document("a", "Figs"), document("a", "Plums")])
    writer.commit(9)
    writer.close()
    assert (
        found(searcher, "") == ["a"] and found(searcher, "plums") == ["a"] and found(searcher, "figs") == []
    )
    status = searcher.status()
    assert (status.generation, status.changed, status.documents) == (before + 1, 9, 1)


def test_names_outlive_commits_without_documents(
    build: Build, engine: str, document: Any, tmp_path: Path, found: Find
) -> None:
    searcher = build([document("a", "Quinces", institutions=INSTITUTES), document("b", "Medlars")])
    for changed in (2, 3):
        writer = open_writer(tmp_path / "index", engine)
        writer.delete(["b"])
        writer.commit(changed)
        writer.close()
    assert [v.label for v in searcher.values("institution")] == ["Board", "Orchard Institute", "Plum Board"]
    assert "Orchard Institute" in {c.text for c in searcher.suggest("orch")}
    assert found(searcher, "institution:oi") == ["a"]


def test_what_was_not_committed_is_not_found(
    build: Build, engine: str, document: Any, tmp_path: Path, found: Find
) -> None:
    searcher = build([document("a", "Quinces")])
    writer = open_writer(tmp_path / "index", engine)
    writer.add([document("b", "Quinces")])
    writer.close()
    again = open_writer(tmp_path / "index", engine)
    again.commit(2)
    again.close()
    assert found(searcher, "quinces") == ["a"]


def test_an_index_that_is_not_there_is_empty(tmp_path: Path) -> None:
    searcher = Serving(tmp_path / "index")
    answer = searcher.search(Request(query="quinces", facets=FACETS))
    assert (answer.total, answer.generation) == (0, 0) and "dateline index" in answer.notes[0]
    assert searcher.count("x") == 0 and list(searcher.ids("x")) == [] and searcher.suggest("x") == ()


def test_a_request_that_makes_no_sense_is_refused(build: Build, document: Any) -> None:
    searcher = build([document("a", "Quinces")])
    senseless: list[dict[str, Any]] = [
        {"limit": 5000},
        {"offset": -1},
        {"facets": ("shape",)},
        {"sort": "size"},
    ]
    for options in senseless:
        with pytest.raises(QueryError):
            searcher.search(Request(**options))


def test_values_of_replaced_and_deleted_documents_count_for_nothing(
    build: Build, engine: str, document: Any, tmp_path: Path
) -> None:
    searcher = build([document("a", "x", institutions=INSTITUTES[:1])])
    writer = open_writer(tmp_path / "index", engine)
    writer.add([document("b", "x", institutions=[(9, "Fig Board", ())], source="fig")])
    writer.add([document("b", "x", institutions=INSTITUTES[1:], source="plum")])
    writer.add([document("c", "x", institutions=[(8, "Medlar Board", ())], source="medlar")])
    writer.delete(["c"])
    writer.add([document("d", "x", institutions=[(7, "Quince Board", ())], source="quince")])
    writer.commit(2)
    writer.close()
    answer = searcher.search(Request(facets=FACETS, facet_limit=50))
    counted = {v.label: v.count for v in answer.facets["institution"]}
    assert counted == {"Orchard Institute": 1, "Plum Board": 1, "Board": 1, "Quince Board": 1}
    assert {v.value for v in answer.facets["source"]} == {"orchard", "plum", "quince"}
    assert [c.value for c in searcher.suggest("quince b")] == ["7"]
