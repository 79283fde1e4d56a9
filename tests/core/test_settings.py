"""Settings: read, refused in one sentence, written without harm."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import LockedError, UsageError
from dateline.home import Home, find
from dateline.settings import Settings, Source, load, remove_source, write_source


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "dateline.toml") == Settings()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[crawl\n", "is not valid TOML"),
        ("[crawl]\ncontakt = 'x'\n", "there is no setting crawl.contakt"),
        ("[site]\nport = 'eighty'\n", r"site\.port: .*integer"),
        ("[site]\nport = 70000\n", r"site\.port: .*65535"),
        ("[sources.a]\nkind = 'wire'\n", r"sources\.a\.url: Field required"),
        ("[sources.'a b']\nurl = 'https://a.example/'\n", "may have letters, digits"),
        ("crawl = 3\n", "crawl: "),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=sentence) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "dateline.toml"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(UsageError, match="cannot be read"):
        load(path)


def test_writing_a_source_keeps_comments_and_other_sources(tmp_path: Path) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text("# ours\n[site]\nport = 9000 # busy\n\n[sources.old]\nurl = 'https://old.example/'\n")
    source = Source(
        url="https://news.brenmouth.example/",
        feeds=("https://news.brenmouth.example/a", "https://news.brenmouth.example/b"),
    )
    write_source(path, "brenmouth", source, comments={"feeds": "found on the front page"})
    text = path.read_text()
    assert (
        text.startswith("# ours\n") and "port = 9000 # busy" in text and "# found on the front page" in text
    )
    settings = load(path)
    assert settings.sources["brenmouth"] == source
    assert settings.sources["old"].url == "https://old.example/"
    write_source(path, "brenmouth", source.model_copy(update={"delay": 3.0}))
    assert load(path).sources["brenmouth"].delay == 3.0
    remove_source(path, "brenmouth")
    assert set(load(path).sources) == {"old"}
    with pytest.raises(UsageError, match="no source 'brenmouth'"):
        remove_source(path, "brenmouth")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text("[site]\nport = 9000\n")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_source(path, "a", Source(url="https://a.example/"))
    assert path.read_text() == "[site]\nport = 9000\n"
    assert [item.name for item in tmp_path.iterdir()] == ["dateline.toml"]


def test_the_home_comes_from_option_environment_or_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_HOME", raising=False)
    assert find().root == tmp_path / "dateline-data"
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "b"))
    assert find().root == tmp_path / "b"
    assert find(tmp_path / "c").root == tmp_path / "c"


def test_the_lock_lets_one_process_in(home: Home) -> None:
    with home.lock():
        script = (
            "from pathlib import Path; from dateline.home import Home\n"
            f"with Home(Path({str(home.root)!r})).lock(): pass"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert "LockedError" in done.stderr
        with pytest.raises(LockedError, match="Another run"), home.lock():
            pass
    with home.lock():
        pass


@pytest.mark.parametrize("inside", ["", "deeper/still"])
def test_a_file_is_no_knowledge_base(tmp_path: Path, inside: str) -> None:
    (tmp_path / "notes.txt").write_text("no folder")
    with pytest.raises(UsageError, match="no folder"):
        find(tmp_path / "notes.txt" / inside)
