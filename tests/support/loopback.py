"""What end-to-end tests share: the command line's type and a small site on loopback."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field

Dateline = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass
class Web:
    """A site on loopback: path → (content type, body); anything else is 404."""

    url: str
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
