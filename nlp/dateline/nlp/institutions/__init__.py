"""Named organisations of one text, each with all its mentions."""

from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp import extensions
from dateline.nlp.institutions.page import read
from dateline.nlp.institutions.records import institutions_of

extensions.register()


@Language.component("dateline_institutions", requires=["doc._.anatomy"], assigns=["doc._.institutions"])
def institutions(doc: Doc) -> Doc:
    """Set `doc._.institutions`."""
    labelled = ((e.start_char, e.end_char, e.label_) for e in doc.ents)
    page = read(doc.text, doc._.title_end, doc._.anatomy, labelled, doc._.source)
    doc._.institutions = institutions_of(page)
    return doc
