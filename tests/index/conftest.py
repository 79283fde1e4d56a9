"""Articles made by hand for tests of the index."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dateline.records import (
    Anatomy,
    Annotations,
    Boilerplate,
    DateExpression,
    Discipline,
    Document,
    InstitutionRef,
)

Make = Callable[..., Document]


def make(id: str, title: str = "", text: str = "", **given: Any) -> Document:
    """A document; `institutions` as (number, name, aliases), `dates` as (first, last), `disciplines` as names
    or (name, subfield), `boilerplate` as a passage of the text."""
    names = tuple(
        InstitutionRef(
            id=number,
            name=name,
            aliases=tuple(aliases),
            type="other",
            ror=None,
            wikidata=None,
            role="mentioned",
        )
        for number, name, aliases in given.pop("institutions", ())
    )
    dates = tuple(
        DateExpression(
            text="", offset=(0, 0), first=date.fromisoformat(a), last=date.fromisoformat(b), grain="day"
        )
        for a, b in given.pop("dates", ())
    )
    fields = tuple(
        Discipline(field=name, subfield=subfield, score=1.0, evidence=())
        for name, subfield in (
            one if isinstance(one, tuple) else (one, None) for one in given.pop("disciplines", ())
        )
    )
    passage = given.pop("boilerplate", "")
    at = len(title) + 2 + text.find(passage)
    spans = (Boilerplate(offset=(at, at + len(passage))),) if passage else ()
    values: dict[str, Any] = {
        "url": f"https://news.example/{id}",
        "canonical_url": f"https://news.example/{id}",
        "source": "orchard",
        "source_kind": "newsroom",
        "kind": "release",
        "published": "2024-05-02",
        "modified": None,
        "authors": (),
        "language": "en",
        "site_name": None,
        "revision": 1,
        "first_seen": datetime(2024, 5, 2, tzinfo=UTC),
        "gone_at": None,
        "annotations": Annotations(dates=dates, disciplines=fields, anatomy=Anatomy(boilerplate=spans)),
        "institutions": names,
        "announcement": None,
        "role": None,
        "earlier": (),
        "changed": 1,
    }
    return Document(id=id, title=title, text=text, **(values | given))


@pytest.fixture(scope="session")
def document() -> Make:
    """Makes documents."""
    return make
