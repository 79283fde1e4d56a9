"""When articles are looked at again."""

from datetime import UTC, date, datetime, timedelta

from dateline.crawler.schedule import last_look, next_look, next_try

AGES = (1, 3, 7, 30)
NOW = datetime(2024, 3, 10, 22, tzinfo=UTC)


def _days(published: date | None) -> int | None:
    look = next_look(published, NOW, AGES)
    return None if look is None else (look.date() - NOW.date()).days


def test_fresh_articles_follow_the_ages() -> None:
    assert _days(date(2024, 3, 10)) == 1
    assert _days(date(2024, 3, 9)) == 2
    assert _days(date(2024, 3, 7)) == 4
    assert _days(date(2024, 3, 3)) == 23
    assert _days(date(2024, 2, 9)) is None


def test_a_first_look_at_an_older_article_counts_as_one() -> None:
    assert _days(date(2024, 3, 8)) == 5
    assert _days(date(2024, 3, 5)) == 25


def test_dates_unknown_or_to_come_count_from_now() -> None:
    assert _days(None) == 1
    assert _days(date(2094, 3, 1)) == 1


def test_tries_grow_rarer_and_end() -> None:
    waits = [next_try(failures, NOW) for failures in range(1, 7)]
    assert [round((each - NOW) / timedelta(days=1)) for each in waits if each] == [1, 2, 4, 8, 16]
    assert waits[-1] is None


def test_where_changes_are_told_only_the_last_look_is_left() -> None:
    day = NOW.date()
    last = last_look(day - timedelta(days=6), NOW, AGES)
    assert last is not None and (last.date() - day).days == 24
    assert last_look(day - timedelta(days=29), NOW, AGES) is None
    assert last_look(None, NOW, (5,)) is not None
    assert last_look(None, NOW, ()) is None
