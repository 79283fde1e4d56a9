"""Where names begin and end: firms of partners, circuits, offices, governments, names joined by marks."""

import pytest

from reading import found, names, ruled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is Tidewell, Quillman, Moss & Harbourne, P.A. that won.",
            {"Tidewell, Quillman, Moss & Harbourne, P.A."},
        ),
        (
            "It is Tidewell, Quillman, Moss, and Harbourne LLP.",
            {"Tidewell, Quillman, Moss, and Harbourne LLP"},
        ),
        ("He asked the Law Offices of Ada R. Quillman, too.", {"Law Offices of Ada R. Quillman"}),
        (
            "He argued before the U.S. Court of Appeals for the 7th Circuit.",
            {"U.S. Court of Appeals for the 7th Circuit"},
        ),
        (
            "He left the Association of Harbour Elevator Lawyers of America, too.",
            {"Association of Harbour Elevator Lawyers of America"},
        ),
        ("He joined the Elmford Attorney General’s Office.", {"Elmford Attorney General’s Office"}),
        ("He joined the Quillshire Public Defender's Office.", {"Quillshire Public Defender's Office"}),
        ("It is Quillmar Holdings Group of Melbourne, Australia.", {"Quillmar Holdings Group"}),
        (
            "He asked the Elmford Metropolitan Government of the Republic of Korea.",
            {"Elmford Metropolitan Government"},
        ),
        ("He trained at Quillmar/Elmford Medical Center.", {"Quillmar/Elmford Medical Center"}),
        ("He is CEO/Elmford Medical Center.", {"Elmford Medical Center"}),
        ("They lead Quillmar Bakery + Tidal Collaborative now.", {"Tidal Collaborative"}),
        ("They lead Quillmar + Tide Architects LLP now.", {"Quillmar + Tide Architects LLP"}),
        ("The book is from Eadwin Quillman Press, London.", {"Eadwin Quillman Press"}),
        ("The Eadwin Quillman Press Release is out.", set()),
        ("They backed Quillmar Guild Games (QGG) in 2030.", {"Quillmar Guild Games"}),
        ("He is Professor of Law at the University of Quillham.", {"University of Quillham"}),
        ("He left the Tidal Division, Harbour Audit Section.", {"Harbour Audit Section"}),
        ("He joined the Quillham Church of God in Christ.", {"Quillham Church of God in Christ"}),
        (
            "It is Quillmar Satellite Data Development, Co., Ltd. of Elmford.",
            {"Quillmar Satellite Data Development, Co., Ltd."},
        ),
        ("It is the brand of 21 Events, Inc. of Elmford.", {"21 Events, Inc."}),
        ("He met the Office of General Counsel today.", {"Office of General Counsel"}),
        (
            "It is the Tax Division of the Elmford Lamp Association now.",
            {"Tax Division", "Elmford Lamp Association"},
        ),
        (
            "He met the U.S. Department of Fisheries Office of Tidal Audits.",
            {"U.S. Department of Fisheries Office of Tidal Audits", "U.S. Department of Fisheries"},
        ),
    ],
)
def test_a_name_has_all_its_parts(text: str, expected: set[str]) -> None:
    assert ruled(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Services are provided by a Colorado Corporation in good standing.",
        "The Parkinson’s Disease Diagnostics and Therapeutics Market grows.",
        "Holdings, Weightings & Assets as of today.",
        "He sat on the Board for TIDE.",
        "It is a Certified B Corp, too.",
        "Top 10 Holdings & Weightings",
        "It is a leading chain of Psychiatric Hospitals.",
        "It asked its Economic Department.",
    ],
)
def test_kinds_markets_and_headings_are_no_institutions(text: str) -> None:
    assert ruled(text) == set()


def test_awards_of_a_land_are_none_either() -> None:
    award = "Quillmar Intelligence Awards Japan"
    assert award not in ruled(f"It won at the {award} in 2030.", entities=((award, "ORG"),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will partner with the city of Quillham, too.", {"city of Quillham"}),
        ("The city of Quillham, Ohio, has agreed to it.", {"city of Quillham"}),
        ("She lives in the city of Quillham, Ohio.", set()),
        ("It signed an agreement with the State of Ohio today.", {"State of Ohio"}),
        ("It follows the statutes of the State of Ohio today.", set()),
        ("It will go to the Sri Lanka government, who asked.", {"Sri Lanka government"}),
        ("City of Quillham Councilor Ada Moss and others left.", {"City of Quillham"}),
    ],
)
def test_towns_and_states_count_where_they_act(text: str, expected: set[str]) -> None:
    assert ruled(text) == expected


def test_lines_that_join_names_by_a_plus_hold_two_each() -> None:
    lines = (
        "Winners\nMoss + Edelham:\nQuillmar Bakery + Tidal Marketing + PR:\nQuill Foods + Harbour Culture:\n"
    )
    got = ruled(f"They are here.\n{lines}")
    assert {"Moss", "Edelham", "Quillmar Bakery", "Tidal Marketing + PR", "Harbour Culture"} <= got


def test_another_name_under_which_a_company_does_business_is_its_own() -> None:
    text = "It settled with Quillmar Asphalt Enterprises, Inc., DBA Elmford Roofing Supply, in March."
    (one,) = found(text)
    assert {mention.text for mention in one.mentions} >= {
        "Quillmar Asphalt Enterprises, Inc.",
        "Elmford Roofing Supply",
    }


def test_a_contact_before_the_name_of_the_body_is_left_out() -> None:
    text = (
        "ELMFORD, Ohio, May 4, 2030 -- It grew.\n\nMedia contact: Ada Quillman\n"
        "Ada Quillman Elmford Water Authority +1 555 010 0199 ada@elmford.example"
    )
    assert "Elmford Water Authority" in names(text)


def test_a_contact_speaks_for_one_that_it_does_not_belong_to() -> None:
    line = "Tidewell PR for Quillmar Foods"
    text = f"It grew.\n\nContact Details\n\n{line}\n\nAda Moss\n\nada@tidewell.example\n"
    assert "Tidewell PR" in ruled(text)
    assert line not in ruled(text)


def test_a_post_is_no_part_of_the_name_after_it() -> None:
    whole = "Business Growth Officer of Quillmar Foods"
    assert ruled(f"Contact: Ada Moss {whole}", entities=((whole, "ORG"),)) == {"Quillmar Foods"}


def test_a_known_name_goes_on_where_the_grammar_ends() -> None:
    assert "Office for Access to Justice" in ruled("He left the Office for Access to Justice.")


def test_a_unit_is_meant_by_its_letters_though_its_body_follows() -> None:
    text = "He met the Tidal Audit Unit of the Quillmar Harbour Commission (TAU). The TAU won."
    assert {item.name: {mention.text for mention in item.mentions} for item in found(text)} == {
        "Quillmar Harbour Commission": {"Quillmar Harbour Commission"},
        "Tidal Audit Unit": {"Tidal Audit Unit", "TAU"},
    }


def test_a_person_and_a_post_are_no_part_of_a_company() -> None:
    line = "Ada Quillman Investment Head Elmford Hospitality Pte Ltd"
    got = ruled(f"They met {line} today.", entities=(("Ada Quillman", "PERSON"),))
    assert got == {"Elmford Hospitality Pte Ltd"}


def test_ordinary_words_are_no_partners() -> None:
    assert not any(
        "APRN" in name for name in ruled("Khali Moss, APRN, Care & Wellness Clinics of Ohio, won.")
    )
