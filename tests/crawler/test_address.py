"""Addresses take one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.crawler.address import canonicalize, resolve, site


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example.ORG:443/A/b?x=1&a=2#top", "https://news.example.org/A/b?x=1&a=2"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        (
            "http://example.org/a?utm_source=x&id=7&fbclid=1&gclid=2&UTM_medium=rss",
            "http://example.org/a?id=7",
        ),
        ("http://example.org/a?utm_source=x", "http://example.org/a"),
        ("http://example.org/a?b=2&a=1", "http://example.org/a?b=2&a=1"),
        ("http://example.org/a/../b/./c", "http://example.org/b/c"),
        ("http://example.org/a;jsessionid=5F?x=1", "http://example.org/a?x=1"),
        ("http://example.org/größe?q=ü", "http://example.org/gr%C3%B6%C3%9Fe?q=%C3%BC"),
        ("http://example.org/gr%c3%b6sse", "http://example.org/gr%C3%B6sse"),
        ("http://bücher.example/a", "http://xn--bcher-kva.example/a"),
        ("http://user:secret@example.org/a", "http://example.org/a"),
        ("http://example.org/a).", "http://example.org/a)"),
        ("http://example.org/a.#part", "http://example.org/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("http://127.0.0.10:8400/a/?page=2", "http://127.0.0.10:8400/a/?page=2"),
        (" mailto:x@example.org ", "mailto:x@example.org"),
        ("http://example.org:99999/a", "http://example.org:99999/a"),
    ],
)
def test_canonical_form(url: str, expected: str) -> None:
    assert canonicalize(url) == expected


@given(st.one_of(st.text(), st.text().map("http://example.org/".__add__), st.text().map("https://".__add__)))
def test_any_text_settles_at_once(text: str) -> None:
    once = canonicalize(text)
    assert canonicalize(once) == once


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../b?utm_source=feed", "http://example.org/b"),
        ("//Other.example/x", "http://other.example/x"),
        ("javascript:void(0)", None),
        ("file:///etc/passwd", None),
        ("http://[bad", None),
        ("http://%00/x", None),
    ],
)
def test_links_are_resolved(link: str, expected: str | None) -> None:
    assert resolve("http://example.org/a/", link) == expected


def test_www_and_mobile_hosts_are_the_same_site() -> None:
    assert site("https://www.example.org/x") == site("http://m.example.org:8080/") == "example.org"
    assert site("nonsense") == ""


def test_ports_of_a_machine_without_a_name_are_different_sites() -> None:
    assert site("http://127.0.0.1:8401/a") != site("http://127.0.0.1:8402/a")
    assert site("http://localhost:8401/a") == site("http://localhost:8401/b") == "localhost:8401"
