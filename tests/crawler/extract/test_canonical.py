"""Which claims about an article's address are believed."""

import pytest

from dateline.crawler.extract.canonical import canonical

OWN = "https://www.harrowbay.example/news/2024/tidal-laboratory?utm_source=feed"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("/news/item-7", "https://www.harrowbay.example/news/item-7"),
        ("https://harrowbay.example/news/item-7#top", "https://harrowbay.example/news/item-7"),
        ("https://news.harrowbay.example/item-7", "https://news.harrowbay.example/item-7"),
        ("https://www.harrowbay.example/", "https://www.harrowbay.example/news/2024/tidal-laboratory"),
        ("https://www.harrowbay.example/news/", "https://www.harrowbay.example/news/2024/tidal-laboratory"),
        ("https://elsewhere.example/copy", "https://www.harrowbay.example/news/2024/tidal-laboratory"),
        ("javascript:alert(1)", "https://www.harrowbay.example/news/2024/tidal-laboratory"),
        ("http://[bad", "https://www.harrowbay.example/news/2024/tidal-laboratory"),
    ],
)
def test_claim(claim: str, expected: str) -> None:
    assert canonical(OWN, [claim]) == expected


def test_the_article_of_a_script_keeps_its_number() -> None:
    assert (
        canonical("https://a.example/show.php?id=7", ["https://a.example/show.php"])
        == "https://a.example/show.php?id=7"
    )


def test_other_forms_of_a_page_lead_to_it() -> None:
    assert (
        canonical("https://a.example/story/amp/", ["https://a.example/story/"]) == "https://a.example/story/"
    )


def test_the_first_plausible_claim_counts() -> None:
    claims = ["https://a.example/", "https://a.example/story-7"]
    assert canonical("https://a.example/x/story", claims) == "https://a.example/story-7"
