"""The spaCy component `dateline_disciplines`."""

from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp import extensions
from dateline.nlp.disciplines.reader import Quiet, read

_BOILERPLATE, _NAME = 0.25, 0.25

for _name, _default in (
    ("disciplines", ()),
    ("title_end", 0),
    ("anatomy", None),
    ("institutions", ()),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@Language.factory("dateline_disciplines", assigns=["doc._.disciplines"])
def create(nlp: Language, name: str) -> "Disciplines":
    """The component."""
    return Disciplines()


class Disciplines:
    """Sets `doc._.disciplines`; names of institutions and boilerplate count little."""

    def __call__(self, doc: Doc) -> Doc:
        quiet = [
            Quiet(mention.offset[0], mention.offset[1], _NAME)
            for institution in doc._.institutions or ()
            for mention in institution.mentions
        ]
        if doc._.anatomy is not None:
            quiet += [Quiet(b.offset[0], b.offset[1], _BOILERPLATE) for b in doc._.anatomy.boilerplate]
        doc._.disciplines = read(extensions.text(doc), title_end=doc._.title_end or 0, quiet=quiet)
        return doc
