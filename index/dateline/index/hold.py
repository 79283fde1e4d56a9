"""A writer's hold on an index folder: the lock, the state that it goes on from, the build that it writes."""

import contextlib
import fcntl
import os
from pathlib import Path

from dateline.errors import DatelineError, LockedError
from dateline.index import place
from dateline.index.place import FORMAT, Current


class Hold:
    """One at a time, which the kernel's lock sees to; it goes with the process.

    Raises LockedError while another one has the folder, DatelineError where the state is of another engine
    or version and no rebuild is wanted.
    """

    def __init__(self, folder: Path, engine: str, *, rebuild: bool) -> None:
        self._folder, self._engine = folder, engine
        place.create(folder)
        self._lock = os.open(folder / "write.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            raise LockedError(f"Another process is writing to {folder}; wait for it or stop it.") from None
        try:
            self.current = None if rebuild else place.read(folder)
            if self.current and (self.current.engine, self.current.format) != (engine, FORMAT):
                raise DatelineError(
                    "The index is of another engine or version; run `dateline index --rebuild`."
                )
            self.build = folder / self.current.build if self.current else place.new_build(folder)
        except BaseException:
            self.close()
            raise

    @property
    def toc(self) -> int:
        """The engine's number of the state that is gone on from; 0 where there is none."""
        return self.current.toc if self.current else 0

    def publish(self, toc: int, documents: int, changed: int) -> int:
        """Make what was written the served state; returns the generation."""
        self.current = place.publish(
            self._folder,
            Current(
                build=self.build.name,
                engine=self._engine,
                format=FORMAT,
                generation=0,
                toc=toc,
                documents=documents,
                changed=changed,
            ),
        )
        return self.current.generation

    def tidy(self) -> None:
        """Delete all other builds."""
        place.tidy(self._folder, self.build.name)

    def close(self) -> None:
        """Let the next writer in."""
        if self._lock >= 0:
            with contextlib.suppress(OSError):
                os.close(self._lock)
            self._lock = -1
