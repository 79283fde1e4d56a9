"""Days on which sources were broken or silent."""

from datetime import UTC, date, datetime, timedelta

import pytest
from httpx import Client

from dateline.home import Home
from dateline.records import Article
from dateline.settings import Source
from dateline.site.views.gaps import failures, unseen
from dateline.store import articles, runs, sources
from dateline.store.database import Store
from dateline.store.runs import Visit

TITLES = {"post": "Post", "gazette": "Gazette"}


def day(number: int) -> datetime:
    return datetime(2031, 5, 1, 2, tzinfo=UTC) + timedelta(days=number - 1)


def visit(number: int, error: str | None = None) -> Visit:
    return Visit(
        run_id=number, source="post", started=day(number), finished=day(number), counts={}, error=error
    )


def test_failed_visits_in_a_row_are_one_gap() -> None:
    known = [visit(1, "No answer."), visit(2, "It answers 500."), visit(3), visit(9, "No answer."), visit(10)]
    found = [(gap.first.day, gap.last.day, gap.visits, gap.reason) for gap in failures("post", "Post", known)]
    assert found == [(1, 2, 2, "It answers 500."), (9, 9, 1, "No answer.")]
    assert list(failures("post", "Post", [])) == []


def news(home: Home, name: str, days: list[int]) -> None:
    with Store.open(home) as store, store.write() as conn:
        source = Source(title=TITLES[name], kind="outlet", url=f"https://{name}.example/")
        sources.put(conn, name, source, day(1))
        for number in days:
            url = f"https://{name}.example/{number}"
            article = Article(
                url=url, canonical_url=url, title=str(number), text="It rained.",
                published=day(number).date().isoformat(), published_raw=None, modified=None, authors=(),
                language="en", site_name=None, kind="news",
            )  # fmt: skip
            articles.save(conn, name, article, now=day(number))


def test_a_source_is_silent_when_it_brings_nothing_for_longer_than_usual(home: Home) -> None:
    news(home, "post", [*range(-19, 11), 25, 26])
    news(home, "gazette", list(range(1, 31)))
    with Store.open(home) as store, store.read() as conn:

        def of(
            first: int, last: int, entries: dict[str, Source] | None = None
        ) -> list[tuple[str, int, int, str]]:
            found = unseen(conn, entries or {}, TITLES, day(first).date(), day(last).date())
            return [(gap.source, gap.first.day, gap.last.day, gap.kind) for gap in found]

        assert of(1, 31) == [("post", 11, 24, "silent")]
        assert of(15, 20) == [("post", 15, 20, "silent")]
        assert of(26, 31) == of(2, 9) == of(31, 1) == []
        patient = Source(title="Post", kind="outlet", url="https://post.example/", silent_after=20)
        assert of(1, 31, {"post": patient}) == []
        off = Source(title="Post", kind="outlet", url="https://post.example/", enabled=False)
        assert of(1, 31, {"post": off}) == []
        (gap,) = unseen(conn, {}, TITLES, date(2031, 5, 1), date(2031, 5, 30))
        assert gap.reason == "Nothing new for 14 days; news is expected within 7."
        assert gap.title == "Post" and gap.visits == 0


def test_the_page_the_report_and_the_api_tell_failures_and_silence(
    own: tuple[Home, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_NOW", "2031-05-21T08:00")
    home, client = own
    with Store.open(home) as store, store.write() as conn:
        for number in range(500):
            run = runs.begin(conn, "crawl", day(19) + timedelta(minutes=number))
            moment = day(19) + timedelta(minutes=number)
            runs.visit(conn, run, "quenby", started=moment, finished=moment, counts={}, error=None)
            if number == 0:
                runs.visit(
                    conn, run, "harbour-post", started=moment, finished=moment, counts={}, error="Lost."
                )
    whole = client.get("/api/announcements/aaaaaaaaaaaaaaaa").json()
    assert {(gap["source"], gap["kind"]) for gap in whole["gaps"]} >= {
        ("saltwire", "failed"), ("harbour-post", "failed")
    }  # fmt: skip
    assert all(gap["first"] <= gap["last"] for gap in whole["gaps"])
    for path in ("/announcements/aaaaaaaaaaaaaaaa", "/report?announcement=aaaaaaaaaaaaaaaa"):
        page = client.get(path).text
        assert "What could not be seen" in page and "Lost." in page
        assert "does not mean that it ran nothing" in page
