"""Gold folders, right and wrong, and the command that reads them."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import UsageError
from dateline.nlp.evaluation import gold

RELEASE = {
    "id": "a",
    "title": "Elmford opens",
    "text": "The University of Elmford opened on May 3, 2024.",
    "published": "2024-05-03",
}
ENTRY = {
    "id": "a",
    "institutions": [{"name": "University of Elmford", "surfaces": ["University of Elmford"]}],
    "dates": [{"text": "May 3, 2024", "start": "2024-05-03", "end": "2024-05-03"}],
    "disciplines": [],
}


def folder(at: Path, releases: str, entries: Any) -> Path:
    (at / "releases.jsonl").write_text(releases, "utf8")
    (at / "gold.json").write_text(entries if isinstance(entries, str) else json.dumps(entries), "utf8")
    return at


def evaluate(at: Path, *more: str) -> Any:
    return CliRunner().invoke(app, ["evaluate", str(at), "--model", "blank", *more])


def test_what_the_gold_speaks_of_is_measured_with_intervals(tmp_path: Path) -> None:
    run = evaluate(folder(tmp_path, json.dumps(RELEASE), [ENTRY]), "--json")
    assert run.exit_code == 0
    figures = {row["measure"]: row for row in json.loads(run.stdout)}
    assert set(figures) == {"institutions", "dates", "disciplines"}  # no anatomy in this gold
    assert figures["dates"]["f1"] == figures["dates"]["low"] == figures["dates"]["high"] == 1
    shown = evaluate(tmp_path).stdout
    assert "institutions" in shown
    assert "1 documents" in shown


@pytest.mark.parametrize(
    ("releases", "entries", "said"),
    [
        ("{", [ENTRY], "line 1 of"),
        ('{"id": 5}', [ENTRY], 'no object with an "id"'),
        ('{"id": "a", "title": "x"}', [ENTRY], '"text" in line 1'),
        (json.dumps(RELEASE), "{", "is not JSON"),
        (json.dumps(RELEASE), {"a": ENTRY}, "no list"),
        (json.dumps(RELEASE), [], "no entry"),
        (json.dumps(RELEASE), [{**ENTRY, "id": "b"}], "'b'"),
        (json.dumps(RELEASE), [{**ENTRY, "dates": {}}], "no list"),
        (json.dumps(RELEASE), [{**ENTRY, "dates": [{"text": "May 3, 2024"}]}], "another form"),
    ],
)
def test_a_wrong_folder_is_one_sentence(tmp_path: Path, releases: str, entries: Any, said: str) -> None:
    run = evaluate(folder(tmp_path, releases, entries))
    assert isinstance(run.exception, UsageError)
    assert said in str(run.exception)
    assert "\n" not in str(run.exception)


def test_a_folder_without_gold_names_what_is_absent(tmp_path: Path) -> None:
    run = evaluate(tmp_path)
    assert isinstance(run.exception, UsageError)
    assert "releases.jsonl" in str(run.exception)


def test_every_judged_release_is_given(tmp_path: Path) -> None:
    (one,) = gold.read(folder(tmp_path, json.dumps(RELEASE) + "\n\n", [ENTRY]))
    assert (one.release.id, one.release.published) == ("a", "2024-05-03")
