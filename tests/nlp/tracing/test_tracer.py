"""Articles in, announcements out."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.demo import texts as texts_of_demo
from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.credits import credited, credits, host
from dateline.nlp.tracing.grouping import AGAINST, groups
from dateline.nlp.tracing.passages import compare
from dateline.nlp.tracing.tracer import Decisions, trace
from dateline.records import Announcement, Member

Make = Callable[..., TraceInput]


def parts(found: list[Announcement]) -> dict[str, Member]:
    return {member.id: member for item in found for member in item.members}


def test_everything_that_becomes_of_a_release_is_found(family: list[TraceInput]) -> None:
    found = trace(family)
    assert len(found) == 1
    assert {key: member.role for key, member in parts(found).items()} == {
        "norrow": "original",
        "halyard": "copy",
        "gazette": "copy",
        "kueste": "translation",
        "observer": "rewrite",
        "board": "follow-up",
    }
    assert found[0].id == found[0].members[0].id == "norrow"


def test_reasons_name_sources_by_their_titles(family: list[TraceInput]) -> None:
    titled = [replace(item, source_title=f"The {item.source.title()}") for item in family]
    said = " ".join(reason for member in parts(trace(titled)).values() for reason in member.reasons)
    assert "It stands in the newsroom of its issuer, The Norrow." in said
    assert "It is credited by The Gazette: “" in said
    assert "” (The Norrow), published 20 minutes earlier." in said


def test_every_reason_is_a_sentence_that_names_what_can_be_checked(family: list[TraceInput]) -> None:
    reasons = {key: " ".join(member.reasons) for key, member in parts(trace(family)).items()}
    assert "It was published first, 20 minutes before the next." in reasons["norrow"]
    assert "It is credited by gazette: “Press release issued by the Norrow Institute" in reasons["norrow"]
    assert "It shares 100 % of its text with “One spring tide brings" in reasons["halyard"]
    assert "published 20 minutes earlier" in reasons["halyard"]
    assert "That is 8" in reasons["gazette"]
    assert "It is a version in German of a release in English." in reasons["kueste"]
    assert "Both articles name" in reasons["board"] and "Dr Wilma Castorp" in reasons["board"]
    for member in parts(trace(family)).values():
        assert all(reason[0].isupper() and reason.endswith(".") for reason in member.reasons)


def test_shared_is_the_share_of_the_original(family: list[TraceInput]) -> None:
    found = parts(trace(family))
    assert found["halyard"].shared == 1.0
    assert 0.6 < found["gazette"].shared < 0.95
    assert found["observer"].shared < 0.2


def test_the_order_of_the_articles_does_not_matter(family: list[TraceInput]) -> None:
    expected = trace(family)
    for seed in range(5):
        shuffled = list(family)
        random.Random(seed).shuffle(shuffled)
        assert trace(iter(shuffled)) == expected


@settings(max_examples=4, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=False))
def test_the_demo_web_is_traced_alike_in_whatever_order(random: random.Random) -> None:
    articles = demo()
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert trace(shuffled) == traced_demo()


@cache
def demo() -> tuple[TraceInput, ...]:
    return tuple(
        TraceInput(
            id=key,
            title=release.first.title,
            text=release.first.plain,
            source=release.first.site,
            published=release.first.published.isoformat(),
        )
        for key, release in texts_of_demo.load().items()
    )


@cache
def traced_demo() -> list[Announcement]:
    found = trace(demo())
    assert len(found) > 10
    return found


def test_of_two_articles_with_one_id_the_last_counts(make: Make, texts: dict[str, str]) -> None:
    found = trace([make("a", texts["other"]), make("a", texts["release"]), make("b", texts["release"])])
    assert {member.id for member in found[0].members} == {"a", "b"}


def test_nothing_gives_nothing(make: Make) -> None:
    assert trace([]) == []
    assert trace([make("a", "")]) == []
    assert trace([make("a", ""), make("b", ""), TraceInput(id="c", title="", text="")]) == []


def test_a_person_outweighs_everything(family: list[TraceInput]) -> None:
    chosen = trace(family, Decisions(originals=frozenset({"halyard"})))
    assert chosen[0].members[0].id == "halyard"
    assert chosen[0].members[0].reasons == ("It was named as the original by a person.",)
    without = trace(family, Decisions(apart=frozenset({("board", "norrow")})))
    assert "board" not in parts(without)
    copy = trace(family, Decisions(apart=frozenset({("halyard", "norrow")})))
    assert len({"halyard", "norrow"} & set(parts(copy))) == 1
    joined = trace(family, Decisions(together=frozenset({("ministry", "norrow")})))
    assert "ministry" in parts(joined)


SERIES = (
    "The Skerry Ferry Company carried {n} passengers in the {q} quarter, {p} per cent more than a year "
    "before. Revenue rose to {r} million crowns. The line to Great Skerry was the busiest of the four, as"
    " always. Managing director Thora Lund thanked her crews for their work in rough weather and "
    "confirmed the outlook for the whole year. The company publishes its figures four times a year on its"
    " investor pages for shareholders."
)


def test_two_quarters_are_not_copies(make: Make) -> None:
    third = SERIES.format(n="214,511", q="third", p="4.1", r="38.2")
    fourth = SERIES.format(n="198,204", q="fourth", p="2.7", r="35.9")
    articles = [
        make("q3", third, "Skerry Ferry Company: Q3 results", source="skerry", published="2024-10-20"),
        make("q4", fourth, "Skerry Ferry Company: Q4 results", source="skerry", published="2025-01-20"),
    ]
    assert trace(articles) == []
    pickup = make("q3b", third, "Skerry Ferry Company: Q3 results", source="wire", published="2024-10-20")
    assert {m.id for m in trace([*articles, pickup])[0].members} == {"q3", "q3b"}


TEMPLATE = (
    "Brightwell Clinics has opened a new branch in {town}. The practice at {street} offers eye tests, "
    "hearing tests and vaccinations without an appointment. {town} is the {n}th town with a branch of the"
    " company. Doctor {name} leads the practice with a team of nine. At the opening the mayor of {town} "
    "cut a ribbon and children received balloons. The opening hours are from eight to six on weekdays and"
    " from nine to one on Saturdays, and patients may park behind the house without paying for two hours."
)


def test_a_template_with_another_town_is_no_copy(make: Make) -> None:
    towns = [("Ebbworth", "Kiln Lane", "14", "Ilse Marram"), ("Quarrow", "Mill Road", "15", "Bernt Oystein")]
    articles = [
        make(
            town.lower(),
            TEMPLATE.format(town=town, street=street, n=n, name=name),
            f"Brightwell Clinics opens branch in {town}",
            source="wire",
        )
        for town, street, n, name in towns
    ]
    assert trace(articles) == []


def test_furniture_of_a_site_joins_nothing(make: Make, texts: dict[str, str]) -> None:
    furniture = (
        "\n\nOur readers can subscribe to the morning letter, which brings the news of the coast before "
        "breakfast. It is free of charge and can be cancelled at any time with one click on the link at its "
        "end. We never pass on addresses to anybody, and we use no trackers whatsoever in our letters or on "
        "our pages."
    )
    topics = [texts["other"], texts["follow_up"], SERIES.format(n="1", q="third", p="2", r="3"),
              TEMPLATE.format(town="Ebbworth", street="Kiln Lane", n="14", name="Ilse Marram")]  # fmt: skip
    articles = [make(str(n), text + furniture, text[:40], source="gazette") for n, text in enumerate(topics)]
    assert trace(articles) == []


def test_hostile_texts_are_bounded(make: Make) -> None:
    huge = "tide " * 200_000
    strange = "(" * 50_000 + "About A" * 5_000 + "\u202e\x00" * 1000
    found = trace([make("a", huge), make("b", huge), make("c", strange), make("d", strange)])
    assert {member.id for item in found for member in item.members} <= {"a", "b", "c", "d"}


def test_passages_stand_where_they_say(texts: dict[str, str]) -> None:
    other = (
        "A word before. "
        + texts["release"].split("-- ")[1][:600].upper()
        + " And quite another end of it all."
    )
    found = compare(texts["release"], other)
    assert len(found) == 1
    left = texts["release"][slice(*found[0].original)]
    right = other[slice(*found[0].other)]
    assert left.lower() == right.lower()
    assert found[0].words > 80
    assert compare(texts["release"], texts["other"]) == []
    assert compare("", "") == []


def test_passages_may_be_moved(texts: dict[str, str]) -> None:
    first, second, *_ = texts["follow_up"].split("\n\n")
    found = compare(f"{first}\n\n{second}", f"{second}\n\n{first}")
    assert [passage.original[0] for passage in found] == [len(first) + 2, 0]


def test_credits_are_read_and_matched(make: Make) -> None:
    text = "NORROW /Halyard Wire/ -- The board met.\n\nSOURCE Norrow Institute"
    found = credits(make("a", text, canonical_url="https://www.norrow.example/x"))
    assert [(item.kind, item.name) for item in found] == [
        ("canonical", "norrow.example"),
        ("wire", "Halyard Wire"),
        ("source", "Norrow Institute"),
    ]
    norrow = make("norrow", "", url="https://norrow.example/x")
    halyard = make("halyardwire", "", url="https://halyardwire.example/x")
    assert [credited(item, norrow) for item in found] == [True, False, True]
    assert [credited(item, halyard) for item in found] == [False, True, False]
    assert host("http://[bad") == "" and host("http://127.0.0.1:81/x") == "127.0.0.1:81"


def test_a_canonical_link_decides_the_original(make: Make, texts: dict[str, str]) -> None:
    late = make("norrow", texts["release"], published="2025-03-06", url="https://norrow.example/x")
    early = make(
        "copycat",
        texts["release"],
        published="2025-03-04",
        url="https://copycat.example/y",
        canonical_url="https://norrow.example/x",
    )
    assert trace([late, early])[0].id == "norrow"


@pytest.mark.parametrize("margin", [AGAINST, -0.5])
def test_one_link_does_not_join_two_groups(margin: float) -> None:
    near = [(0, 1, 0.5, False), (2, 3, 0.5, False), (1, 2, 0.1, False)]
    assert groups(4, [*near, (0, 2, margin, False), (0, 3, margin, False), (1, 3, margin, False)]) == [
        [0, 1],
        [2, 3],
    ]


def test_copies_are_one_text_for_what_follows() -> None:
    copies = [(0, 1, 0.7, False), (0, 2, 0.7, False), (1, 2, 0.7, False)]
    assert groups(4, [*copies, (0, 3, 0.1, True)]) == [[0, 1, 2, 3]]
    assert groups(4, [*copies, (0, 3, 0.1, True), (1, 3, AGAINST, True)]) == [[0, 1, 2]]
