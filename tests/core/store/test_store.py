"""The store on a real SQLite file: what goes in comes out, and nothing is half-written."""

import sqlite3
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select

from dateline.errors import DatelineError
from dateline.home import Home
from dateline.records import (
    Anatomy,
    Annotations,
    Announcement,
    Article,
    Boilerplate,
    Capture,
    Contact,
    DateExpression,
    Dateline,
    Discipline,
    Institution,
    Member,
    Mention,
    Quote,
    to_json,
)
from dateline.settings import Source
from dateline.store import (
    annotations,
    announcements,
    articles,
    captures,
    changes,
    documents,
    institutions,
    runs,
    sources,
)
from dateline.store.database import Store
from dateline.store.schema import metadata
from dateline.store.schema import revisions as revisions_table

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


def article(number: int = 1, **changes: object) -> Article:
    values: dict[str, object] = {
        "url": f"https://news.brenmouth.example/{number}?utm_source=x",
        "canonical_url": f"https://news.brenmouth.example/{number}",
        "title": "Brenmouth opens a tidal laboratory",
        "text": "BRENMOUTH, May 3, 2026 -- The laboratory opens.\n\nIt is the first of its kind.",
        "published": "2026-05-03T09:00:00+01:00",
        "published_raw": "3 May 2026, 9am",
        "modified": None,
        "authors": ("Ada Penrose",),
        "language": "en",
        "site_name": "Brenmouth News",
        "kind": "release",
    }
    return Article(**values | changes)  # type: ignore[arg-type]


ANNOTATIONS = Annotations(
    institutions=(
        Institution(
            name="University of Brenmouth",
            type="education",
            ror="https://ror.org/00test000",
            wikidata="Q1",
            role="issuer",
            mentions=(
                Mention(text="University of Brenmouth", offset=(3, 26)),
                Mention(text="UoB", offset=(30, 33)),
            ),
        ),
    ),
    dates=(
        DateExpression(
            text="May 3, 2026", offset=(40, 51), first=date(2026, 5, 3), last=date(2026, 5, 3), grain="day"
        ),
    ),
    disciplines=(Discipline(field="Energy", subfield=None, score=0.8, evidence=("tidal",)),),
    anatomy=Anatomy(
        dateline=Dateline(text="BRENMOUTH, May 3, 2026 --", place="BRENMOUTH", date="May 3, 2026", wire=None),
        contacts=(Contact(name="Ada Penrose", organisation=None, email="a@b.example", phone=None),),
        boilerplate=(Boilerplate(offset=(60, 80)),),
        subhead="First of its kind",
        quotes=(Quote(offset=(5, 9), speaker="Ada Penrose", affiliation=None),),
    ),
    notes=("Cut after 100,000 words.",),
)


@pytest.fixture
def store(home: Home) -> Store:
    store = Store.open(home)
    with store.write() as conn:
        sources.put(conn, "brenmouth", Source(url="https://news.brenmouth.example/"), NOW)
    return store


def test_migrations_build_exactly_the_tables(store: Store) -> None:
    with store.read() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_article_is_new_then_unchanged_then_revised(store: Store) -> None:
    with store.write() as conn:
        assert articles.save(conn, "brenmouth", article(), now=NOW).outcome == "new"
    before = _latest(store)
    later = NOW + timedelta(days=1)
    with store.write() as conn:
        assert articles.save(conn, "brenmouth", article(), now=later).outcome == "unchanged"
    assert _latest(store) == before
    with store.write() as conn:
        saved = articles.save(
            conn, "brenmouth", article(title="Brenmouth opens a wave laboratory"), now=later
        )
    assert (saved.outcome, saved.revision) == ("revised", 2)
    with store.read() as conn:
        (document,) = documents.since(conn, before)
        assert document.title == "Brenmouth opens a wave laboratory"
        assert document.earlier[0].startswith("Brenmouth opens a tidal laboratory\n\n")
        assert [item.last_seen for item in articles.of_article(conn, saved.id)] == [later, later]


def test_a_withdrawn_article_is_kept_and_can_come_back(store: Store) -> None:
    with store.write() as conn:
        key = articles.save(conn, "brenmouth", article(), now=NOW).id
        assert articles.gone(conn, key, NOW)
        assert not articles.gone(conn, key, NOW)
    with store.read() as conn:
        document = documents.by_id(conn, key)
        assert document is not None and document.gone_at == NOW
    with store.write() as conn:
        assert articles.save(conn, "brenmouth", article(), now=NOW).outcome == "updated"


def test_annotations_come_back_as_they_were_and_are_due_once(store: Store) -> None:
    with store.write() as conn:
        key = articles.save(conn, "brenmouth", article(), now=NOW).id
        due = annotations.due(conn, "v1", 10)
        assert [item.article_id for item in due] == [key]
        annotations.save(conn, [(due[0], ANNOTATIONS)], "v1", NOW)
        institutions.link(conn, key, ANNOTATIONS.institutions, NOW)
    with store.read() as conn:
        assert annotations.count_due(conn, "v1") == 0
        assert annotations.count_due(conn, "v2") == 1
        document = documents.by_id(conn, key)
        assert document is not None
        assert document.annotations == ANNOTATIONS
        assert document.institutions[0].name == "University of Brenmouth"
        assert "UoB" in document.institutions[0].aliases
    assert annotations.from_json(to_json(ANNOTATIONS)) == ANNOTATIONS


def test_text_read_anew_is_due_again(store: Store) -> None:
    with store.write() as conn:
        saved = articles.save(conn, "brenmouth", article(), now=NOW)
        annotations.save(conn, [(annotations.due(conn, "v1", 1)[0], ANNOTATIONS)], "v1", NOW)
        (revision,) = articles.of_article(conn, saved.id)
        assert articles.reread(conn, revision.id, article(text="Better read."), "2")
        assert annotations.count_due(conn, "v1") == 1


def test_since_gives_every_change_once_in_order(store: Store) -> None:
    with store.write() as conn:
        for number in range(450):
            articles.save(conn, "brenmouth", article(number), now=NOW)
    with store.read() as conn:
        found = list(documents.since(conn))
        middle = found[200].changed
        assert len({item.id for item in found}) == 450
        assert [item.changed for item in found] == sorted(item.changed for item in found)
        assert documents.count_since(conn, middle) == 450 - 201
    with store.write() as conn:
        changes.touch(conn, [item.id for item in found])
    with store.read() as conn:
        assert len(list(documents.since(conn, found[-1].changed))) == 450


def test_announcements_replace_each_other_and_touch_only_what_differs(store: Store) -> None:
    with store.write() as conn:
        keys = [articles.save(conn, "brenmouth", article(number), now=NOW).id for number in range(3)]
    group = Announcement(
        id=keys[0],
        members=(
            Member(id=keys[0], role="original", reasons=("Earliest.",), shared=1.0),
            Member(id=keys[1], role="copy", reasons=("Shares 90 %.",), shared=0.9),
        ),
    )
    with store.write() as conn:
        assert announcements.replace(conn, [group], NOW) == 2
        assert announcements.replace(conn, [group], NOW) == 0
    with store.read() as conn:
        assert announcements.by_id(conn, keys[0]) == group
        document = documents.by_id(conn, keys[1])
        assert document is not None and (document.announcement, document.role) == (keys[0], "copy")
    with store.write() as conn:
        assert announcements.replace(conn, [], NOW) == 2
    with store.read() as conn:
        assert announcements.by_id(conn, keys[0]) is None


def test_captures_and_runs_come_back(store: Store) -> None:
    capture = Capture(
        url="https://news.brenmouth.example/1",
        fetched_at=NOW,
        status=200,
        content_type="text/html",
        digest="0" * 64,
        file="a.warc.gz",
        offset=0,
        length=10,
    )
    with store.write() as conn:
        run = runs.begin(conn, "crawl", NOW)
        number = captures.add(conn, "brenmouth", capture, run)
        runs.visit(conn, run, "brenmouth", started=NOW, finished=None, counts={"articles/new": 1})
        runs.visit(conn, run, "brenmouth", started=NOW, finished=NOW, counts={"articles/new": 2})
        runs.finish(conn, run, "done", {"stages": []}, NOW)
    with store.read() as conn:
        stored = captures.by_id(conn, number)
        assert stored is not None and stored.capture == capture
        assert runs.latest(conn)[0].outcome == "done"
        assert runs.visits_of_source(conn, "brenmouth")[0].counts == {"articles/new": 2}


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write() as conn:
        articles.save(conn, "brenmouth", article(), now=NOW)
        raise RuntimeError
    with store.read() as conn:
        assert articles.count(conn) == 0
        assert changes.latest(conn) == 0


def test_killed_in_a_transaction_the_store_has_what_was_committed(store: Store, home: Home) -> None:
    script = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from dateline.home import Home
        from dateline.store.database import Store
        from dateline.store.schema import articles
        from dateline.store import changes
        from datetime import UTC, datetime
        store = Store.open(Home(Path({str(home.root)!r})))
        now = datetime.now(UTC)
        def row(key):
            return dict(id=key, source="brenmouth", canonical_url=key, url=key, revision=1, first_seen=now,
                        last_seen=now, changed=1)
        with store.write() as conn:
            conn.execute(articles.insert(), [row(f"{{n:016}}") for n in range(100)])
        with store.write() as conn:
            conn.execute(articles.insert(), [row(f"x{{n:015}}") for n in range(1000)])
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    with store.read() as conn:
        assert articles.count(conn) == 100
        assert conn.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def test_a_file_that_is_no_database_is_one_sentence(home: Home) -> None:
    home.database.write_bytes(b"no database at all" * 100)
    with pytest.raises(DatelineError, match="is damaged"):
        Store.open(home)


def test_a_store_of_a_newer_version_is_refused(home: Home) -> None:
    Store.open(home).close()
    with sqlite3.connect(home.database) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(DatelineError, match="newer Dateline"):
        Store.open(home)


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), store.write() as conn:
        conn.execute(
            revisions_table.insert().values(
                article_id="nobody",
                number=1,
                first_seen=NOW,
                last_seen=NOW,
                extractor="1",
                digest="",
                title="",
                text="",
                authors=[],
                kind="other",
            )
        )


def test_a_store_in_no_place_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatelineError, match="cannot be used as a knowledge base"):
        Store.open(Home(tmp_path / "file" / "home"))


def _latest(store: Store) -> int:
    with store.read() as conn:
        return changes.latest(conn)


def test_writing_waits_for_a_reader_in_another_thread(store: Store) -> None:
    with store.read() as reader:
        reader.execute(select(revisions_table.c.id)).all()
        with store.write() as conn:
            articles.save(conn, "brenmouth", article(), now=NOW)
        assert articles.count(reader) == 0
