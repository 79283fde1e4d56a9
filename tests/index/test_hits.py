"""What a hit shows, over every engine."""

from collections.abc import Callable
from typing import Any

import pytest

from dateline.index.contract import Request, Searcher
from dateline.index.words import normal

Build = Callable[..., Searcher]
Find = Callable[..., list[str]]


def test_matches_are_marked_in_title_and_snippet(build: Build, document: Any) -> None:
    text = "Nothing here. " * 60 + "The universities of the north study <b>pears</b>. " + "More of it. " * 60
    searcher = build([document("a", "University of Pears", text)])
    (hit,) = searcher.search(Request(query="universities pears")).hits
    assert [(s.text, s.marked) for s in hit.title] == [("University", True), (" of ", False), ("Pears", True)]
    assert {s.text for s in hit.snippet if s.marked} == {"universities", "pears"}
    shown = "".join(s.text for s in hit.snippet)
    assert len(shown) < 400 and shown.startswith("… The universities") and "<b>" in shown


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("cafe", "Café"),
        ("東京", "東京"),
        ("C++", "C++"),
        ("at&t", "AT&T"),
        ("quin*", "quinces"),
        ("qu?nce?", "quinces"),
        ("quinses~", "quinces"),
        ('"covid 19"', "COVID"),
        ("straße", "Strasse"),
    ],
)
def test_marks_what_the_index_found(
    build: Build, document: Any, query: str, marked: str, found: Find
) -> None:
    text = "Café Müller, 東京大学, C++ und AT&T's quinces, COVID-19, Strasse."
    searcher = build([document("a", "", normal(text))])
    (hit,) = searcher.search(Request(query=query)).hits
    assert marked in {s.text for s in hit.snippet if s.marked}


def test_hits_carry_what_was_indexed(build: Build, document: Any) -> None:
    searcher = build([document("a", "Quinces", "x", role="copy", announcement="n", language="de")])
    (hit,) = searcher.search(Request()).hits
    assert (hit.url, hit.source, hit.kind) == ("https://news.example/a", "orchard", "release")
    assert (hit.language, hit.published, hit.role, hit.announcement) == ("de", "2024-05-02", "copy", "n")
