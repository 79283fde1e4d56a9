"""Floors under the figures on real pages; a sample of fixed seed."""

from pathlib import Path

import pytest

from dateline.crawler.extract.evaluate import newsroom, pages

pytestmark = pytest.mark.corpus


def test_pages_of_many_sites(shared: Path) -> None:
    boards = pages(shared, 120)
    ours, theirs = (
        {field: count.figures() for field, count in boards[name].counts.items()}
        for name in ("dateline", "trafilatura")
    )
    assert ours["body"]["f1"] >= max(0.93, theirs["body"]["f1"])
    assert ours["body"]["recall"] >= 0.94
    assert ours["date"]["f1"] > theirs["date"]["f1"]
    assert ours["author"]["f1"] > theirs["author"]["f1"]
    assert ours["title"]["f1"] > theirs["title"]["f1"]


def test_pages_of_a_ministry(shared: Path) -> None:
    board, total = newsroom(shared, 150)
    for field in ("title", "date", "url", "kind"):
        assert board.counts[field].found >= 0.995 * total, board.misses[:3]
