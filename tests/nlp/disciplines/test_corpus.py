"""Floors on releases that were read by hand; they only go up."""

import json
from pathlib import Path

import pytest

from dateline.nlp.disciplines import read


@pytest.mark.corpus
def test_fields_of_releases(shared: Path) -> None:
    """Without institutions and anatomy, which the pipeline adds."""
    folder = shared / "corpora" / "releases"
    gold = {
        row["id"]: row["disciplines"] for row in json.loads((folder / "gold.json").read_text(encoding="utf8"))
    }
    right = false = missed = 0
    for line in (folder / "releases.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        found = {d.field for d in read(f"{row['title']}\n\n{row['text']}", title_end=len(row["title"]))}
        wanted = {g["field"] for g in gold[row["id"]] if g["required"]}
        right += len(found & wanted)
        missed += len(wanted - found)
        false += len(found - {g["field"] for g in gold[row["id"]]})
    assert 2 * right / (2 * right + false + missed) >= 0.80
