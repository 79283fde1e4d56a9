"""Words, bodies, signatures and fingerprints of one article."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.body import body, dateline_end
from dateline.nlp.tracing.corpus import Corpus
from dateline.nlp.tracing.fingerprint import RUN, WINDOW, Fingerprint, fingerprint
from dateline.nlp.tracing.lexicon import LEXICON, feature, guess_language, plain_number, stem
from dateline.nlp.tracing.signature import AMOUNT, MONTH, QUARTER, YEAR, title_slots
from dateline.nlp.tracing.stages import development
from dateline.nlp.tracing.words import WORD, hash64, hash_runs, sentences, winnow
from dateline.records import Anatomy, Annotations, Boilerplate, Contact

DAY = date(2025, 3, 4)


def test_words_are_numbers_runs_of_letters_and_single_characters() -> None:
    assert WORD.findall("It cost 2.6 million—38,400 t. 北京 2024年") == [
        "It", "cost", "2.6", "million", "38,400", "t", "北", "京", "2024", "年"
    ]  # fmt: skip


def test_sentences_know_their_places() -> None:
    text = "One is here. Two follows!\n\nA heading\nand more"
    found = list(sentences(text))
    assert [text[s.start : s.end] for s in found] == ["One is here", "Two follows", "A heading", "and more"]


def test_hashes_are_the_same_on_every_machine() -> None:
    assert hash64("silt") == 0x3E32FA7A38BD11B6


@given(st.lists(st.integers(0, 2**64 - 1), min_size=RUN, max_size=60), st.integers(0, 30), st.integers(0, 30))
def test_a_shared_passage_always_shares_a_key(passage: list[int], before: int, after: int) -> None:
    length = RUN + WINDOW - 1
    passage = (passage * length)[: max(length, len(passage))]
    one = np.array(passage, dtype=np.uint64)
    other = np.concatenate(
        (np.arange(before, dtype=np.uint64), one, np.arange(100, 100 + after, dtype=np.uint64))
    )
    keys = [
        set(hash_runs(words, RUN)[winnow(hash_runs(words, RUN), WINDOW)].tolist()) for words in (one, other)
    ]
    assert keys[0] & keys[1]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("PORT ANSELM, March 4, 2025 /Halyard Wire/ -- The board met.", "The board met."),
        ("NORROW, Estland – (Business Wire) – The board met.", "The board met."),
        ("Norrow, March 4 — The board met.", "The board met."),
        ("The board met -- at last.", "The board met -- at last."),
        ("The Tidal Board (which has nine members) met.", "The Tidal Board (which has nine members) met."),
    ],
)
def test_datelines_do_not_count(text: str, rest: str) -> None:
    assert text[dateline_end(text) :] == rest


def test_boilerplate_and_contacts_do_not_count(
    make: Callable[..., TraceInput], texts: dict[str, str]
) -> None:
    counted = [texts["release"][s.start : s.end] for s, counts in body(make("a", texts["release"])) if counts]
    assert counted[0].startswith("The Norrow Institute of Tidal Research has measured")
    assert counted[-1].startswith("The new data are open")
    assert not any("1921" in part or "Pike" in part for part in counted)


def test_a_sentence_that_begins_with_about_is_no_boilerplate(make: Callable[..., TraceInput]) -> None:
    text = (
        "The fair opened on Monday with music and a speech. " * 10 + "About 200 people came to see the boats."
    )
    assert all(counts for _, counts in body(make("a", text)))


def test_the_pipelines_anatomy_wins(make: Callable[..., TraceInput]) -> None:
    text = "The board met on Monday.\n\nNorrow is a fine place to live.\n\nAsk Jorun Pike for pictures."
    at = len("title") + 2 + text.index("Norrow")
    anatomy = Anatomy(
        boilerplate=(Boilerplate(offset=(at, at + 32)),),
        contacts=(Contact(name="Jorun Pike", organisation=None, email=None, phone=None),),
    )
    article = make("a", text, "title", annotations=Annotations(anatomy=anatomy))
    assert [text[s.start : s.end] for s, counts in body(article) if counts] == ["The board met on Monday"]


def test_a_fingerprint_survives_storing(make: Callable[..., TraceInput], texts: dict[str, str]) -> None:
    made = fingerprint(make("a", texts["release"], "Q3 silt"))
    again = Fingerprint.from_bytes(made.to_bytes())
    assert again.to_bytes() == made.to_bytes()
    assert (again.day, again.words, again.language) == (date(2025, 3, 4).toordinal(), made.words, "en")
    assert len(again.keys) > 10
    assert np.array_equal(again.features, np.sort(again.features))


def test_an_empty_text_has_a_fingerprint(make: Callable[..., TraceInput]) -> None:
    made = fingerprint(TraceInput(id="a", title="", text="— … —"))
    assert (made.words, len(made.keys), made.day) == (0, 0, None)
    assert Fingerprint.from_bytes(made.to_bytes()).to_bytes() == made.to_bytes()


def test_a_later_article_names_the_day_of_an_earlier_one(make: Callable[..., TraceInput]) -> None:
    made = [
        make("a", "Work begins.", published="2025-03-12"),
        make("b", "The study of March 12 was right.", published="2025-10-22"),
        make("c", "The study of March 13 was right.", published="2025-10-22"),
        make("d", "It was said on March 12.", published="2025-03-13"),
    ]
    corpus = Corpus([item.id for item in made], ["s"] * 4, [fingerprint(item) for item in made])
    place = {key: n for n, key in enumerate(corpus.ids)}
    first = np.array([place["a"]] * 3)
    assert corpus.evidence(first, np.array([place[key] for key in "bcd"])).dated.tolist() == [
        True, False, False
    ]  # fmt: skip


def test_days_are_the_same_in_two_languages(make: Callable[..., TraceInput]) -> None:
    english = fingerprint(make("a", "It rained on February 11 and 14 February."))
    german = fingerprint(make("b", "Es regnete am 11. Februar und am 14. Februar."))
    wanted = {feature("date 2 11"), feature("date 2 14")}
    assert wanted <= set(english.features.tolist()) & set(german.features.tolist())


def test_numbers_and_stems_are_plain() -> None:
    assert [plain_number(n) for n in ("38,400", "38.400", "2.6", "2,6")] == ["38400", "38400", "2.6", "2.6"]
    assert stem("charged") == stem("charges") == stem("charge") == "charg"


def test_languages_are_guessed_from_function_words(texts: dict[str, str]) -> None:
    for text, language in ((texts["release"], "en"), (texts["german"], "de"), ("38 000 54", "")):
        assert guess_language(LEXICON.read(WORD.findall(text))) == language


def test_the_lexicon_can_be_forgotten(
    monkeypatch: pytest.MonkeyPatch, make: Callable[..., TraceInput]
) -> None:
    before = fingerprint(make("a", "The tide came twice.")).to_bytes()
    monkeypatch.setattr("dateline.nlp.tracing.lexicon._KEEP", 0)
    assert fingerprint(make("a", "The tide came twice.")).to_bytes() == before


def test_titles_have_slots() -> None:
    slots = {value >> 28 for value in title_slots("Norrow raises 4 % in third quarter, May 2025")}
    assert {QUARTER, AMOUNT, MONTH, YEAR} <= slots
    assert title_slots("Q3 results") & title_slots("Third-quarter results")
    assert not title_slots("Q3") & title_slots("Q4")


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        ("Two men charged with arson", "Arsonists sentenced to nine years", ("charged", "sentenced")),
        ("Board plans new pier", "New pier opens", ("plans", "opens")),
        ("Vaccine trial begins", "Vaccine trial begins in Norrow", None),
        ("Arsonist sentenced", "Man charged with arson", None),
    ],
)
def test_titles_tell_a_development(earlier: str, later: str, words: tuple[str, str] | None) -> None:
    assert development(earlier, later) == words
