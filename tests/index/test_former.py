"""What hits of a `was:` query once said."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

from dateline.home import Home
from dateline.index import stage
from dateline.index.former import former
from dateline.records import Article
from dateline.settings import Source
from dateline.store import articles, sources
from dateline.store.database import Store

URL = "https://post.example/ferry"
FIRST = Article(
    url=URL, canonical_url=URL, title="Ferry to run at night",
    text="The Ferry sails at eleven. It costs 5 crowns.", published="2031-05-01", published_raw=None,
    modified=None, authors=(), language="en", site_name=None, kind="news",
)  # fmt: skip


def at(day: int) -> datetime:
    return datetime(2031, 5, day, 2, tzinfo=UTC)


def revised(home: Home) -> str:
    """A page that changed twice; the id of its article."""
    texts = (
        FIRST.text,
        "The ferry sails at eleven. It costs 6 crowns.",
        "The ferry sails at noon. It costs 6 crowns.",
    )
    with Store.open(home) as store, store.write() as conn:
        sources.put(conn, "post", Source(title="Post", kind="outlet", url="https://post.example/"), at(1))
        for day, text in zip((1, 4, 9), texts, strict=True):
            articles.save(conn, "post", replace(FIRST, text=text), now=at(day))
        key = articles.by_url(conn, URL)
    assert key
    return key


def test_what_is_gone_is_found_with_when_it_was_seen(home: Home) -> None:
    key = revised(home)
    with Store.open(home) as store, store.read() as conn:
        (found,) = former(conn, 'ferry was:"sails at ELEVEN"', [key, "none"])[key]
        assert (found.revision, found.first_seen, found.last_seen) == (2, at(1), at(4))
        (found,) = former(conn, "was:5 OR was:nothing", [key])[key]
        assert (found.revision, found.text) == (1, "5")
        for query in ('was:"at noon"', "eleven", "NOT was:eleven", "(", ""):
            assert former(conn, query, [key]) == {}, query


def test_the_terminal_says_when_it_was_seen(home: Home) -> None:
    key = revised(home)
    stage.index(home)

    def search(*more: str) -> str:
        command = [
            sys.executable,
            "-m",
            "dateline.cli",
            "search",
            'was:"sails at eleven"',
            "--home",
            str(home.root),
        ]
        return subprocess.run(
            [*command, *more], capture_output=True, text=True, check=True, timeout=120
        ).stdout

    assert "no longer there: “sails at eleven”, seen 2031-05-01 02:00 to 2031-05-04 02:00 UTC" in search()
    (hit,) = json.loads(search("--json"))["hits"]
    assert hit["id"] == key and hit["former"][0]["revision"] == 2
