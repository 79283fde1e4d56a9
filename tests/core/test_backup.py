"""A backup holds what the store knew when it was taken, and never overwrites."""

import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.backup import backup
from dateline.errors import UsageError
from dateline.home import Home
from dateline.settings import Source
from dateline.store import sources
from dateline.store.database import Store


def test_a_backup_taken_during_a_write_can_be_restored(home: Home, tmp_path: Path) -> None:
    (home.archive / "a.warc.gz").write_bytes(b"warc")
    home.settings_file.write_text("[site]\nport = 9000\n")
    now = datetime.now(UTC)
    with Store.open(home) as store:
        with store.write() as conn:
            sources.put(conn, "kept", Source(url="https://a.example/"), now)
        with store.write() as conn:
            sources.put(conn, "unfinished", Source(url="https://b.example/"), now)
            assert backup(home, tmp_path / "b.tar") == (tmp_path / "b.tar").stat().st_size
    restored = Home(tmp_path / "restored")
    with tarfile.open(tmp_path / "b.tar") as tar:
        tar.extractall(restored.root, filter="data")
    assert restored.settings().site.port == 9000
    assert (restored.archive / "a.warc.gz").read_bytes() == b"warc"
    with Store.open(restored) as store, store.read() as conn:
        assert set(sources.kinds(conn)) == {"kept"}


def test_nothing_is_overwritten_and_nothing_made_of_nothing(home: Home, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no knowledge base"):
        backup(home, tmp_path / "b.tar")
    Store.open(home).close()
    (tmp_path / "b.tar").write_text("precious")
    with pytest.raises(UsageError, match="never overwrites"):
        backup(home, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "precious"
