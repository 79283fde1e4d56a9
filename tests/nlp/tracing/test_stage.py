"""Tracing on a real store, from the stage's function and from the command line."""

import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from dateline.errors import UsageError
from dateline.home import Home
from dateline.nlp.tracing import inverted, lookup
from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.stage import trace
from dateline.records import Article, article_id
from dateline.store import announcements, articles, changes, documents
from dateline.store.database import Store
from dateline.store.schema import announcements as schema_announcements
from dateline.store.schema import fingerprints, members, sources

NOW = datetime(2025, 11, 1, tzinfo=UTC)


def put(conn: Connection, item: TraceInput, *, text: str | None = None, kind: str = "release") -> str:
    if conn.execute(sources.select().where(sources.c.name == item.source)).one_or_none() is None:
        conn.execute(
            sources.insert().values(
                name=item.source,
                kind=item.source_kind or "outlet",
                title=item.source,
                url="",
                first_seen=NOW,
            )
        )
    article = Article(
        url=item.url,
        canonical_url=item.url,
        title=item.title,
        text=item.text if text is None else text,
        published=item.published,
        published_raw=None,
        modified=None,
        authors=(),
        language=None,
        site_name=None,
        kind=kind,  # type: ignore[arg-type]
    )
    return articles.save(conn, item.source, article, now=NOW).id


def roles(home: Home) -> dict[str, tuple[str | None, str | None]]:
    with Store.open(home) as store, store.read() as conn:
        return {item.source: (item.announcement, item.role) for item in documents.since(conn)}


def ids(family: list[TraceInput]) -> dict[str, str]:
    return {item.id: article_id(item.url) for item in family}


def test_announcements_are_stored_in_their_order(home: Home, family: list[TraceInput]) -> None:
    with Store.open(home) as store, store.write() as conn:
        for item in family:
            put(conn, item)
    report = trace(home)
    assert report.counts["articles/read"] == 7
    assert report.counts["announcements/found"] == 1
    with Store.open(home) as store, store.read() as conn:
        found = announcements.by_id(conn, ids(family)["norrow"])
    assert found is not None
    assert found.members[0].role == "original"
    assert found.members[-1].id == ids(family)["board"]
    assert roles(home)["ministry"] == (None, None)


@pytest.mark.parametrize("seed", [1, 2])
def test_night_by_night_gives_what_one_night_gives(
    home: Home, family: list[TraceInput], tmp_path: Path, seed: int
) -> None:
    other = Home(tmp_path / "other")
    with Store.open(home) as store, store.write() as conn:
        for item in family:
            put(conn, item)
    trace(home)
    shuffled = list(family)
    random.Random(seed).shuffle(shuffled)
    for item in shuffled:
        with Store.open(other) as store, store.write() as conn:
            put(conn, item)
        trace(other)
    assert roles(other) == roles(home)
    with Store.open(home) as one, Store.open(other) as two, one.read() as a, two.read() as b:
        assert announcements.everything(a) == announcements.everything(b)


def test_a_second_run_changes_nothing(home: Home, family: list[TraceInput]) -> None:
    with Store.open(home) as store, store.write() as conn:
        for item in family:
            put(conn, item)
    trace(home)
    with Store.open(home) as store, store.read() as conn:
        before = changes.latest(conn)
    report = trace(home)
    assert report.counts["articles/read"] == report.counts["announcements/told anew"] == 0
    with Store.open(home) as store, store.read() as conn:
        assert changes.latest(conn) == before


def test_a_corrected_page_is_traced_anew(home: Home, family: list[TraceInput], texts: dict[str, str]) -> None:
    with Store.open(home) as store, store.write() as conn:
        for item in family:
            put(conn, item)
    trace(home)
    with Store.open(home) as store, store.write() as conn:
        put(conn, family[2], text=texts["other"] * 2)
    assert trace(home).counts["articles/read"] == 1
    assert roles(home)["gazette"][0] != roles(home)["norrow"][0]


def test_a_page_that_is_no_article_is_left_out(home: Home, family: list[TraceInput]) -> None:
    with Store.open(home) as store, store.write() as conn:
        for item in family[:2]:
            put(conn, item)
    trace(home)
    with Store.open(home) as store, store.write() as conn:
        put(conn, family[1], kind="other")
    trace(home)
    assert roles(home)["norrow"] == roles(home)["halyard"] == (None, None)


def test_decisions_survive_and_can_be_undone(home: Home, family: list[TraceInput]) -> None:
    known = ids(family)
    with Store.open(home) as store, store.write() as conn:
        for item in family:
            put(conn, item)
    trace(home)
    with Store.open(home) as store, store.write() as conn:
        number = announcements.decide(conn, "original", [known["halyard"]], NOW)
        announcements.decide(conn, "apart", [known["norrow"], known["board"]], NOW)
    trace(home)
    assert roles(home)["halyard"] == (known["halyard"], "original")
    assert roles(home)["board"] == (None, None)
    trace(home)
    assert roles(home)["halyard"] == (known["halyard"], "original")
    with Store.open(home) as store, store.write() as conn:
        announcements.undo(conn, number, NOW)
    trace(home)
    assert roles(home)["norrow"] == (known["norrow"], "original")


def test_decisions_survive_a_rebuild_from_nothing(home: Home, family: list[TraceInput]) -> None:
    known = ids(family)
    with Store.open(home) as store, store.write() as conn:
        for item in family:
            put(conn, item)
    trace(home)
    with Store.open(home) as store, store.write() as conn:
        announcements.decide(conn, "original", [known["halyard"]], NOW)
        announcements.decide(conn, "together", [known["ministry"], known["norrow"]], NOW)
    trace(home)
    decided = roles(home)
    assert decided["ministry"][0] == known["halyard"]
    with Store.open(home) as store, store.write() as conn:
        for table in (members, schema_announcements, fingerprints):
            conn.execute(table.delete())
    assert roles(home)["norrow"] == (None, None)
    assert trace(home).counts["articles/read"] == len(family)
    assert roles(home) == decided


def test_a_pasted_text_finds_its_passport(
    home: Home, family: list[TraceInput], texts: dict[str, str]
) -> None:
    with Store.open(home) as store, store.write() as conn:
        for item in family:
            put(conn, item)
    trace(home)
    with Store.open(home) as store, store.read() as conn:
        pasted = texts["release"].split("\n\n")
        found = lookup.of_text(home, conn, "Silt", "\n\n".join(pasted[1:3]))
        assert found is not None
        assert found.announcement.id == ids(family)["norrow"]
        mine = next(member for member in found.announcement.members if member.id == lookup.PASTED)
        assert mine.role == "copy"
        assert (
            lookup.of_text(home, conn, "Bread", "The baker of Farrow has baked a loaf as long as a boat.")
            is None
        )
        (home.root / inverted.NAME).write_bytes(b"spoilt")
        again = lookup.of_text(home, conn, "Silt", "\n\n".join(pasted[1:3]))
        assert again == found
        with pytest.raises(UsageError, match="No article here has the address or id nowhere"):
            lookup.of_article(conn, "nowhere")


def test_the_command_line_shows_a_passport(home: Home, family: list[TraceInput], tmp_path: Path) -> None:
    with Store.open(home) as store, store.write() as conn:
        for item in family:
            put(conn, item)

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "dateline.cli", "trace", "--home", str(home.root), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert "7 articles read, 1 announcements" in run().stdout
    shown = run("https://gazette.example/gazette")
    assert "original" in shown.stdout and "← asked for" in shown.stdout
    rows = json.loads(run(ids(family)["norrow"], "--json").stdout)
    assert rows["members"][0]["role"] == "original"
    assert rows["asked"] == ids(family)["norrow"]
    alone = run("https://ministry.example/ministry")
    assert "No other article here tells this announcement." in alone.stdout
    pasted = tmp_path / "pasted.txt"
    pasted.write_text(family[0].text, encoding="utf8")
    assert "your text" in run("--text", str(pasted)).stdout
    halyard, norrow = "https://halyard.example/halyard", "https://norrow.example/norrow"
    assert json.loads(run(halyard, "--original", "--json").stdout)["members"][0]["url"] == halyard
    assert "It was named as the original by a person." in run(halyard).stdout
    assert json.loads(run(halyard, "--undo", "--json").stdout)["members"][0]["url"] == norrow
    board = "https://board.example/board"
    assert len(json.loads(run(board, "--apart", "--json").stdout)["members"]) == 1
    joined = json.loads(run(board, "--together", norrow, "--json").stdout)
    assert {board, norrow, halyard} <= {row["url"] for row in joined["members"]}
    for refused in (
        run(norrow, "--apart"), run(norrow, "--together", board), run("--undo"), run(halyard, "--undo"),
        run(board, "--undo", "--apart"),
    ):  # fmt: skip
        assert refused.returncode == 2 and refused.stderr.count("\n") == 1
    wrong = run("nowhere")
    assert wrong.returncode == 2 and wrong.stderr.count("\n") == 1
    assert run("nowhere", "--jsonl").returncode == 2
    assert "cannot be read" in run("--text", str(tmp_path / "none")).stderr
