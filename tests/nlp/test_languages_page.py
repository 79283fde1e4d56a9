"""`docs/languages.md` says what there is."""

import re
from pathlib import Path

import pytest

from dateline.nlp import language
from dateline.nlp.dates.lexicon import languages, lexicon

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf8")


def row(start: str) -> str:
    return next(line for line in PAGE.splitlines() if line.startswith(f"| {start}"))


def test_the_page_names_the_languages_of_dates() -> None:
    codes = row("dates of all kinds").split("|")[2]
    assert tuple(codes.replace(" ", "").split(",")) == languages()


def test_the_page_names_the_languages_with_stems() -> None:
    words = (ROOT / "index" / "dateline" / "index" / "words.py").read_text(encoding="utf8")
    stemmed = re.search(r"STEMMED = \(([^)]*)\)", words)
    assert stemmed is not None
    assert row("other forms").split("|")[2].split() == stemmed[1].replace('"', "").split()


def test_the_files_that_the_page_names_exist() -> None:
    paths = re.findall(r"`((?:nlp|crawler|index|tests)/[\w./]+)`", PAGE)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path.replace("CODE", "fr")).exists()] == []


@pytest.mark.parametrize("code", [*languages(), "xx"])
def test_every_language_has_what_dates_need(code: str) -> None:
    words = lexicon(code)
    months = {tags["month"] for tags in words.tags.values() if "month" in tags}
    assert months == set(range(1, 13))
    assert words.order in ("dmy", "mdy", "ymd")
    if code != "xx":
        assert {tags["weekday"] for tags in words.tags.values() if "weekday" in tags} == set(range(7))
        assert code in language.PLAUSIBLE
        assert language.name(code)[0] != '"'
