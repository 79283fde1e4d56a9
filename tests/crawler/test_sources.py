"""`dateline sources`: what is found, what is written, and what is said when nothing is there."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.crawler.health import health, patience
from dateline.errors import DatelineError, UsageError
from dateline.home import Home
from dateline.records import Article
from dateline.settings import Source
from dateline.store import articles, runs, sources
from dateline.store.database import Store


def _run(home: Home, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(home.root)])


def _site(newsroom: Any) -> list[str]:
    paths = [newsroom.article(number, f"2024-03-{number:02d}") for number in range(6, 0, -1)]
    newsroom.listing("/news", paths[:4], "<a rel='next' href='/news?page=2'>Older</a>")
    newsroom.listing("/news?page=2", paths[4:])
    items = "".join(f"<item><title>R</title><link>{newsroom.base}{path}</link></item>" for path in paths[:3])
    newsroom.put(
        "/rss.xml", f"<rss version='2.0'><channel><title>N</title>{items}</channel></rss>", "text/xml"
    )
    feed = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    nav = '<nav><a href="/about">About</a> <a href="/news">All news</a> <a href="/study">Study</a></nav>'
    newsroom.put(
        "/", f"<html><head><title>Norhaven</title>{feed}</head><body>{nav}<h1>Hello</h1></body></html>"
    )
    return paths


ALLOW = ("--set", "allow_private=true", "--set", "delay=0")


def test_the_front_page_leads_to_feed_and_list(newsroom: Any, home: Home) -> None:
    _site(newsroom)
    done = _run(home, "sources", "add", newsroom.base, "--name", "norhaven", *ALLOW, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)["found"]
    assert len(found["samples"]) == 3
    source = home.settings().sources["norhaven"]
    assert source.feeds == (newsroom.base + "/rss.xml",)
    assert source.listings == (newsroom.base + "/news",)
    assert source.delay == 0
    assert "# 3 entries" in home.settings_file.read_text()


def test_a_sitemap_that_has_everything_makes_the_list_needless(newsroom: Any, home: Home) -> None:
    paths = _site(newsroom)
    rows = "".join(f"<url><loc>{newsroom.base}{path}</loc></url>" for path in [*paths, "/about"])
    newsroom.put("/map.xml", f"<urlset>{rows}</urlset>", "text/xml")
    newsroom.put("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {newsroom.base}/map.xml\n", "text/plain")
    done = _run(home, "sources", "add", newsroom.base + "/news", "--name", "n", *ALLOW)
    assert done.exit_code == 0, done.output
    source = home.settings().sources["n"]
    assert source.sitemaps == (newsroom.base + "/map.xml",)
    assert source.listings == ()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nothing", "answers 404"),
        ("/logo.svg", "is no web page"),
        ("/empty", "leads to no articles"),
    ],
)
def test_what_is_no_newsroom_is_said_and_nothing_is_written(
    newsroom: Any, home: Home, path: str, words: str
) -> None:
    newsroom.put("/logo.svg", "<svg/>", "image/svg+xml")
    newsroom.put("/empty", "<html><body><h1>Nothing</h1><a href='/about'>About</a></body></html>")
    done = _run(home, "sources", "add", newsroom.base + path, *ALLOW)
    assert isinstance(done.exception, DatelineError)
    assert words in str(done.exception)
    assert not home.settings_file.exists()


def test_private_addresses_need_permission(newsroom: Any, home: Home) -> None:
    _site(newsroom)
    done = _run(home, "sources", "add", newsroom.base)
    assert "allow_private" in str(done.exception)
    assert newsroom.requests == []
    assert not home.settings_file.exists()


def test_check_fetches_nothing_for_good_and_remove_removes(newsroom: Any, home: Home) -> None:
    _site(newsroom)
    assert _run(home, "sources", "add", newsroom.base, "--name", "n", *ALLOW).exit_code == 0
    done = _run(home, "sources", "check", "n", "--json")
    assert len(json.loads(done.stdout)["new"]) == 4
    listed = json.loads(_run(home, "sources", "list", "--json").stdout)
    assert [(row["name"], row["health"]["state"]) for row in listed] == [("n", "new")]
    assert _run(home, "sources", "remove", "n").exit_code == 0
    assert home.settings().sources == {}
    assert isinstance(_run(home, "sources", "check", "n").exception, UsageError)


NOW = datetime(2024, 6, 30, 22, tzinfo=UTC)


def _article(day: date) -> Article:
    url = f"https://norhaven.example/{day}"
    return Article(
        url=url, canonical_url=url, title=f"On {day}", text="Text.", published=day.isoformat(),
        published_raw=None, modified=None, authors=(), language="en", site_name=None, kind="release",
    )  # fmt: skip


def _health(home: Home, quiet: int, error: str | None = None, **values: Any) -> tuple[str, str]:
    source = Source(url="https://norhaven.example/", **values)
    with Store.open(home) as store, store.write() as conn:
        sources.put(conn, "n", source, NOW)
        run = runs.begin(conn, "crawl", NOW)
        runs.visit(conn, run, "n", started=NOW, finished=NOW, counts={}, error=error)
        for number in range(8):
            articles.save(conn, "n", _article(NOW.date() - timedelta(days=quiet + 3 * number)), now=NOW)
        state = health(conn, "n", source, NOW)
        return state.state, state.sentence


def test_a_source_that_keeps_its_rhythm_is_ok(home: Home) -> None:
    assert _health(home, 5)[0] == "ok"


def test_a_source_past_its_rhythm_is_silent(home: Home) -> None:
    state, sentence = _health(home, 9)
    assert state == "silent"
    assert "9 days" in sentence


def test_the_user_may_set_the_patience(home: Home) -> None:
    assert _health(home, 9, silent_after=20)[0] == "ok"


def test_a_source_that_fails_says_why(home: Home) -> None:
    assert _health(home, 1, error="The feed answers 500.") == ("failing", "The feed answers 500.")


def test_a_source_switched_off_is_no_concern(home: Home) -> None:
    assert _health(home, 90, enabled=False)[0] == "disabled"


def test_patience_follows_the_usual_gap() -> None:
    days = [date(2024, 6, 30) - timedelta(days=14 * number) for number in range(10)]
    assert patience(days) == 28
    assert patience([date(2024, 6, 30)]) == 30
