"""How often an affiliation is linked to the right entry of the imported registry."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.errors import UsageError
from dateline.nlp.linking.match import Linker

_ROR = re.compile(r"https://ror\.org/0\w{8}")
_TEXT, _LABELS = ("original_affiliation", "affiliation", "text"), ("labels", "ror")
RESAMPLES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Figures over the strings of which the registry holds an organisation."""

    strings: int
    right: float
    """Share with a right organisation in the first place."""
    low: float
    """Lower end of the 95 % confidence interval of `right`, by bootstrap over strings."""
    high: float
    answered: float
    """Share that was given any organisation."""
    precise: float
    """Share of the answers that are right in the first place."""
    absent: int
    """Further strings of which the registry holds none of the organisations."""
    absent_answered: int


def evaluate(linker: Linker, path: Path) -> Linking:
    """Link the strings of a CSV file and compare.  Raises UsageError."""
    right: list[bool] = []
    answered = absent = absent_answered = 0
    for text, wanted in _rows(path):
        found = linker.affiliation(text)
        if not linker.holds(wanted):
            absent += 1
            absent_answered += bool(found)
            continue
        right.append(bool(found) and found[0].ror in wanted)
        answered += bool(found)
    if not right:
        raise UsageError(f"The imported registry holds none of the organisations that {path} names.")
    shares = np.array(right, float)
    picks = np.random.default_rng(1).integers(0, len(shares), (RESAMPLES, len(shares)))
    low, high = np.quantile(shares[picks].mean(axis=1), (0.025, 0.975))
    return Linking(
        strings=len(right),
        right=float(shares.mean()),
        low=float(low),
        high=float(high),
        answered=answered / len(right),
        precise=sum(right) / answered if answered else 0.0,
        absent=absent,
        absent_answered=absent_answered,
    )


def _rows(path: Path) -> Iterator[tuple[str, set[str]]]:
    try:
        with path.open(encoding="utf8", newline="") as file:
            rows = csv.DictReader(file)
            names = rows.fieldnames or ()
            text = next((name for name in _TEXT if name in names), None)
            labels = next((name for name in _LABELS if name in names), None)
            if text is None or labels is None:
                raise UsageError(
                    f"{path} lacks a column {' or '.join(_TEXT)}, or one {' or '.join(_LABELS)}."
                )
            for row in rows:
                yield row[text] or "", set(_ROR.findall(row[labels] or ""))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read as CSV: {error}.") from None
