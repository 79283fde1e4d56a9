"""Dates as pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.crawler.extract.dates import find, read
from dateline.crawler.extract.published import in_address


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-04-27", "2023-04-27"),
        ("2023-04-27T09:05:00Z", "2023-04-27T09:05:00+00:00"),
        ("2023-04-27T09:05:00.123+0200", "2023-04-27T09:05:00+02:00"),
        ("2023-04-27T00:00:00-04:00", "2023-04-27"),
        ("20230427T0905", "2023-04-27T09:05:00"),
        ("Thu, 27 Apr 2023 09:05:00 GMT", "2023-04-27T09:05:00+00:00"),
        ("Thu Apr 27 09:05:00 CEST 2023", "2023-04-27T09:05:00+02:00"),
        ("Thu Apr 27 2023 09:05:00 GMT+0200 (Central European Summer Time)", "2023-04-27T09:05:00+02:00"),
        ("Sept. 5, 2024, 11:30 ET", "2024-09-05T11:30:00-04:00"),
        ("April 27, 2023 at 11:30 p.m.", "2023-04-27T23:30:00"),
        ("27. April 2023, 9.05 Uhr", "2023-04-27T09:05:00"),
        ("am 27.04.2023 um 09:05 Uhr", "2023-04-27T09:05:00"),
        ("09:05 ET Apr 27, 2023", "2023-04-27T09:05:00-04:00"),
        ("1er mars 2023", "2023-03-01"),
        ("27 de abril de 2023", "2023-04-27"),
        ("27 kwietnia 2023", "2023-04-27"),
        ("27 Nisan 2023", "2023-04-27"),
        ("2023年4月27日 10:15", "2023-04-27T10:15:00"),
        ("27/04/2023", "2023-04-27"),
        ("04/27/2023", "2023-04-27"),
        ("27.4.23", "2023-04-27"),
        ("2023/04/27", "2023-04-27"),
    ],
)
def test_read(text: str, iso: str) -> None:
    stamp = read(text)
    assert stamp is not None
    assert stamp.iso() == iso


@pytest.mark.parametrize(("order", "iso"), [("DMY", "2023-04-03"), ("MDY", "2023-03-04"), ("", "2023-03-04")])
def test_order_of_numbers(order: str, iso: str) -> None:
    stamp = read("03/04/2023", order)
    assert stamp is not None
    assert stamp.iso() == iso


@pytest.mark.parametrize(
    "text", ["", "30 February 2023", "version 1.2.3", "10.1.2.3", "call 555-01-0199", "May contain nuts"]
)
def test_no_date(text: str) -> None:
    assert read(text) is None


def test_zone_of_the_source_completes_a_time() -> None:
    stamp = read("2023-07-01 10:00")
    assert stamp is not None
    assert stamp.iso("Asia/Shanghai") == "2023-07-01T10:00:00+08:00"


@given(st.text(alphabet="0123456789.-/: TZAprilMay年月日,", max_size=80))
def test_never_raises(text: str) -> None:
    for stamp in find(text):
        assert stamp.iso()


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/news/2024/11/05/the-tides", "2024-11-05"),
        ("/2024/11/5/the-tides", "2024-11-05"),
        ("/blog/2024-11-05-the-tides.html", "2024-11-05"),
        ("/20241105/the-tides", "2024-11-05"),
        ("/202411/05/the-tides", "2024-11-05"),
        ("/2024/11/5-health-tips-for-winter", None),
        ("/2024/11/12-days-of-lectures", None),
        ("/2024-11-5-health-tips", None),
        ("/2024/11", None),
        ("/2024/13/05/the-tides", None),
    ],
)
def test_days_in_addresses_are_whole_folders_or_whole_dates(path: str, day: str | None) -> None:
    stamp = in_address(f"https://www.example.org{path}")
    assert (stamp.iso() if stamp else None) == day
