"""`dateline serve`."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from dateline.home import Home
from dateline.index.stage import index
from loopback import serving

COMMAND = [sys.executable, "-m", "dateline.cli", "serve"]


def test_it_prints_its_address_answers_and_ends(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--home", str(tmp_path / "kb"), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line
        answer = httpx.get(found[0], trust_env=False)
        assert "Nothing is in this knowledge base yet" in answer.text
        assert "server" not in answer.headers
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=15)
        assert "Traceback" not in errors
    finally:
        process.kill()
        process.communicate()


def fails(*arguments: str) -> str:
    done = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert done.returncode == 2
    return done.stderr


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        error = fails("--home", str(tmp_path / "kb"), "--port", str(port))
    assert error == (
        f"dateline: Port {port} on 127.0.0.1 is in use; "
        "stop what uses it, or give --port another one (0: any free one).\n"
    )
    assert not (tmp_path / "kb").exists()


def test_an_unreadable_settings_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text("[site\n")
    error = fails("--home", str(tmp_path), "--port", "0")
    assert error.count("\n") == 1
    assert "is not valid TOML" in error


def test_an_index_of_another_version_is_made_anew_before_serving(tmp_path: Path) -> None:
    home = Home(tmp_path / "kb")
    home.create()
    index(home)
    state = home.index / "current.json"
    state.write_text(json.dumps(json.loads(state.read_text()) | {"format": 1}))
    with serving(home.root) as address:
        answer = httpx.get(f"{address}api/search?q=tide", trust_env=False)
    assert (answer.status_code, answer.json()["total"]) == (200, 0)
    assert json.loads(state.read_text())["format"] != 1
