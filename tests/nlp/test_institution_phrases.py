"""Turns of phrase of prose that tell of organisations whose names say nothing themselves."""

import pytest

from dateline.nlp.institutions import domains, phrases
from reading import page_of


def told(text: str, name: str) -> tuple[bool, bool]:
    page = page_of(text, "Quill news", (("Mary Halden", "PERSON"),))
    at = page.text.find(name, page.title_end)
    start, end = page.span(at, at + len(name))
    return phrases.sure(page, start, end), phrases.likely(page, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "The boats were rigged by the team at Zephyrine before they left.",
        "She spent six years with Zephyrine before she left for the coast.",
        "He earlier worked for Zephyrine as a rigger of small boats.",
        "At Zephyrine, we rig every boat by hand.",
        "The new line was shown by Zephyrine CEO Mary Halden on Monday.",
        "It was led by Zephyrine's president and CEO Mary Halden until May.",
        "The yard said that Zephyrine, founded in 1921, rigs boats.",
        "Founded in 1921, Zephyrine has rigged nine hundred boats.",
        "The harbour is happy to partner with Zephyrine on its next boat.",
        "The harbour has teamed up with Zephyrine on its next boat.",
    ],
)
def test_phrases_of_organisations_are_sure(text: str) -> None:
    assert told(text, "Zephyrine")[0]


@pytest.mark.parametrize(
    "text",
    [
        "The boat, as Zephyrine is thrilled to announce, sails in May.",
        "The harbour thanks the Zephyrine team for its help.",
        "The game was developed by Zephyrine for the harbour.",
        "According to new data from Zephyrine the harbour is full.",
        "A spokesperson from Zephyrine gave no answer.",
    ],
)
def test_phrases_that_mostly_tell_of_organisations_are_likely(text: str) -> None:
    assert told(text, "Zephyrine") == (False, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The boat is a joy to partner with Mary Halden on.", "Mary Halden"),
        ("The harbour works with the team at Zephyrine, N.H., every May.", "Zephyrine"),
        ("In June the interest in Zephyrine grew, and boats were sold.", "Zephyrine"),
        ("The harbour spent years with Paper before it took to boats.", "Paper"),
    ],
)
def test_persons_places_and_ordinary_words_are_not(text: str, name: str) -> None:
    assert told(text, name) == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "Boats cost more, Marlowby.com says. It asked. So Marlowby.com counted, as Marlowby.com does.",
        "Boats cost more, Marlowby.com says.\n\nhttps://www.marlowby.com/boats",
    ],
)
def test_names_that_are_addresses_are_told_by_the_site_or_by_number(text: str) -> None:
    page = page_of(text, "Quill news")
    told = {page.string(f.start, f.end) for f in domains.from_domains(page)}
    assert "Marlowby.com" in told


def test_an_address_that_stands_once_tells_nothing() -> None:
    page = page_of("Boats cost more, as we read on Marlowby.com in May.", "Quill news")
    assert not list(domains.from_domains(page))
