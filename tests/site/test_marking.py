"""Pieces of a marked-up text are the text, whatever the spans."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.site.marking import Layer, Span, occurrences, paragraphs, pieces

LAYERS: tuple[Layer, ...] = ("institution", "date", "discipline", "boilerplate", "shared")
texts = st.text(alphabet=st.sampled_from("ab <>&\"'\n\n\t‮é中"), max_size=60)
spans = st.lists(
    st.builds(
        lambda first, length, layer: Span(first=first, last=first + length, layer=layer),
        st.integers(-5, 70),
        st.integers(-2, 40),
        st.sampled_from(LAYERS),
    ),
    max_size=12,
)


@given(texts, spans)
def test_joined_pieces_are_the_text(text: str, found: list[Span]) -> None:
    joined = "".join(
        "".join(piece.text for piece in paragraph.pieces) + paragraph.gap
        for paragraph in paragraphs(text, found)
    )
    assert joined == text
    assert "".join(piece.text for piece in pieces(text, found)) == text


@given(texts, spans)
def test_every_character_carries_exactly_the_spans_that_cover_it(text: str, found: list[Span]) -> None:
    position = 0
    for paragraph in paragraphs(text, found):
        for piece in paragraph.pieces:
            for index in range(position, position + len(piece.text)):
                covering = [span for span in found if span.first <= index < span.last]
                assert sorted(map(repr, covering)) == sorted(map(repr, piece.spans))
            position += len(piece.text)
        position += len(paragraph.gap)


def test_overlapping_spans_share_the_piece_in_common() -> None:
    text = "The Marsh Institute of 2021"
    found = [Span(first=4, last=22, layer="institution"), Span(first=10, last=27, layer="date")]
    assert [(piece.text, piece.layers) for piece in pieces(text, found)] == [
        ("The ", ""),
        ("Marsh ", "institution"),
        ("Institute of", "institution date"),
        (" 2021", "date"),
    ]


def test_a_paragraph_of_boilerplate_is_dimmed() -> None:
    text = "News.\n\nAbout us: we are old."
    first, second = paragraphs(text, [Span(first=7, last=len(text), layer="boilerplate")])
    assert (first.dimmed, second.dimmed) == (False, True)


def test_evidence_is_found_as_whole_words_across_line_ends() -> None:
    assert occurrences("Materials\nscience, materials sciences", "materials science") == [(0, 17)]
    assert occurrences("anything", "  ") == []
    assert occurrences("a (b) a (b)", "(b)", limit=1) == [(2, 5)]
