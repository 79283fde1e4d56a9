"""The pipeline as a whole: order, offsets, languages, odd input, the filter."""

import json
import time
from collections.abc import Iterator

import pytest

from dateline.nlp.filter import Lines
from dateline.nlp.pipeline import Input, Pipeline, load
from dateline.nlp.text import LIMIT
from dateline.records import Annotations


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load()


def read(pipeline: Pipeline, title: str, text: str, language: str | None = None) -> Annotations:
    item = Input(id="1", title=title, text=text, published="2024-05-03", language=language)
    return next(iter(pipeline.annotate([item])))[1]


def names(found: Annotations) -> list[str]:
    return [item.name for item in found.institutions]


def test_texts_of_all_lengths_and_languages_come_back_in_order(pipeline: Pipeline) -> None:
    texts = [
        "",
        "a",
        "Die Universität Elmford hat heute mitgeteilt, dass sie ein neues Haus baut und es öffnet.",
        "The University of Elmford opened a house.",
    ] * 10
    items = [Input(id=str(n), title="", text=text) for n, text in enumerate(texts)]
    found = list(pipeline.annotate(items))
    assert [item.id for item, _ in found] == [str(n) for n in range(len(texts))]
    assert [bool(value.institutions) for _, value in found[:4]] == [False, False, False, True]


def test_offsets_count_in_the_original_text(pipeline: Pipeline) -> None:
    title = "The Univer\u200bsity of\u00a0Elmford opens"
    text = (
        "On May\u200b 3, 2024, the Univer\u200bsity of Elmford and Quill\u00ad Robotics Inc. opened a house."
    )
    whole = f"{title}\n\n{text}"
    found = read(pipeline, title, text)
    mentions = [m for item in found.institutions for m in item.mentions]
    assert {m.text for m in mentions} >= {"Univer\u200bsity of\u00a0Elmford", "Univer\u200bsity of Elmford"}
    for text, (start, end) in [(m.text, m.offset) for m in mentions] + [
        (d.text, d.offset) for d in found.dates
    ]:
        assert whole[start:end] == text
    assert [d.text for d in found.dates] == ["May\u200b 3, 2024"]


def test_other_languages_are_said_to_be_read_in_part(pipeline: Pipeline) -> None:
    text = "ELMFORD, 3. Mai 2024 -- Die Universität Elmford hat am 2. Mai 2024 ein Haus eröffnet, das dient."
    found = read(pipeline, "Neues Haus", text)
    assert found.institutions == ()
    assert found.disciplines == ()
    assert any("German" in note for note in found.notes)
    assert any(d.first.isoformat() == "2024-05-02" for d in found.dates)


def test_a_page_that_calls_its_language_by_name_is_believed(pipeline: Pipeline) -> None:
    assert names(read(pipeline, "", "University of Elmford", language="en")) == ["University of Elmford"]


def test_a_long_text_is_cut_and_says_so(pipeline: Pipeline) -> None:
    text = "The University of Elmford opened a house. " * 30_000
    found = read(pipeline, "House", text)
    assert len(found.notes) == 1
    assert "characters were read" in found.notes[0]
    (one,) = found.institutions
    assert one.mentions[-1].offset[1] <= LIMIT


def odd() -> Iterator[tuple[str, str]]:
    yield "letters", "x" * 200_000
    yield "capitals", "THE UNIVERSITY OF ELMFORD OPENED A HOUSE ON MAY 3, 2024. " * 200
    yield "scripts", "Московский 大学 University Universität שלום " * 500
    yield "breaks", "\n" * 100_000
    yield "one chain", "University of A and " * 5000
    yield "suffixes", "the Inc. and , Ltd and Inc , " * 1000
    yield "surrogates", "a\ud800b \udfff"
    yield "cues", "Media Contact\nContact: " * 4000
    yield "abouts", "About Acme. " * 8000


@pytest.mark.parametrize(("name", "text"), list(odd()), ids=[name for name, _ in odd()])
def test_odd_input_takes_bounded_time(pipeline: Pipeline, name: str, text: str) -> None:
    began = time.process_time()
    read(pipeline, "", text, language="en")
    assert time.process_time() - began < 25


GROWING = {
    "letters": "x",
    "capitals": "THE UNIVERSITY OF ELMFORD OPENED A HOUSE ON MAY 3, 2024. ",
    "scripts": "Московский 大学 University Universität שלום ",
    "no spaces": "大学研究所科学技術",
    "zero width": "Uni\u200bversity of El\u200dmford \ufeff",
    "commas": ",",
    "dates": "May 3, 2024, ",
    "heads": "Institute of ",
}


@pytest.mark.parametrize("unit", GROWING.values(), ids=GROWING)
def test_twice_the_text_takes_about_twice_the_time(pipeline: Pipeline, unit: str) -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        read(pipeline, "", unit * (length // len(unit)), language="en")
        return time.process_time() - began

    seconds(1_000)
    once, twice = min(seconds(4_000), seconds(4_000)), min(seconds(8_000), seconds(8_000))
    assert twice < 3 * once + 0.3


def test_many_names_with_one_beginning_take_linear_time(pipeline: Pipeline) -> None:
    def seconds(number: int) -> float:
        text = " ".join(f"Institute of Thing{n} (IT{n})" for n in range(number))
        began = time.process_time()
        read(pipeline, "", text, language="en")
        return time.process_time() - began

    seconds(50)
    assert seconds(1200) < 3 * seconds(600) + 1.0


@pytest.mark.parametrize("text", ["", "a", "\n", ".", "\u200b", "\u200b" * 500, "🙂", "\x00"])
def test_next_to_nothing_is_read_as_nothing(pipeline: Pipeline, text: str) -> None:
    found = read(pipeline, "", text)
    assert not (found.institutions or found.dates or found.disciplines)


def test_the_filter_answers_every_line_in_order(pipeline: Pipeline) -> None:
    lines = Lines(pipeline)
    given = [
        '{"id": "a", "title": "T", "text": "The University of Elmford."}',
        "",
        "[1]",
        '{"id": 7}',
        "{",
        '{"id": "b", "text": 5}',
        '{"id": "c", "text": "Nothing.", "published": "someday"}',
    ]
    rows = [json.loads(line) for line in lines.run(given)]
    assert [row.get("id") for row in rows] == ["a", None, 7, None, "b", "c"]
    assert ["error" in row for row in rows] == [False, True, True, True, True, False]
    assert lines.failed == 4
    assert set(rows[0]) >= {"id", "institutions", "dates", "disciplines", "anatomy"}
    (found,) = rows[0]["institutions"]
    assert set(found) >= {"name", "type", "ror", "wikidata", "role", "mentions"}
    assert found["mentions"] == [{"text": "University of Elmford", "offset": [7, 28]}]
    assert rows[0]["anatomy"]["dateline"] is None


def test_without_the_model_the_rules_work_and_one_sentence_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pipeline = load("no_such_model_here")
    assert "no_such_model_here is not installed" in capsys.readouterr().err
    found = read(
        pipeline, "", "The Ministry of Science and Technology met the University of Elmford on May 3, 2024."
    )
    assert names(found) == ["Ministry of Science and Technology", "University of Elmford"]
    assert pipeline.version() != load().version()
