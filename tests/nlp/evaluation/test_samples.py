"""Samples: annotations by id, and the texts that the corpora hold."""

import json
import lzma
from collections.abc import Mapping
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.nlp.evaluation import gold, samples
from dateline.nlp.evaluation.score import fold

SAMPLES = Path(__file__).parents[1] / "samples"
TYPES = {"education", "research", "government", "company", "healthcare", "nonprofit", "media", "other"}


def archive(path: Path, *rows: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True)
    with lzma.open(path, "wt", encoding="utf8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    wire = {
        "id": "a1",
        "archived": "2024-05-01T10:00:00Z",
        "title": "Quill Grows",
        "markdown": "# Quill Grows\n\n**ELMFORD** ![x](y.png) - [Quill Ltd](https://q.example) grew "
        "&amp; hired.\n\n-----\n\nOriginal/Source Press",
    }
    archive(tmp_path / "wires-2024" / "releases.jsonl.xz", wire)
    release = {"id": 7, "date": "2012-01-02", "title": "Plea", "body": ["One.", "Two."]}
    archive(tmp_path / "doj-newsroom" / "gold.jsonl.xz", release)
    return tmp_path


def sample(folder: Path, *ids: str) -> Path:
    path = folder / "sample.jsonl"
    entry = {"type": "company", "role": "issuer", "surfaces": ["Quill Ltd", "Quill"]}
    path.write_text("".join(json.dumps({"id": i, "institutions": [entry]}) + "\n" for i in ids), "utf8")
    return path


def test_a_sample_becomes_a_gold_folder(corpora: Path) -> None:
    folder = corpora / "folder"
    assert samples.make(sample(corpora, "doj7", "a1"), corpora, folder) == 2
    plea, grows = gold.read(folder)
    assert (plea.release.text, plea.release.published) == ("One.\n\nTwo.", "2012-01-02")
    assert grows.release.text == "ELMFORD - Quill Ltd grew & hired."
    assert (grows.release.title, grows.release.published) == ("Quill Grows", "2024-05-01")
    assert grows.gold["institutions"][0]["name"] == "Quill Ltd"


def test_a_release_that_the_corpora_do_not_hold_is_told(corpora: Path) -> None:
    with pytest.raises(UsageError, match="among them zz"):
        samples.make(sample(corpora, "a1", "zz"), corpora, corpora / "folder")


def test_corpora_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is missing"):
        samples.make(sample(tmp_path, "a1"), tmp_path, tmp_path / "folder")


@pytest.mark.parametrize("name", ["training", "held"])
def test_samples_are_well_formed(name: str) -> None:
    rows = [json.loads(line) for line in (SAMPLES / f"{name}.jsonl").read_text("utf8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        for item in row["institutions"]:
            assert item["type"] in TYPES
            assert item["role"] in ("issuer", "mentioned")
            assert item["surfaces"]
            assert all(fold(form) for form in item["surfaces"])


def test_no_release_is_in_both_samples() -> None:
    ids = [
        {json.loads(line)["id"] for line in (SAMPLES / f"{name}.jsonl").read_text("utf8").splitlines()}
        for name in ("training", "held")
    ]
    assert ids[0].isdisjoint(ids[1])


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["training", "held"])
def test_what_readers_found_stands_in_the_texts(name: str, shared: Path, tmp_path: Path) -> None:
    samples.make(SAMPLES / f"{name}.jsonl", shared / "corpora", tmp_path)
    for judged in gold.read(tmp_path):
        text = f"{judged.release.title}\n\n{judged.release.text}"
        forms = [form for item in judged.gold["institutions"] for form in item["surfaces"]]
        assert [form for form in forms if form not in text] == []
