"""The spaCy component `dateline_dates`."""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp import extensions
from dateline.nlp.dates.finder import find

for _name in ("dates", "published", "language", "date_order", "country"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=() if _name == "dates" else None)


@Language.factory("dateline_dates", assigns=["doc._.dates"], default_config={"order": ""})
def create(nlp: Language, name: str, order: str) -> "Dates":
    """The component; `order` (`mdy`, `dmy`, `ymd` or empty) says how numeric dates of a doc are read that has
    no `doc._.date_order`."""
    return Dates(order)


class Dates:
    """Sets `doc._.dates` from the text, `doc._.published`, `doc._.language`, `doc._.date_order` and
    `doc._.country`."""

    def __init__(self, order: str = "") -> None:
        self._order = order

    def __call__(self, doc: Doc) -> Doc:
        published = doc._.published
        doc._.dates = find(
            extensions.text(doc),
            published=published if isinstance(published, date) else None,
            language=doc._.language or "en",
            order=doc._.date_order or self._order,
            country=doc._.country or "",
        )
        return doc
