"""The one directory that holds a knowledge base, and the lock that lets one writer in at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import LockedError, UsageError
from dateline.settings import Settings, load


@dataclass(frozen=True, slots=True)
class Home:
    """Paths of a knowledge base; `root` need not exist yet."""

    root: Path

    @property
    def settings_file(self) -> Path:
        return self.root / "dateline.toml"

    @property
    def database(self) -> Path:
        return self.root / "dateline.db"

    @property
    def archive(self) -> Path:
        """Folder of WARC files."""
        return self.root / "archive"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    def settings(self) -> Settings:
        """What `dateline.toml` says now.  Raises UsageError where it is not readable."""
        return load(self.settings_file)

    def create(self) -> None:
        """Make the folders, for this user only.  Raises UsageError if that cannot be."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.archive, self.logs):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{self.root} cannot be used as a knowledge base: {error.strerror}.") from None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the knowledge base for writing.  Raises LockedError if another process has it.

        The lock is the kernel's and goes with the process, so that a killed run leaves none behind.
        """
        self.create()
        handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(handle, 32, 0).decode(errors="replace").strip() or "unknown"
                raise LockedError(
                    f"Another run (process {holder}) is writing to {self.root}; wait for it or stop it."
                ) from None
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(handle)


def find(path: str | os.PathLike[str] | None = None) -> Home:
    """The knowledge base at `path`, else at `DATELINE_HOME`, else `./dateline-data`.

    Raises UsageError where something else than a folder stands.
    """
    root = Path(path or os.environ.get("DATELINE_HOME") or "dateline-data").expanduser().absolute()
    if any(place.exists() and not place.is_dir() for place in (root, *root.parents)):
        raise UsageError(f"{root} cannot be a knowledge base: it is no folder, or lies in none.")
    return Home(root)
