"""Floors only go up: no commit lowers or drops a value of `tests/floors.toml`."""

import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE = "tests/floors.toml"

Floors = Mapping[str, Mapping[str, float]]


def git(*arguments: str) -> str:
    """What git prints; skips the test where there is no history to ask."""
    if shutil.which("git") is None:
        pytest.skip("needs git, which is not installed")
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"needs the project's git history: {done.stderr.strip()}")
    return done.stdout


def lowered(before: Floors, after: Floors) -> list[str]:
    """Values that fell or went away."""
    return [
        f"{gold} {measure}: {least} → {after.get(gold, {}).get(measure)}"
        for gold, measures in before.items()
        for measure, least in measures.items()
        if after.get(gold, {}).get(measure, float("-inf")) < least
    ]


def test_a_lowered_and_a_dropped_floor_are_seen() -> None:
    before = {"own": {"dates": 0.9, "contacts": 0.7}}
    assert lowered(before, {"own": {"dates": 0.95, "contacts": 0.7}, "more": {"dates": 0.1}}) == []
    assert lowered(before, {"own": {"dates": 0.89, "contacts": 0.7}}) == ["own dates: 0.9 → 0.89"]
    assert lowered(before, {"own": {"dates": 0.9}}) == ["own contacts: 0.7 → None"]
    assert len(lowered(before, {})) == 2


def test_no_commit_lowers_a_floor() -> None:
    commits = git("log", "--reverse", "--topo-order", "--diff-filter=AM", "--format=%H", "--", FILE).split()
    if not commits:
        pytest.skip(f"needs a git history that holds {FILE}")
    texts = [git("show", f"{commit}:{FILE}") for commit in commits]
    versions: list[Floors] = [
        tomllib.loads(text) for text in (*texts, (ROOT / FILE).read_text(encoding="utf8"))
    ]
    names = [*commits, "the working tree"]
    falls = [
        f"{name}: {fall}"
        for name, (before, after) in zip(names[1:], pairwise(versions), strict=True)
        for fall in lowered(before, after)
    ]
    assert falls == []
