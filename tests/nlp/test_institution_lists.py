"""Institutions in lists: rosters, columns, enumerations, and headings that ran into their sentence."""

import pytest

from dateline.nlp.institutions.gather import candidates
from reading import names, page_of, ruled

ROSTER = """The board is made up of these leaders:

Ada Quill, Senior Director of People, Quillmark
Tom Elm, Sr. Manager, Learning & Organizational Development, Harbourel
Eve Oak, Head of Total Rewards, Compensation, Payroll & HRIS, Oakley & Fern Group
Ann Birch, Director, Talent and Culture
Kim Ash, Vice President, Human Resources
"""


def test_the_last_part_of_a_roster_is_an_organisation_unless_it_is_an_area_of_work() -> None:
    assert names(ROSTER) == {"Quillmark", "Harbourel", "Oakley & Fern Group"}


def test_persons_in_a_list_of_supporters_are_none() -> None:
    text = (
        "It is sponsored by a number of businesses and supporters, including Quillmark, Ann & Tom Birch, "
        "Keo & Tom Harbour, Ann Osborn, The Birch Family, Sir Tom Elm, and Harbourel."
    )
    assert names(text) == {"Quillmark", "Harbourel"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It works with partners such as Quillmark and Harbourel.", {"Quillmark", "Harbourel"}),
        ("It had funding from Quillmark, Fernley and Harbourel.", {"Quillmark", "Fernley", "Harbourel"}),
        ("Quillmark, Fernley and other state agencies came.", {"Quillmark", "Fernley"}),
        ("It serves companies such as Peru's Quillmark and Harbourel.", {"Quillmark", "Harbourel"}),
        ("Its clients include Ada's Fern House/Elmford.", {"Ada's Fern House", "Elmford"}),
        ("It helps investors in subsectors, including Brain Disorders and Quillmark.", set()),
        ("It offers these services to clients: Quillmark, Fernley and Harbourel.", set()),
        ("It helps businesses in towns like Quillmark and Harbourel.", set()),
    ],
)  # fmt: skip
def test_what_leads_in_a_list_tells_what_it_holds(text: str, expected: set[str]) -> None:
    assert names(text) == expected


def test_a_list_of_products_is_no_list_of_organisations() -> None:
    links = ["Additional Resources:", "Quillmark OnLine", "Quillmark For Buyers", "Quillmark Board Kit"]
    text = "\n\n".join(["About Quillmark", "Quillmark grew.", *links])
    assert ruled(text) == {"Quillmark"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met. About Quill Harbour Quill Harbour is a company of pumps.", "Quill Harbour"),
        ("They met.\n\nAbout QuillmarkQuillmark is a company of pumps.", "Quillmark"),
        ("They met.\n\nAbout QUILL.comQUILL.com is a company of pumps.", "QUILL.com"),
        ("A Quill Foundation.\n\nAbout Quill FoundationDriven by it.", "Quill Foundation"),
    ],
)  # fmt: skip
def test_a_heading_that_ran_into_its_sentence_is_parted(text: str, expected: str) -> None:
    assert names(text) == {expected}


def test_names_that_share_words_beside_each_other_stay_whole() -> None:
    text = "They are members of the Academy of Tides, Elm Truck Group, Oak Truck Group, and Fern Truck Group."
    assert {"Elm Truck Group", "Oak Truck Group", "Fern Truck Group"} <= names(text)


def test_a_list_of_services_holds_no_organisations() -> None:
    text = (
        "We sell Managed Services, Strategy Consulting, Virtual CIO, Secure AI, Security Services, "
        "Cloud Services and more."
    )
    made = (("Managed Services", "ORG"), ("Secure AI", "ORG"), ("Cloud Services", "ORG"))
    items, _ = candidates(page_of(text, "Quill Sells", made))
    assert not any("list" in item.group.evidence for item in items)


def test_a_list_of_well_known_names_of_ordinary_words_holds_organisations() -> None:
    text = "She was seen on Court TV, Fox News, Discovery Channel, Sky News and Quill Hour."
    items, _ = candidates(page_of(text, "Quill Speaks"))
    assert sum("known" in item.group.evidence or "list" in item.group.evidence for item in items) >= 3


def test_a_stroke_within_a_name_does_not_part_it() -> None:
    text = "It works with companies such as Quillby, Oakham/Marlow, Elmford Music and Zephyrine."
    items, _ = candidates(page_of(text, "Quill Plays"))
    found = {item.group.name for item in items if "list" in item.group.evidence}
    assert "Oakham/Marlow" in found and "Marlow" not in found
