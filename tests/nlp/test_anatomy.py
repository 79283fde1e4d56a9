"""The parts of a release, in the tidy and untidy forms that they come in."""

import pytest

from dateline.nlp.anatomy import read
from dateline.records import Anatomy, Contact


def anatomy(text: str, title: str = "Title of the release") -> Anatomy:
    return read(f"{title}\n\n{text}", len(title))


@pytest.mark.parametrize(
    ("head", "text", "place", "date", "wire"),
    [
        (
            "ELMFORD, UK, May 3, 2024 /PRNewswire/ -- The",
            "ELMFORD, UK, May 3, 2024 /PRNewswire/",
            "ELMFORD, UK",
            "May 3, 2024",
            "PRNewswire",
        ),
        (
            "Elmford, Ohio (Newsworthy.ai) Friday May 3, 2024 @ 8:00 AM America/Toronto — The",
            "Elmford, Ohio (Newsworthy.ai) Friday May 3, 2024 @ 8:00 AM America/Toronto",
            "Elmford, Ohio",
            "Friday May 3, 2024",
            "Newsworthy.ai",
        ),
        (
            "(NewMediaWire) - May 03, 2024 - Elmford, CA - The",
            "(NewMediaWire) - May 03, 2024 - Elmford, CA",
            "Elmford, CA",
            "May 03, 2024",
            "NewMediaWire",
        ),
        (
            "Elmford, Brazil, May 3, 2024 -- The",
            "Elmford, Brazil, May 3, 2024",
            "Elmford, Brazil",
            "May 3, 2024",
            None,
        ),
        (
            "NEW YORK, May 3, 2024 (GLOBE NEWSWIRE) -- The",
            "NEW YORK, May 3, 2024 (GLOBE NEWSWIRE)",
            "NEW YORK",
            "May 3, 2024",
            "GLOBE NEWSWIRE",
        ),
        ("PARIS – The", "PARIS", "PARIS", None, None),
        ("WASHINGTON Two men", "WASHINGTON", "WASHINGTON", None, None),
    ],
)
def test_datelines_are_split(head: str, text: str, place: str, date: str | None, wire: str | None) -> None:
    line = anatomy(f"{head} rest of the sentence goes on, and on.").dateline
    assert line is not None
    assert (line.text, line.place, line.date, line.wire) == (text, place, date, wire)


@pytest.mark.parametrize(
    "text",
    [
        "The university – founded in 1810 – opened a house.",
        "Ada Quill, 40, of Elmford - a painter - spoke on May 3, 2024.",
        "By Ada Quill, Harbour News",
        "HARBOUR WORKS OPENS A HOUSE",
    ],
)
def test_sentences_are_no_datelines(text: str) -> None:
    assert anatomy(text).dateline is None


def test_a_dateline_may_follow_an_embargo() -> None:
    line = anatomy("Embargoed until 7 a.m., May 6\n\nELMFORD, May 3, 2024 – The house opened.").dateline
    assert line is not None
    assert line.place == "ELMFORD"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "Media Contact\nCompany Name: Harbour Works\nContact Person: Ada Quill\n"
            "Email: Send Email\nCountry: UK",
            [("Ada Quill", "Harbour Works", None, None)],
        ),
        (
            "Contact: Ada Quill, +1 555-010-2030, ada@harbour.example",
            [("Ada Quill", None, "ada@harbour.example", "+1 555-010-2030")],
        ),
        (
            "Contact DetailsHarbour Works\n\nAda Quill\n\n+44 20 7946 0000\n\nada@harbour.example\n\n"
            "Company Website"
            "https://harbour.example",
            [("Ada Quill", "Harbour Works", "ada@harbour.example", "+44 20 7946 0000")],
        ),
        (
            "Contact DetailsAda Quill\n\nada@harbour.example",
            [("Ada Quill", None, "ada@harbour.example", None)],
        ),
        (
            "Media Contacts:Ada Quill, CEOZorbleEmail: ada@zorble.example\n\nBen Oak, Program DirectorAsh "
            "HouseEmail: ben@ash.example",
            [
                ("Ada Quill", "Zorble", "ada@zorble.example", None),
                ("Ben Oak", "Ash House", "ben@ash.example", None),
            ],
        ),
        (
            "For more information please call Ada Quill (408) 555-0100. Email ada@harbour.example.",
            [("Ada Quill", None, "ada@harbour.example", "(408) 555-0100")],
        ),
        (
            "For further information, please contact the founder of Harbour Works, Ada Quill, "
            "at ada@harbour.example.",
            [("Ada Quill", "Harbour Works", "ada@harbour.example", None)],
        ),
        ("Visit our house and email your essays to essays@harbour.example.", []),
    ],
)
def test_contacts_are_read(block: str, expected: list[tuple[str | None, ...]]) -> None:
    found = anatomy(f"The house opened on Friday, and all came.\n\n{block}").contacts
    assert found == tuple(Contact(name=n, organisation=o, email=e, phone=p) for n, o, e, p in expected)


def test_boilerplate_goes_from_its_heading_to_the_next_part() -> None:
    text = (
        "The house opened on Friday, and all came to see it and to eat.\n\n"
        "About Harbour Works\n\nHarbour Works builds arms.\n\nIt has done so since 1810.\n\n"
        "Forward-Looking Statements\n\nThis press release contains forward-looking statements.\n\n"
        "Media Contact\nAda Quill\nada@harbour.example"
    )
    whole = f"T\n\n{text}"
    found = [whole[b.offset[0] : b.offset[1]] for b in read(whole, 1).boilerplate]
    assert [part.split("\n")[0] for part in found] == ["About Harbour Works", "Forward-Looking Statements"]
    assert found[0].endswith("since 1810.")


def test_boilerplate_is_found_where_line_breaks_were_lost() -> None:
    text = "The house opened. " * 8 + "All came. About Harbour Works Harbour Works builds arms since 1810."
    whole = f"T\n\n{text}"
    (one,) = read(whole, 1).boilerplate
    assert whole[one.offset[0] :].startswith("About Harbour Works")


def test_quotes_have_speaker_and_affiliation() -> None:
    text = (
        "“We are glad to open this house today,” said Ada Quill, CEO of Harbour Works. It is new.\n\n"
        'Ben Oak, a painter, said: "It is as blue as the sea on a Friday."'
    )
    first, second = anatomy(text).quotes
    assert (first.speaker, first.affiliation) == ("Ada Quill", "Harbour Works")
    assert second.speaker == "Ben Oak"


def test_a_subhead_stands_between_title_and_dateline() -> None:
    found = anatomy(
        "Painters and sailors come to see it\n\nELMFORD, May 3, 2024 – The house opened on Friday."
    )
    assert found.subhead == "Painters and sailors come to see it"
    assert anatomy("ELMFORD, May 3, 2024 – The house opened on Friday.\n\nMore.").subhead is None
