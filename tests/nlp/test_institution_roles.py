"""Who issues a release."""

import pytest

from reading import issuers

FILLER = "It was a long day of much work by many people for the good of all. " * 12


def test_an_agency_at_the_foot_is_no_issuer() -> None:
    text = (
        f"Quill Pumps Inc. announced today that it grew. {FILLER}\n\nAbout Quill Pumps Inc.\n\n"
        "Quill Pumps Inc. makes it.\n\nMedia Contact:\nHarbour Advisory LLC\nAda Elm\nada@harbouradvisory.com"
    )
    assert issuers(text, "Quill Pumps Inc. Grows") == {"Quill Pumps Inc."}


def test_who_is_only_at_the_foot_issues_where_nobody_else_does() -> None:
    text = f"{FILLER}\n\nMedia Contact:\nHarbour Advisory LLC\nAda Elm\nada@harbouradvisory.com"
    assert issuers(text, "Work Is Done") == {"Harbour Advisory LLC"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Tidal Foundation and Elm University Launch Study", "The Tidal Foundation told Elm University."),
        ("Study", "The Tidal Foundation (TIFO) and Elm University (ELUN) announced it."),
    ],
)  # fmt: skip
def test_partners_issue_together(title: str, text: str) -> None:
    assert issuers(text, title) == {"Tidal Foundation", "Elm University"}


def test_who_shares_a_portrait_with_the_issuer_issues_too() -> None:
    text = (
        "Quillmark.com, a maker of pumps, said so.\n\n"
        "About Quillmark.com and the Tidal Institute\n\nThe Tidal Institute counts."
    )
    made = (("Quillmark.com", "ORG"),)
    assert issuers(text, "Quillmark.com Counts", made) == {"Quillmark.com", "Tidal Institute"}


def test_a_unit_that_the_release_is_about_issues_with_its_owner() -> None:
    text = (
        "The Quill Foundation announced it. A study by the Quill Foundation's Tidal Institute says so. "
        "The Tidal Institute counted. The Tidal Institute met.\n\nAbout the Quill Foundation\n\nIt works."
    )
    assert issuers(text, "Pumps Count") == {"Quill Foundation", "Tidal Institute"}


def test_the_department_of_justice_issues_its_cases_and_its_sections_do_not() -> None:
    text = (
        "A man pleaded guilty today. The defendant was sentenced in May. It was prosecuted by the Fraud "
        "Section of the Department of Justice. The Fraud Section and the Elm Police Department helped."
    )
    assert issuers(text, "Man Pleads Guilty") == {"Department of Justice"}


def test_who_is_named_far_more_often_than_all_others_is_what_a_text_is_about() -> None:
    body = "The boats of Marlow Institute are here. " * 7
    text = f"By Ada Halden, Elmford University\n\n{body}\n\nElmford University is a school of boats."
    assert "Marlow Institute" in issuers(text, "Boats that nobody has seen")


def test_who_only_honours_another_in_the_title_issues_nothing() -> None:
    title = "Marlow Boats Inc. Recognized by Elmford Institute for its Boats"
    text = "ELMFORD – Marlow Boats Inc. announced today that it was recognized by the Elmford Institute."
    assert issuers(text, title) == {"Marlow Boats Inc."}


def test_partners_that_a_title_names_issue_with_it() -> None:
    title = "Marlow Boats Inc. Announces Partnership with Elmford Institute"
    text = "ELMFORD – Marlow Boats Inc. announced today that boats are here. The Elmford Institute agrees."
    assert issuers(text, title) == {"Marlow Boats Inc.", "Elmford Institute"}


def test_agencies_that_announce_with_a_department_issue_with_it() -> None:
    text = (
        "A dealer in boats was fined, the Justice Department and the Internal Revenue Service announced "
        "today. The boats were sold by Marlow Boats Inc. for half of what they cost."
    )
    assert issuers(text, "Dealer Fined") == {"Justice Department", "Internal Revenue Service"}
