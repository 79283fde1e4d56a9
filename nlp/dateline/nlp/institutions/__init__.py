"""Named organisations of one text, each with all its mentions."""

from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp import extensions
from dateline.nlp.institutions.page import Page, read
from dateline.nlp.institutions.records import institutions_of

extensions.register()


def page_of(doc: Doc) -> Page:
    """The page that the finders see; the doc's anatomy and model's names are set."""
    labelled = ((e.start_char, e.end_char, e.label_) for e in doc.ents)
    return read(extensions.text(doc), doc._.title_end, doc._.anatomy, labelled, doc._.source)


@Language.component("dateline_institutions", requires=["doc._.anatomy"], assigns=["doc._.institutions"])
def institutions(doc: Doc) -> Doc:
    """Set `doc._.institutions`."""
    doc._.institutions = institutions_of(page_of(doc))
    return doc
