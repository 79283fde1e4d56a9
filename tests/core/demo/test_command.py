"""`dateline demo` from the terminal, on a knowledge base that is there already."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx

from dateline.demo import build


def start(home: Path, *options: str) -> subprocess.Popen[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "dateline.cli", "demo", "--home", str(home), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def test_a_second_start_serves_at_once_and_ends_with_ctrl_c(built: Any) -> None:
    began = time.monotonic()
    with start(built.home.root, "--port", "0") as process, ExitStack() as ending:
        ending.callback(process.kill)  # or a failure here would wait for the server's end for ever
        assert process.stdout is not None
        printed = ""
        while "http://" not in printed:
            line = process.stdout.readline()
            assert line, process.stderr and process.stderr.read()
            printed += line
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", printed)
        page = httpx.get(address, params={"q": "eelgrass"}, timeout=20)
        assert time.monotonic() - began < 20
        assert page.status_code == 200
        assert "meadows off Quillhaven store four times" in page.text
        known = build.made(built.home)
        assert known is not None
        live = httpx.get(f"http://127.0.0.1:{known.ports['wire']}/release/20260902/recall-chowder.html")
        assert "L2246 and L2247" in live.text
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=15) == 0


def test_once_says_that_all_is_there(built: Any) -> None:
    with start(built.home.root, "--once") as process:
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "The demo is ready" in out


def test_another_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with start(tmp_path, "--once") as process:
        _, error = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "holds something that is no demo" in error
    assert len(error.splitlines()) == 1
