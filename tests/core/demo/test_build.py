"""The demo from its web to its search page: two nights on the real stages."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline.demo import build, gold, texts
from dateline.demo.web import RunningWeb, serve
from dateline.errors import UsageError
from dateline.home import Home
from dateline.nightly import Night
from dateline.progress import Meter, Silent
from dateline.records import Document
from dateline.store import documents
from dateline.store.database import Store


@contextmanager
def silent(label: str) -> Iterator[Meter]:
    yield Silent()


class Built:
    """The finished demo and what is in its store, by the texts' ids."""

    def __init__(self, home: Home, web: RunningWeb, nights: tuple[Night, Night]) -> None:
        self.home, self.nights = home, nights
        ids = {
            site.pages.url(release.first): id for id, release in texts.load().items() for site in web.values()
        }
        with Store.open(home) as store, store.read() as conn:
            found = list(documents.since(conn, 0))
        self.documents: dict[str, Document] = {ids[document.canonical_url]: document for document in found}
        assert len(self.documents) == len(found)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    home = Home(tmp_path_factory.mktemp("demo") / "home")
    with serve() as web:
        yield Built(home, web, build.build(home, web, meters=silent))


def test_every_text_is_in_the_store_once_with_title_and_day(built: Built) -> None:
    assert set(built.documents) == set(texts.load())
    for id, document in built.documents.items():
        release = texts.load()[id]
        shown = release.corrected or release.first
        assert document.title == shown.title, id
        assert (document.published or "")[:10] == f"{release.first.published:%Y-%m-%d}", id
        assert document.language == release.first.language, id


def test_the_second_night_brings_the_corrections_and_nothing_else(built: Built) -> None:
    table = gold.load()
    first, second = (night.stages[0].counts for night in built.nights)
    assert first["articles/new"] == len(texts.load())
    assert second.get("articles/new", 0) == 0
    assert {id for id, document in built.documents.items() if document.revision == 2} == set(table.corrected)
    assert {id for id, document in built.documents.items() if document.gone_at} == set(table.withdrawn)
    (earlier,) = built.documents["wire/recall-chowder"].earlier
    assert "L2264" in earlier
    assert "L2246 and L2247" in built.documents["wire/recall-chowder"].text


def test_issuers_are_found(built: Built) -> None:
    issuers = {next(iter(a.members)): a.issuer for a in gold.load().announcements} | dict(gold.load().alone)
    right = [
        id
        for id, issuer in issuers.items()
        if any(
            i.role == "issuer" and issuer in (i.name, *i.aliases) for i in built.documents[id].institutions
        )
    ]
    assert len(right) >= 0.8 * len(issuers), sorted(set(issuers) - set(right))


def pairs(members: dict[str, list[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for ids in members.values() for pair in itertools.combinations(ids, 2)}


def test_announcements_are_those_of_the_gold_table(built: Built) -> None:
    found: dict[str, list[str]] = {}
    for id, document in built.documents.items():
        if document.announcement:
            found.setdefault(document.announcement, []).append(id)
    expected = pairs({a.name: list(a.members) for a in gold.load().announcements})
    got = pairs(found)
    precision, recall = len(got & expected) / max(1, len(got)), len(got & expected) / len(expected)
    assert precision >= 0.9, (precision, sorted(map(sorted, got - expected)))
    assert recall >= 0.6, (recall, sorted(map(sorted, expected - got)))
    apart = {frozenset((one, other)) for one, other, _ in gold.load().apart}
    assert not got & apart


def test_copies_are_called_copies(built: Built) -> None:
    for announcement in gold.load().announcements:
        for id, role in announcement.members.items():
            if role == "copy":
                assert built.documents[id].role == "copy", id


def test_a_finished_demo_knows_its_ports(built: Built) -> None:
    known = build.made(built.home)
    assert known is not None
    assert known.fingerprint == build.fingerprint()
    assert len(set(known.ports.values())) == 6


def test_a_folder_that_is_no_demo_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(UsageError, match="holds something that is no demo"):
        build.clear(Home(tmp_path))
    assert (tmp_path / "thesis.txt").exists()


def test_an_unfinished_demo_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text('{"fingerprint": "", "ports": {}}')
    (tmp_path / "dateline.db").write_text("half")
    assert build.made(Home(tmp_path)) is None
    build.clear(Home(tmp_path))
    assert not (tmp_path / "dateline.db").exists()
