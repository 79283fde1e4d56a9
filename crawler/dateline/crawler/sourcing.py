"""Entries of dateline.toml made from what a site offers and from what the user says."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from dateline.crawler.address import canonicalize, site
from dateline.crawler.stage import run_process
from dateline.errors import UsageError
from dateline.home import Home
from dateline.settings import Settings, Source, sentence


def assignments(given: Sequence[str]) -> dict[str, Any]:
    """Values of an entry from KEY=VALUE words: lists as `[…]` or by repeating the key.

    Raises UsageError for a key that an entry does not have.
    """
    values: dict[str, Any] = {}
    for word in given:
        key, equals, value = word.partition("=")
        key = key.strip().replace("-", "_")
        if not equals:
            raise UsageError(f"--set {word} is not of the form KEY=VALUE.")
        if key not in Source.model_fields:
            known = ", ".join(Source.model_fields)
            raise UsageError(f"A source has no {key!r}; it has {known}.")
        if isinstance(Source.model_fields[key].default, tuple):
            values[key] = (*values.get(key, ()), *_items(value))
        else:
            values[key] = value
    return values


def _items(value: str) -> tuple[str, ...]:
    if not value.startswith("["):
        return (value,) if value else ()
    try:
        items = tomllib.loads(f"x = {value}")["x"]
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{value} is no list: {error}.") from None
    return tuple(str(item) for item in items)


def make(values: Mapping[str, Any]) -> Source:
    """The entry with these values.  Raises UsageError, one sentence."""
    try:
        return Source.model_validate(dict(values))
    except ValidationError as error:
        raise UsageError(f"The source cannot be set so: {sentence(error)}") from None


def address(given: str) -> str:
    """The address that the user means.  Raises UsageError if it is none."""
    text = given.strip()
    if "://" not in text:
        text = f"https://{text}"
    url = canonicalize(text)
    if urlsplit(url).scheme not in ("http", "https") or not site(url):
        raise UsageError(f"{given!r} is no web address such as https://www.example.org/news.")
    return url


def name_for(url: str, taken: Mapping[str, Any]) -> str:
    """A name for a new source, after its host."""
    parts = urlsplit(url)
    host = site(url)
    if not re.fullmatch(r"[\d.]+", host):
        host = re.sub(r"^(?:news|newsroom|press|media|presse|newswire)\.(?=.+\.)", "", host)
        host = re.sub(r"\.(?:com|org|net|edu|gov|ac\.uk|co\.uk|[a-z]{2})$", "", host)
    elif parts.port:
        host = f"{host}-{parts.port}"
    base = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")[:50] or "source"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def look(home: Home, settings: Settings, source: Source, task: str) -> dict[str, Any]:
    """Have a process look at the site: what it offers (`add`), or what would be fetched (`check`)."""
    job = {
        "home": str(home.root),
        "settings": settings.model_dump(mode="json"),
        "source": source.model_dump(mode="json"),
        "task": task,
    }
    return run_process("dateline.crawler.scout", job)


def entry(found: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Source, dict[str, str]]:
    """The entry for what was found, and remarks on its fields; what the user set wins."""
    complete = any(covers for _, _, covers in found["sitemaps"])
    guessed: dict[str, Any] = {
        "url": found["url"],
        "kind": found["kind"],
        "title": found["title"],
        "feeds": [url for url, _ in found["feeds"]],
        "sitemaps": [url for url, _, _ in found["sitemaps"]],
        "listings": [] if complete else [url for url, _, _ in found["listings"]],
        "follow": found["follow"],
    }
    remarks = {
        "feeds": ", ".join(f"{number} entries" for _, number in found["feeds"]),
        "sitemaps": ", ".join(
            "has what the newsroom page lists" if covers else "has only a part of the articles"
            for _, _, covers in found["sitemaps"]
        ),
        "listings": ", ".join(f"{number} articles, {goes_on}" for _, number, goes_on in found["listings"]),
        "follow": "the sitemap is one of a larger site",
    }
    if complete and "listings" not in values and found["listings"]:
        remarks["sitemaps"] += f", so {found['listings'][0][0]} need not be read"
    source = make({**guessed, **values})
    return source, {key: text for key, text in remarks.items() if text and key not in values}
