"""What goes wrong with an index on disk, shared and asked too much: each hazard known of Whoosh, and ours."""

import json
import os
import pickle
import re
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DatelineError, LockedError
from dateline.index import arrays, place
from dateline.index.codec import NAME
from dateline.index.contract import FACETS, Request
from dateline.index.engines import must_rebuild, open_writer
from dateline.index.frozen import TOC, FileStorage
from dateline.index.query import QueryError
from dateline.index.serving import Serving
from dateline.index.writing import MAX_SEGMENTS, WhooshWriter
from dateline.records import Document

Make = Callable[..., Document]
WORDS = re.findall(
    r"\w+",
    "pear plum quince medlar fig apple cherry grape orchard harvest valley council report growers",
)


def texts(make: Make, first: int, last: int) -> list[Document]:
    return [
        make(
            f"d{i:05}",
            f"{WORDS[i % 14]} {WORDS[i % 5]} report",
            " ".join(f"{WORDS[(i * k) % 14]} {WORDS[(i + k) % 13]} n{i % 97}" for k in range(12)),
            source=f"s{i % 3}",
            institutions=[(i % 7, f"Institute {i % 7}", ())],
        )
        for i in range(first, last)
    ]


def write(folder: Path, *commits: Sequence[Document]) -> None:
    writer = WhooshWriter(folder)
    for number, documents in enumerate(commits, 1):
        writer.add(documents)
        writer.commit(number)
    writer.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def build_of(folder: Path) -> Path:
    current = place.read(folder)
    assert current
    return folder / current.build


# Sharing


def test_threads_share_a_searcher_while_it_is_written_to(folder: Path, document: Make) -> None:
    write(folder, texts(document, 0, 300))
    searcher = Serving(folder)
    queries = ["pear", '"plum quince"', "med*", "fig OR apple", "harvest -council", "institution:institute"]
    failures: list[object] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            for query in queries:
                try:
                    answer = searcher.search(Request(query=query, facets=FACETS, histogram=True))
                    counted = sum(v.count for v in answer.facets["source"])
                    if counted != answer.total or len(answer.hits) != min(10, answer.total):
                        failures.append((query, answer.total, counted))
                except Exception as error:  # whatever it is, it is what this test looks for
                    failures.append((query, error))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for round_ in range(12):
        write(folder, texts(document, 300 + 10 * round_, 310 + 10 * round_))
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert searcher.status().documents == 420


def test_only_one_writer_at_a_time(folder: Path) -> None:
    first = WhooshWriter(folder)
    with pytest.raises(LockedError):
        WhooshWriter(folder)
    first.close()
    WhooshWriter(folder).close()


# Forgery and damage


class Bomb:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> Any:
        return Path.touch, (self.mark,)


@pytest.mark.parametrize("mode", [0o660, 0o606])
def test_a_list_of_segments_that_others_can_write_is_never_read(
    folder: Path, document: Make, mode: int
) -> None:
    write(folder, texts(document, 0, 5))
    mark = folder.parent / "exploded"
    (path,) = build_of(folder).glob("*.toc")
    whole = path.read_bytes()
    at = whole.index(pickle.PROTO)
    path.write_bytes(whole[:at] + pickle.dumps(Bomb(mark)) + whole[at:])
    path.chmod(mode)
    with pytest.raises(place.Unsafe, match="chmod"):
        Serving(folder).search(Request())
    with pytest.raises(place.Unsafe):
        WhooshWriter(folder)
    assert not mark.exists()


def test_a_folder_that_others_can_write_and_links_are_refused(folder: Path, document: Make) -> None:
    write(folder, texts(document, 0, 5))
    folder.chmod(0o777)
    with pytest.raises(place.Unsafe):
        Serving(folder).count("pear")
    folder.chmod(0o700)
    (build_of(folder) / "more.dla").symlink_to("/etc/hostname")
    with pytest.raises(place.Unsafe, match="link"):
        Serving(folder).count("pear")


def test_no_postings_are_pickled(folder: Path, document: Make) -> None:
    write(folder, texts(document, 0, 5))
    for path in build_of(folder).glob("*.dla"):
        assert path.read_bytes()[:8] == arrays.MAGIC


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a file open
@pytest.mark.parametrize("pattern", ["DATELINE_*.dla", "columns-*.dla", "*.toc"])
def test_damage_is_noticed_and_served_around(folder: Path, document: Make, pattern: str) -> None:
    write(folder, texts(document, 0, 50))
    running = Serving(folder)
    assert running.count("pear") > 0
    (path,) = build_of(folder).glob(pattern)
    copy = path.read_bytes()[: path.stat().st_size // 2]
    path.unlink()  # the running searcher keeps the pages of the file that it opened
    path.write_bytes(copy)
    path.chmod(0o600)
    with pytest.raises(DatelineError, match="rebuild"):
        Serving(folder).count("pear")
    os.utime(folder / place.CURRENT, (1, 1))
    assert running.count("pear") > 0
    assert "damaged" in str(running.status().outdated)


@pytest.mark.parametrize("text", ["", "{", '{"build": 1}', '{"build": "../x", "engine": "whoosh"}', "[]"])
def test_an_unreadable_state_is_one_sentence_and_rebuilt(folder: Path, document: Make, text: str) -> None:
    write(folder, texts(document, 0, 5))
    (folder / place.CURRENT).write_text(text)
    with pytest.raises(DatelineError, match="rebuild"):
        Serving(folder).search(Request())
    assert must_rebuild(folder, "whoosh")


def test_another_version_is_served_from_memory_until_it_is_rebuilt(folder: Path, document: Make) -> None:
    write(folder, texts(document, 0, 5))
    running = Serving(folder)
    assert running.status().documents == 5
    state = json.loads((folder / place.CURRENT).read_text())
    (folder / place.CURRENT).write_text(json.dumps(state | {"format": place.FORMAT + 1}))
    assert running.search(Request()).total == 5
    assert "another version" in str(running.status().outdated)
    assert must_rebuild(folder, "whoosh")
    writer = open_writer(folder, "whoosh", rebuild=True)
    writer.add(texts(document, 0, 7))
    assert running.search(Request()).total == 5
    writer.commit(7)
    writer.close()
    assert running.search(Request()).total == 7 and running.status().outdated is None


# Kills


STEPS = ("arrays", "columns", "toc", "publish", "replaced", "clean")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("rebuild", [False, True])
def test_killed_anywhere_the_old_state_serves_and_the_next_run_completes(
    folder: Path, document: Make, step: str, rebuild: bool
) -> None:
    write(folder, texts(document, 0, 30), texts(document, 30, 40))
    before = place.read(folder)
    child = os.fork()
    if child == 0:  # the writer, which dies
        try:
            _die_at(step)
            writer = WhooshWriter(folder, rebuild=rebuild)
            writer.add(texts(document, 20, 60))
            writer.commit(3)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    searcher = Serving(folder)
    published = step in ("replaced", "clean")
    assert searcher.status().documents == ((40 if rebuild else 60) if published else 40)
    if not published:
        assert place.read(folder) == before
    write(folder, texts(document, 20, 60))
    assert searcher.status().documents == (40 if rebuild and published else 60)
    assert len(list(searcher.ids(""))) == searcher.status().documents
    left = [path.name for path in build_of(folder).iterdir()]
    assert not [name for name in left if name.endswith(".new") or name.startswith("part-")]


def _die_at(step: str) -> None:
    from dateline.index import columns, writing

    def die(*args: object, **options: object) -> Any:
        os._exit(9)

    real = place.publish

    def publish(*args: Any) -> Any:
        real(*args)
        os._exit(9)

    targets: dict[str, list[tuple[Any, str, Any]]] = {
        "arrays": [(writing, "merge", die), (arrays, "write", die)],
        "columns": [(columns, "write", die)],
        "toc": [(WhooshWriter, "_write_toc", die)],
        "publish": [(place, "publish", die)],
        "replaced": [(place, "publish", publish)],
        "clean": [(WhooshWriter, "_clean", die)],
    }
    for owner, name, value in targets[step]:
        setattr(owner, name, value)


def test_a_document_that_cannot_be_indexed_leaves_nothing_behind(folder: Path, document: Make) -> None:
    writer = WhooshWriter(folder)
    bad = replace(document("bad", "Quinces"), text=None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="text expected"):
        writer.add([document("good", "Medlars", "x"), bad])
    writer.add([document("other", "Figs", "x")])
    writer.commit(1)
    writer.close()
    searcher = Serving(folder)
    assert [searcher.count(word) for word in ("quinces", "medlars", "figs")] == [0, 0, 1]


def test_other_processes_build_the_same_index(
    folder: Path, document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.index.writing.BATCH_CHARACTERS", 5000)
    alone = folder.parent / "alone"
    write(alone, texts(document, 0, 120))
    writer = WhooshWriter(folder, workers=2)
    writer.add(texts(document, 0, 120))
    writer.commit(1)
    writer.close()
    (one,), (other,) = build_of(alone).glob("DATELINE*"), build_of(folder).glob("DATELINE*")
    assert one.read_bytes() == other.read_bytes()


def test_a_killed_helper_is_noticed(folder: Path, document: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.writing.BATCH_CHARACTERS", 5000)
    writer = WhooshWriter(folder, workers=2)
    assert writer._pool
    writer._pool.submit(os._exit, 9)
    with pytest.raises((DatelineError, BrokenProcessPool)):
        writer.add(texts(document, 0, 120))
        writer.commit(1)
    writer.close()
    assert Serving(folder).status().documents == 0


# Too much


COSTLY = {
    "wildcard on both sides": "*a*",
    "three wide prefixes": "a* b* c*",
    "wide ORs": " OR ".join(f"{a}{b}*" for a in "abcdefgh" for b in "aeiou"),
    "500 ORed words": " OR ".join(f"n{i}" for i in range(500)),
    "200 parentheses": "(" * 200 + "pear" + ")" * 200,
    "200 minus signs": "-" * 200 + "pear",
    "200 NOTs": "NOT " * 200 + "pear",
    "a fuzzy word of 60 letters": "a" * 60 + "~",
    "a pattern of stars": "p*e*a*r*s*t*",
    "stars and letters": "*e*r*",
    "a long query": "pear " * 5000,
    "a phrase of 500 words": '"' + "pear " * 500 + '"',
    "common words in a row": '"report report report"',
    "everything but everything": "-(pear OR -pear)",
    "a very long word": "x" * 3000,
    "control characters": "\x00\x1f\ud800 \u202e",
}


@pytest.fixture(scope="module", params=("whoosh", "tantivy"))
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, document: Make, fill: Any
) -> Serving:
    if request.param == "tantivy" and find_spec("tantivy") is None:
        pytest.skip("needs the extra `fast`")
    folder = tmp_path_factory.mktemp("large") / "index"
    fill(folder, request.param, [texts(document, 0, 3000)])
    return Serving(folder)


@pytest.mark.parametrize("name", COSTLY)
def test_costly_queries_end_soon_or_are_refused(large: Serving, name: str) -> None:
    began = time.process_time()
    try:
        answer = large.search(Request(query=COSTLY[name], facets=FACETS, histogram=True))
        assert answer.total >= 0
    except QueryError as refusal:
        assert str(refusal).endswith((".", "…")) and len(str(refusal)) < 300
    assert time.process_time() - began < 1


def test_time_runs_out_with_a_sentence(large: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.work.MAX_SECONDS", 0.0)
    with pytest.raises(QueryError, match="too long"):
        large.search(Request(query="pear OR plum OR quince OR unasked"))


def test_work_runs_out_with_a_sentence(large: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.work.MAX_POSTINGS", 1000)
    with pytest.raises(QueryError, match="too long"):
        large.search(Request(query="report OR pear OR neverasked"))


def test_another_spelling_is_looked_for_with_what_is_left_of_the_work(
    large: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "report n1 neverasked"
    assert large.search(Request(query=query, limit=1)).suggestion == "report n1"
    monkeypatch.setattr("dateline.index.work.MAX_POSTINGS", 4000)  # the query itself touches some 3000
    answer = large.search(Request(query=query, limit=2))
    assert (answer.total, answer.suggestion) == (0, None)


def test_a_bounded_wildcard_says_so(large: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("view", "fast_matching"):
        monkeypatch.setattr(f"dateline.index.{module}.EXPANSIONS", 3)
    monkeypatch.setattr("dateline.index.work.EXPANSIONS", 3)
    answer = large.search(Request(query="?ear* OR n*1 OR neveraskedbefore"))
    assert "3 most frequent" in answer.notes[0]


# Segments, and Whoosh itself


def test_segments_stay_few_and_complete(folder: Path, document: Make) -> None:
    write(folder, *(texts(document, 10 * i, 10 * i + 15) for i in range(25)))
    searcher = Serving(folder)
    current = place.read(folder)
    assert current
    toc = TOC.read(FileStorage(str(build_of(folder))), NAME, gen=current.toc)
    assert 1 < len(toc.segments) <= MAX_SEGMENTS + 1
    assert sorted(searcher.ids("")) == [f"d{i:05}" for i in range(255)]
    fresh = folder.parent / "fresh"
    write(fresh, texts(document, 0, 255))
    for query in ("pear", '"pear plum"', "title:fig", "n1*", "harvest -valley", "institution:3"):
        assert sorted(searcher.ids(query)) == sorted(Serving(fresh).ids(query)), query


def test_phrases_of_common_words_find_the_same(
    folder: Path, document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, texts(document, 0, 200), texts(document, 150, 300))
    queries = [f'"{a} {b}"' for a in WORDS[:6] for b in WORDS[:6]] + ['"pear plum report"', 'was:"pear plum"']
    before = [sorted(Serving(folder).ids(query)) for query in queries]
    monkeypatch.setattr("dateline.index.view.DENSE", 0)
    assert [sorted(Serving(folder).ids(query)) for query in queries] == before
    assert sum(map(bool, before)) > 10


def test_whoosh_itself_reads_the_segments(folder: Path, document: Make) -> None:
    from whoosh import index as whoosh_index
    from whoosh import query as q

    write(folder, texts(document, 0, 60), texts(document, 50, 90))
    index = whoosh_index.open_dir(str(build_of(folder)), indexname=NAME)
    ours = Serving(folder)
    pairs = [
        (q.Term("text", "pear"), "pear"),
        (q.Phrase("text", ["pear", "plum"]), '"pear plum"'),
        (q.And([q.Term("text", "fig"), q.Not(q.Term("title", "plum"))]), "fig -title:plum"),
        (q.Prefix("text", "n1"), "n1*"),
        (q.Term("text", "nothing"), "nothing"),
    ]
    with index.searcher() as searcher:
        assert searcher.doc_count() == 90
        for theirs, query in pairs:
            found = sorted(hit["id"] for hit in searcher.search(theirs, limit=None))
            assert found == sorted(ours.ids(query)), query
