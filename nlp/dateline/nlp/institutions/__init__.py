"""Named organisations of one text, each with all its mentions."""

from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp import extensions

extensions.register()


@Language.component("dateline_institutions", requires=["doc._.anatomy"], assigns=["doc._.institutions"])
def institutions(doc: Doc) -> Doc:
    """Set `doc._.institutions`."""
    return doc
