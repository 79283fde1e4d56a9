"""What tells how a numeric date is meant: the source, the text itself, the country, the language."""

from datetime import date

import pytest

from dateline.nlp.dates import find
from dateline.nlp.dates.order import country_of, order_of


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ({}, "2024-03-04"),
        ({"country": "gb"}, "2024-04-03"),
        ({"country": "us", "language": "de"}, "2024-03-04"),
        ({"language": "it"}, "2024-04-03"),
        ({"language": "xx"}, "2024-04-03"),
        ({"country": "gb", "order": "mdy"}, "2024-03-04"),
        ({"country": "us", "order": "dmy"}, "2024-04-03"),
    ],
)
def test_source_then_country_then_language(options: dict[str, str], first: str) -> None:
    (found,) = find("03/04/2024", published=date(2024, 5, 14), **options)
    assert found.first.isoformat() == first


def test_the_text_shows_its_order_unless_the_source_says_otherwise() -> None:
    text = "Opened 03/04/2024, closed 23/04/2024."
    firsts = [d.first.isoformat() for d in find(text, published=None, country="us")]
    assert firsts == ["2024-04-03", "2024-04-23"]
    firsts = [d.first.isoformat() for d in find(text, published=None, order="mdy")]
    assert firsts == ["2024-03-04", "2024-04-23"]


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.elmford.ac.uk/news", "gb"),
        ("https://elmford.de", "de"),
        ("https://elmford.gov/", "us"),
        ("https://elmford.example/", ""),
        ("https://elmford.io/", ""),
        ("http://127.0.0.1:8000/", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_country_of_an_address(url: str, country: str) -> None:
    assert country_of(url) == country


def test_order_of_languages() -> None:
    assert [order_of(code) for code in ("en", "de", "ja", "pt")] == ["mdy", "dmy", "ymd", "dmy"]
    assert order_of("en", "JP") == "ymd"
