"""`dateline trace --jsonl`, as a program runs it."""

import json
import subprocess
import sys

from dateline.nlp.tracing.articles import TraceInput

COMMAND = [sys.executable, "-m", "dateline.cli", "trace", "--jsonl"]


def run(text: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(COMMAND, input=text, capture_output=True, text=True, check=False, timeout=120)


def row(article: TraceInput) -> str:
    fields = ("id", "url", "source", "published", "title", "text")
    return json.dumps({name: getattr(article, name) for name in fields})


def test_articles_in_announcements_out(family: list[TraceInput]) -> None:
    done = run("\n".join(map(row, family)) + "\n")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert set(found) == {"announcement", "members"}
    assert found["announcement"] == found["members"][0]["id"]
    assert {member["id"] for member in found["members"]} == {item.id for item in family} - {"ministry"}
    for member in found["members"]:
        assert set(member) == {"id", "role", "reasons", "shared"}
        assert member["reasons"] and 0 <= member["shared"] <= 1


def test_bad_lines_are_named_and_left_out(family: list[TraceInput]) -> None:
    bad = ["{", "[1]", '{"title": "x"}', '{"id": "x", "text": 7}', ""]
    done = run("\n".join([*bad, row(family[0]), row(family[1])]))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "Line 1 is not JSON." in done.stderr
    assert 'Line 3 lacks "id".' in done.stderr
    assert 'Line 4 has a "text" that is not a string.' in done.stderr
    assert "4 lines were left out." in done.stderr


def test_nothing_in_nothing_out() -> None:
    done = run("")
    assert (done.returncode, done.stdout) == (0, "")
