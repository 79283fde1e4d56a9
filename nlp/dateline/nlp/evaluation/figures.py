"""Figures with confidence intervals, and the floors below which they must not fall."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.errors import UsageError
from dateline.nlp.evaluation.score import Tally, score
from dateline.nlp.pipeline import Input, Pipeline

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
    """Annotate a gold folder's `releases.jsonl` and compare with its `gold.json`.  Raises UsageError."""
    try:
        lines = (folder / "releases.jsonl").read_text(encoding="utf8").splitlines()
        releases = {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}
        gold = json.loads((folder / "gold.json").read_text(encoding="utf8"))
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{folder} is no gold folder (releases.jsonl and gold.json): {error}.") from None
    absent = [entry["id"] for entry in gold if entry["id"] not in releases]
    if absent:
        raise UsageError(f"{folder}/gold.json speaks of releases that are not there: {', '.join(absent)}.")
    rows = [releases[entry["id"]] for entry in gold]
    inputs = [
        Input(
            id=row["id"],
            title=row["title"],
            text=row["text"],
            published=row["published"],
            language=row.get("language"),
        )
        for row in rows
    ]
    texts = [f"{row['title']}\n\n{row['text']}" for row in rows]
    found = (annotations for _, annotations in pipeline.annotate(inputs))
    tallies = score(zip(gold, found, texts, strict=True))
    return [figure(name, items) for name, items in tallies.items()]


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


def floors(path: Path, gold: str) -> Mapping[str, float]:
    """Measure → least F1, from the table of that name in a floors file."""
    with path.open("rb") as file:
        table: dict[str, dict[str, float]] = tomllib.load(file)
    return table[gold]
