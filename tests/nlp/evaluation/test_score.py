"""The scorer, on annotations made by hand."""

from datetime import date

from dateline.nlp.evaluation.figures import figure
from dateline.nlp.evaluation.score import Tally, score
from dateline.records import (
    Anatomy,
    Annotations,
    Boilerplate,
    Contact,
    DateExpression,
    Dateline,
    Discipline,
    Institution,
    Mention,
)

TEXT = "Tidal power\n\nBRENMOUTH, May 3 -- It opens.\n\nAbout Brenmouth\n\nBrenmouth is old."
GOLD = {
    "institutions": [
        {"name": "University of Brenmouth", "surfaces": ["University of Brenmouth", "UoB"]},
        {"name": "Harbour Trust", "surfaces": ["Harbour Trust"]},
        {"name": "Port Guild", "surfaces": ["Port Guild"], "required": False},
    ],
    "dates": [
        {"text": "May 3", "start": "2026-05-03", "end": "2026-05-03"},
        {"text": "2025", "start": "2025-01-01", "end": "2025-12-31"},
    ],
    "disciplines": [{"field": "Energy"}, {"field": "Engineering", "required": False}],
    "anatomy": {
        "dateline": "BRENMOUTH, May 3 --",
        "wire": None,
        "contacts": [{"name": "Ada Penrose", "email": "a@b.example", "phone": None, "organisation": None}],
        "boilerplate": ["About Brenmouth"],
    },
}


def institution(name: str, *forms: str) -> Institution:
    mentions = tuple(Mention(text=form, offset=(0, 1)) for form in forms)
    return Institution(name=name, type="other", ror=None, wikidata=None, role="mentioned", mentions=mentions)


def test_each_measure_counts_right_false_and_missed() -> None:
    begin = TEXT.index("About")
    found = Annotations(
        institutions=(
            institution("The University of Brenmouth", "University of Brenmouth’s"),
            institution("UoB", "UoB"),  # a split entity: the second entry is false
            institution("Port Guild"),  # optional
            institution("Sea"),
        ),
        dates=(
            DateExpression(
                text="on May 3", offset=(0, 1), first=date(2026, 5, 3), last=date(2026, 5, 3), grain="day"
            ),
            DateExpression(
                text="May 3", offset=(0, 1), first=date(2026, 5, 3), last=date(2026, 5, 3), grain="day"
            ),
        ),
        disciplines=(
            Discipline(field="Energy", subfield=None, score=1, evidence=()),
            Discipline(field="Engineering", subfield=None, score=1, evidence=()),
            Discipline(field="Chemistry", subfield=None, score=1, evidence=()),
        ),
        anatomy=Anatomy(
            dateline=Dateline(text="BRENMOUTH, May 3", place="BRENMOUTH", date="May 3", wire=None),
            contacts=(Contact(name="Ada Penrose", organisation="X", email=None, phone=None),),
            boilerplate=(Boilerplate(offset=(begin, len(TEXT))), Boilerplate(offset=(0, 5))),
        ),
    )
    tallies = {name: items[0] for name, items in score([(GOLD, found, TEXT)]).items()}
    assert tallies == {
        "institutions": Tally(right=1, false=2, missed=1),
        "dates": Tally(right=1, false=1, missed=1),
        "disciplines": Tally(right=1, false=1, missed=0),
        "datelines": Tally(right=1, false=0, missed=0),
        "contacts": Tally(right=1, false=1, missed=1),
        "boilerplate": Tally(right=1, false=1, missed=0),
    }


def test_nothing_found_is_all_missed() -> None:
    tallies = score([(GOLD, Annotations(), TEXT)])
    assert [item[0].missed for item in tallies.values()] == [2, 2, 1, 1, 2, 1]


def test_the_interval_holds_the_figure_and_narrows_with_documents() -> None:
    few = [Tally(right=3, false=1, missed=1), Tally(right=1, false=2, missed=0)] * 3
    small, large = figure("x", few), figure("x", few * 30)
    assert small.f1 == large.f1 == Tally(right=4, false=3, missed=1).f1
    assert small.low <= small.f1 <= small.high
    assert large.high - large.low < small.high - small.low
