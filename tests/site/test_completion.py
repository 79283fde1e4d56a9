"""Completions as whole queries."""

from typing import Literal

import pytest

from dateline.index.contract import Completion
from dateline.site.completion import complete

Kind = Literal["word", "institution", "discipline", "source"]


@pytest.mark.parametrize(
    ("typed", "text", "kind", "expected"),
    [
        ("har", "harbour", "word", "harbour"),
        ("cold har", "harbour", "word", "cold harbour"),
        ("cold -har", "harbour", "word", "cold -harbour"),
        ("title:har", "harbour", "word", "title:harbour"),
        ('"cold har', "harbour", "word", '"cold harbour'),
        ("quen", "Quenby Institute", "institution", 'institution:"Quenby Institute"'),
        ("tides quenby ins", "Quenby Institute", "institution", 'tides institution:"Quenby Institute"'),
        ("tides -quen", "Quenby Institute", "institution", 'tides -institution:"Quenby Institute"'),
        ("institution:quen", "Quenby Institute", "institution", 'institution:"Quenby Institute"'),
        ('institution:"quenby in', "Quenby Institute", "institution", 'institution:"Quenby Institute"'),
        ("qi", "Quenby Institute", "institution", 'institution:"Quenby Institute"'),
        ("med", 'Medicine"', "discipline", 'discipline:"Medicine"'),
    ],
)
def test_the_last_word_or_name_is_completed(typed: str, text: str, kind: Kind, expected: str) -> None:
    (found,) = complete(typed, [Completion(text=text, kind=kind, count=3)])
    assert found.query == expected


def test_names_are_not_offered_inside_a_quotation_nor_what_stands_there() -> None:
    name = Completion(text="Quenby Institute", kind="institution", count=3)
    word = Completion(text="quenby", kind="word", count=3)
    assert complete('"the quenby', [name, word]) == []
