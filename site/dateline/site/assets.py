"""Static files under addresses that change with their content, so that browsers may keep them for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "ico": "image/x-icon",
}
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One static file."""

    name: str
    body: bytes
    media_type: str
    version: str
    """First 10 hexadecimal digits of the body's SHA-256."""

    @property
    def path(self) -> str:
        return f"/static/{self.name}?v={self.version}"


def load() -> Mapping[str, Asset]:
    """All files of the package's folder `static`, by name."""
    found = {}
    for entry in (files("dateline.site") / "static").iterdir():
        suffix = entry.name.rpartition(".")[2]
        if entry.is_file() and suffix in TYPES:
            body = entry.read_bytes()
            found[entry.name] = Asset(
                name=entry.name, body=body, media_type=TYPES[suffix], version=sha256(body).hexdigest()[:10]
            )
    return found
