"""What follows a correction: tracing and indexing, beside the server, soon after the last of several."""

import logging
import subprocess
import sys
from threading import Lock, Timer

from dateline.home import Home

log = logging.getLogger(__name__)
DELAY = 10.0
"""Seconds without a further correction, so that who makes several is not in their own way."""


class Upkeep:
    """Runs `dateline trace` and `dateline index` as processes of their own, one after the other.

    Where another run holds the lock, or the server ends first, the next night does it.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._timer: Timer | None = None
        self._tracing = False
        self._lock = Lock()

    def wanted(self, *, tracing: bool) -> None:
        """Something was corrected; `tracing` where announcements must be told anew."""
        with self._lock:
            self._tracing = self._tracing or tracing
            if self._timer:
                self._timer.cancel()
            self._timer = Timer(DELAY, self._run)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Start nothing any more."""
        with self._lock:
            if self._timer:
                self._timer.cancel()

    def _run(self) -> None:
        with self._lock:
            stages = ("trace", "index") if self._tracing else ("index",)
            self._tracing = False
        for stage in stages:
            command = [sys.executable, "-m", "dateline.cli", stage, "--home", str(self._home.root), "--json"]
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
            if done.returncode:
                reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
                log.warning("After a correction, %s was left to the next night: %s", stage, *reason)
                return
