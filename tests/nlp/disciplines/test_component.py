"""The spaCy component, on a blank pipeline."""

import spacy

from dateline.nlp import disciplines
from dateline.records import Institution, Mention


def test_component_sets_disciplines_and_hushes_names() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_disciplines")
    title = "Telescope sees a galaxy"
    text = (
        f"{title}\n\nAstronomers of the Institute of Nursing found a galaxy with a black hole. "
        "The study is published in a journal."
    )
    doc = nlp.make_doc(text)
    doc._.title_end = len(title)
    at = text.index("Institute")
    doc._.institutions = (
        Institution(
            name="Institute of Nursing", type="research", ror=None, wikidata=None, role="mentioned",
            mentions=(Mention(text="Institute of Nursing", offset=(at, at + 20)),),
        ),
    )  # fmt: skip
    assert [d.field for d in nlp(doc)._.disciplines] == ["Physics and Astronomy"]
    assert disciplines.read("") == ()
