"""The parts of a release: dateline, subhead, quotes, boilerplate, media contacts."""

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp import extensions
from dateline.nlp.anatomy.boilerplate import boilerplate
from dateline.nlp.anatomy.contacts import contacts
from dateline.nlp.anatomy.opening import dateline, subhead
from dateline.nlp.anatomy.paragraphs import paragraphs
from dateline.nlp.anatomy.quotes import quotes
from dateline.records import Anatomy

extensions.register()


def read(text: str, title_end: int, labels: Mapping[str, str] | None = None) -> Anatomy:
    """The parts of a text that begins with its title; `labels` tells persons from organisations, where
    known."""
    start = min(title_end + 2, len(text))
    pieces = paragraphs(text, start)
    opening = dateline(pieces, labels)
    return Anatomy(
        dateline=opening[0] if opening else None,
        contacts=contacts(text, start, labels or {}),
        boilerplate=boilerplate(pieces, start, len(text)),
        subhead=subhead(pieces, opening),
        quotes=quotes(text, start),
    )


@Language.component("dateline_anatomy", assigns=["doc._.anatomy"])
def anatomy(doc: Doc) -> Doc:
    """Set `doc._.anatomy`."""
    labels = {
        entity.text.lower(): entity.label_ for entity in doc.ents if entity.label_ in ("PERSON", "ORG", "GPE")
    }
    doc._.anatomy = read(extensions.text(doc), doc._.title_end, labels)
    return doc
