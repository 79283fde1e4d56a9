"""What our components leave on a spaCy `Doc`, under `doc._`."""

from typing import Any

from spacy.tokens import Doc

from dateline.records import Anatomy

DEFAULTS: dict[str, Any] = {
    "title_end": 0,  # character offset of the title's end; the text begins two characters later
    "published": None,  # datetime.date of publication, or None
    "language": "en",  # ISO 639-1
    "date_order": "",  # mdy, dmy or ymd where the source says how it writes numeric dates
    "country": "",  # ISO 3166-1 code of two letters, where the source's address names one
    "source": None,  # name of whoever published the page, a hint for the issuer, or None
    "anatomy": Anatomy(),
    "dates": (),  # DateExpression, in text order
    "institutions": (),  # Institution, issuers first, then in text order
    "disciplines": (),  # Discipline, strongest first
    "notes": (),  # sentences on what was not read and why
}


def register() -> None:
    """Make the extensions known to spaCy; may be called again."""
    for name, default in DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def text(doc: Doc) -> str:
    """The text of a doc, put together once: spaCy does it anew whenever it is asked."""
    kept: str | None = doc.user_data.get("dateline_text")
    if kept is None:
        kept = doc.user_data["dateline_text"] = doc.text
    return kept
