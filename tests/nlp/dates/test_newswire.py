"""Sentences in the style of news agencies: a new case is a line in `newswire.tsv`."""

from datetime import date
from pathlib import Path

import pytest

from dateline.nlp.dates import find

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "newswire.tsv").read_text(encoding="utf8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("published", "sentence", "expected"), [(p, s, e) for p, s, *e in LINES])
def test_sentence(published: str, sentence: str, expected: list[str]) -> None:
    found = []
    for d in find(sentence, published=date.fromisoformat(published)):
        span = f"{d.first}" if d.first == d.last else f"{d.first}..{d.last}"
        found.append(f"{d.text} = {span}")
    assert found == expected
