"""What end-to-end tests share: the command line's type and a small site on loopback."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

Dateline = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass
class Web:
    """A site on loopback: path → (content type, body); anything else is 404."""

    url: str
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """`dateline serve` on a free port; its address, with a slash at the end."""
    command = [sys.executable, "-m", "dateline.cli", "--home", str(home), "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=20)
