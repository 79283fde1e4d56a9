"""The parts of a release: dateline, subhead, quotes, boilerplate, media contacts."""

from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp import extensions

extensions.register()


@Language.component("dateline_anatomy", assigns=["doc._.anatomy"])
def anatomy(doc: Doc) -> Doc:
    """Set `doc._.anatomy`."""
    return doc
