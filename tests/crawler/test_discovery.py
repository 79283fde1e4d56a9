"""Feeds and sitemaps, sound and broken, and the network's rules."""

import gzip

import pytest

from dateline.crawler import feeds, guard, robots, sitemaps
from dateline.crawler.entries import plausible
from dateline.crawler.sourcing import address, assignments, name_for
from dateline.errors import UsageError
from dateline.settings import Source

URL = "https://www.norhaven.example/feed"


def test_rss_with_a_broken_middle_gives_the_rest() -> None:
    text = (
        "<rss version='2.0'><channel><title>Norhaven & more</title>"
        "<item><title>Salt & mud</title><link>/news/salt?utm_source=rss</link>"
        "<pubDate>Tue, 05 Mar 2024 09:00:00 +0100</pubDate></item>"
        "<item><title>Broken <b</title></itm>"
        "<item><title>Tides</title><link>https://www.norhaven.example/news/tides</link></item></channel></rss>"
    )
    feed = feeds.parse(text.encode(), URL)
    assert feed is not None
    assert (feed.entries[0].url, feed.entries[0].published) == (
        "https://www.norhaven.example/news/salt",
        "2024-03-05T08:00:00+00:00",
    )
    assert feed.entries[-1].title == "Tides"


def test_atom_and_json_feed() -> None:
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title><entry><title>Tides</title>"
        "<link rel='alternate' href='/news/tides'/><published>2024-03-05T08:00:00Z</published>"
        "<updated>2024-03-06T08:00:00Z</updated></entry></feed>"
    )
    json = (
        '{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[{"url":"/news/tides","title":"Tides",'
        '"date_published":"2024-03-05T08:00:00Z","date_modified":"2024-03-06T08:00:00Z"},{"id":"7"},5]}'
    )
    for text in (atom, json):
        feed = feeds.parse(text.encode(), URL)
        assert feed is not None
        (entry,) = feed.entries
        assert entry.url == "https://www.norhaven.example/news/tides"
        assert (entry.published or "")[:10] == "2024-03-05"
        assert (entry.modified or "")[:10] == "2024-03-06"


@pytest.mark.parametrize("text", ["", "<html><body>no</body></html>", "{}", '{"version": 3}', "plain"])
def test_what_is_no_feed_is_none(text: str) -> None:
    assert feeds.parse(text.encode(), URL) is None


def test_sitemaps_gzipped_torn_and_with_news() -> None:
    text = (
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        " xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://norhaven.example/a-b?x=1&amp;y=2"
        "</loc><lastmod>2024-03-05</lastmod><n:news><n:title>Tides</n:title><n:publication_date>2024-03-04"
        "</n:publication_date></n:news></url><url><loc>https://norhaven.example/c"
    )
    found = sitemaps.parse(gzip.compress(text.encode()), URL)
    assert found is not None
    assert found.news
    first = found.entries[0]
    assert (first.url, first.title, first.published, first.modified) == (
        "https://norhaven.example/a-b?x=1&y=2",
        "Tides",
        "2024-03-04",
        "2024-03-05",
    )


def test_sitemap_indexes_leave_out_what_has_no_articles() -> None:
    names = ("post-sitemap.xml", "category-sitemap.xml", "sitemap-images.xml", "sitemap-2024-03.xml")
    rows = "".join(f"<sitemap><loc>https://norhaven.example/{name}</loc></sitemap>" for name in names)
    found = sitemaps.parse(f"<sitemapindex>{rows}</sitemapindex>".encode(), URL)
    assert found is not None
    assert [child.url.rpartition("/")[2] for child in found.children] == [names[0], names[3]]


def test_a_sitemap_bomb_is_refused() -> None:
    assert sitemaps.parse(gzip.compress(b"<urlset>" + b" " * 5_000_000), URL, max_size=1_000_000) is None
    laughs = (
        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><urlset><url><loc>&b;</loc></url></urlset>"
    )
    found = sitemaps.parse(laughs.encode(), URL)
    assert found is None or not found.entries


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", False),
        ("/about", False),
        ("/en/contact-us", False),
        ("/tag/tides", False),
        ("/files/report.pdf", False),
        ("/calendar?month=2024-03", False),
        ("/news/about-the-tides", True),
        ("/?p=1234", True),
        ("/2024/03/05/tides.html", True),
    ],
)
def test_addresses_that_may_be_articles(path: str, expected: bool) -> None:
    assert plausible(f"https://norhaven.example{path}") is expected


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("9.9.9.9", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("::ffff:192.168.0.1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
    ],
)
def test_private_addresses_are_known(ip: str, public: bool) -> None:
    assert guard.is_public(ip) is public


def test_permission_covers_only_named_hosts() -> None:
    source = Source(url="http://127.0.0.1:8000/", feeds=("http://127.0.0.2/feed",), allow_private=True)
    assert guard.permitted(source) == {"127.0.0.1:8000", "127.0.0.2"}
    assert guard.permitted(Source(url="http://127.0.0.1:8000/")) == frozenset()


def test_robots_rules_for_us_come_before_those_for_all() -> None:
    rules = robots.read(
        "User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /inner\nCrawl-delay: 2.5\n"
    )
    assert rules.allows("https://norhaven.example/news")
    assert not rules.allows("https://norhaven.example/inner/a")
    assert rules.delay == 2.5
    assert robots.read("\x00<html>").allows("https://norhaven.example/news")


def test_values_are_set_as_the_user_says() -> None:
    values = assignments(
        ["delay=0", "feeds=https://a.example/f", 'feeds=["https://a.example/g"]', "title-css=h1"]
    )
    assert values["feeds"] == ("https://a.example/f", "https://a.example/g")
    assert Source(url="https://a.example/", **values).delay == 0
    for wrong in ("nothing", "colour=red"):
        with pytest.raises(UsageError):
            assignments([wrong])


def test_addresses_and_names_of_sources() -> None:
    assert address("www.norhaven.example/news") == "https://www.norhaven.example/news"
    assert name_for("https://news.norhaven.edu/", {}) == "norhaven"
    assert name_for("https://www.norhaven.edu/", {"norhaven": 1}) == "norhaven-2"
    with pytest.raises(UsageError):
        address("ftp://norhaven.example/")
