"""The query language: what parses into what, what is refused, and that docs/query.md has it all."""

import re
from datetime import date
from pathlib import Path

import pytest

from dateline.index import parse as language
from dateline.index.parse import parse
from dateline.index.query import (
    FACETS,
    About,
    Acronym,
    All,
    And,
    Fuzzy,
    Is,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Query,
    QueryError,
    Term,
    Was,
    Wildcard,
)
from dateline.index.unparse import write

DOCS = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf8")
A, B, C = Term("a"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All()),
        ("  ", All()),
        ("*", All()),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, Term("and"), B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("-a", Not(A)),
        ("a NOT b", And((A, Not(B)))),
        ("a -b", And((A, Not(B)))),
        ("a-b", Term("a-b")),
        ("a - b", And((A, B))),
        ('"a b"', Phrase("a b")),
        ("“a b”", Phrase("a b")),
        ('a"b"c', And((A, Phrase("b"), C))),
        ("clim*", Prefix("clim")),
        ("covid-1*", And((Phrase("covid"), Prefix("1")))),
        ("c?t", Wildcard("c?t")),
        ("what?", Term("what")),
        ("climat~", Fuzzy("climat")),
        ("MIT", Acronym("MIT")),
        ("title:MIT", Term("MIT", "title")),
        ("AT&T", Acronym("AT&T")),
        ("C++", Term("C++")),
        ("title:a", Term("a", "title")),
        ("TITLE:a", Term("a", "title")),
        ("title:(a OR -b*)", Or((Term("a", "title"), Not(Prefix("b", "title"))))),
        ('title:"a b"', Phrase("a b", "title")),
        ("text:a", A),
        ('institution:"Plum Board"', Is("institution", "Plum Board")),
        ("published:2024", Published(date(2024, 1, 1), date(2024, 12, 31))),
        ("published:2024-02", Published(date(2024, 2, 1), date(2024, 2, 29))),
        ("published:2024-02-03", Published(date(2024, 2, 3), date(2024, 2, 3))),
        ("published:2024-03..2024-05", Published(date(2024, 3, 1), date(2024, 5, 31))),
        ("published:..2024", Published(None, date(2024, 12, 31))),
        ("about:2024-11..", About(date(2024, 11, 1), None)),
        ('was:"old words"', Was("old words")),
        ("https://a.example/b", Term("https://a.example/b")),
        ("Update: text", And((Term("Update"), Term("text")))),
        ("a & b", And((A, B))),
        ("!!!", Term("!!!")),
    ],
)
def test_parses(text: str, tree: Query) -> None:
    assert parse(text) == tree
    assert write(parse(write(tree))) == write(tree)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ('a "b', 2, "closed"),
        ("(a", 0, "closed"),
        ("a)", 1, "opening"),
        ("()", 1, "missing"),
        ("a AND", 5, "missing after “AND”"),
        ("OR a", 0, "at the beginning"),
        ("NOT", 3, "missing after “NOT”"),
        ("x:a", 0, "no field “x”"),
        ("published:soon", 10, "no date"),
        ("published:2024-13", 10, "no date"),
        ("published:2024-02-30", 10, "no date"),
        ("about:2024..2023", 6, "before it begins"),
        ("institution:(a b)", 12, "quote"),
        ("institution:--", 12, "needs a word"),
        ("*a*", 0, "two letters"),
        ("a*b?c*d?e*", 0, "at most 4"),
        ("a" * 40 + "~", 0, "at most 32"),
        ("(" * 51 + "a" + ")" * 51, 50, "nested"),
        ("a " * 400, 600, "300 parts"),
        ('"' + "a " * 60 + '"', 0, "50 words"),
        ("a" * 4001, None, "characters"),
    ],
)
def test_refuses_with_one_sentence_and_the_place(text: str, at: int | None, says: str) -> None:
    with pytest.raises(QueryError, match=re.escape(says)) as caught:
        parse(text)
    assert caught.value.position == at
    message = str(caught.value)
    assert message.endswith(".") and "\n" not in message


def test_the_documentation_has_every_field() -> None:
    documented = set(re.findall(r"^\| `(\w+):` \|", DOCS, re.MULTILINE))
    assert documented == set(language.FIELDS)
    assert set(FACETS) <= documented


def test_the_documentation_has_every_operator_and_its_examples_parse() -> None:
    words, fields = DOCS.split("## Fields")
    cells = re.findall(r"^\| (`.*?) \|", words, re.MULTILINE)
    cells += re.findall(r"^\| `\w+:` \| (.*?) \|", fields, re.MULTILINE)
    shown = [code for cell in cells for code in re.findall("`([^`]+)`", cell)]
    kinds = {kind for text in shown for kind in _kinds(parse(text))}
    every = (All, Term, Acronym, Phrase, Prefix, Wildcard, Fuzzy, Is, Published, About, Was, Not, And, Or)
    assert kinds == {kind.__name__ for kind in every}
    for operator in language.OPERATORS:
        assert f" {operator} " in words


def test_the_documentation_has_the_limits() -> None:
    from dateline.index import work

    for limit in (language.MAX_CHARACTERS, language.MAX_PARTS, language.MAX_DEPTH, language.MAX_PHRASE):
        assert f"{limit:,}" in DOCS
    assert f"{work.EXPANSIONS} words for one pattern" in DOCS
    assert f"{language.MAX_FUZZY} letters" in DOCS
    assert f"{work.MAX_SECONDS} seconds" in DOCS and f"{work.MAX_POSTINGS // 10**6} million" in DOCS


def _kinds(tree: Query) -> set[str]:
    inner = tree.parts if isinstance(tree, (And, Or)) else (tree.part,) if isinstance(tree, Not) else ()
    return {type(tree).__name__}.union(*(_kinds(part) for part in inner))
