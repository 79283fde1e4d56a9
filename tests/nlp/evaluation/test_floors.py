"""Figures do not fall below the floors of `tests/floors.toml`."""

from pathlib import Path

import pytest

from dateline.nlp.evaluation import samples
from dateline.nlp.evaluation.figures import evaluate, floors
from dateline.nlp.evaluation.score import MEASURES
from dateline.nlp.pipeline import Pipeline, load

TESTS = Path(__file__).parents[2]
FLOORS = TESTS / "floors.toml"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load()


def fallen(folder: Path, name: str, pipeline: Pipeline) -> list[str]:
    """What is below its floor, as sentences."""
    least = floors(FLOORS, name)
    figures = evaluate(folder, pipeline)
    assert set(least) == {figure.measure for figure in figures}
    return [
        f"{figure.measure}: F1 is {figure.f1:.3f}, its floor {least[figure.measure]:.3f}"
        for figure in figures
        if figure.f1 < least[figure.measure]
    ]


def test_all_measures_have_a_floor() -> None:
    assert set(floors(FLOORS, "own")) == set(floors(FLOORS, "releases")) == set(MEASURES)


def test_own_gold_keeps_its_floors(pipeline: Pipeline) -> None:
    assert fallen(TESTS / "nlp" / "gold", "own", pipeline) == []


@pytest.mark.corpus
def test_releases_keep_their_floors(shared: Path, pipeline: Pipeline) -> None:
    assert fallen(shared / "corpora" / "releases", "releases", pipeline) == []


@pytest.mark.corpus
def test_releases_that_nobody_worked_on_keep_their_floors(
    shared: Path, tmp_path: Path, pipeline: Pipeline
) -> None:
    sample = TESTS / "nlp" / "samples" / "held.jsonl"
    assert samples.make(sample, shared / "corpora", tmp_path) == 90
    assert fallen(tmp_path, "held", pipeline) == []
