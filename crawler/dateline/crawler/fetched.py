"""A response, free of the crawling library's own types."""

from dataclasses import dataclass
from hashlib import sha256

from scrapy.http import Response

from dateline.crawler.address import canonicalize
from dateline.crawler.robots import validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A response, free of the crawler's own types."""

    url: str
    """The address that answered."""
    status: int
    headers: tuple[tuple[str, str], ...]
    content_type: str | None
    body: bytes
    etag: str | None
    last_modified: str | None

    @property
    def digest(self) -> str:
        """SHA-256 of the body, hexadecimal."""
        return sha256(self.body).hexdigest()


def content_type(response: Response) -> str | None:
    """The Content-Type header as sent."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1")[:200] if value else None


def fetched(response: Response) -> Fetched:
    """What a response says, as the keeper takes it."""
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    etag, last_modified = validators(response)
    return Fetched(
        url=canonicalize(response.url),
        status=response.status,
        headers=headers,
        content_type=content_type(response),
        body=response.body,
        etag=etag,
        last_modified=last_modified,
    )
