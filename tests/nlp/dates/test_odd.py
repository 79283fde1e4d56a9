"""Odd input: no crash, time in proportion to the length."""

from datetime import date
from time import process_time

import pytest

from dateline.nlp.dates import find

PUBLISHED = date(2024, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "", "1", "'", "May", "May 45, 2024", "31 February 2024", "0000-00-00", "99/99/9999", "2999-12-31",
        "\u200b\u200d\ufeff", "the next", "last", "between and", "1000 years ago", "999 decades ago", "9999",
        "Q9",
        "May\u00a03,\u00a02024", "١٢ May ٢٠٢٤",
    ],
)  # fmt: skip
def test_no_crash(text: str) -> None:
    for found in find(text, published=PUBLISHED):
        assert found.first <= found.last
    for edge in (date.min, date.max):
        find(text + " last year next year yesterday tomorrow next decade", published=edge)


@pytest.mark.parametrize(
    "piece",
    [
        "May 3 to ", "the ", "2024-", "1/", "'", "Monday, ", "first ", "next ", "1 May and ", "2", "x",
        "early ", ".",
        "today ", "🕰",
        "May 3, 4, 5, ", "3, 4, 5, ", "that same ", "today tomorrow ", "a year ago this week from ",
        "third quarter ", "2024年5月", "公司2024",
    ],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = process_time()
        find(text, published=PUBLISHED)
        return process_time() - start

    seconds(1_000)
    small, large = (min(seconds(size) for _ in range(3)) for size in (5_000, 40_000))
    assert large < max(40 * small, 1.0)  # a square law would need 64 times as long


def test_long_text() -> None:
    text = "The river board met on Monday and will meet again in June. " * 16_700
    start = process_time()
    found = find(text, published=PUBLISHED)
    assert len(found) == 33_400
    assert process_time() - start < 60
