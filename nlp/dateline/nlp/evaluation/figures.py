"""Figures with confidence intervals, and the floors below which they must not fall."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.errors import UsageError
from dateline.nlp.evaluation import gold
from dateline.nlp.evaluation.score import Tally, score
from dateline.nlp.pipeline import Pipeline

RESAMPLES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure over a gold folder."""

    measure: str
    documents: int
    precision: float
    recall: float
    f1: float
    low: float
    """Lower end of the 95 % confidence interval of F1, by bootstrap over documents."""
    high: float


def evaluate(folder: Path, pipeline: Pipeline) -> list[Figure]:
    """Annotate a gold folder's releases and compare with what people found.  Raises UsageError.

    Only what the gold speaks of is measured.
    """
    judged = gold.read(folder)
    found = (annotations for _, annotations in pipeline.annotate(item.release for item in judged))
    try:
        tallies = score(
            (item.gold, value, f"{item.release.title}\n\n{item.release.text}")
            for item, value in zip(judged, found, strict=True)
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{folder}/gold.json has an entry of another form: {error!r}.") from None
    return [figure(name, items) for name, items in tallies.items() if items]


def figure(measure: str, tallies: Sequence[Tally], seed: int = 1) -> Figure:
    """Sum over documents; the interval resamples documents with replacement."""
    total = sum(tallies, Tally())
    counts = np.array([(t.right, t.false, t.missed) for t in tallies])
    picks = np.random.default_rng(seed).integers(0, len(counts), (RESAMPLES, len(counts)))
    right, false, missed = counts[picks].sum(axis=1).T
    f1 = 2 * right / np.maximum(2 * right + false + missed, 1)
    low, high = np.quantile(f1, (0.025, 0.975))
    return Figure(
        measure=measure,
        documents=len(tallies),
        precision=total.precision,
        recall=total.recall,
        f1=total.f1,
        low=float(low),
        high=float(high),
    )


def floors(path: Path, name: str) -> Mapping[str, float]:
    """Measure → least F1, from the table of that name in a floors file."""
    with path.open("rb") as file:
        table: dict[str, dict[str, float]] = tomllib.load(file)
    return table[name]
