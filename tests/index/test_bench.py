"""The benchmark compares like with like: all of its engines find the same."""

from pathlib import Path

import pytest

from dateline.index.bench import corpus
from dateline.index.bench.marks import put
from dateline.index.bench.rivals import FACETS, Documented, FullText
from dateline.index.bench.summary import Summary
from dateline.index.contract import Request
from dateline.index.entry import entry
from dateline.index.query import And, Or, Phrase, Query, Term
from dateline.index.serving import Serving
from dateline.index.writing import WhooshWriter


@pytest.mark.corpus
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_rivals_find_the_same(shared: Path, tmp_path: Path) -> None:
    documents = list(corpus.documents(shared, 120))
    assert documents == list(corpus.documents(shared, 120))
    documented, text = Documented(tmp_path / "documented"), FullText(tmp_path / "fts5.db")
    documented.fill(entry(one) for one in documents)
    text.fill(entry(one) for one in documents)
    writer = WhooshWriter(tmp_path / "index")
    writer.add(documents)
    writer.commit(1)
    writer.close()
    documented.open()
    queries: list[Query] = [
        Term("company"),
        And((Term("new"), Term("market"))),
        Or((Term("bitcoin"), Term("health"))),
        Phrase("of the"),
    ]
    for query in queries:
        answer = Serving(tmp_path / "index").search(Request(query=query, facets=FACETS, facet_limit=1000))
        assert answer.total > 0
        for page in (documented.page(query, False), text.page(query, False)):
            assert page.total == answer.total
            for name in FACETS:
                counts = {v.value.replace(",", ""): v.count for v in answer.facets[name]}
                assert {value.replace(",", ""): n for value, n in page.facets[name].items()} == counts


def test_figures_stand_between_their_marks_and_are_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n<!-- index:10 -->\n<!-- /index:10 -->\n\nThe end.\n", encoding="utf8")
    for figure in ("4.0", "3.0"):
        summary = Summary(10, ["whoosh", "tantivy"])
        summary.add("page work, p95 ms", "15", "tantivy", figure)
        put(page, "index:10", "\n".join(summary.lines()))
        put(page, "new", figure)
    assert page.read_text(encoding="utf8") == (
        "# Page\n\n<!-- index:10 -->\n"
        "| index of 10 articles | wanted | whoosh | tantivy |\n|---|---|---|---|\n"
        "| page work, p95 ms | 15 |  | 3.0 |\n"
        "<!-- /index:10 -->\n\nThe end.\n\n<!-- new -->\n3.0\n<!-- /new -->\n"
    )
