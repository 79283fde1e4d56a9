"""Sentences in the style of news agencies, and in other languages: a new case is a line in a file."""

from datetime import date
from pathlib import Path

import pytest

from dateline.nlp.dates import find


def lines(name: str) -> list[tuple[str, str, list[str]]]:
    text = (Path(__file__).parent / name).read_text(encoding="utf8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(first, sentence, expected) for first, sentence, *expected in rows]


def spans(sentence: str, published: date, language: str) -> list[str]:
    return [
        f"{d.text} = {d.first}" if d.first == d.last else f"{d.text} = {d.first}..{d.last}"
        for d in find(sentence, published=published, language=language)
    ]


@pytest.mark.parametrize(("published", "sentence", "expected"), lines("newswire.tsv"))
def test_sentence(published: str, sentence: str, expected: list[str]) -> None:
    assert spans(sentence, date.fromisoformat(published), "en") == expected


@pytest.mark.parametrize(("language", "sentence", "expected"), lines("languages.tsv"))
def test_sentence_in_another_language(language: str, sentence: str, expected: list[str]) -> None:
    assert spans(sentence, date(2024, 5, 14), language) == expected
