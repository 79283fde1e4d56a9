"""What speaks for one matter and against it, each on a few articles."""

from collections.abc import Callable

import numpy as np

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.corpus import Corpus
from dateline.nlp.tracing.filter import article
from dateline.nlp.tracing.fingerprint import fingerprint
from dateline.nlp.tracing.markup import plain, untitled
from dateline.nlp.tracing.pairs import Pairs
from dateline.nlp.tracing.signature import MONTH, person_slots, title_slots
from dateline.nlp.tracing.tracer import trace
from dateline.nlp.tracing.usual import usual

Make = Callable[..., TraceInput]


def measured(*articles: TraceInput) -> Pairs:
    """The evidence on the first pair."""
    ids = [item.id for item in articles]
    corpus = Corpus(ids, [item.source for item in articles], [fingerprint(item) for item in articles])
    return corpus.evidence(np.array([0]), np.array([1]))


def test_the_third_of_other_weeks_tells_what_is_usual() -> None:
    day = np.array([0.0, 10.0, 21.0, 22.0, 30.0, 3.0, np.nan])
    a, b = np.array([0, 0, 0, 0, 0, 0]), np.array([1, 2, 3, 4, 5, 6])
    cosine = np.array([0.5, 0.9, 0.8, 0.4, 0.99, 0.7])
    # Articles 2 and 3 are of one week, 5 is of its own and 6 of none: .9, .5, .4 are left.
    assert usual(day, a, b, cosine)[0] == 0.4
    assert not usual(day, a, b, cosine)[1:].any()
    assert usual(day[:0], a[:0], b[:0], cosine[:0]).shape == (0,)


BULLETIN = (
    "Marrow Lane Mining (MLM) of Port Anselm, the leading cloud mining platform, announced {news}. {more} "
    "Chief executive Tobias Quill said that the platform gives investors of Port Anselm and Great Skerry a "
    "stable income. Marrow Lane Mining serves 41,000 investors from its data centre in Hollow Quay. {last}"
)
NEWS = [
    ("a mobile program", "It shows the yield of each contract on a telephone.", "Downloads are free."),
    ("a data centre in Iceland", "Its 900 machines run on hot springs.", "Engineers moved there in winter."),
    ("contracts for beginners", "They cost ten crowns and last a day.", "Schools have asked for brochures."),
    (
        "a prize for loyal clients",
        "Whoever brings a friend wins a bicycle.",
        "The draw takes place on stage.",
    ),
    ("insurance against theft", "An underwriter covers each wallet.", "Premiums are paid by the firm."),
    ("support in nine languages", "Forty persons answer questions at night.", "A chorus of them sings."),
]


def test_what_one_issuer_tells_every_fortnight_is_not_one_matter(make: Make) -> None:
    articles = [
        make(
            f"news{n}",
            BULLETIN.format(news=news, more=more, last=last),
            f"Marrow Lane Mining announces {news}",
            source="wire",
            published=f"2025-{3 + n // 2:02}-{4 + 14 * (n % 2):02}",
        )
        for n, (news, more, last) in enumerate(NEWS)
    ]
    assert trace(articles) == []


def test_persons_are_read_with_age_or_origin() -> None:
    text = (
        "Jan de Vlieger, 39, and Wilma Castorp, of Norrow, were sentenced. Orla Venning, who spoke, smiled."
    )
    assert person_slots(text) == person_slots("Wilma Castorp, 61, met Piet Vlieger, a resident of Cormer.")
    assert person_slots("Orla Venning, who is 39, spoke.") == set()
    assert len(person_slots("Jan Vlieger, 39, met. " * 5 + "Zo Bo, 9, no")) == 1


def test_two_cases_with_other_defendants_are_told_apart(make: Make) -> None:
    text = (
        "{who}, {age}, of Norrow, {what} in the oyster dye inquiry of the Harbour Court. Judge Pell presided."
    )
    one = make("a", text.format(who="Jan Vlieger", age=39, what="pleaded guilty"), "Norrow man pleads guilty")
    same = make("b", text.format(who="Jan Vlieger", age=40, what="was sentenced"), "Norrow man sentenced")
    other = make("b", text.format(who="Piet Holm", age=51, what="was sentenced"), "Norrow man sentenced")
    strangers = 16
    assert not measured(one, same).clash[0] & strangers
    assert measured(one, other).clash[0] & strangers


def test_a_day_that_few_name_is_an_appointment(make: Make) -> None:
    call = make("call", "Applications are accepted until 31 May in Norrow.", "Call for boats")
    award = make("award", "Nine of the 57 that came by 31 May were chosen.", "Boats chosen")
    other = make("award", "Nine of the 57 that came by 30 June were chosen.", "Boats chosen")
    assert measured(call, award).appointed[0]
    assert not measured(call, other).appointed[0]


def test_seasons_of_one_report_are_periods() -> None:
    fall, spring = title_slots("Shopper report Fall 2024"), title_slots("Shopper report, Spring 2024")
    autumn, tide = title_slots("Shopper report, Autumn 2024"), title_slots("Spring tide in Norrow in 2024")
    months = [{slot for slot in found if slot >> 28 == MONTH} for found in (fall, spring, autumn, tide)]
    assert months[0] == months[2] != months[1] and not months[3]


def test_markdown_is_taken_off() -> None:
    text = (
        "# Silt\n\n**The [Norrow Institute](https://norrow.example/a_b)** ![x](https://n.example/i.png) met."
    )
    assert " ".join(plain(text).split()) == "Silt The Norrow Institute met."
    untouched = "A list: [1] and (2), 5 * 3 # of_them, see https://norrow.example."
    assert plain(untouched) == untouched
    assert untitled("Silt\n\nIt came.", "Silt") == "\n\nIt came." and untitled("Silt", "") == "Silt"
    read = article({"id": 1, "title": "Silt", "text": text})
    assert "norrow.example" not in read.text and not read.text.startswith("Silt")
    hostile = "[" * 50_000 + "](http" + "<" * 50_000
    assert len(plain(hostile)) <= len(hostile)


def test_of_an_unknown_site_nothing_is_said(make: Make) -> None:
    ids = ["a", "b", "c"]
    prints = [fingerprint(make(key, "The board met.")) for key in ids]
    corpus = Corpus(ids, ["", "", "x"], prints)
    assert not corpus.same_source(np.array([0, 0]), np.array([1, 2])).any()
    assert Corpus(ids, ["x", "x", "y"], prints).same_source(np.array([0]), np.array([1])).all()
