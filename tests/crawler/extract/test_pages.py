"""Pages of many kinds: a folder with page.html, input.json (url and source) and expected.json is one case."""

import json
from pathlib import Path

import pytest

from dateline.crawler.extract import extract
from dateline.records import to_json
from dateline.settings import Source

CASES = sorted(path for path in (Path(__file__).parent / "pages").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_page(case: Path) -> None:
    given = json.loads((case / "input.json").read_text(encoding="utf8"))
    source = Source(**given["source"]) if "source" in given else None
    article = extract((case / "page.html").read_bytes(), given["url"], source=source)
    assert to_json(article) == json.loads((case / "expected.json").read_text(encoding="utf8"))
