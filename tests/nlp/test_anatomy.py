"""The parts of a release, in the tidy and untidy forms that they come in."""

import time

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
        (
            "ELMFORD, China, July 9, 2025 /HarbourLine/ -- The",
            "ELMFORD, China, July 9, 2025 /HarbourLine/",
            "ELMFORD, China",
            "July 9, 2025",
            "HarbourLine",
        ),
        (
            "Elmford, Belgium – 30 August 2026: The",
            "Elmford, Belgium – 30 August 2026",
            "Elmford, Belgium",
            "30 August 2026",
            None,
        ),
        ("ELMFORD, 20 May 2025. The", "ELMFORD, 20 May 2025", "ELMFORD", "20 May 2025", None),
        ("Elmford, 20 maja 2025 – The", "Elmford, 20 maja 2025", "Elmford", "20 maja 2025", None),
        ("May 3, 2024 – Elmford – The", "May 3, 2024 – Elmford", "Elmford", "May 3, 2024", None),
        (
            "ELMFORD, ON / Harbour Karma / May 3, 2024 13:30\n\nThe",
            "ELMFORD, ON / Harbour Karma / May 3, 2024 13:30",
            "ELMFORD, ON",
            "May 3, 2024",
            "Harbour Karma",
        ),
        (
            "Elmford, Sweden, 07:00 CET, May 3, 2024 – The",
            "Elmford, Sweden, 07:00 CET, May 3, 2024",
            "Elmford, Sweden",
            "May 3, 2024",
            None,
        ),
        ("NEW HARBOR, Conn. — A", "NEW HARBOR, Conn.", "NEW HARBOR, Conn.", None, None),
        ("FOR IMMEDIATE RELEASE – ELMFORD – The", "ELMFORD", "ELMFORD", None, None),
        ("WASHINGTON A man", "WASHINGTON", "WASHINGTON", None, None),
        ("ELMFORD, 12 March 2024, Harbour Works", "ELMFORD, 12 March 2024", "ELMFORD", "12 March 2024", None),
        ("ELMFORD, 12 March 2024 Harbour Works", "ELMFORD, 12 March 2024", "ELMFORD", "12 March 2024", None),
        (
            "March 12, 2024, Elmford, Exham, Oxland, On March 9, 2024, the",
            "March 12, 2024, Elmford, Exham, Oxland",
            "Elmford, Exham, Oxland",
            "March 12, 2024",
            None,
        ),
        ("12 March 2024 – The", "12 March 2024", None, "12 March 2024", None),
        (
            "Elmford, UK: 12 March 2024: The",
            "Elmford, UK: 12 March 2024",
            "Elmford, UK",
            "12 March 2024",
            None,
        ),
        ("(ELMFORD) – The", "(ELMFORD)", "ELMFORD", None, None),
        ("[Elmford, March 12, 2024] – The", "[Elmford, March 12, 2024]", "Elmford", "March 12, 2024", None),
        ("Elmford | March 12, 2024 | The", "Elmford | March 12, 2024", "Elmford", "March 12, 2024", None),
        (
            "Elmford, 12 de marzo de 2024.- La",
            "Elmford, 12 de marzo de 2024",
            "Elmford",
            "12 de marzo de 2024",
            None,
        ),
        (
            "Elmford, United States - March 12, 2024 / Clinics of Harbour Works in Elmford, Exham /\n\nThe",
            "Elmford, United States - March 12, 2024",
            "Elmford, United States",
            "March 12, 2024",
            None,
        ),
    ],
)
def test_datelines_are_split(
    head: str, text: str, place: str | None, date: str | None, wire: str | None
) -> None:
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
        "Elmford, Exham and Oxdown are ports – said the mayor.",
        "Harbour Works (HBW) – the builder of ships – opened a house.",
        "KEY FACTS - The house opened.",
        "In Elmford, 12 March 2024, Harbour Works opened a house.",
        "Ada Quill, 12 March 2024, said that the house was open.",
        "Elmford: the house is open.",
        "Elmford, Ohio-based Harbour Works Inc. (HW), two clinics and a house agreed.",
    ],
)
def test_sentences_are_no_datelines(text: str) -> None:
    assert anatomy(text).dateline is None


def test_a_dateline_may_follow_highlights() -> None:
    highlights = "Highlights:\n\n* " + "The house is as blue as the sea. " * 20
    line = anatomy(f"{highlights}\n\nEmbargoed\n\n(Wirefoot) - May 03, 2024 - ELMFORD — The house").dateline
    assert line is not None
    assert (line.place, line.date, line.wire) == ("ELMFORD", "May 03, 2024", "Wirefoot")


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
        (
            "Investor and media relations\nAda Quill | +31 55 501 2210 | ir@harbour.example",
            [("Ada Quill", None, "ir@harbour.example", "+31 55 501 2210")],
        ),
        (
            "Contact\nHarbour Works Ltd.\nConsumer telephone: 555-0190\n"
            "Press: Ada Quill, ada@harbour.example",
            [("Ada Quill", "Harbour Works Ltd.", "ada@harbour.example", None)],
        ),
        (
            "Media contact\n\nAda Quill\nUniversity of Elmford, Press Office\n"
            "Phone: 555-0112\n\nSOURCE Works",
            [("Ada Quill", "University of Elmford, Press Office", None, "555-0112")],
        ),
        (
            "Company Name: Harbour Works\nContact Person: Ms. Xu\nPhone: +86-555-0100-8821",
            [("Ms. Xu", "Harbour Works", None, "+86-555-0100-8821")],
        ),
        (
            "EHSC Press Office\nMobile: +32 455 501 93\nEmail: press@ehsc.example",
            [(None, "EHSC Press Office", "press@ehsc.example", "+32 455 501 93")],
        ),
        (
            "Pressekontakt\nDr. Ada Quill, Tel. (0555) 808-219, Fax (0555) 808-220, ada [at] harbour.example",
            [("Dr. Ada Quill", None, "ada [at] harbour.example", "(0555) 808-219")],
        ),
        (
            "ContactAda Quill Harbour Communications Email Us Here\n\n"
            "Elmford, Ohio\n\n(555) 555-0100\n\n---\nTLDR",
            [("Ada Quill", "Harbour Communications", None, "(555) 555-0100")],
        ),
        (
            "Ada Quill, Harbour Foundation\nada@harbour.example · Signal: +372 555 01 84",
            [("Ada Quill", "Harbour Foundation", "ada@harbour.example", "+372 555 01 84")],
        ),
        (
            "Media Contact:Ada QuillSenior ManagerPhone: 555-555-0100Email: ada@harbour.example",
            [("Ada Quill", None, "ada@harbour.example", "555-555-0100")],
        ),
        (
            "Media Contact:Ada Quill(555)-555-0100press@harbour.example",
            [("Ada Quill", None, "press@harbour.example", "(555)-555-0100")],
        ),
        (
            "Contact Details:HarbourWorkspress@harbourworks.example",
            [(None, "HarbourWorks", "press@harbourworks.example", None)],
        ),
        (
            "For media inquiries, please contact: Ada Quill, Harbour Law Firm, Elmford, OH 555 555-0100  The "
            + "case is a long one. " * 20,
            [("Ada Quill", "Harbour Law Firm", None, "555 555-0100")],
        ),
        (
            "For Media Inquiries: 555-555-0100\n\nAda Quill: ada@harbour.example",
            [("Ada Quill", None, "ada@harbour.example", "555-555-0100")],
        ),
        (
            "Media Contact:\nAnna Quill / Peter Moss\nHarbour Works\n555-555-0100\npress@harbour.example",
            [
                ("Anna Quill", "Harbour Works", "press@harbour.example", "555-555-0100"),
                ("Peter Moss", "Harbour Works", "press@harbour.example", "555-555-0100"),
            ],
        ),
        (
            "Harbour Works Inc.\n\nContact: Ada Quill\n\nEmail: info@hw.example",
            [("Ada Quill", "Harbour Works Inc.", "info@hw.example", None)],
        ),
        (
            "Media Contact\nAda Quill\nada@harbour.example\n555-555-0100\n\n"
            "Contact Information:\nHarbour Works\nAda Quill (555) 555-0100",
            [("Ada Quill", "Harbour Works", "ada@harbour.example", "555-555-0100")],
        ),
        (
            "Press: Ada Quill, +49 (0)30 1234-567, ada at harbour dot example",
            [("Ada Quill", None, "ada at harbour dot example", "+49 (0)30 1234-567")],
        ),
        (
            "CONTACT:Harbour Law, LLPAda Quill, Esq.(555) 555-0100280 Quay RoadElm, OH 45220info@hl.example",
            [("Ada Quill", "Harbour Law, LLP", "info@hl.example", "(555) 555-0100")],
        ),
        (
            "* Ben Oak, Harbour Works Labs\n\nCONTACT\n\nFor interviews, please contact ada@harbour.example",
            [(None, None, "ada@harbour.example", None)],
        ),
        (
            "Contact DetailsQuay Arts Inc.\n\nAda Quill, Director\n\nada@quay.example\n\nQuay Arts Inc.\n\n"
            "Ben Oak, Vice President\n\nben@quay.example",
            [
                ("Ada Quill", "Quay Arts Inc.", "ada@quay.example", None),
                ("Ben Oak", "Quay Arts Inc.", "ben@quay.example", None),
            ],
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


def test_the_issuer_is_described_where_line_breaks_were_lost() -> None:
    news = "The house opened on Friday. " * 20
    about = "Harbour Works is a leading provider of boats, based in Elmford and dedicated to the sea."
    whole = f"T\n\n{news} See the report.  {about}  harbour.example"
    (one,) = read(whole, 1).boilerplate
    assert whole[slice(*one.offset)] == about


def test_a_rule_ends_boilerplate() -> None:
    whole = "T\n\n" + "The house opened.\n\n" * 6 + "About aBoats\n\naBoats sails.\n\n---\n\nShare this."
    (one,) = read(whole, 1).boilerplate
    assert whole[slice(*one.offset)] == "About aBoats\n\naBoats sails."


@pytest.mark.parametrize(
    "passage",
    [
        "Note to editors\nThe rules are based on the Harbour Act.",
        "The ministry\n\nThe Ministry of Harbours runs seven harbours.",
        "The Harbour Library, founded in 1572, holds 1.4 million volumes of many kinds.",
        "Harbour Works, Inc. is a boat company that serves more than 740,000 customers.",
        "An indictment is merely an allegation. All are presumed innocent.",
        "Über Hafenwerke\nDie Hafenwerke bauen Schiffe.",
        "À propos de Bateaux SA\nBateaux SA construit des bateaux.",
        "© 2026 Harbour Works",
    ],
)
def test_boilerplate_has_many_forms(passage: str) -> None:
    news = "The house opened on Friday, and all came to see it and to eat there.\n\n" * 6
    whole = f"T\n\n{news}{passage}\n\nMedia contact\nAda Quill, ada@harbour.example"
    (one,) = read(whole, 1).boilerplate
    assert whole[slice(*one.offset)] == passage


@pytest.mark.parametrize(
    "passage",
    [
        "This news release contains new figures on the house and its cooks.",
        "The Harbour Library announced today that it is the largest library of the coast, founded in 1572.",
        "The library opens on Friday, and everybody who is able to come is asked to do so.",
    ],
)
def test_news_is_no_boilerplate(passage: str) -> None:
    news = "The house opened on Friday, and all came to see it and to eat there.\n\n" * 6
    assert anatomy(news + passage).boilerplate == ()


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
    contact = "Contact: Ada Quill of Harbour Works\nPhone: 555-555-0100"
    assert anatomy(f"{contact}\n\nELMFORD, May 3, 2024 – The house opened.").subhead is None


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "“We are glad to open it,” said Harbour Works CEO Dr. Ada Quill. “Now we sail, all of us.”",
            [("Dr. Ada Quill", "Harbour Works"), ("Dr. Ada Quill", "Harbour Works")],
        ),
        (
            "“It is as blue as the sea,” said Ada Quill, Ph.D., a professor of law at Elmford University.\n\n"
            "“It is also as salty as that,” she said. “It is not quite as deep.”",
            [("Ada Quill", "Elmford University")] * 3,
        ),
        (
            "“We are glad to open it today.” — Ben Oak, Managing Director, Harbour Works",
            [("Ben Oak", "Harbour Works")],
        ),
        (
            "Ada Quill, CEO of aBoats, praised the house by the sea, saying, “We are glad to open it today.”",
            [("Ada Quill", "aBoats")],
        ),
        (
            "Ben Oak, the painter behind Harbour Works, commented on the house: “It is as blue as the sea.”",
            [("Ben Oak", "Harbour Works")],
        ),
        (
            "Ada Quill, CEO of Harbour Works, offered her thanks to all: “We are glad to open it today.” "
            "Ben Oak, Director of Quay Arts, commented, “It is as blue as the sea itself.”",
            [("Ada Quill", "Harbour Works"), ("Ben Oak", "Quay Arts")],
        ),
        ("As Ada Quill explains, “It is not quite as deep as that.”", [("Ada Quill", None)]),
        ("See “Notes on the Harbour and its Ships” for more.", []),
    ],
)
def test_speakers_are_found(text: str, speakers: list[tuple[str, str | None]]) -> None:
    assert [(quote.speaker, quote.affiliation) for quote in anatomy(text).quotes] == speakers


@pytest.mark.parametrize(
    "unit",
    [
        "Contact: ",
        "For more information\n",
        "Elm Press Office\n",
        "“I am ",
        '" ',
        "A ",
        "(5 ",
        "\n",
        "a@b.example ",
        "a at b dot c ",
        "Ada Quill, CEO, said that “We are all so very glad.” ",
        "Acme is a leading provider  ",
        "Anna Quill or Peter Moss ",
        "@harbour.x www.harbour.x HarbourX ",
        "Elmford, ",
        "[Elmford, ",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    begun = time.process_time()
    anatomy(unit * (60_000 // len(unit)))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("lines", "name", "organisation"),
    [
        (
            "Ada Halden Elmford Water Authority\n+1 555 010 2222\nada.halden@ewa.example",
            "Ada Halden",
            "Elmford Water Authority",
        ),
        (
            "Elmford Space Corporation Ada Halden\nahalden@elmford.example",
            "Ada Halden",
            "Elmford Space Corporation",
        ),
        (
            "Ada Halden Ada Halden Communications\npr@adahalden.example",
            "Ada Halden",
            "Ada Halden Communications",
        ),
        (
            "Ada Halden, SAE\nDitton Public Relations\nhalden@ditton.example",
            "Ada Halden",
            "Ditton Public Relations",
        ),
        ("For Elmford Wealth Group\npress@elmford.example", None, "Elmford Wealth Group"),
        ("EE\npress@elmford.example", None, None),
        ("Ada Halden\nAHalden@elmford.example", "Ada Halden", None),
        ("Ada Halden\nPresidentEWA Advisory, Inc.\nada@ewa.example", "Ada Halden", "EWA Advisory, Inc."),
    ],
)
def test_lines_of_contacts_that_ran_together_are_parted(
    lines: str, name: str | None, organisation: str | None
) -> None:
    text = f"Quill news\n\nELMFORD – The boats are here.\n\nMedia Contact\n\n{lines}\n"
    found = read(text, len("Quill news")).contacts
    assert [(c.name, c.organisation) for c in found] == [(name, organisation)]


def test_headings_with_a_colon_are_no_contact() -> None:
    text = "Quill news\n\nContact Information:\n\nLost Wages: paid in full.\nPublic Expenses: half of them.\n"
    assert read(text, len("Quill news")).contacts == ()
