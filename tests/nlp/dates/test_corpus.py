"""Floors on releases that were read by hand; they only go up."""

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.nlp.dates import find


@pytest.mark.corpus
def test_first_and_last_day_on_releases(shared: Path) -> None:
    folder = shared / "corpora" / "releases"
    gold = {row["id"]: row["dates"] for row in json.loads((folder / "gold.json").read_text(encoding="utf8"))}
    right = false = missed = 0
    for line in (folder / "releases.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        left = list(gold[row["id"]])
        text = f"{row['title']}\n\n{row['text']}"
        for found in find(text, published=date.fromisoformat(row["published"][:10])):
            span = (found.first.isoformat(), found.last.isoformat())
            hit = next(
                (g for g in left if (g["start"], g["end"]) == span and _same(g["text"], found.text)), None
            )
            if hit is None:
                false += 1
            else:
                left.remove(hit)
                right += hit["required"]
        missed += sum(g["required"] for g in left)
    assert 2 * right / (2 * right + false + missed) >= 0.98


def _same(a: str, b: str) -> bool:
    a, b = a.lower(), b.lower()
    return a in b or b in a
