"""The demo web, served once for these tests, and the knowledge base made of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from dateline.demo import build, texts
from dateline.demo.web import RunningWeb, serve
from dateline.home import Home
from dateline.nightly import Night
from dateline.progress import Meter, Silent
from dateline.records import Document
from dateline.store import documents
from dateline.store.database import Store


@pytest.fixture
def web(_web: RunningWeb) -> Iterator[RunningWeb]:
    """All sites before their corrections."""
    _web.correct(False)
    yield _web
    _web.correct(False)


@pytest.fixture(scope="session")
def _web() -> Iterator[RunningWeb]:
    with serve() as running:
        yield running


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The finished demo and what is in its store, by the texts' ids; its web has ended."""

    home: Home
    nights: tuple[Night, Night]
    documents: dict[str, Document]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo after its two nights, on the real stages."""
    home = Home(tmp_path_factory.mktemp("demo") / "home")
    with serve() as web, build.alone(home):
        nights = build.build(home, web, meters=_silent)
        ids = {web[id.split("/")[0]].pages.url(release.first): id for id, release in texts.load().items()}
    with Store.open(home) as store, store.read() as conn:
        found = list(documents.since(conn, 0))
    assert len({document.canonical_url for document in found}) == len(found)
    return Built(home=home, nights=nights, documents={ids[d.canonical_url]: d for d in found})


@contextmanager
def _silent(label: str) -> Iterator[Meter]:
    yield Silent()
