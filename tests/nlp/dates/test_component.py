"""The spaCy component, on a blank pipeline."""

from datetime import date

import spacy

from dateline.nlp import dates


def test_component_sets_dates() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_dates")
    doc = nlp.make_doc("The hall opened on Monday.")
    doc._.published = date(2024, 5, 14)
    (found,) = nlp(doc)._.dates
    assert (found.text, found.first, found.grain) == ("Monday", date(2024, 5, 13), "day")
    assert dates.find("", published=None) == ()


def test_component_reads_the_language() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("dateline_dates")
    doc = nlp.make_doc("Eröffnet am 3. Mai 2024.")
    doc._.language = "de"
    assert [d.first for d in nlp(doc)._.dates] == [date(2024, 5, 3)]
