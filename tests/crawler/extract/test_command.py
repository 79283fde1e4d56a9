"""`dateline extract` from the command line."""

import json
import subprocess
import sys
from pathlib import Path

from dateline import clock
from dateline.crawler.archive import Writer
from dateline.crawler.extract import extract
from dateline.home import Home
from dateline.records import Capture
from dateline.settings import Source
from dateline.store import articles, captures, sources
from dateline.store.database import Store

PAGES = Path(__file__).parent / "pages"
KEYS = [
    "url", "canonical_url", "title", "published", "published_raw", "modified", "authors", "language",
    "site_name", "text", "kind",
]  # fmt: skip


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline.cli", "extract", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf8", timeout=120)


def test_one_page_from_standard_input() -> None:
    result = run(
        "--url", "https://quillwire.example/1", "-", stdin=(PAGES / "wire-tables/page.html").read_text("utf8")
    )
    assert result.returncode == 0, result.stderr
    article = json.loads(result.stdout)
    assert list(article) == KEYS
    assert article["title"] == "Ostrava Lantern Works Ships Its Millionth Lamp"


def test_a_batch_goes_on_behind_bad_lines() -> None:
    page = str(PAGES / "chinese/page.html")
    rows = [
        json.dumps({"id": "a", "url": "https://a.example/1", "html_path": page}),
        "nonsense",
        json.dumps({"id": 7, "url": "https://a.example/2", "html_path": "/does/not/exist"}),
        json.dumps({"id": "b", "url": "https://a.example/3", "html_path": page}),
    ]
    result = run("--batch", stdin="\n".join(rows))
    found = [json.loads(row) for row in result.stdout.splitlines()]
    assert result.returncode == 1
    assert [item["id"] for item in found] == ["a", None, 7, "b"]
    assert ["error" in item for item in found] == [False, True, True, False]
    assert list(found[0]) == ["id", *KEYS]


def test_wrong_use_is_one_sentence(tmp_path: Path) -> None:
    for arguments in (
        ["page.html"],
        [],
        ["--url", "https://a.example/", str(tmp_path / "missing.html")],
        ["--from-archive", "--home", str(tmp_path / "none")],
    ):
        result = run(*arguments)
        assert result.returncode == 2
        assert len(result.stderr.splitlines()) == 1
        assert "Traceback" not in result.stderr


def test_the_archive_is_read_anew(home: Home) -> None:
    url = "https://gazeta-brzezina.example/nauka/most-z-drewna"
    body = (PAGES / "polish-utc/page.html").read_bytes()
    writer = Writer(home)
    file, offset, length = writer.append(
        url=url, fetched_at=clock.now(), status=200, headers=[("Content-Type", "text/html")], body=body
    )
    writer.close()
    capture = Capture(
        url=url,
        fetched_at=clock.now(),
        status=200,
        content_type="text/html",
        digest="0" * 64,
        file=file,
        offset=offset,
        length=length,
    )
    poor = extract("<title>Old reading</title><p>Old text of the page.</p>", url)
    with Store.open(home) as store, store.write() as conn:
        sources.put(conn, "gazeta", Source(url="https://gazeta-brzezina.example/"), clock.now())
        number = captures.add(conn, "gazeta", capture)
        key = articles.save(conn, "gazeta", poor, now=clock.now(), capture_id=number, extractor="0").id
    first, second = (run("--from-archive", "--json", "--home", str(home.root)) for _ in range(2))
    assert first.returncode == second.returncode == 0, first.stderr
    assert json.loads(first.stdout)["counts"] == {"revisions/read": 1, "revisions/changed": 1}
    assert json.loads(second.stdout)["counts"] == {"revisions/read": 1, "revisions/changed": 0}
    with Store.open(home) as store, store.read() as conn:
        (revision,) = articles.of_article(conn, key)
    assert revision.title == "Politechnika Brzezińska buduje most z drewna"
    assert revision.published == "2022-07-01T00:40:00+02:00"
