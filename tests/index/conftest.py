"""Articles made by hand, and every engine, for tests of the index."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dateline.index.contract import Request, Searcher
from dateline.index.engines import open_writer
from dateline.index.query import Query
from dateline.index.serving import Serving
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


@pytest.fixture(params=("whoosh", "tantivy"))
def engine(request: pytest.FixtureRequest) -> str:
    """Every engine."""
    if request.param == "tantivy" and find_spec("tantivy") is None:
        pytest.skip("needs the extra `fast`")
    return str(request.param)


def fill(folder: Path, engine: str, commits: Sequence[Sequence[Document]]) -> None:
    writer = open_writer(folder, engine)
    try:
        for number, documents in enumerate(commits):
            writer.add(documents)
            writer.commit(number + 1)
    finally:
        writer.close()


@pytest.fixture(scope="session", name="fill")
def filler() -> Callable[..., None]:
    """Writes lists of documents into an index folder with an engine, one commit each."""
    return fill


@pytest.fixture
def build(engine: str, tmp_path: Path) -> Callable[..., Searcher]:
    """Builds an index of lists of documents, one commit each, and opens it."""

    def built(*commits: Sequence[Document]) -> Searcher:
        fill(tmp_path / "index", engine, commits)
        return Serving(tmp_path / "index")

    return built


@pytest.fixture(scope="session")
def found() -> Callable[..., list[str]]:
    """Ids of the hits, in order."""

    def ids(searcher: Searcher, query: Query | str, **options: Any) -> list[str]:
        return [hit.id for hit in searcher.search(Request(query=query, limit=1000, **options)).hits]

    return ids
