"""Wrong input: one clear sentence, the right exit code, and nothing lost."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from loopback import Dateline, Web


def one_sentence(done: "subprocess.CompletedProcess[str]", code: int) -> str:
    """The only line on standard error."""
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def test_a_source_that_is_not_there(dateline: Dateline, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = dateline("sources", "add", f"http://127.0.0.1:{port}/", "--set", "allow_private=true")
    assert f"127.0.0.1:{port}" in one_sentence(done, 1)
    assert not (tmp_path / "kb" / "dateline.toml").exists()


def test_a_source_that_is_no_web_page(dateline: Dateline, web: Web, tmp_path: Path) -> None:
    web.pages["/"] = ("application/pdf", b"%PDF-1.7 and so on")
    one_sentence(dateline("sources", "add", web.url, "--set", "allow_private=true"), 1)
    assert not (tmp_path / "kb" / "dateline.toml").exists()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://169.254.169.254/latest", "http://[::1]:80/", "http://10.0.0.1/"]
)
def test_a_source_at_a_private_address(dateline: Dateline, url: str) -> None:
    assert "allow_private" in one_sentence(dateline("sources", "add", url), 2)


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd"])
def test_an_address_that_is_none(dateline: Dateline, url: str) -> None:
    one_sentence(dateline("sources", "add", url), 2)


@pytest.mark.parametrize("command", ["status", "crawl", "nightly", "serve"])
def test_an_unreadable_settings_file(dateline: Dateline, tmp_path: Path, command: str) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "dateline.toml").write_text("[crawl\n")
    assert "is not valid TOML" in one_sentence(dateline(command), 2)


def test_a_port_in_use(dateline: Dateline, web: Web) -> None:
    port = web.url.rsplit(":", 1)[1]
    assert port in one_sentence(dateline("serve", "--port", port), 2)


@pytest.mark.parametrize(
    "query", ['"open', "(a", "published:yesterday", "nosuchfield:x", "a AND", "*a*" * 60]
)
def test_a_query_that_does_not_parse(dateline: Dateline, query: str) -> None:
    assert dateline("index").returncode == 0
    one_sentence(dateline("search", query), 2)


def test_a_source_that_is_not_known(dateline: Dateline) -> None:
    assert "nobody" in one_sentence(dateline("crawl", "nobody"), 2)


def test_a_query_before_there_is_an_index(dateline: Dateline) -> None:
    assert "dateline index" in one_sentence(dateline("search", "anything"), 1)


def test_lines_that_are_no_json(dateline: Dateline) -> None:
    done = dateline(
        "annotate", "--jsonl", stdin='{"id": "a", "title": "T", "text": "x", "published": null}\nnonsense\n'
    )
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("needs root, to mount a small tmpfs")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=False).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_loses_nothing(dateline: Dateline, web: Web, small_disk: Path) -> None:
    home = small_disk / "kb"
    links = "".join(
        f"<li><a href='/news/2026/05/{n:03}-tide'>Tide table number {n} is out</a> "
        "<time>2026-05-04</time></li>"
        for n in range(60)
    )
    web.pages["/"] = ("text/html", f"<html><body><h1>News</h1><ul>{links}</ul></body></html>".encode())
    for n in range(60):
        noise = os.urandom(20_000).hex()
        text = f"<p>{'The tide comes in and goes out again at Brenmouth. ' * 12}</p><!-- {noise} -->"
        title = f"Tide table number {n} is out"
        page = (
            f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
            f"<time datetime='2026-05-04'>4 May 2026</time>{text}</body></html>"
        )
        web.pages[f"/news/2026/05/{n:03}-tide"] = ("text/html", page.encode())
    added = dateline(
        "sources", "add", f"{web.url}/", "--name", "tides", "--set", "allow_private=true", "--set", "delay=0",
        home=home,
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    done = dateline("crawl", home=home)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "full" in done.stdout + done.stderr
    kept = dateline("export", home=home)
    known = len(kept.stdout.splitlines())
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    again = dateline("crawl", home=home)
    assert again.returncode == 0, again.stderr
    assert len(dateline("export", home=home).stdout.splitlines()) == 60 > known
