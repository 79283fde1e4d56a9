"""Words: separation, folding, stems; and days as words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import days
from dateline.index.words import MAX_LENGTH, fold, language, normal, spans, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AT&T's C++ and F# teams", ["at&t", "c++", "and", "f#", "teams"]),
        ("COVID-19", ["covid", "19"]),
        ("The U.S. and the U.K.", ["the", "us", "and", "the", "uk"]),
        ("children's children’s", ["children", "children"]),
        ("L’Oréal café Ångström", ["l", "oreal", "cafe", "angstrom"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("東京大学", ["東京", "京大", "大学", "学"]),
        ("GPT-4は東京", ["gpt", "4", "は東", "東京", "京"]),
        ("서울 대학교", ["서울", "울", "대학", "학교", "교"]),
        ("Чайковский и йод", ["чайковский", "и", "йод"]),
        ("under_score e-mail", ["under", "score", "e", "mail"]),
        ("x" * 200, ["x" * MAX_LENGTH]),
        ("e\u0301te\u0301", ["ete"]),
        ("… – & +", []),
    ],
)
def test_text_falls_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert [word for word, _, _ in spans(normal(text))] == expected


@given(st.text(max_size=60))
def test_words_and_their_places_agree(text: str) -> None:
    whole = normal(text)
    found = list(spans(whole))
    assert [word for word, _, _ in found] == words(text)
    assert all(0 <= start < end <= len(whole) for _, start, end in found)
    assert all(fold(word) == word for word, _, _ in found)


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "universities", "university"),
        ("de", "forschungen", "forschung"),
        ("fr", "universites", "universite"),
        ("es", "investigadores", "investigador"),
        ("it", "ricercatori", "ricercatore"),
        ("pt", "universidades", "universidade"),
        ("nl", "onderzoeken", "onderzoek"),
        ("sv", "forskningen", "forskning"),
        ("ru", "университеты", "университет"),
    ],
)
def test_stems_by_language(code: str, one: str, other: str) -> None:
    assert stem(one, code) == stem(other, code)


def test_what_is_not_plain_letters_has_no_other_stem() -> None:
    for word in ("c++", "2024s", "at&t", "東京"):
        assert stem(word, "en") == word
    assert stem("universities", "") == "universities"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("en-GB", "en"), ("pt_BR", "pt"), ("nb", "no"), ("zh", ""), (None, "en"), ("EN", "en")],
)
def test_languages_of_stems(code: str | None, expected: str) -> None:
    assert language(code) == expected


ordinals = st.integers(1, date.max.toordinal())
intervals = st.tuples(ordinals, st.integers(0, 5000)).map(lambda p: (p[0], p[0] + p[1]))


@given(intervals, st.one_of(st.none(), ordinals), st.one_of(st.none(), ordinals), st.integers(-40, 40))
def test_intervals_as_words_overlap_when_they_do(
    interval: tuple[int, int], low: int | None, high: int | None, near: int
) -> None:
    if low is not None:
        low = max(1, interval[1] + near) if near % 2 else low
    if low is not None and high is not None and low > high:
        low, high = high, low
    overlap = (low is None or interval[1] >= low) and (high is None or interval[0] <= high)
    assert bool(set(days.written([interval])) & set(days.wanted(low, high))) == overlap
