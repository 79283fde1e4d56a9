"""The weigher: features of possible institutions, their weights, and how these are trained."""

import json
import math
import tomllib
from pathlib import Path

import pytest

from dateline.nlp.institutions import train
from dateline.nlp.institutions.features import features
from dateline.nlp.institutions.gather import candidates
from dateline.nlp.institutions.weigher import probability, weights
from dateline.nlp.pipeline import load
from reading import Entities, names, page_of, ruled

GOLD = Path(__file__).parent / "gold"


def told(text: str, name: str, title: str = "", entities: Entities = ()) -> dict[str, float]:
    """The features of a name in a text."""
    found, sure = candidates(page_of(text, title, entities))
    page = page_of(text, title, entities)
    (item,) = [item for item in found if item.group.name == name]
    return dict(features(page, item.group, item.verdict, sure))


def test_runs_of_capitals_are_possible_names_that_the_rules_are_against() -> None:
    found, _ = candidates(page_of("They met at Zorblewick on Monday. Then they left."))
    assert [(item.group.name, item.verdict) for item in found] == [("Zorblewick", False)]


def test_a_run_of_capitals_is_an_institution_only_where_much_speaks_for_it() -> None:
    assert names("They saw the Zorblewick on Monday.") == set()
    text = (
        "Zorblewick makes pumps. The team at Zorblewick grew. "
        "He joined Zorblewick, said Zorblewick CEO Ada Quill."
    )
    assert names(text, "Zorblewick Grows", (("Zorblewick", "ORG"), ("Ada Quill", "PERSON"))) == {"Zorblewick"}


def test_features_tell_words_evidence_and_place() -> None:
    found = told("He works at the Quill Institute, a school.", "Quill Institute")
    assert {"rules:yes", "evidence:grammar", "last:strong education", "before:the after at"} <= found.keys()
    assert {"after:,", "after:, article", "count:1", "words:2", "placed"} <= found.keys()


def test_an_article_says_more_of_one_kind_of_name_than_of_another() -> None:
    found = told("He saw the Zorblewick today.", "Zorblewick")
    assert found["alone:word before:the"] == 1.0


def test_weights_are_finite_and_of_features_that_there_are() -> None:
    kinds = {feature.split(":")[0].split(" ")[0] for feature in weights()}
    assert {"rules", "evidence", "label", "before", "after", "last", "count"} <= kinds
    assert all(math.isfinite(weight) and abs(weight) < 10 for weight in weights().values())


def test_what_the_rules_are_for_is_likelier() -> None:
    assert probability({"bias": 1.0, "rules:yes": 1.0}) > probability({"bias": 1.0, "rules:no": 1.0})
    assert probability({}) == 0.5
    assert 0 < probability({"rules:yes": 1e9}) <= 1


def test_the_rules_speak_for_what_they_know() -> None:
    assert ruled("It met the Quill Institute and Zorblewick.") == {"Quill Institute"}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[train.Document]:
    """The first eight releases of the project's own gold."""
    folder = tmp_path_factory.mktemp("gold")
    rows = (GOLD / "releases.jsonl").read_text("utf8").splitlines(keepends=True)[:8]
    (folder / "releases.jsonl").write_text("".join(rows), "utf8")
    (folder / "gold.json").write_text(
        json.dumps(json.loads((GOLD / "gold.json").read_text("utf8"))[:8]), "utf8"
    )
    return list(train.documents(folder, load()))


def test_weights_tell_the_documents_that_they_were_trained_on(
    documents: list[train.Document],
) -> None:
    fitted = train.train(documents)
    right, false, missed = train.scored(documents, fitted)
    assert 2 * right / (2 * right + false + missed) > 0.9
    nothing = train.scored(documents, {"bias": -1.0})
    assert nothing[0] == nothing[1] == 0


def test_each_document_is_validated_by_weights_of_the_others(documents: list[train.Document]) -> None:
    right, false, missed = train.validated(documents)
    assert right + missed == sum(sum(document.required) for document in documents)
    assert false < right


def test_what_is_written_is_read_again(documents: list[train.Document]) -> None:
    fitted = train.train(documents)
    read = tomllib.loads(train.written(documents, fitted | {'a "mark"': 0.5, "tiny": 0.001}))["weights"]
    assert read['a "mark"'] == 0.5
    assert "tiny" not in read
    assert all(abs(read.get(feature, 0.0) - weight) <= 0.0051 for feature, weight in fitted.items())
