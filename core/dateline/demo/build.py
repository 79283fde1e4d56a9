"""The demo's knowledge base: two nights' work on the demo web, a week apart, with corrections between them.

The nights run on a clock of the demo's own, so that what is upcoming, silent or due looks the same whenever
somebody tries it.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.metadata import version

from dateline import nightly
from dateline.demo.texts import FOLDER
from dateline.demo.web import RunningSite, RunningWeb
from dateline.errors import DatelineError, LockedError, UsageError
from dateline.home import Home
from dateline.nightly import Night
from dateline.progress import Meter
from dateline.settings import Source, write_atomically, write_source

NIGHTS = ("2026-10-23T03:00", "2026-10-31T03:00")
"""UTC.  The corrections are made between them."""
TODAY = "2026-10-31T09:00"
"""UTC; the clock while the search page is served."""

_MARK = "demo.json"
_LOCK = "demo.lock"
_FIGURES = {
    "articles/new": "new articles",
    "articles/revised": "revised",
    "articles/gone": "withdrawn",
    "institutions/named": "institutions named",
    "announcements/found": "announcements traced",
}
_SETTINGS = """\
# Made by `dateline demo`.  The sources are sites that the demo itself serves on this machine.

[crawl]
contact = "demo@dateline.example"

[site]
title = "Dateline demo"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What `demo.json` in the knowledge base says of it."""

    fingerprint: str
    """Of the texts and designs and the program's version."""
    ports: Mapping[str, int]
    """Site → port, as the addresses of the stored articles have them."""


@contextmanager
def clock(moment: str) -> Iterator[None]:
    """Set this process's `dateline.clock` to a moment."""
    before = os.environ.get("DATELINE_NOW")
    os.environ["DATELINE_NOW"] = moment
    try:
        yield
    finally:
        if before is None:
            del os.environ["DATELINE_NOW"]
        else:
            os.environ["DATELINE_NOW"] = before


def fingerprint() -> str:
    """Changes with texts, designs, tables and version: a demo that is already there is then made anew."""
    digest = hashlib.sha256(version("dateline").encode())
    for folder in ("demo/releases", "demo/blocks", "demo/templates", "store/migrations/versions"):
        for path in sorted((FOLDER.parent / folder).rglob("*.*")):
            if path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def made(home: Home) -> Made | None:
    """The finished demo in this folder; None where there is none, or one that was not finished."""
    try:
        data = json.loads((home.root / _MARK).read_text(encoding="utf8"))
        return Made(**data) if data["fingerprint"] else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Have the folder for making a demo in it, emptied of an earlier one.

    Raises UsageError for a folder with something else in it, LockedError if another demo is being made there.
    """
    found = {path.name for path in home.root.iterdir()} if home.root.is_dir() else set()
    if found - {_LOCK} and _MARK not in found:
        raise UsageError(f"{home.root} holds something that is no demo; give --home another folder.")
    home.create()
    handle = os.open(home.root / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(
                f"Another `dateline demo` is at work in {home.root}; give --home another folder."
            ) from None
        _mark(home, Made(fingerprint="", ports={}))
        for path in home.root.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in (_MARK, _LOCK, "lock"):
                path.unlink()
        home.create()
        yield
    finally:
        os.close(handle)


def build(
    home: Home,
    web: RunningWeb,
    *,
    meters: Callable[[str], AbstractContextManager[Meter]],
    say: Callable[[str], None] = lambda sentence: None,
) -> tuple[Night, Night]:
    """Make the knowledge base from the running web, which is left with its corrections made.

    The folder is `alone` this demo's.  Raises DatelineError if a stage failed.
    """
    write_atomically(home.settings_file, _SETTINGS)
    web.correct(False)
    with clock(NIGHTS[0]):
        say("Finding out what the six sites offer …")
        _add_sources(home, web)
        say("The first night: everything is new …")
        first = _night(home, meters, say)
    web.correct()
    with clock(NIGHTS[1]):
        say("A week later: two pages were corrected, one was withdrawn …")
        second = _night(home, meters, say)
    ports = {name: int(site.url.rstrip("/").rsplit(":", 1)[1]) for name, site in web.items()}
    _mark(home, Made(fingerprint=fingerprint(), ports=ports))
    return first, second


def _mark(home: Home, state: Made) -> None:
    data = {"fingerprint": state.fingerprint, "ports": dict(state.ports)}
    write_atomically(home.root / _MARK, json.dumps(data, indent=1) + "\n")


def _night(
    home: Home, meters: Callable[[str], AbstractContextManager[Meter]], say: Callable[[str], None]
) -> Night:
    night = nightly.run(home, meters=meters)
    counts: dict[str, int] = {}
    for stage in night.stages:
        if stage.errors:
            raise DatelineError(f"The demo's {stage.stage} failed: {stage.errors[0]}")
        counts.update(stage.counts)
    figures = ((counts.get(key, 0), words) for key, words in _FIGURES.items())
    say("  " + ", ".join(f"{number} {words}" for number, words in figures if number))
    return night


def _add_sources(home: Home, web: RunningWeb) -> None:
    """What `dateline sources add` does; kind and title are set by hand, as a user would."""
    from dateline.crawler import sourcing

    settings = home.settings()

    def look(running: RunningSite) -> tuple[Source, dict[str, str]]:
        site = running.site
        values = {"kind": site.kind, "title": site.title, "delay": 0, "allow_private": True}
        start = sourcing.make({"url": running.url, **values})
        return sourcing.entry(sourcing.look(home, settings, start, "add"), values)

    pool = ThreadPoolExecutor(2)
    try:
        for name, (entry, remarks) in zip(web, pool.map(look, web.values()), strict=True):
            write_source(home.settings_file, name, entry, comments=remarks)
    finally:
        pool.shutdown(cancel_futures=True)
