"""Institutions of one text: what is a name, which names are one institution, and who issues the release."""

import pytest

from dateline.records import Institution
from reading import found, names, ruled


def forms(item: Institution) -> set[str]:
    return {mention.text for mention in item.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was founded by the Ministry of Science and Technology.", {"Ministry of Science and Technology"}),
        (
            "The National Development and Reform Commission met.",
            {"National Development and Reform Commission"},
        ),
        (
            "The Elmford Municipal Committee and Elmford Municipal People’s Government agreed.",
            {"Elmford Municipal Committee", "Elmford Municipal People’s Government"},
        ),
        (
            "He met the Academy of Marine Arts and the Board of Harbour Trade.",
            {"Academy of Marine Arts", "Board of Harbour Trade"},
        ),
        ("She studied at the University of Texas at Austin.", {"University of Texas at Austin"}),
        ("She studied at the University of California, Davis.", {"University of California, Davis"}),
        ("Quill Robotics, Inc. grew.", {"Quill Robotics, Inc."}),
        ("Harbour, Quill & Brown LLP won.", {"Harbour, Quill & Brown LLP"}),
        ("Elmford Science City grew.", {"Elmford Science City"}),
        ("Elmford Children's Hospital opened.", {"Elmford Children's Hospital"}),
        ("It is a Quill Institute-led study.", {"Quill Institute"}),
        (
            "She leads the Department of Chemical and Marine Engineering.",
            {"Department of Chemical and Marine Engineering"},
        ),
        (
            "The Elmford Ministry for Maritime Affairs, Fisheries and Tourism pays.",
            {"Elmford Ministry for Maritime Affairs, Fisheries and Tourism"},
        ),
        ("The Ada and Ben Quill Foundation pays.", {"Ada and Ben Quill Foundation"}),
        ("He is at the Centre for Fever and Immunity in Elmford.", {"Centre for Fever and Immunity"}),
        (
            "It was built by the Elmford Institute of Harbour Research.",
            {"Elmford Institute of Harbour Research"},
        ),
        ("The Elmford County Sheriff's Office came.", {"Elmford County Sheriff's Office"}),
        ("The Office of the Attorney General sued.", {"Office of the Attorney General"}),
        ("The City of Port Elmford will close two streets.", {"City of Port Elmford"}),
        ("She taught at Universität Elmford.", {"Universität Elmford"}),
        ("It buys from Elmford Water plc every year.", {"Elmford Water plc"}),
        ("It was printed by the publisher Zorbla.", {"Zorbla"}),
        ("The team won against Elmford Town.", {"Elmford Town"}),
        (
            "The Academy of Marine Arts and the Elmford Parliament signed.",
            {"Academy of Marine Arts", "Elmford Parliament"},
        ),
    ],
)
def test_names_are_cut_and_joined_by_grammar(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Innovation Summit was held.",
        "He won the Quill Prize and the Elmford Award.",
        "The company's Board of Directors met at the Elmford Convention Center.",
        "Follow us on Facebook, LinkedIn and Instagram.",
        "The University opened its Research Institute.",
        "She is a Bachelor of Science in Nursing.",
        "President of Sales and Marketing Ada Quill spoke.",
        "The Clean Harbour Act of 2007 (CHA) was passed.",
        "It appeared in the Journal of Harbour Research.",
        "The Northern Congress of Pharmacology met.",
    ],
)
def test_what_is_no_institution_is_left_out(text: str) -> None:
    assert names(text) == set()


def test_abbreviations_belong_to_the_long_form() -> None:
    (one,) = found("The Elmford Heart Association (EHA) met. Later EHA voted, and the EHA’s chair spoke.")
    assert one.name == "Elmford Heart Association"
    assert forms(one) == {"Elmford Heart Association", "EHA"}
    assert len(one.mentions) == 4


def test_a_name_begins_where_its_abbreviation_says() -> None:
    (one,) = found("It went to the Harbour Trial and Appeal Board (HTAB). The HTAB met, and the HTAB voted.")
    assert one.name == "Harbour Trial and Appeal Board"


def test_the_short_name_of_a_company_is_the_company() -> None:
    (one,) = found("Quill Robotics Inc. (NYSE: QLL) (“Quill”) grew. Quill Robotics hired. Quill sells arms.")
    assert one.name == "Quill Robotics Inc."
    assert forms(one) == {"Quill Robotics Inc.", "Quill Robotics", "Quill", "QLL"}
    assert one.type == "company"


def test_the_association_is_the_only_one_of_the_text() -> None:
    (one,) = found("The Elmford Heart Association met. In May the Association voted. It is an association.")
    assert forms(one) == {"Elmford Heart Association", "Association"}


def test_two_ways_to_name_a_department_are_one() -> None:
    (one,) = found("The Department of Justice said so. The Justice Department of today is another.")
    assert forms(one) == {"Department of Justice", "Justice Department"}
    assert one.type == "government"


def test_a_unit_knows_its_parent() -> None:
    items = {
        item.name: item for item in found("He taught at the Temple Harbour University School of Medicine.")
    }
    assert items["Temple Harbour University School of Medicine"].parent == "Temple Harbour University"


def test_a_title_in_capitals_names_what_the_text_names() -> None:
    (one,) = found("The Elmford Heart Association met.", title="ELMFORD HEART ASSOCIATION MEETS TODAY")
    assert forms(one) == {"Elmford Heart Association", "ELMFORD HEART ASSOCIATION"}
    assert one.role == "issuer"


def test_the_model_alone_is_believed_for_what_is_repeated() -> None:
    once = "Zorble sells arms."
    assert ruled(once, entities=(("Zorble", "ORG"),)) == set()
    assert ruled(f"{once} They like Zorble.", entities=(("Zorble", "ORG"),)) == {"Zorble"}


@pytest.mark.parametrize(
    "text",
    [
        "The bridge stands in Zorble. Zorble is old.",
        "They left the island of Zorble at night. Zorble slept.",
        "The crew of the lifeboat Zorble got medals. Zorble was built in 1950.",
        "They released version 3.1 of Zorble. Zorble is free.",
        "Ms. Zorble spoke. Then Ms. Zorble left.",
    ],
)
def test_what_is_told_to_be_a_place_or_a_thing_is_no_institution(text: str) -> None:
    assert "Zorble" not in names(text, entities=(("Zorble", "ORG"),))


def test_a_headline_ends_where_the_name_ends_in_the_text() -> None:
    title = "Zorble Reimagines Harbour Supply Solutions for Small Boats"
    text = "Zorble sells arms. They like Zorble."
    assert ruled(text, title, ((title[:34], "ORG"), ("Zorble", "ORG"))) == {"Zorble"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Elmford Institute of Harbour Research", "research"),
        ("Elmford Academy of Sciences", "research"),
        ("Elmford Institute of Technology", "education"),
        ("Elmford Department of Agriculture", "government"),
        ("Elmford University Department of Archaeology", "education"),
        ("Universität Elmford", "education"),
        ("City of Port Elmford", "government"),
    ],
)
def test_types_follow_the_whole_name(name: str, kind: str) -> None:
    assert {item.name: item.type for item in found(f"It was made by the {name}.")}[name] == kind


def test_a_court_issues_nothing() -> None:
    (court,) = found("The Elmford County Court announced it.", title="Elmford County Court Opens")
    assert court.role == "mentioned"


def test_persons_are_no_institutions() -> None:
    text = "Ada Quill, President of Zorble, spoke. Ada Quill laughed."
    assert "Ada Quill" not in names(text, entities=(("Ada Quill", "ORG"), ("Zorble", "ORG")))


def test_lists_of_people_give_their_institutions() -> None:
    text = (
        "Members are:\n\n* Ada Quill, Head of Data, Harbour Works\n* Ben Oak, CEO, Zorble\n"
        "* Cleo Ash, Director, Internal Communications, Elmford University\n"
    )
    assert names(text) == {"Harbour Works", "Zorble", "Elmford University"}


def test_lists_of_institutions_are_read_whole() -> None:
    rows = [
        "Elmford University",
        "Harbour Works",
        "Quill Robotics, Inc.",
        "Zorble",
        "Oak Hospital",
        "Ash & Fern",
    ]
    assert names("The winners are:\n\n" + "\n\n".join(rows)) == set(rows)


def test_enumerations_that_are_announced_are_read() -> None:
    text = "It is trusted by companies such as Zorble, Harbour Works and Ash & Fern, and by many schools."
    assert names(text) == {"Zorble", "Harbour Works", "Ash & Fern"}


def test_words_that_ran_together_are_parted() -> None:
    text = "The arms are new.\n\nContact DetailsQuill Robotics Inc\n\n+1 212-555-0100\n\nada@quill.example"
    (one,) = found(text)
    assert one.name == "Quill Robotics Inc"
    assert one.role == "issuer"
