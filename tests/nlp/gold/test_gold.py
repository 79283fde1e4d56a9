"""The project's own gold: 33 releases about invented institutions, annotated by reading.

Every string that the gold quotes stands in its release, dates are days in order, fields are OpenAlex's.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
TYPES = {"education", "research", "government", "company", "healthcare", "nonprofit", "media", "other"}
FIELDS = {
    "Agricultural and Biological Sciences",
    "Arts and Humanities",
    "Biochemistry, Genetics and Molecular Biology",
    "Business, Management and Accounting",
    "Chemical Engineering",
    "Chemistry",
    "Computer Science",
    "Decision Sciences",
    "Dentistry",
    "Earth and Planetary Sciences",
    "Economics, Econometrics and Finance",
    "Energy",
    "Engineering",
    "Environmental Science",
    "Health Professions",
    "Immunology and Microbiology",
    "Materials Science",
    "Mathematics",
    "Medicine",
    "Neuroscience",
    "Nursing",
    "Pharmacology, Toxicology and Pharmaceutics",
    "Physics and Astronomy",
    "Psychology",
    "Social Sciences",
    "Veterinary",
}
RELEASES = {
    row["id"]: row
    for row in map(json.loads, (FOLDER / "releases.jsonl").read_text(encoding="utf8").splitlines())
}
GOLD: list[dict[str, Any]] = json.loads((FOLDER / "gold.json").read_text(encoding="utf8"))


def quoted(entry: dict[str, Any]) -> Iterator[str]:
    """Everything that an annotation says stands in the text."""
    for institution in entry["institutions"]:
        yield from (institution["name"], *institution["surfaces"])
    yield from (item["text"] for item in entry["dates"])
    yield from (item["why"] for item in entry["disciplines"])
    anatomy = entry["anatomy"]
    yield from filter(None, (anatomy["dateline"], anatomy["wire"], *anatomy["boilerplate"]))
    for contact in anatomy["contacts"]:
        yield from filter(None, contact.values())


def test_gold_speaks_of_every_release_once() -> None:
    assert len(RELEASES) == 33
    assert [entry["id"] for entry in GOLD] == list(RELEASES)
    assert all(entry["published"] == RELEASES[entry["id"]]["published"] for entry in GOLD)


@pytest.mark.parametrize("entry", GOLD, ids=lambda entry: str(entry["id"]))
def test_annotations_fit_their_release(entry: dict[str, Any]) -> None:
    release = RELEASES[entry["id"]]
    text = f"{release['title']}\n\n{release['text']}"
    assert [string for string in quoted(entry) if string not in text] == []

    names = [institution["name"] for institution in entry["institutions"]]
    assert len(names) == len(set(names))
    assert {institution["type"] for institution in entry["institutions"]} <= TYPES
    assert {institution["role"] for institution in entry["institutions"]} <= {"issuer", "mentioned"}
    assert any(institution["role"] == "issuer" for institution in entry["institutions"])

    position = 0
    for item in entry["dates"]:
        assert date.fromisoformat(item["start"]) <= date.fromisoformat(item["end"])
        position = text.find(item["text"], position)
        assert position >= 0, f"{item['text']} is not in text order"
        position += len(item["text"])

    fields = [item["field"] for item in entry["disciplines"]]
    assert set(fields) <= FIELDS
    assert len(fields) == len(set(fields))
    assert sum(item["required"] for item in entry["disciplines"]) <= 3
    assert all(len(start.split()) == 8 for start in entry["anatomy"]["boilerplate"])
