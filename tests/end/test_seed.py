"""The release that the project grew from: from its page on a small news site to the search page."""

import html
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from loopback import Dateline, Web, serving

pytestmark = pytest.mark.corpus

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - Valley Courier</title>
<link rel="canonical" href="{url}"><meta property="og:site_name" content="Valley Courier">
<meta property="og:title" content="{title}"><meta property="article:published_time" content="{published}">
</head><body><header><a href="/">Valley Courier</a></header>
<nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<main><article><h1>{title}</h1><p class="date">{published}</p>{body}</article></main>
<footer>Valley Courier, all rights reserved</footer></body></html>"""

FRONT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Valley Courier</title>
<link rel="alternate" type="application/rss+xml" title="News" href="/feed"></head>
<body><h1>Valley Courier</h1><ul><li><a href="/news/{slug}">{title}</a></li></ul></body></html>"""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Valley Courier</title><link>{site}/</link>
<description>News</description><item><title>{title}</title><link>{url}</link>
<pubDate>Sat, 29 Apr 2023 08:00:00 +0000</pubDate></item></channel></rss>"""


@pytest.fixture(scope="module")
def seed(shared: Path) -> dict[str, Any]:
    lines = (shared / "corpora/releases/releases.jsonl").read_text(encoding="utf8").splitlines()
    found: dict[str, Any] = next(row for row in map(json.loads, lines) if row["id"] == "seed")
    return found


def serve_seed(web: Web, seed: dict[str, Any]) -> str:
    slug = "science-city-forum"
    url = f"{web.url}/news/{slug}"
    body = "".join(
        f"<p>{'<br>'.join(html.escape(line) for line in part.splitlines())}</p>"
        for part in seed["text"].split("\n\n")
    )
    values = {
        "title": html.escape(seed["title"]), "published": seed["published"], "url": url, "body": body,
        "slug": slug, "site": web.url,
    }  # fmt: skip
    web.pages["/"] = ("text/html; charset=utf-8", FRONT.format(**values).encode())
    web.pages["/feed"] = ("application/rss+xml", FEED.format(**values).encode())
    web.pages[f"/news/{slug}"] = ("text/html; charset=utf-8", PAGE.format(**values).encode())
    return url


def test_everything_is_got_out_of_the_founding_release(
    dateline: Dateline, web: Web, seed: dict[str, Any], tmp_path: Path
) -> None:
    url = serve_seed(web, seed)
    done = dateline(
        "sources", "add", f"{web.url}/", "--name", "courier", "--set", "allow_private=true",
        "--set", "kind=outlet", "--set", "delay=0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    done = dateline("nightly", "--json")
    assert done.returncode == 0, done.stdout + done.stderr

    (article,) = map(json.loads, dateline("export").stdout.splitlines())
    assert (article["canonical_url"], article["title"]) == (url, seed["title"])
    assert article["published"][:10] == "2023-04-29"
    names = {mention["text"] for item in article["institutions"] for mention in item["mentions"]}
    for name in (
        "National Development and Reform Commission",
        "Ministry of Science and Technology",
        "Shenzhen Municipal People’s Government",
        "Guangming Science City",
    ):
        assert name in names
    dates = {(item["text"], item["first"], item["last"]) for item in article["dates"]}
    assert ("April 27-28", "2023-04-27", "2023-04-28") in dates
    assert ("April 2018", "2018-04-01", "2018-04-30") in dates
    assert ("July 2020", "2020-07-01", "2020-07-31") in dates
    fields = {item["field"]: item["evidence"] for item in article["disciplines"]}
    for name in ("Computer Science", "Materials Science", "Biochemistry, Genetics and Molecular Biology"):
        assert fields[name]

    for query in (
        'institution:"National Development and Reform Commission"',
        'institution:"Ministry of Science and Technology"',
        'institution:"Shenzhen Municipal People\'s Government"',
        "about:2023-04-27..2023-04-28",
        "about:2018-04",
        "about:2020-07",
        'discipline:"Materials Science"',
        'discipline:"Computer Science"',
        "published:2023-04",
        "Xufa Yang",
    ):
        answer = json.loads(dateline("search", query, "--json").stdout)
        assert [hit["id"] for hit in answer["hits"]] == [article["id"]], query
    assert json.loads(dateline("search", "about:2022", "--json").stdout)["total"] == 0

    with serving(tmp_path / "kb") as address:
        page = html.unescape(httpx.get(f"{address}articles/{article['id']}").text)
    for text in (
        "National Development and Reform Commission",
        "Ministry of Science and Technology",
        "Shenzhen Municipal People’s Government",
        "Materials Science",
        "Xufa Yang",
        "Shenzhen Guangming Government Committee",
        "2023",
    ):
        assert text in page
