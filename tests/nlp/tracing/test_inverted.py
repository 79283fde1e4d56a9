"""The inverted lists: found again, swapped in whole, made anew when spoilt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.corpus import Corpus
from dateline.nlp.tracing.fingerprint import Fingerprint, fingerprint
from dateline.nlp.tracing.inverted import Lists, write


def corpus(articles: list[TraceInput]) -> Corpus:
    return Corpus(
        [item.id for item in articles],
        [item.source for item in articles],
        [fingerprint(item) for item in articles],
    )


def test_what_shares_most_comes_first(
    tmp_path: Path, family: list[TraceInput], texts: dict[str, str]
) -> None:
    path = tmp_path / "lists"
    write(path, corpus(family))
    lists = Lists(path)
    found = lists.candidates(fingerprint(TraceInput(id="x", title="", text=texts["release"])))
    assert set(found[:2]) == {"norrow", "halyard"}
    assert "ministry" not in found
    nothing = fingerprint(TraceInput(id="x", title="", text="A baker of Farrow baked."))
    assert (
        lists.candidates(nothing)
        == []
        == lists.candidates(fingerprint(TraceInput(id="x", title="", text="")))
    )


def test_frequencies_are_of_all_articles(tmp_path: Path, family: list[TraceInput]) -> None:
    whole = corpus(family)
    write(tmp_path / "lists", whole)
    population = Lists(tmp_path / "lists").population()
    assert population.size == len(family)
    assert (population.frequency(whole.kinds) == whole.df).all()
    few = Corpus(["a"], ["a"], [fingerprint(family[0])], population)
    place = {key: n for n, key in enumerate(whole.ids)}[family[0].id]
    assert (few.rarity == whole.rarity[whole.feature_owner == place]).all()


def test_readers_keep_the_file_they_opened(tmp_path: Path, family: list[TraceInput]) -> None:
    path = tmp_path / "lists"
    write(path, corpus(family))
    old = Lists(path)
    write(path, corpus(family[5:]))
    made = fingerprint(family[0])
    assert family[0].id in old.candidates(made)
    assert family[0].id not in Lists(path).candidates(made)
    assert [item.name for item in tmp_path.iterdir()] == ["lists"]


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:20], lambda data: data[:-40], lambda data: b"x" + data[1:]]
)
def test_a_spoilt_file_is_refused(
    tmp_path: Path, family: list[TraceInput], spoil: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "lists"
    write(path, corpus(family))
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(ValueError, match="the file is"):
        Lists(path)


def test_an_empty_corpus_has_lists(tmp_path: Path, family: list[TraceInput]) -> None:
    empty: list[Fingerprint] = []
    write(tmp_path / "lists", Corpus([], [], empty))
    assert Lists(tmp_path / "lists").candidates(fingerprint(family[0])) == []
