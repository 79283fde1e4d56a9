"""Figures do not fall below the floors of `tests/floors.toml`."""

from pathlib import Path

import pytest

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
    assert set(least) == set(MEASURES)
    return [
        f"{figure.measure}: F1 is {figure.f1:.3f}, its floor {least[figure.measure]:.3f}"
        for figure in evaluate(folder, pipeline)
        if figure.f1 < least[figure.measure]
    ]


def test_own_gold_keeps_its_floors(pipeline: Pipeline) -> None:
    assert fallen(TESTS / "nlp" / "gold", "own", pipeline) == []


@pytest.mark.corpus
def test_releases_keep_their_floors(shared: Path, pipeline: Pipeline) -> None:
    assert fallen(shared / "corpora" / "releases", "releases", pipeline) == []
