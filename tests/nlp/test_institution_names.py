"""The grammar of names: where one begins and ends, and what is a name of its own inside a longer run."""

import pytest

from dateline.nlp.institutions.chunks import chunks
from reading import found, names, page_of


def grammar(text: str) -> set[str]:
    """What the grammar takes for names, whatever else is known of them."""
    page = page_of(text, "A title")
    return {page.string(chunk.start, chunk.end) for chunk in chunks(page.tokens, page.heading)}


PADDING = "The lake was calm on that day and nothing else was told of it by anybody. " * 12
"""Text without any apostrophe, as releases have it that lost them all."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Call the Harbour Section of the Tidal Division.",
            {"Harbour Section", "Tidal Division"},
        ),
        (
            "He leads the Fisheries Division of the Elmford Department of Marine Affairs.",
            {"Fisheries Division", "Elmford Department of Marine Affairs"},
        ),
        (
            "It asked the Office of Inspector General of the Department of Fisheries and Marine Affairs.",
            {
                "Office of Inspector General",
                "Department of Fisheries and Marine Affairs",
            },
        ),
        ("She leads the Section of Optics of the lake.", {"Section of Optics"}),
    ],
)
def test_a_unit_and_the_body_that_it_belongs_to_are_two(text: str, expected: set[str]) -> None:
    assert names(text) == expected


def test_a_unit_knows_the_body_that_it_belongs_to() -> None:
    parents = {item.name: item.parent for item in found("Call the Harbour Section of the Tidal Division.")}
    assert parents == {"Harbour Section": "Tidal Division", "Tidal Division": None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Department of Justices Harbour Division met.",
            {"Department of Justice", "Harbour Division"},
        ),
        (
            "He called the Quill Administration-Office of Audits.",
            {"Quill Administration", "Office of Audits"},
        ),
    ],
)
def test_possessives_and_hyphens_part_two_names(text: str, expected: set[str]) -> None:
    assert names(f"{text} {PADDING}") == expected


def test_an_acronym_gets_its_lost_apostrophe_back() -> None:
    text = f"He thanked the QHBs Elmford Field Division. The QHB (Quill Harbour Bureau) agreed. {PADDING}"
    assert {form.text for item in found(text) for form in item.mentions} == {
        "QHB",
        "Quill Harbour Bureau",
        "Elmford Field Division",
    }
    kept = text.replace("thanked", "wasn’t here; it’s said that he’s thanked")
    assert "QHBs Elmford Field Division" in names(kept)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The newly appointed Future of Harbour Work 2031 Advisory Board includes:",
            {"Future of Harbour Work 2031 Advisory Board"},
        ),
        (
            "It was Quill’s State of Today’s Harbours and Piers 2031 Advisory Board.",
            {"State of Today’s Harbours and Piers 2031 Advisory Board"},
        ),
        (
            "The Future of Tidal Design and Building Advisory Council met.",
            {"Future of Tidal Design and Building Advisory Council"},
        ),
        (
            "He is Head of Quill’s Harbour 2031 Advisory Board.",
            {"Harbour 2031 Advisory Board"},
        ),
    ],
)
def test_an_advisory_board_begins_where_its_topic_begins(text: str, expected: set[str]) -> None:
    assert grammar(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They drank at Captain Quill Brewing Company.",
            {"Captain Quill Brewing Company"},
        ),
        (
            "He sued the Prince Quill County School District.",
            {"Prince Quill County School District"},
        ),
        ("It was told by Captain Quill of the Harbour Police.", {"Harbour Police"}),
        (
            "She studied at California State University, Fullerton.",
            {"California State University, Fullerton"},
        ),
        (
            "They gave to the Foundation for a Dry Harbour.",
            {"Foundation for a Dry Harbour"},
        ),
        (
            "He left the Ohio House of Representatives.",
            {"Ohio House of Representatives"},
        ),
        ("It joined the Archdiocese of Elmford.", {"Archdiocese of Elmford"}),
        (
            "He leads the Quill Association Elmford Chapter.",
            {"Quill Association Elmford Chapter"},
        ),
        ("Call the Elmford, Ohio Field Office.", {"Elmford, Ohio Field Office"}),
        (
            "He called the Litigation and Import Control Section.",
            {"Litigation and Import Control Section"},
        ),
        (
            "The Elmford Division and Marine Rights Division met.",
            {"Elmford Division", "Marine Rights Division"},
        ),
        ("She is with the Hand and Wrist Clinic.", {"Hand and Wrist Clinic"}),
    ],
)
def test_where_a_name_begins_and_ends(text: str, expected: set[str]) -> None:
    assert grammar(text) == expected


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "Quill Tidal Pumps LLC grew. Elm saw Quill Tidal. It was Quill Tidal.",
            {"Quill Tidal Pumps LLC", "Quill Tidal"},
        ),
        ("Quill Sails A/S (NYSE: QUIL) grew.", {"Quill Sails A/S", "QUIL"}),
        (
            "The U.S. Attorney’s Office for the District of Elmford met. The U.S. Attorney’s Office won.",
            {
                "U.S. Attorney’s Office for the District of Elmford",
                "U.S. Attorney’s Office",
            },
        ),
        (
            "The Elmford Police Department met. They called the Elmford Police, too.",
            {"Elmford Police Department", "Elmford Police"},
        ),
        (
            "The Quill Foundation for the Cure of Tides met. The Quill Foundation won.",
            {"Quill Foundation for the Cure of Tides", "Quill Foundation"},
        ),
        (
            "Quill Digital Technologies met. He likes Quill Digital, and Quill Digital won.",
            {"Quill Digital Technologies", "Quill Digital"},
        ),
        (
            "The Elmford Sailing Alliance Organization met. The Elmford Sailing Alliance won.",
            {"Elmford Sailing Alliance Organization", "Elmford Sailing Alliance"},
        ),
        (
            "The Quill Resources Institute met. The Quill Resource Institute won.",
            {"Quill Resources Institute", "Quill Resource Institute"},
        ),
        (
            "Quill Harbour Trade Consultants, Inc. met. He likes Quill HTC, and Quill HTC won.",
            {"Quill Harbour Trade Consultants, Inc.", "Quill HTC"},
        ),
        (
            "The Elmford Harbour Institute (formerly Quill Union) met.",
            {"Elmford Harbour Institute", "Quill Union"},
        ),
    ],
)
def test_forms_of_one_institution_are_one(text: str, forms: set[str]) -> None:
    whole = found(text, entities=(("Quill Tidal", "ORG"), ("Quill HTC", "ORG"), ("Quill Digital", "ORG")))
    assert [{mention.text for mention in item.mentions} for item in whole] == [forms]


def test_a_company_and_a_namesake_with_another_legal_name_are_two() -> None:
    text = "Quill Tidal Inc. grew. Quill Tidal Pumps LLC won. They left Quill Tidal."
    assert names(text, entities=(("Quill Tidal", "ORG"),)) == {
        "Quill Tidal Inc.",
        "Quill Tidal Pumps LLC",
    }


@pytest.mark.parametrize(
    "text",
    [
        "He is from Newport News, Virginia.",
        "It is Recent Court rulings.",
        "It is a component of Quill, a US Public Charity.",
        "They rule the Kidney Disease Therapeutics Market.",
        "It obeys the Import Administration Regulations.",
        "We teach AI Data & Robotics today.",
        "He met the Elmford 32 Hall of Famers.",
    ],
)
def test_what_only_looks_like_a_name(text: str) -> None:
    assert names(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She left King’s College London.", {"King’s College London"}),
        ("He saw the Museo de Arte Elmford.", {"Museo de Arte Elmford"}),
        (
            "He asked the Agencia Nacional de Faros de Quill.",
            {"Agencia Nacional de Faros de Quill"},
        ),
        (
            "He leads the Key Laboratory of Tidal Warning Technology for Urban Health Risk.",
            {"Key Laboratory of Tidal Warning Technology for Urban Health Risk"},
        ),
        ("They study the Elmford Therapeutics Market.", {"Elmford Therapeutics"}),
        ("It joined the Society for the Study of Tidal Lamps.", {"Society for the Study of Tidal Lamps"}),
        (
            "He saw the Elmford Network for the Cure of Harbour Fever Annual Meeting.",
            {"Elmford Network for the Cure of Harbour Fever"},
        ),
        ("It joined Tidal Hotels of the World.", {"Tidal Hotels of the World"}),
        ("They ate at Quill’s Elmford Steakhouse, and left.", {"Quill’s Elmford Steakhouse"}),
        ("They drank at Quill’s Coffee House.", {"Quill’s Coffee House"}),
        ("It is Quill’s Elmford Hospital.", {"Elmford Hospital"}),
        ("First Quill Corp grew. First Quill Robotics grew.", {"First Quill Corp", "Quill Robotics"}),
        ("He left Quill Health and Wellness, too.", {"Quill Health and Wellness"}),
        ("The Elmford Securities and Futures Act 2031 rules.", set()),
        ("The King County Prosecuting Attorneys Office met.", {"King County Prosecuting Attorneys Office"}),
        ("He met Fishery Harbour Division Trial Attorney Ada Quill.", {"Fishery Harbour Division"}),
        ("It was the Office of Tidal Affairs and Special Agent Ada.", {"Office of Tidal Affairs"}),
        ("Its Tidal Strategy While Quill Medical Group only grew.", {"Quill Medical Group"}),
        ("He met the Des Quill Police Department.", {"Des Quill Police Department"}),
    ],
)
def test_names_go_on_to_their_end(text: str, expected: set[str]) -> None:
    assert grammar(text) == expected


def test_a_university_is_named_beside_its_office() -> None:
    assert "Elmford State University" in names("She leads Elmford State University Technology Office.")


def test_a_domain_that_is_an_ordinary_abbreviation_is_not_short_for_another_name() -> None:
    text = "AI.com grew. AI Labs Quill won. He left AI.com for AI Labs."
    for item in found(text, entities=(("AI.com", "ORG"), ("AI Labs", "ORG"))):
        assert len({mention.text.split(".")[0] for mention in item.mentions}) == 1


def test_a_short_reference_may_open_a_sentence() -> None:
    (one,) = found("He joined the Archdiocese of Elmford. The Archdiocese grew.")
    assert {mention.text for mention in one.mentions} == {
        "Archdiocese of Elmford",
        "Archdiocese",
    }


def test_a_short_form_in_brackets_behind_a_unit_may_be_its_owners() -> None:
    whole = found("He left the Elmford Harbour Board’s Office of Tidal Audits (EHB).")
    assert {item.name: {mention.text for mention in item.mentions} for item in whole} == {
        "Elmford Harbour Board": {"Elmford Harbour Board", "EHB"},
        "Office of Tidal Audits": {"Office of Tidal Audits"},
    }


def test_a_center_with_a_word_of_its_own_may_be_of_something_ordinary() -> None:
    assert names("He serves at the Quill Center of Technology, a school.") == {"Quill Center of Technology"}
    assert names("It is the Practice Center of Excellence.") == set()


def test_a_department_is_named_beside_its_office() -> None:
    text = "He asked the Department of Fisheries and Marine Services Office of Tidal Audits."
    assert "Department of Fisheries and Marine Services" in names(text)
