"""Changes between revisions."""

import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from dateline.site.diffing import Change, excerpts, words

texts = st.text(alphabet=st.sampled_from("ab .\n中"), max_size=40)


@given(texts, texts)
def test_changes_lead_from_old_to_new(old: str, new: str) -> None:
    changes = words(old, new)
    assert "".join(change.text for change in changes if change.kind != "added") == old
    assert "".join(change.text for change in changes if change.kind != "removed") == new
    assert all(one.kind != two.kind for one, two in itertools.pairwise(changes))


def test_only_the_word_that_differs_is_marked() -> None:
    assert words("It costs ten crowns.\n\nEnd.", "It costs two crowns.\n\nEnd.") == [
        Change("same", "It costs "),
        Change("removed", "ten"),
        Change("added", "two"),
        Change("same", " crowns.\n\nEnd."),
    ]


def test_long_unchanged_stretches_are_cut_to_their_ends() -> None:
    long = "word " * 200
    first, removed, added, last = excerpts(words(f"{long}old {long}", f"{long}new {long}"))
    assert first.text.startswith(" …") or first.text.startswith("…")
    assert len(first.text) < 200 and len(last.text) < 200
    assert (removed.text, added.text) == ("old", "new")


def test_hostile_pairs_cost_little() -> None:
    start = time.monotonic()
    words("a b " * 100_000, "b a " * 100_000)
    pages = ["\n\n".join(f"same {n}\n\n{letters * 300}" for n in range(100)) for letters in ("a b ", "b a ")]
    words(*pages)
    words("\n\n".join("ab" for _ in range(20_000)), "\n\n".join("ba" for _ in range(20_000)))
    assert time.monotonic() - start < 5
