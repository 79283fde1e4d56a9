"""The spaCy component `dateline_dates`."""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp.dates.finder import find

for _name in ("dates", "published", "language"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=() if _name == "dates" else None)


@Language.factory("dateline_dates", assigns=["doc._.dates"], default_config={"order": ""})
def create(nlp: Language, name: str, order: str) -> "Dates":
    """The component; `order` (`mdy`, `dmy` or empty) says how numeric dates are read."""
    return Dates(order)


class Dates:
    """Sets `doc._.dates` from the text, `doc._.published` and `doc._.language`."""

    def __init__(self, order: str = "") -> None:
        self._order = order

    def __call__(self, doc: Doc) -> Doc:
        published = doc._.published
        doc._.dates = find(
            doc.text,
            published=published if isinstance(published, date) else None,
            language=doc._.language or "en",
            order=self._order,
        )
        return doc
