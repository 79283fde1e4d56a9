"""What is found in a text and where it lies on the calendar."""

from datetime import date

import pytest

from dateline.nlp.dates import find

PUBLISHED = date(2024, 5, 14)  # a Tuesday


def spans(text: str, **options: object) -> list[tuple[str, str, str]]:
    options.setdefault("published", PUBLISHED)
    return [(d.text, d.first.isoformat(), d.last.isoformat()) for d in find(text, **options)]  # type: ignore[arg-type]


def one(text: str, **options: object) -> tuple[str, str]:
    found = spans(text, **options)
    assert len(found) == 1, found
    return found[0][1], found[0][2]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The bridge opened on Sunday, Nov. 9, 2025 in rain.", "2025-11-09", "2025-11-09"),
        ("Held Nov. 7-10, 2025 in Harbour Hall", "2025-11-07", "2025-11-10"),
        ("will run April 27–28, 2025", "2025-04-27", "2025-04-28"),
        ("from 15 to 16 October 2024", "2024-10-15", "2024-10-16"),
        ("21-23 October, 2006", "2006-10-21", "2006-10-23"),
        ("from 29 December to 3 January 2025", "2024-12-29", "2025-01-03"),
        ("between 2010 and 2020", "2010-01-01", "2020-12-31"),
        ("from March to May 2023", "2023-03-01", "2023-05-31"),
        ("June 8 to 19, 2011", "2011-06-08", "2011-06-19"),
        ("on June 5th and 6th", "2024-06-05", "2024-06-06"),
        ("on 2024-03-09", "2024-03-09", "2024-03-09"),
        ("on 3/9/2024", "2024-03-09", "2024-03-09"),
        ("on 23.05.2024", "2024-05-23", "2024-05-23"),
        ("published 2015 April 12", "2015-04-12", "2015-04-12"),
        ("in April 2018", "2018-04-01", "2018-04-30"),
        ("in mid-April 2018", "2018-04-01", "2018-04-30"),
        ("in early 2022", "2022-01-01", "2022-12-31"),
        ("since 1995", "1995-01-01", "1995-12-31"),
        ("by 2030", "2030-01-01", "2030-12-31"),
        ("the 2024-25 academic year", "2024-01-01", "2025-12-31"),
        ("in fiscal year 2023", "2023-01-01", "2023-12-31"),
        ("in FY24", "2024-01-01", "2024-12-31"),
        ("during the 1990s", "1990-01-01", "1999-12-31"),
        ("in the '80s", "1980-01-01", "1989-12-31"),
        ("the third quarter of fiscal year 2023", "2023-07-01", "2023-09-30"),
        ("Q2 2025", "2025-04-01", "2025-06-30"),
        ("in 3Q24", "2024-07-01", "2024-09-30"),
        ("the first half of 2023", "2023-01-01", "2023-06-30"),
        ("the first nine months of 2023", "2023-01-01", "2023-09-30"),
        ("fall 2023", "2023-09-01", "2023-11-30"),
        ("the winter of 2023", "2023-12-01", "2024-02-29"),
        ("this year", "2024-01-01", "2024-12-31"),
        ("earlier this month", "2024-05-01", "2024-05-31"),
        ("sold last month", "2024-04-01", "2024-04-30"),
        ("It opened last week.", "2024-05-06", "2024-05-12"),
        ("next spring", "2025-03-01", "2025-05-31"),
        ("two weeks ago", "2024-04-29", "2024-05-05"),
        ("three days ago", "2024-05-11", "2024-05-11"),
        ("met yesterday", "2024-05-13", "2024-05-13"),
        ("will meet tomorrow", "2024-05-15", "2024-05-15"),
        ("the day before yesterday", "2024-05-12", "2024-05-12"),
        ("this past Friday", "2024-05-10", "2024-05-10"),
        ("next Monday", "2024-05-20", "2024-05-20"),
        ("the week of June 3", "2024-06-03", "2024-06-09"),
        ("the first Friday of June 2024", "2024-06-07", "2024-06-07"),
        ("the last Thursday in May 2024", "2024-05-30", "2024-05-30"),
        ("over the weekend, talks failed", "2024-05-11", "2024-05-12"),
        ("Thanksgiving 2024", "2024-11-28", "2024-11-28"),
        ("on Good Friday 2024", "2024-03-29", "2024-03-29"),
        ("Labor Day 2024", "2024-09-02", "2024-09-02"),
        ("sales by year-end", "2024-01-01", "2024-12-31"),
    ],
)
def test_expression(text: str, first: str, last: str) -> None:
    assert one(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board met on Friday.", "2024-05-10"),
        ("The board will meet on Friday.", "2024-05-17"),
        ("Acme said Tuesday that it grew.", "2024-05-14"),
        ("It was signed on August 6.", "2023-08-06"),
        ("The deadline is August 6.", "2024-08-06"),
        ("In June, profits fell.", "2023-06-01"),
        ("It will open in June.", "2024-06-01"),
        ("Revenue rose in the third quarter.", "2023-07-01"),
        ("Data are expected in the third quarter.", "2024-07-01"),
        ("It was agreed before Sunday, November 17.", "2024-11-17"),
    ],
)
def test_tense_decides(text: str, expected: str) -> None:
    assert one(text)[0] == expected


def test_earlier_dates_tell_the_year() -> None:
    text = "The valley was flooded in 1953. On June 24, the dam broke again."
    assert spans(text)[1] == ("June 24", "1953-06-24", "1953-06-24")
    text = "On May 2, 2011 she sang in Elmira, on May 4 in Troy."
    assert spans(text)[1] == ("May 4", "2011-05-04", "2011-05-04")
    text = "Boats were stopped in February and April 2010."
    assert spans(text)[0] == ("February", "2010-02-01", "2010-02-28")


def test_a_year_earlier_is_the_period_compared_with() -> None:
    text = "Third-quarter income fell to $14 million from $16 million a year earlier."
    published = date(1989, 10, 31)
    assert spans(text, published=published) == [
        ("Third-quarter", "1989-07-01", "1989-09-30"),
        ("a year earlier", "1988-07-01", "1988-09-30"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "for ten years",
        "over the past decade",
        "she is 45 years old",
        "every Monday",
        "open Monday through Friday",
        "Open Friday 6-11pm, Saturday 12am to 5pm and Sunday 1-5pm",
        "the Harbour Vision 2030 Plan",
        "Lakeside Summit 2024",
        "winners of the 2024 Golden Lamp Awards",
        "the Clean Rivers Act of 1974",
        "the Class of 2024",
        "call 212-555-2024",
        "call (555) 010-2024 now",
        "a dose of 5-10 mg",
        "available 24/7",
        "version 2.4.2025",
        "over 2000 visitors came",
        "https://news.example.org/2024/05/14/opening-2024",
        "2024.report@example.org",
        "order of 2024-3391-77",
        "at 7:30 p.m.",
        "the doors open at 1900",
        "Visit us today!",
        "in today's fast-moving world",
        "cures known today are few",
        "You may march with us in the spring rain",
        "April Winters sang",
        "more than a decade ago",
        "the 19 candidates",
    ],
)
def test_no_date(text: str) -> None:
    assert spans(text) == []


def test_years_in_names_and_free_ones() -> None:
    text = "The 2024 Tidewater Marathon and the 2024 season open in 2024."
    assert [t for t, _, _ in spans(text)] == ["2024", "2024"]


def test_today_only_in_its_literal_sense() -> None:
    assert one("Acme today announced a merger.") == ("2024-05-14", "2024-05-14")
    assert one("Today's announcement ends months of talks.") == ("2024-05-14", "2024-05-14")
    assert one("Two men were sentenced today to prison.") == ("2024-05-14", "2024-05-14")
    assert spans("Today, it is the largest mill in the county.") == []


def test_times_of_day_stay_apart() -> None:
    assert spans("It starts at 7 p.m. on June 15, 2024.") == [("June 15, 2024", "2024-06-15", "2024-06-15")]
    assert spans("Tuesday May 14, 2024 @ 8:00 AM Central")[0][0] == "Tuesday May 14, 2024"


def test_offsets_cover_the_text() -> None:
    text = "Opening\n\nELMIRA, May 3, 2024 -- The hall, built in 1931, opened on April 27."
    for found in find(text, published=PUBLISHED):
        assert text[slice(*found.offset)] == found.text


def test_a_dateline_serves_where_no_publication_is_known() -> None:
    text = "Opening\n\nELMIRA, N.Y., May 3, 2024 -- The hall opened on Monday."
    assert [d.first for d in find(text, published=None)] == [date(2024, 5, 3), date(2024, 4, 29)]
    assert [d.text for d in find("Opened Monday, since 1990 planned.", published=None)] == ["1990"]


def test_a_dateline_is_counted_from_when_the_page_came_later() -> None:
    text = "Opening\n\nELMIRA, N.Y., May 3, 2024 -- The mayor today announced a fair."
    assert [d.first for d in find(text, published=date(2024, 5, 9))] == [date(2024, 5, 3)] * 2
    text = "Opening\n\nOn May 3, 2024, the hall burned. The mayor today announced a fair."
    assert [d.first for d in find(text, published=date(2024, 5, 9))] == [date(2024, 5, 3), date(2024, 5, 9)]


def test_a_dateline_does_not_run_into_the_text() -> None:
    text = "ELMIRA, May 3, 2024 — June 5 is the day."
    assert [t for t, _, _ in spans(text)] == ["May 3, 2024", "June 5"]


def test_numeric_order() -> None:
    assert one("on 03/04/2024")[0] == "2024-03-04"
    assert one("on 03/04/2024", order="dmy")[0] == "2024-04-03"
    assert one("on 23/04/2024")[0] == "2024-04-23"
    assert one("on 04/23/2024", order="dmy")[0] == "2024-04-23"
    assert one("on 24/03/04", order="ymd")[0] == "2024-03-04"
    assert one("on 24/03/04", order="dmy")[0] == "2004-03-24"
    assert [first for _, first, _ in spans("from 03/04/2024, closed on 23/04/2024")] == [
        "2024-04-03",
        "2024-04-23",
    ]


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("de", "Das Werk wurde am 3. Mai 2024 eröffnet.", "2024-05-03", "2024-05-03"),
        ("de", "vom 3. bis 5. Mai 2024", "2024-05-03", "2024-05-05"),
        ("de", "am 03.05.2024", "2024-05-03", "2024-05-03"),
        ("de", "im März 2023", "2023-03-01", "2023-03-31"),
        ("de", "im dritten Quartal 2023", "2023-07-01", "2023-09-30"),
        ("de", "Das Haus öffnete gestern.", "2024-05-13", "2024-05-13"),
        ("de", "im vergangenen Jahr", "2023-01-01", "2023-12-31"),
        ("de", "vor zwei Wochen", "2024-04-29", "2024-05-05"),
        ("de", "Das Haus wurde 1931 gebaut.", "1931-01-01", "1931-12-31"),
        ("fr", "depuis les années 1990", "1990-01-01", "1999-12-31"),
        ("fr", "la loi votée en juin dernier", "2023-06-01", "2023-06-30"),
        ("fr", "il y a trois jours", "2024-05-11", "2024-05-11"),
        ("fr", "a-t-il annoncé vendredi", "2024-05-10", "2024-05-10"),
        ("es", "hace dos años", "2022-01-01", "2022-12-31"),
        ("es", "en noviembre del año pasado", "2023-11-01", "2023-11-30"),
        ("fr", "le 1er mai 2024", "2024-05-01", "2024-05-01"),
        ("fr", "en février 2023", "2023-02-01", "2023-02-28"),
        ("fr", "la semaine dernière", "2024-05-06", "2024-05-12"),
        ("es", "el 3 de mayo de 2024", "2024-05-03", "2024-05-03"),
        ("es", "del 3 al 5 de mayo de 2024", "2024-05-03", "2024-05-05"),
        ("es", "el año pasado", "2023-01-01", "2023-12-31"),
        ("es", "el 04/03/2024", "2024-03-04", "2024-03-04"),
    ],
)
def test_languages(language: str, text: str, first: str, last: str) -> None:
    assert one(text, language=language) == (first, last)
