"""The index' folder: which build serves, who may write to it, and how builds change places.

    index/current.json     what serves now: build, engine, format, generation, toc, documents, changed
    index/b00001/…         a build: all files of one engine

Only `current.json` says what counts.  It is replaced in one step after everything that it names is on the
disk, so that a run killed anywhere leaves the last published state, and readers never see half a change.
"""

import json
import os
import shutil
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from dateline.errors import DatelineError

FORMAT = 6
"""Number of the layout and meaning of the files; another one is rebuilt."""
CURRENT = "current.json"


class Unsafe(DatelineError):
    """Somebody else could have written the index, which Whoosh reads in a way that can run code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The published state."""

    build: str
    engine: str
    format: int
    generation: int
    """Counts every published state."""
    toc: int
    """The engine's own number of the state within the build."""
    documents: int
    changed: int
    """Highest change number of the store that is in it."""


def read(folder: Path) -> Current | None:
    """The published state, or None where there is none; checks the folder first."""
    path = folder / CURRENT
    try:
        check(folder)
        current = Current(**json.loads(path.read_text(encoding="utf8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        raise DatelineError(f"{path} is damaged; run `dateline index --rebuild`.") from None
    if "/" in current.build or current.build.startswith("."):
        raise DatelineError(f"{path} is damaged; run `dateline index --rebuild`.")
    return current


def check(folder: Path) -> None:
    """Raise Unsafe unless this user alone owns and may write the folder and all in it."""
    for path in (folder, *_inside(folder)):
        try:
            info = path.lstat()
        except FileNotFoundError:
            if path == folder:
                raise
            continue  # a writer took it away meanwhile
        if stat.S_ISLNK(info.st_mode):
            raise Unsafe(f"{path} is a link, which an index may not hold; run `dateline index --rebuild`.")
        if info.st_uid != os.geteuid() or info.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise Unsafe(
                f"{path} belongs to or can be written by somebody else; if you trust it, make it yours alone "
                f"(chmod -R go-w {folder}), else delete the folder and run `dateline index --rebuild`."
            )


def _inside(folder: Path) -> list[Path]:
    out: list[Path] = []
    for root, folders, files in os.walk(folder):
        out += [Path(root, name) for name in (*folders, *files) if not name.endswith(".lock")]
    return out


def create(folder: Path) -> None:
    """Make the folder, for this user only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def new_build(folder: Path) -> Path:
    """An empty folder for a build that isn't published yet."""
    create(folder)
    numbers = [int(p.name[1:]) for p in folder.glob("b*") if p.name[1:].isdigit()]
    path = folder / f"b{max(numbers, default=0) + 1:05}"
    path.mkdir(mode=0o700)
    return path


def publish(folder: Path, current: Current) -> Current:
    """Make this the served state; returns it with its generation."""
    before = _generation(folder)
    current = replace(current, generation=before + 1)
    temporary = folder / f"{CURRENT}.new"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, json.dumps(asdict(current)).encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    sync(folder / current.build)
    temporary.replace(folder / CURRENT)
    sync(folder)
    return current


def _generation(folder: Path) -> int:
    try:
        return int(json.loads((folder / CURRENT).read_text(encoding="utf8"))["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def sync(folder: Path) -> None:
    """Bring the folder's list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def tidy(folder: Path, keep: str) -> None:
    """Delete all builds but one."""
    for path in folder.glob("b*"):
        if path.name != keep and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def size(folder: Path) -> int:
    """Bytes of all files; one that a writer takes away meanwhile is none."""
    total = 0
    for path in _inside(folder):
        with suppress(FileNotFoundError):
            info = path.lstat()
            total += info.st_size if stat.S_ISREG(info.st_mode) else 0
    return total
