"""The demo web answers as real sites do."""

import json
import socket
from urllib.parse import urljoin

import feedparser
import httpx
import pytest
from lxml import etree, html

from dateline.demo.sites import SITES
from dateline.demo.texts import load
from dateline.demo.web import RunningWeb, serve
from dateline.errors import UsageError

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def links(url: str) -> set[str]:
    answer = httpx.get(url, follow_redirects=True)
    assert answer.status_code == 200
    tree = html.fromstring(answer.content)
    return {urljoin(str(answer.url), str(href)) for href in tree.xpath("//a/@href")}


def reachable(front: str) -> set[str]:
    """Addresses reached from the front page by links of the same site."""
    seen, due = set(), [front]
    while due:
        url = due.pop()
        if url in seen or "/print/" in url or url.endswith((".xml", ".json")):
            continue
        seen.add(url)
        due += [link for link in links(url) if link.startswith(front)]
    return seen


@pytest.mark.parametrize("name", [name for name in SITES if name != "wire"])
def test_every_text_is_reached_from_the_front_page(web: RunningWeb, name: str) -> None:
    found = reachable(web[name].url)
    assert {web[name].address(text.id) for text in web[name].pages.texts} <= found


def test_the_wire_names_every_release_in_its_sitemaps(web: RunningWeb) -> None:
    robots = httpx.get(web["wire"].url + "robots.txt").text
    index, news = (line.split(": ")[1] for line in robots.splitlines() if line.startswith("Sitemap"))
    found: set[str] = set()
    for loc in etree.fromstring(httpx.get(index).content).xpath("//s:loc/text()", namespaces=SITEMAP):
        found |= set(etree.fromstring(httpx.get(loc).content).xpath("//s:loc/text()", namespaces=SITEMAP))
    assert found == {web["wire"].address(text.id) for text in web["wire"].pages.texts}
    assert len(etree.fromstring(httpx.get(news).content)) == 10


@pytest.mark.parametrize(("name", "path"), [("university", "news/feed.xml"), ("outlet", "atom.xml")])
def test_feeds_are_valid_and_newest_first(web: RunningWeb, name: str, path: str) -> None:
    url = web[name].url + path
    feed = feedparser.parse(httpx.get(url).content)
    assert not feed.bozo
    assert len(feed.entries) == 10
    days = [entry.published_parsed for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert httpx.get(feed.entries[0].link).status_code == 200
    front = html.fromstring(httpx.get(web[name].url).content)
    assert urljoin(web[name].url, front.xpath("//link[@rel='alternate']/@href")[0]) == url


def test_json_feed_is_found_and_complete(web: RunningWeb) -> None:
    front = html.fromstring(httpx.get(web["german"].url).content)
    (link,) = front.xpath("//link[@type='application/feed+json']/@href")
    feed = httpx.get(urljoin(web["german"].url, link)).json()
    assert {item["url"] for item in feed["items"]} == {
        web["german"].address(t.id) for t in web["german"].pages.texts
    }


def test_the_ministry_has_listings_only(web: RunningWeb) -> None:
    front = httpx.get(web["ministry"].url).text
    assert 'rel="alternate"' not in front
    assert "Sitemap" not in httpx.get(web["ministry"].url + "robots.txt").text
    assert "Previous page" in httpx.get(web["ministry"].url + "press/releases?page=2").text
    for page in ("press/releases?page=99", "press/releases?page=x", "press/releases?page=0", "nothing"):
        assert httpx.get(web["ministry"].url + page).status_code == 404
    story = httpx.get(web["ministry"].address("ministry/saltmere-barrier")).text
    assert "Tuesday, 17 March 2026" in story
    assert "ld+json" not in story
    assert "og:" not in story


def test_linked_data_is_that_of_the_text(web: RunningWeb) -> None:
    page = html.fromstring(httpx.get(web["university"].address("university/eelgrass")).content)
    data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["headline"] == load()["university/eelgrass"].first.title
    assert data["datePublished"] == "2026-03-12T09:00:00+00:00"
    assert page.xpath("//link[@rel='canonical']/@href") == [data["mainEntityOfPage"]]


def test_a_copy_may_name_its_original_as_canonical(web: RunningWeb) -> None:
    page = html.fromstring(httpx.get(web["outlet"].address("outlet/ferry-sleep")).content)
    assert page.xpath("//link[@rel='canonical']/@href") == [
        web["university"].address("university/ferry-sleep")
    ]


def test_unchanged_pages_answer_304(web: RunningWeb) -> None:
    for site in web.values():
        for url in (site.url, site.address(site.pages.texts[0].id)):
            first = httpx.get(url)
            again = httpx.get(url, headers={"If-None-Match": first.headers["etag"]})
            assert again.status_code == 304
            assert again.content == b""
            since = {"If-Modified-Since": first.headers["last-modified"]}
            assert httpx.get(url, headers=since).status_code == 304
            assert httpx.get(url, headers={"If-None-Match": '"other"', **since}).status_code == 200
            assert httpx.get(url, headers={"If-Modified-Since": "never"}).status_code == 200


def test_head_and_other_methods(web: RunningWeb) -> None:
    url = web["wire"].url
    assert httpx.head(url).headers["content-length"] == str(len(httpx.get(url).content))
    assert httpx.post(url).status_code == 501


def test_a_missing_slash_leads_to_the_page(web: RunningWeb) -> None:
    answer = httpx.get(web["university"].url + "news")
    assert (answer.status_code, answer.headers["location"]) == (301, web["university"].url + "news/")


def test_corrections_appear_on_the_second_day(web: RunningWeb) -> None:
    url = web["wire"].address("wire/recall-chowder")
    map_url = web["wire"].url + "sitemap-2026-09.xml"
    before, listed = httpx.get(url), httpx.get(map_url).text
    web["wire"].correct()
    after = httpx.get(url, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "L2264" in before.text
    assert "L2246 and L2247" not in before.text
    assert "L2246 and L2247" in after.text
    assert "2026-10-23T11:00:00+01:00" in httpx.get(map_url).text
    assert "2026-10-23T11" not in listed


def test_a_withdrawn_release_is_gone_on_the_second_day(web: RunningWeb) -> None:
    url = web["wire"].address("wire/corvine-phase-two")
    assert httpx.get(url).status_code == 200
    web.correct()
    assert httpx.get(url).status_code == 410
    assert url not in httpx.get(web["wire"].url + "latest").text
    assert "2026-10-23T16:00:00+01:00" in httpx.get(web["wire"].url + "sitemap-2026-09.xml").text
    assert httpx.get(web["outlet"].address("outlet/corvine-phase-two")).status_code == 200


def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} of 127.0.0.1 is taken"), serve({"french": port}):
            pass


def test_the_web_ends_with_the_block() -> None:
    with serve() as web:
        url = web["wire"].url
        assert httpx.get(url).status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)
