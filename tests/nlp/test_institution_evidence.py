"""What a text gives away of names that no head betrays: addresses, offices, lists, neighbours."""

from collections.abc import Callable

import pytest

from reading import Entities, found, names, ruled


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("Visit www.zorblehomes.example for Zorble Homes, or call.", (), {"Zorble Homes"}),
        ("Zorble General Manager Ada Quill spoke.", (("Ada Quill", "PERSON"),), {"Zorble"}),
        ("It heard Ada Quill (Zorble Vine) first.", (("Ada Quill", "PERSON"),), {"Zorble Vine"}),
        ("Zorble’s headquarters moved.", (), {"Zorble"}),
        ("It was built in partnership with Zorble in May.", (), {"Zorble"}),
        ("Its rival was acquired by Zorble in May.", (), {"Zorble"}),
        ("It speaks through its Zorble Bio business unit now.", (("Zorble Bio", "ORG"),), {"Zorble Bio"}),
        (
            "Nurses came from Zorble and Elmford General Hospital.",
            (("Zorble", "ORG"),),
            {"Zorble", "Elmford General Hospital"},
        ),
        (
            "He had once worked at Zorbletree and Wrimble, sold by Zorbletree at last.",
            (("Zorbletree and Wrimble", "ORG"), ("by Zorbletree", "ORG")),
            {"Zorbletree"},
        ),
        ("About the Zorble The Zorble is printed in Elmford.", (), {"Zorble"}),
        ("It was sold on Zorble.com before.", (("Zorble.com", "ORG"),), {"Zorble.com"}),
    ],
)
def test_phrases_that_only_organisations_have_are_enough(
    text: str, entities: Entities, expected: set[str]
) -> None:
    assert ruled(text, entities=entities) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Foreign Trade Zone opened.", "Foreign Trade Zone"),
        ("It follows Good Manufacturing Practice (GMP). GMP helps.", "Good Manufacturing Practice"),
        ("The Zorble Summit Lisbon ended. The Zorble Summit Lisbon paid.", "Zorble Summit Lisbon"),
        ("It won the prize for Support Department of the Year.", "Support Department of the Year"),
        ("They sell the Zorble Eagle 370FB at last.", "Zorble Eagle 370FB"),
        ("Ada Quill is the author of Department of Salt and Ash.", "Department of Salt and Ash"),
        (
            "“Planting Zorbles” plays. “Planting Zorbles” is loud. About Planting Zorbles It plays.",
            "Planting Zorbles",
        ),
        ("Governor Zorble ruled. Zorble and his sons paid.", "Zorble"),
        ("Leveraging Zorble, it grew.", "Leveraging Zorble"),
        ("She teaches at the Webber Air Force Base.", "Webber Air Force"),
    ],
)
def test_things_persons_and_turns_of_phrase_are_left_out(text: str, name: str) -> None:
    assert name not in names(text, entities=((name, "ORG"),))


def test_a_kind_told_with_an_article_is_no_name() -> None:
    text = "Zorble Labs Inc. is a leading Contract Development and Manufacturing Organization (CDMO)."
    assert names(text) == {"Zorble Labs Inc."}


@pytest.mark.parametrize(
    "name",
    [
        "Association of Corporate Counsel",
        "Society of Keepers and Pilots",
        "Elmford Basic and Applied Research Foundation",
        "Elmford Museum and Science Center",
        "Elmford Institute for Advanced Studies in Coastal Chemistry",
        "Youth Orchestra of Elmford",
        "Freedom of Mind Resource Center",
        "House Committee on Ways & Means",
        "Federal Transit Administration",
        "Harbour Bending and Fabrication Co. Inc.",
    ],
)
def test_long_names_are_whole(name: str) -> None:
    assert names(f"She was heard by the {name} in May.") == {name}


def test_lists_that_a_line_announces_are_institutions() -> None:
    text = "Thanks to our sponsors: Zorble, Brot und Salz, Ash and Fern, Visit Elmford, and Tallow & Thread."
    assert names(text) == {"Zorble", "Brot und Salz", "Ash and Fern", "Visit Elmford", "Tallow & Thread"}
    rows = "Participating organizations:\n\n- Zorble\n- Sailors Without Winter\n"
    assert names(rows) == {"Zorble", "Sailors Without Winter"}


def test_possessives_that_lost_their_apostrophe_are_mended() -> None:
    text = (
        "Ada Quill of the Justice Departments Tax Division spoke for the Department of Justice. "
        + "The case began in a harbor and it went on for many years before a judge heard it. " * 10
    )
    assert {"Department of Justice", "Tax Division"} <= names(text)


def test_a_short_form_of_several_is_of_the_one_most_told_of() -> None:
    text = (
        "Zorble Capital Partners grew. Zorble hired, as did the broker Zorble Capital Markets.\n\n"
        "About Zorble Capital Partners\n\nZorble Capital Partners lends."
    )
    items = {
        item.name: {m.text for m in item.mentions} for item in found(text, entities=(("Zorble", "ORG"),))
    }
    assert items == {
        "Zorble Capital Partners": {"Zorble Capital Partners", "Zorble"},
        "Zorble Capital Markets": {"Zorble Capital Markets"},
    }


def test_a_company_is_found_without_its_legal_form() -> None:
    (one,) = found(
        "Quill Supply Chain LLC grew. Then Quill Supply Chain hired.", title="Quill Supply Chain Grows"
    )
    assert {mention.text for mention in one.mentions} == {"Quill Supply Chain LLC", "Quill Supply Chain"}
    assert one.role == "issuer"


def test_ministries_whose_officials_announce_are_issuers() -> None:
    text = (
        "Two men were charged, announced Ada Quill of the Elmford Ministry of Justice. The Elmford Bank lost."
    )
    roles = {item.name: item.role for item in found(text)}
    assert roles == {"Elmford Ministry of Justice": "issuer", "Elmford Bank": "mentioned"}


@pytest.mark.parametrize(
    "odd",
    [
        lambda: "www.zorble.example " * 6_000,
        lambda: "Zorble & " * 6_000,
        lambda: "the Zorble of " * 6_000,
        lambda: "sponsors: " + "Zorble, " * 6_000,
        lambda: "- Zorble\n" * 6_000,
    ],
)
def test_odd_texts_are_read_in_bounded_time(odd: Callable[[], str]) -> None:
    assert isinstance(found(odd()), tuple)


def test_a_unit_and_its_university_are_mentioned_side_by_side() -> None:
    told = found("She leads the Institute for Tidal Research at Norhaven University, in its third year.")
    mentions = {item.name: [mention.text for mention in item.mentions] for item in told}
    assert mentions == {
        "Institute for Tidal Research at Norhaven University": ["Institute for Tidal Research"],
        "Norhaven University": ["Norhaven University"],
    }
