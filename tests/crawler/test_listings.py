"""Listing pages in the forms that newsrooms have."""

import pytest

from dateline.crawler import listings

URL = "https://www.norhaven.example/news"


def _page(rows: str, pager: str = "") -> str:
    chrome = (
        "<nav><ul><li><a href='/study'>Study at our university in the north</a></li></ul></nav>"
        "<aside class='sidebar'><a href='/news/most-read-of-all-the-articles'>Most read of all articles</a>"
        "</aside>"
        "<footer><a href='/privacy'>Our privacy notice for all visitors</a></footer>"
    )
    return f"<html><body>{chrome}<main>{rows}{pager}</main></body></html>"


ROWS = "".join(
    f"<div class='row'><span>{day} March 2024</span> <h3>"
    f"<a href='/news/2024/{day}-tide-report'>{title}</a></h3>"
    f"<a class='more' href='/news/2024/{day}-tide-report'>Read more</a></div>"
    for day, title in (
        (7, "Marsh forgets a storm within nine days"),
        (5, "Harbour"),
        (3, "New probes for the estuary"),
    )
)


def test_articles_are_told_from_navigation() -> None:
    found = listings.parse(_page(ROWS), URL)
    assert [(entry.title, entry.published) for entry in found.entries] == [
        ("Marsh forgets a storm within nine days", "2024-03-07"),
        ("Harbour", "2024-03-05"),
        ("New probes for the estuary", "2024-03-03"),
    ]
    assert found.entries[0].url == "https://www.norhaven.example/news/2024/7-tide-report"
    assert found.next_page is None


@pytest.mark.parametrize(
    ("url", "pager", "next_page"),
    [
        (URL, "<a rel='next' href='/news/older'>Older</a>", "/news/older"),
        (URL, "<div class='pager'><a href='?page=1'>2</a><a href='?page=2'>3</a></div>", "/news?page=1"),
        (
            URL + "?page=1",
            "<p class='pager'><a href='/news'>1</a> <a href='?page=2'>3</a></p>",
            "/news?page=2",
        ),
        (URL, "<p><b>1</b> <a href='/news?page=2'>2</a> <a href='/news?page=3'>3</a></p>", "/news?page=2"),
        (URL + "/", "<a href='/news/page/2/'>2</a> <a href='/news/page/3/'>3</a>", "/news/page/2/"),
        (URL + "/page/2/", "<a href='/news/'>1</a> <a href='/news/page/3/'>3</a>", "/news/page/3/"),
        (URL, "<a href='/news/page-2'>Next »</a>", "/news/page-2"),
        (URL + "?start=15", "<a href='/news'>1</a><a href='/news?start=30'>3</a>", "/news?start=30"),
        (URL, "<div class='pager'><a href='/news?f[0]=a&amp;page=1'>2</a></div>", "/news?f[0]=a&page=1"),
        (URL + "?page=9", "<p class='pager'><a href='?page=8'>8</a></p>", None),
        (URL, "<a href='https://other.example/news?page=2'>Next</a>", None),
    ],
)
def test_the_next_page_is_found(url: str, pager: str, next_page: str | None) -> None:
    expected = None if next_page is None else f"https://www.norhaven.example{next_page}"
    assert listings.parse(_page(ROWS, pager), url).next_page == expected


def test_the_user_may_say_where_the_next_page_is() -> None:
    pager = "<a id='on' href='/news/b'>on</a> <a rel='next' href='/news/x'>Next</a>"
    assert (
        listings.parse(_page(ROWS, pager), URL, next_css="#on").next_page
        == "https://www.norhaven.example/news/b"
    )


def test_archives_by_months_are_found() -> None:
    months = (
        "<a href='/archive/2024-03.html'>March 2024</a> <a href='/archive/2024-02.html'>Feb. 2024 (12)</a>"
    )
    found = listings.parse(_page(months), "https://www.norhaven.example/archive.html")
    assert [(period.year, period.month) for period in found.periods] == [(2024, 3), (2024, 2)]
    assert found.entries == ()


@pytest.mark.parametrize(
    "text", ["", " ", "<", "<html></html>", "{}", "\x00", "<a href='http://[::1'>x</a>" * 5]
)
def test_what_is_no_list_gives_nothing(text: str) -> None:
    assert listings.parse(text, URL) == listings.Listing()


def test_deep_nesting_ends() -> None:
    assert (
        listings.parse("<div>" * 50_000 + "<a href='/news/a-b-c'>One two three four</a>", URL).next_page
        is None
    )
