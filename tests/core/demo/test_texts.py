"""The texts are what they claim to be, and the gold table speaks of all of them."""

import itertools
import re
from datetime import datetime

import pytest

from dateline.demo import gold, texts
from dateline.demo.sites import SITES
from dateline.records import Role

RELEASES = texts.load()


def test_there_is_enough_to_see() -> None:
    assert 62 <= len(RELEASES) <= 80
    assert {release.first.site for release in RELEASES.values()} == set(SITES)


@pytest.mark.parametrize("id", RELEASES)
def test_text_is_of_real_length(id: str) -> None:
    words = len(RELEASES[id].first.plain.split())
    assert 120 <= words <= 500, words
    assert "[about" not in RELEASES[id].first.plain


def test_addresses_and_numbers_are_reserved_for_examples() -> None:
    for release in RELEASES.values():
        plain = release.first.plain
        assert all(m.endswith(".example") for m in re.findall(r"@[\w.-]+\w", plain))
        assert all(m.startswith("555-01") for m in re.findall(r"\b\d{3}-\d{4}\b", plain))


WEEKDAY = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d{1,2}) (\w+)(?: (2026|2027))?")
WEEKDAY_US = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\w+) (\d{1,2})(?:, (2026|2027))?\b")


def test_weekdays_are_those_of_the_calendar() -> None:
    found = 0
    for release in RELEASES.values():
        for version in filter(None, (release.first, release.corrected)):
            if version.language != "en":
                continue
            dates = [(m[1], m[2], m[3], m[4]) for m in WEEKDAY.finditer(version.plain)]
            dates += [(m[1], m[3], m[2], m[4]) for m in WEEKDAY_US.finditer(version.plain)]
            for weekday, day, month, year in dates:
                try:
                    date = datetime.strptime(f"{day} {month} {year or 2026} +0000", "%d %B %Y %z")
                except ValueError:
                    continue
                assert f"{date:%A}" == f"{weekday}day", (version.id, date)
                found += 1
    assert found >= 12


def test_copies_repeat_their_original() -> None:
    for announcement in gold.load().announcements:
        original = next(id for id, role in announcement.members.items() if role == "original")
        paragraphs = set(RELEASES[original].first.plain.split("\n\n"))
        for id, role in announcement.members.items():
            shared = [p for p in RELEASES[id].first.plain.split("\n\n") if p in paragraphs]
            if role == "copy":
                assert len(shared) >= 2, id
            elif role in ("rewrite", "coverage"):
                assert not shared, id


def test_translations_and_versions_there_are_ten() -> None:
    roles = [role for a in gold.load().announcements for role in a.members.values()]
    assert roles.count("translation") >= 10
    assert roles.count("rewrite") >= 5
    assert roles.count("coverage") >= 5
    assert roles.count("follow-up") >= 6
    copied = [a for a in gold.load().announcements if "copy" in a.members.values()]
    assert len(copied) >= 8


def test_gold_speaks_of_every_text_once() -> None:
    table = gold.load()
    told = [id for a in table.announcements for id in a.members] + list(table.alone)
    assert sorted(told) == sorted(RELEASES)
    for announcement in table.announcements:
        assert list(announcement.members.values()).count("original") == 1
        assert len(announcement.members) >= 2
        original = next(iter(announcement.members))
        # a release may reach wire and newsroom at the same hour, never the copy first
        first = min(RELEASES[id].first.published for id in announcement.members)
        assert RELEASES[original].first.published.date() == first.date()


def test_pairs_apart_are_no_members_of_one_announcement() -> None:
    table = gold.load()
    together = {frozenset(pair) for a in table.announcements for pair in itertools.combinations(a.members, 2)}
    for one, other, because in table.apart:
        assert because
        assert {one, other} <= set(RELEASES)
        assert frozenset((one, other)) not in together


def test_corrections_and_withdrawals_are_as_the_table_says() -> None:
    table = gold.load()
    assert sorted(id for id, r in RELEASES.items() if r.corrected) == sorted(table.corrected)
    assert sorted(id for id, r in RELEASES.items() if r.first.withdrawn) == sorted(table.withdrawn)
    for id in table.corrected:
        release = RELEASES[id]
        assert release.corrected is not None
        assert release.corrected.plain != release.first.plain
        assert release.corrected.modified > release.first.modified
    for id in table.withdrawn:
        assert RELEASES[id].version(corrected=True) is None


def test_the_table_itself_is_a_perfect_result() -> None:
    parts = {id: (a.name, role) for a in gold.load().announcements for id, role in a.members.items()}
    score = gold.score(parts)
    assert (score.precision, score.recall, score.mixed) == (1.0, 1.0, ())
    assert all(hits == of for hits, of in (*score.joined.values(), *score.named.values()))
    assert score.joined["copy"] == (13, 13)


def test_mistakes_lower_the_score() -> None:
    parts: dict[str, tuple[str, Role]] = dict.fromkeys(RELEASES, ("all", "copy"))
    score = gold.score(parts)
    assert score.precision < 0.1
    assert score.recall == 1.0
    assert len(score.mixed) == len(gold.load().apart)
    assert score.named["translation"][0] == 0
    assert gold.score({}).recall == 0.0
