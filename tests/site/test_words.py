"""Dates and lags as the pages write them, and the places of figures."""

import itertools
from datetime import UTC, date, datetime

import pytest
from starlette.datastructures import QueryParams

from dateline.site import telling, words
from dateline.site.figures import Lanes, Telescope, columns, lanes, moments
from dateline.site.links import Search
from dateline.site.views.search import page_numbers


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2031, 4, 27), date(2031, 4, 27), "27 April 2031"),
        (date(2031, 4, 27), date(2031, 4, 28), "27–28 April 2031"),
        (date(2031, 4, 27), date(2031, 5, 2), "27 April – 2 May 2031"),
        (date(2030, 12, 30), date(2031, 1, 2), "30 December 2030 – 2 January 2031"),
        (date(2032, 2, 1), date(2032, 2, 29), "February 2032"),
        (date(2031, 12, 1), date(2031, 12, 31), "December 2031"),
        (date(2031, 1, 1), date(2031, 3, 31), "January–March 2031"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(2030, 1, 1), date(2039, 12, 31), "2030–2039"),
    ],
)
def test_stretches_of_days(first: date, last: date, expected: str) -> None:
    assert words.days(first, last) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, "the same day"),
        (0.4, "24 minutes later"),
        (1.2, "1 hour later"),
        (-30, "1 day earlier"),
        (24 * 70, "2 months later"),
        (24 * 800, "2 years later"),
    ],
)
def test_lags(hours: float, expected: str) -> None:
    assert words.lag(hours) == expected


def test_what_is_no_date_is_left_out() -> None:
    assert words.long_day("soon") == ""
    assert words.instant("2031-05-12T09:30:00+02:00") == datetime(2031, 5, 12, 7, 30, tzinfo=UTC)


def test_the_telescope_keeps_order_and_range() -> None:
    scale = Telescope(-4000, 400, 10, 290)
    places = [scale.at(day) for day in (-4000, -300, -3, 0, 1, 30, 400)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (10, 290)
    ticks = scale.ticks(40)
    assert all(two.x - one.x >= 40 for one, two in itertools.pairwise(ticks))


def test_columns_fit_and_small_counts_are_seen() -> None:
    figure = columns([("a", 1000), ("b", 0), ("c", 1)], width=90, height=50)
    assert [bar.height for bar in figure.bars] == [50, 0, 2]
    assert figure.bars[-1].x + figure.bars[-1].width <= 90


def test_days_that_overlap_stand_in_rows() -> None:
    day = date(2031, 5, 1)
    figure = moments([("year", date(2031, 1, 1), date(2031, 12, 31)), ("day", day, day)], day)
    assert len({bar.y for bar in figure.bars}) == 2
    assert all(0 <= bar.x <= bar.x + bar.width <= figure.width for bar in figure.bars)


def test_lanes_leave_out_empty_ones() -> None:
    origin = datetime(2031, 5, 1, tzinfo=UTC)
    drawn: Lanes[str, None] = lanes(
        [("Original", [("o", origin)]), ("Copies", []), ("Stories", [("s", origin)])], origin
    )
    assert [lane.name for lane in drawn.lanes] == ["Original", "Stories"]


def test_page_numbers_have_gaps_only_where_two_are_missing() -> None:
    assert page_numbers(1, 1) == (1,)
    assert page_numbers(5, 10) == (1, 2, 3, 4, 5, 6, 7, None, 10)
    assert page_numbers(1, 30) == (1, 2, 3, None, 30)


def test_a_search_survives_its_address() -> None:
    text = "q=tide+pool&kind=release&institution=7&institution=9&from=2031-01-01&to=2031-02-01"
    text += "&sort=newest&copies=all&page=3"
    asked = Search.read(QueryParams(text))
    assert Search.read(QueryParams(asked.url(page=True).partition("?")[2])) == asked
    assert asked.toggled("institution", "7").filters["institution"] == ("9",)
    assert asked.toggled("kind", "news").page == 1


@pytest.mark.parametrize(
    "text", ["page=-4", "page=x", "page=99999999", "from=2031-02-30", "sort=best", "kind=", "q=%00"]
)
def test_nonsense_in_an_address_is_left_out(text: str) -> None:
    asked = Search.read(QueryParams(text))
    assert asked.page == 1
    assert (asked.first, asked.sort, dict(asked.filters), asked.query) == (None, "relevance", {}, "")


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("feeds/without-news", 1, "1 feed without news"),
        ("bytes/received", 371_599, "372 kB received"),
        ("bytes/received", 1_234_567_890, "1.2 GB received"),
        ("articles/new", 1, "1 new article"),
        ("articles/copy", 13, "13 copies"),
        ("articles/coverage", 1, "1 independent story"),
        ("organisations/imported", 120_000, "120,000 organisations imported"),
        ("entries/read", 1, "1 entry read"),
        ("retry", 2, "2 retry"),
    ],
)
def test_figures_of_a_run(name: str, number: int, expected: str) -> None:
    assert telling.figure(name, number) == expected


def test_days_in_sentences_of_other_stages() -> None:
    assert (
        telling.plain("Latest news of 2031-05-09; not 2031-99-99.")
        == "Latest news of 9 May 2031; not 2031-99-99."
    )
