"""Other spellings, completion, more like this, and lists of names, over every engine."""

from collections.abc import Callable
from typing import Any

from dateline.index.contract import Request, Searcher

Build = Callable[..., Searcher]
Find = Callable[..., list[str]]


INSTITUTES = (
    (1, "Orchard Institute", ("OI", "Institute of Orchards")),
    (2, "Plum Board", ()),
    (3, "Board", ()),
)


def test_suggests_the_likely_spelling(build: Build, document: Any) -> None:
    searcher = build([document(f"d{i}", "Quinces from the orchard", "x") for i in range(5)])
    assert searcher.search(Request(query="qiunces orchard")).suggestion == "quinces orchard"
    assert searcher.search(Request(query="quinces orchard")).suggestion is None
    assert searcher.search(Request(query="zzzzzzzz")).suggestion is None


def test_completes_words_and_names(build: Build, document: Any) -> None:
    institute = (7, "Quince Research Institute", ("QRI",))
    searcher = build(
        [document("a", "Quinces", "quinces", institutions=[institute]), document("b", "Quartz and quinces")]
    )
    found = searcher.suggest("the quin")
    assert [(c.text, c.kind, c.value) for c in found] == [
        ("Quince Research Institute", "institution", "7"),
        ("quinces", "word", None),
    ]
    assert [c.text for c in searcher.suggest("qri")] == ["Quince Research Institute"]
    assert searcher.suggest("") == ()


def test_finds_similar_articles_but_not_copies(build: Build, document: Any) -> None:
    about = "The medlar harvest of the valley broke a record, growers and coopers said. "
    others = [
        document(f"o{i}", "Council meets", "The council met and talked about roads.") for i in range(15)
    ]
    searcher = build(
        [
            document("a", "Medlar harvest", about, announcement="n"),
            document("copy", "Medlar harvest", about, announcement="n"),
            document(
                "b", "Record medlar harvest again", "Growers of medlar in the valley and coopers rejoice."
            ),
            *others,
        ]
    )
    assert searcher.similar("a")[0].id == "b"
    assert {"a", "copy"}.isdisjoint(hit.id for hit in searcher.similar("a"))
    assert searcher.similar("unknown") == ()


def test_lists_facet_values_by_beginning(build: Build, document: Any) -> None:
    searcher = build(
        [document("a", "x", institutions=[*INSTITUTES]), document("b", "x", institutions=[INSTITUTES[1]])]
    )
    assert [(v.label, v.count) for v in searcher.values("institution")] == [
        ("Plum Board", 2),
        ("Board", 1),
        ("Orchard Institute", 1),
    ]
    assert [v.label for v in searcher.values("institution", "institute of")] == ["Orchard Institute"]


def test_a_slip_that_makes_another_word_is_found_by_what_finds_more(build: Build, document: Any) -> None:
    forms = [document(f"f{i}", "Forms to fill in", "x") for i in range(30)]
    searcher = build([document("a", "Quinces from the valley", "x"), *forms])
    assert searcher.search(Request(query="quinces form valley")).suggestion == "quinces from valley"


def test_a_word_too_many_is_left_out(build: Build, document: Any) -> None:
    forms = [document(f"f{i}", "Quinces and forms", "x") for i in range(30)]
    searcher = build([document("a", "Quinces from the valley", "x"), *forms])
    assert searcher.search(Request(query="quinces harvester valley")).suggestion == "quinces valley"
    assert searcher.search(Request(query="harvester valley")).suggestion is None
