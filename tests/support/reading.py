"""Institutions of a text whose statistical model is replaced by what a test says of its names."""

from dateline.nlp.anatomy import read as anatomy
from dateline.nlp.institutions.gather import candidates
from dateline.nlp.institutions.page import Page, read
from dateline.nlp.institutions.records import institutions_of
from dateline.records import Institution

Entities = tuple[tuple[str, str], ...]
"""Strings of the text, each with the label that the model gives it wherever it stands."""


def page_of(text: str, title: str = "", entities: Entities = ()) -> Page:
    whole = f"{title}\n\n{text}"
    spans = []
    for name, label in entities:
        at = whole.find(name)
        while at >= 0:
            spans.append((at, at + len(name), label))
            at = whole.find(name, at + 1)
    return read(whole, len(title), anatomy(whole, len(title)), sorted(spans))


def found(text: str, title: str = "", entities: Entities = ()) -> tuple[Institution, ...]:
    return institutions_of(page_of(text, title, entities))


def names(text: str, title: str = "", entities: Entities = ()) -> set[str]:
    return {item.name for item in found(text, title, entities)}


def issuers(text: str, title: str = "", entities: Entities = ()) -> set[str]:
    return {item.name for item in found(text, title, entities) if item.role == "issuer"}


def ruled(text: str, title: str = "", entities: Entities = ()) -> set[str]:
    """The names that the rules are for, whatever the weigher says of them."""
    items, _ = candidates(page_of(text, title, entities))
    return {item.group.name for item in items if item.verdict}
