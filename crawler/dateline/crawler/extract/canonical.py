"""The one address of an article, where what the page says of it can be believed."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from dateline.crawler.address import canonicalize, resolve, site

_VARIANT = re.compile(r"(?:amp|print|printable|mobile|index)(?:\.\w{1,5})?|\d{1,2}", re.IGNORECASE)
"""Last parts of addresses at which an article is served in another form."""


def canonical(url: str, claims: Iterable[str]) -> str:
    """The first claim that is plausible, in canonical form, else the fetched address itself.

    A claim is plausible if it names the same site and neither its front page nor a folder above the fetched
    address, for listings and front pages often stand there by mistake.
    """
    own = canonicalize(url)
    for claim in claims:
        address = resolve(url, claim)
        if address and (address == own or _is_plausible(address, own)):
            return address
    return own


def _is_plausible(address: str, own: str) -> bool:
    if not _same_site(site(address), site(own)):
        return False
    there, here = urlsplit(address), urlsplit(own)
    path = there.path.rstrip("/")
    if not path and not there.query:
        return not here.path.rstrip("/") and not here.query
    below = here.path.rstrip("/").removeprefix(path + "/")
    if below != here.path.rstrip("/") and not _VARIANT.fullmatch(below):
        return False
    return not (path == here.path.rstrip("/") and here.query and not there.query and _identifies(here.query))


def _identifies(query: str) -> bool:
    """Whether a query may be what tells one article of a script from another: it holds a number or a name."""
    keys = {item.partition("=")[0].lower() for item in query.split("&")}
    return bool(
        keys
        & {"id", "p", "article", "articleid", "newsid", "nid", "pid", "item", "story", "release", "artnr"}
    )


def _same_site(one: str, other: str) -> bool:
    return bool(one) and (one == other or one.endswith("." + other) or other.endswith("." + one))
