"""Train the weigher on gold folders: `python -m dateline.nlp.institutions.train FOLDER… [--write FILE]`.

Logistic regression with a quadratic penalty, fitted by Newton's method.  F1 by cross-validation over
documents is printed, and the weights are written where --write says.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.nlp import institutions
from dateline.nlp.evaluation import gold
from dateline.nlp.evaluation.score import fold
from dateline.nlp.institutions.features import features
from dateline.nlp.institutions.gather import candidates
from dateline.nlp.institutions.weigher import THRESHOLD
from dateline.nlp.pipeline import Pipeline, load

_PENALTY = 4.0
_LEAST = 4
"""Fewest possible names that have a feature, for it to be given a weight."""
_SECOND = 0.25
"""What a second name of an institution that has one already counts as a false one."""
_PARTS = 5
_HEADER = """# Weights of the weigher (weigher.py): log-odds by feature, from {documents} releases with
# {names} possible names, by `python -m dateline.nlp.institutions.train`. Not to be edited by hand.

[weights]
"""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Name:
    """A possible institution of a document."""

    features: Mapping[str, float]
    entries: tuple[int, ...]
    """Numbers of the gold's entries that it names."""
    told: tuple[bool, int]
    """Whether the rules are for it, and in how many places it stands."""


@dataclass(frozen=True, slots=True)
class Document:
    """The possible institutions of a release, and which entries of the gold must be found."""

    names: Sequence[Name]
    required: Sequence[bool]


def documents(folder: Path, pipeline: Pipeline) -> Iterator[Document]:
    """The judged releases of a gold folder."""
    for judged in gold.read(folder):
        page = institutions.page_of(pipeline.read(judged.release))
        entries = [{fold(form) for form in (*e["surfaces"], e["name"])} for e in judged.gold["institutions"]]
        found, sure = candidates(page)
        names = []
        for item in found:
            forms = {fold(form) for form in item.group.forms}
            hits = tuple(number for number, surfaces in enumerate(entries) if forms & surfaces)
            told = (item.verdict, item.group.count)
            names.append(Name(features(page, item.group, item.verdict, sure), hits, told))
        required = [entry.get("required", True) for entry in judged.gold["institutions"]]
        yield Document(names, required)


def train(read: Sequence[Document]) -> dict[str, float]:
    """Weights by feature."""
    counts = Counter(feature for document in read for name in document.names for feature in name.features)
    columns = {f: i for i, f in enumerate(sorted(f for f, number in counts.items() if number >= _LEAST))}
    rows, wanted, weights = [], [], []
    for document in read:
        best = _best(document)
        for number, name in enumerate(document.names):
            right = number in best
            if right or not any(not document.required[entry] for entry in name.entries):
                rows.append(name.features)
                wanted.append(float(right))
                weights.append(_SECOND if name.entries and not right else 1.0)
    matrix = np.zeros((len(rows), len(columns)))
    for number, row in enumerate(rows):
        for feature, value in row.items():
            if feature in columns:
                matrix[number, columns[feature]] = value
    fitted = _fit(matrix, np.array(wanted), np.array(weights))
    return {feature: float(fitted[column]) for feature, column in columns.items()}


def _best(document: Document) -> set[int]:
    """Of each required entry of the gold the name that is most told of: a second one would be told twice."""
    best: dict[int, int] = {}
    for number, name in enumerate(document.names):
        for entry in name.entries:
            held = best.get(entry)
            if document.required[entry] and (held is None or document.names[held].told < name.told):
                best[entry] = number
    return set(best.values())


def _fit(matrix: Matrix, wanted: Matrix, weights: Matrix) -> Matrix:
    fitted = np.zeros(matrix.shape[1])
    penalty = np.eye(matrix.shape[1]) * _PENALTY
    for _ in range(50):
        likely = 1 / (1 + np.exp(-matrix @ fitted))
        slope = matrix.T @ (weights * (likely - wanted)) + penalty @ fitted
        curve = (matrix.T * (weights * likely * (1 - likely) + 1e-9)) @ matrix + penalty
        step = np.linalg.solve(curve, slope)
        fitted -= step
        if np.abs(step).max() < 1e-4:
            break
    return fitted


def scored(read: Sequence[Document], weights: Mapping[str, float]) -> tuple[int, int, int]:
    """How many names are right, false and missed."""
    least = float(np.log(THRESHOLD / (1 - THRESHOLD)))
    right = false = missed = 0
    for document in read:
        taken: set[int] = set()
        for name in document.names:
            if sum(weights.get(f, 0.0) * value for f, value in name.features.items()) < least:
                continue
            free = next((number for number in name.entries if number not in taken), None)
            if free is None:
                false += all(document.required[number] for number in name.entries)
                continue
            taken.add(free)
            right += document.required[free]
        missed += sum(needed and number not in taken for number, needed in enumerate(document.required))
    return right, false, missed


def validated(read: Sequence[Document]) -> tuple[int, int, int]:
    """Right, false and missed names when each document is scored by weights that did not see it."""
    order = list(read)
    random.Random(1).shuffle(order)
    parts = [order[number::_PARTS] for number in range(_PARTS)]
    sums = np.zeros(3, dtype=int)
    for number, part in enumerate(parts):
        rest = [document for other, docs in enumerate(parts) if other != number for document in docs]
        sums += scored(part, train(rest))
    right, false, missed = (int(value) for value in sums)
    return right, false, missed


def main() -> None:
    """Print how well the weights do on documents that they did not see, and write those of all documents."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument(
        "folders", type=Path, nargs="+", metavar="FOLDER", help="releases.jsonl and gold.json"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="weights.toml beside this module, usually")
    options = parser.parse_args()
    pipeline = load()
    read = [document for folder in options.folders for document in documents(folder, pipeline)]
    right, false, missed = validated(read)
    precision, recall = right / max(1, right + false), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + false + missed)
    print(f"{len(read)} releases, cross-validated: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    if options.write:
        options.write.write_text(written(read, train(read)), "utf8")


def written(read: Sequence[Document], weights: Mapping[str, float]) -> str:
    """The text of `weights.toml`; weights that round to nothing are left out."""
    header = _HEADER.format(documents=len(read), names=sum(len(document.names) for document in read))
    lines = [
        f'"{_escaped(f)}" = {weight:.2f}\n' for f, weight in sorted(weights.items()) if abs(weight) >= 0.005
    ]
    return header + "".join(lines)


def _escaped(feature: str) -> str:
    return feature.replace("\\", "\\\\").replace('"', '\\"')


if __name__ == "__main__":
    main()
