"""The lexicon's files."""

from importlib.resources import files

import pytest

from dateline.nlp.disciplines.phrases import Words, hits, phrases

FOLDER = files("dateline.nlp.disciplines") / "lexicon"
FILES = sorted(f.name for f in FOLDER.iterdir() if f.name.endswith(".tsv"))


@pytest.mark.parametrize("name", FILES)
def test_rows_are_well_formed(name: str) -> None:
    seen = set()
    for line in (FOLDER / name).read_text(encoding="utf8").splitlines():
        if line.startswith("#"):
            continue
        phrase, second, *rest = line.split("\t")
        assert phrase == phrase.strip() and phrase not in seen and len(rest) <= 1
        seen.add(phrase)
        if name != "stated.tsv":
            assert 0 < float(second) <= 4
        assert 1 <= len(Words(phrase).stem) <= 7
    assert seen


def test_the_longest_phrase_is_matched() -> None:
    text = "She studies computer science and stem cells."
    found = [text[h.start : h.end] for h in hits(Words(text), phrases())]
    assert "computer science" in found and "stem cells" in found and "science" not in found


def test_plurals_and_spelling_match() -> None:
    for text in ("Galaxies", "galaxy", "neural networks", "Parkinson’s disease", "Parkinson's Disease"):
        assert list(hits(Words(text), phrases())), text
