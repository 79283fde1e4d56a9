"""The demo from its web to its search page: two nights on the real stages."""

from pathlib import Path
from typing import Any

import pytest

from dateline.demo import build, gold, texts
from dateline.errors import LockedError, UsageError
from dateline.home import Home


def test_every_text_is_in_the_store_once_with_title_and_day(built: Any) -> None:
    assert set(built.documents) == set(texts.load())
    for id, document in built.documents.items():
        release = texts.load()[id]
        shown = release.corrected or release.first
        assert document.title == shown.title, id
        assert (document.published or "")[:10] == f"{release.first.published:%Y-%m-%d}", id
        assert document.language == release.first.language, id


def test_the_second_night_brings_the_corrections_and_nothing_else(built: Any) -> None:
    table = gold.load()
    first, second = (night.stages[0].counts for night in built.nights)
    assert first["articles/new"] == len(texts.load())
    assert second.get("articles/new", 0) == 0
    assert {id for id, document in built.documents.items() if document.revision == 2} == set(table.corrected)
    assert {id for id, document in built.documents.items() if document.gone_at} == set(table.withdrawn)
    (earlier,) = built.documents["wire/recall-chowder"].earlier
    assert "L2264" in earlier
    assert "L2246 and L2247" in built.documents["wire/recall-chowder"].text


def test_issuers_are_found(built: Any) -> None:
    issuers = {next(iter(a.members)): a.issuer for a in gold.load().announcements} | dict(gold.load().alone)
    right = [
        id
        for id, issuer in issuers.items()
        if any(
            i.role == "issuer" and issuer in (i.name, *i.aliases) for i in built.documents[id].institutions
        )
    ]
    assert len(right) >= 0.8 * len(issuers), sorted(set(issuers) - set(right))


def test_announcements_are_those_of_the_gold_table(built: Any) -> None:
    score = gold.score(
        {id: (d.announcement, d.role) for id, d in built.documents.items() if d.announcement and d.role}
    )
    assert score.precision >= 0.95
    assert score.recall >= 0.82
    assert not score.mixed
    assert score.named["copy"] == (13, 13)
    for role in ("rewrite", "translation"):
        right, known = score.named[role]
        assert right >= known - 1, role
    assert score.joined["coverage"][0] >= 4
    assert score.joined["follow-up"][0] >= 6


def test_a_finished_demo_knows_its_ports(built: Any) -> None:
    known = build.made(built.home)
    assert known is not None
    assert known.fingerprint == build.fingerprint()
    assert len(set(known.ports.values())) == 6


def test_a_folder_that_is_no_demo_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(UsageError, match="holds something that is no demo"), build.alone(Home(tmp_path)):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_unfinished_demo_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text('{"fingerprint": "", "ports": {}}')
    (tmp_path / "dateline.db").write_text("half")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.warc.gz").write_text("half")
    assert build.made(Home(tmp_path)) is None
    with build.alone(Home(tmp_path)):
        assert not (tmp_path / "dateline.db").exists()
        assert not any((tmp_path / "archive").iterdir())
    assert build.made(Home(tmp_path)) is None


def test_two_demos_are_not_made_in_one_folder(tmp_path: Path) -> None:
    with (
        build.alone(Home(tmp_path / "d")),
        pytest.raises(LockedError, match="at work"),
        build.alone(Home(tmp_path / "d")),
    ):
        pass
