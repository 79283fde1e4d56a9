"""Any bytes give an article, in bounded time."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.crawler.extract import extract

URL = "https://news.harrowbay.example/2024/03/12/story/"
SENTENCE = "The harbour office of Harrow Bay counted every ship that came in with the morning tide. "
PIECES = st.sampled_from(
    [
        "<html>",
        "<head>",
        "<title>",
        "</title>",
        "<h1>",
        "</h1>",
        "<p>",
        "<script type='application/ld+json'>",
        '{"@type":"Article","author":[{"name":{}}],"headline":["a",1,null],"datePublished":1e400}',
        "</script>",
        "<meta property='og:title' content='x'>",
        "<meta name=date content='2024-02-30'>",
        "<time datetime='99999999-1'>",
        "<link rel=canonical href='http://[x'>",
        "<div itemscope itemprop=author>",
        "<base href='//'>",
        "<table><td>",
        "1. 13. 2024 25:61 Uhr",
        "By ",
        "Von Ä",
        "&#x0;",
        "&#xD800;",
        "<svg/><math>",
        "<!--",
        "\u202e",
        SENTENCE,
    ]
)


def page(body: str, title: str = "Ships counted in Harrow Bay") -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes(data: bytes) -> None:
    assert extract(data, URL).url == URL


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_markup(markup: str) -> None:
    article = extract(markup, URL)
    assert article.kind in ("release", "news", "other")
    assert "\n" not in article.title


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_address(url: str) -> None:
    assert extract(page(f"<p>{SENTENCE * 4}</p>"), url).title == "Ships counted in Harrow Bay"


@pytest.mark.parametrize(
    "encoded",
    [
        ("\ufeff" + page(f"<p>Größe – “{SENTENCE}”</p>", "Größe")).encode("utf-16-le"),
        page(f"<p>Größe – “{SENTENCE}”</p>", "Größe").encode("utf-16-be"),
        page(f"<meta charset=utf-8><p>Größe – “{SENTENCE}”</p>", "Größe").encode("cp1252"),
        page(f"<p>Größe – “{SENTENCE}”</p>", "Größe").encode(),
        page(f"<meta charset=iso-8859-1><p>Größe – “{SENTENCE}”</p>", "Größe").encode("cp1252"),
        page(f"<meta charset=iso-8859-1><p>Größe – “{SENTENCE}”</p>", "Größe").encode(),
    ],
    ids=[
        "utf-16 with mark",
        "utf-16 without",
        "cp1252 as utf-8",
        "utf-8 undeclared",
        "latin-1",
        "utf-8 as latin-1",
    ],
)
def test_encodings(encoded: bytes) -> None:
    article = extract(encoded, URL)
    assert article.title == "Größe"
    assert "Größe – “The harbour" in article.text


def test_the_header_names_the_encoding() -> None:
    data = page(f"<p>Žluťoučký kůň. {SENTENCE}</p>").encode("iso-8859-2")
    assert "Žluťoučký kůň" in extract(data, URL, content_type="text/html; charset=iso-8859-2").text


@pytest.mark.parametrize(
    ("markup", "seconds"),
    [
        (page(f"<p>{SENTENCE}</p>" + "<div>" * 50_000 + "x" + "</div>" * 50_000), 5),
        (page(f"<p>{SENTENCE}</p>" * 13_000), 20),
        (page(f"<p>{SENTENCE}</p>") + "<!-- filler -->" * 2_700_000, 20),
        (page("<p>" + "1.1.2" * 100_000 + "</p><p>" + "By A " * 100_000 + "</p>"), 20),
        (page("<ul>" + "<li><a href='/x'>Ships</a> 12 May 2024</li>" * 40_000 + "</ul>"), 20),
    ],
    ids=["deep", "long", "40 MB", "near-matches", "links"],
)
def test_size_is_no_matter(markup: str, seconds: float) -> None:
    began = time.process_time()
    article = extract(markup.encode(), URL)
    assert article.title == "Ships counted in Harrow Bay"
    assert time.process_time() - began < seconds


def test_a_long_article_is_whole() -> None:
    paragraphs = "".join(f"<p>Number {number}. {SENTENCE}</p>" for number in range(12_000))
    article = extract(page(paragraphs), URL)
    assert "Number 11999." in article.text
    assert len(article.text.split()) > 190_000


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"id": 7, "title": "x", "status": "ok"}', b"\x89PNG\r\n\x1a\n" + bytes(500)]
)
def test_what_is_no_page_is_other(data: bytes) -> None:
    article = extract(data, URL, content_type="text/html")
    assert article.kind == "other"


@pytest.mark.parametrize("claim", ["2094-01-01", "1970-01-01T00:00:00Z", "0"])
def test_lying_dates_are_passed_over(claim: str) -> None:
    markup = page(f'<meta name="date" content="{claim}"><p>HARROW BAY, May 2, 2023 -- {SENTENCE * 3}</p>')
    assert extract(markup, "https://news.harrowbay.example/story").published == "2023-05-02"
