"""Decisions on institutions from the terminal, over annotations that the pipeline makes."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.home import Home
from dateline.records import Article
from dateline.settings import Source
from dateline.store import articles, sources
from dateline.store.database import Store

NOW = datetime(2024, 5, 4, tzinfo=UTC)
TEXTS = (
    "LAGOS, Nigeria, May 3, 2024 -- The Ministry of Health and Quill Robotics Inc. opened a clinic.",
    "NAIROBI, Kenya, May 3, 2024 -- The Ministry of Health and Quill Machines Ltd. opened a clinic.",
    "ELMFORD, May 3, 2024 -- The University of Elmford and Quill Robotics Inc. opened a hall in town.",
    "ELMFORD, May 3, 2024 -- Elmford University and Quill Machines Ltd. opened a hall in town.",
)


@pytest.fixture
def filled(home: Home) -> Home:
    home.create()
    home.settings_file.write_text('[annotate]\nmodel = "blank"\n', "utf8")
    with Store.open(home) as store, store.write() as conn:
        sources.put(conn, "wire", Source(url="https://wire.example/", kind="wire"), NOW)
        for number, text in enumerate(TEXTS):
            url = f"https://wire.example/{number}"
            article = Article(
                url=url,
                canonical_url=url,
                title="News",
                text=text,
                published="2024-05-03",
                published_raw=None,
                modified=None,
                authors=(),
                language="en",
                site_name=None,
                kind="release",
            )
            articles.save(conn, "wire", article, now=NOW)
    return home


def run(home: Home, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--home", str(home.root)])
    assert done.exit_code == 0, done.output
    return done.stdout


def listed(home: Home) -> list[tuple[str, int]]:
    rows: list[dict[str, Any]] = json.loads(run(home, "institutions", "list", "--json"))
    return sorted((row["name"], row["articles"]) for row in rows)


def test_decisions_outlive_a_rebuild_and_new_annotations_and_can_be_taken_back(
    filled: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(filled, "annotate")
    before = listed(filled)
    assert before == [
        ("Elmford University", 1),
        ("Ministry of Health", 1),
        ("Ministry of Health", 1),
        ("Quill Machines Ltd.", 2),
        ("Quill Robotics Inc.", 2),
        ("University of Elmford", 1),
    ]
    run(filled, "institutions", "merge", "University of Elmford", "Elmford University")
    run(filled, "institutions", "merge", "Quill Robotics Inc.", "Quill Machines Ltd.")
    run(filled, "institutions", "rename", "Quill Robotics Inc.", "Quill")
    run(filled, "institutions", "split", "Quill", "Quill Machines Ltd.")
    ministry = "Ministry of Health (KE)"
    run(filled, "institutions", "rename", ministry, "Kenyan Ministry of Health")
    decided = [
        ("Kenyan Ministry of Health", 1),
        ("Ministry of Health", 1),
        ("Quill", 2),
        ("Quill Machines Ltd.", 2),
        ("University of Elmford", 2),
    ]
    assert listed(filled) == decided
    run(filled, "institutions", "rebuild")
    assert listed(filled) == decided
    monkeypatch.setattr("dateline.nlp.pipeline.VERSION", "next")
    assert "4" in run(filled, "annotate")
    assert listed(filled) == decided
    for _ in range(5):
        run(filled, "institutions", "undo")
    assert listed(filled) == before
    run(filled, "institutions", "rebuild")
    assert listed(filled) == before


def test_names_of_another_place_are_told_apart_by_their_reason(filled: Home) -> None:
    run(filled, "annotate")
    shown = [run(filled, "institutions", "show", f"Ministry of Health ({land})") for land in ("NG", "KE")]
    assert "Ministry of Health (NG): general name, the same only within this place" in shown[0]
    assert "Ministry of Health (KE): general name, the same only within this place" in shown[1]
