"""The name of the site that an article stands on."""

import re

from dateline.crawler import address
from dateline.crawler.extract.metadata import Metadata
from dateline.crawler.extract.text import folded

_SEPARATOR = re.compile(r"\s+[|–—•·«»›-]\s+|\s*[|»]\s*")


def site_name(metadata: Metadata, title: str, url: str) -> str | None:
    """What the page calls its site, else the part of its title element beside the headline, else the host."""
    for name in metadata.sites:
        if name and len(name) <= 100 and not name.startswith(("http", "@")):
            return name
    parts = _SEPARATOR.split(metadata.title_element)
    if len(parts) > 1:
        for part in (parts[-1], parts[0]):
            if 1 < len(part) <= 60 and folded(part) and folded(part) not in folded(title):
                return part.strip()
    return address.site(url) or None


def is_site(text: str, metadata: Metadata, url: str) -> bool:
    """Whether a text is no more than the site's name, in one of its writings."""
    name = folded(text)
    if not name:
        return True
    host = address.site(url)
    labels = host.split(".")
    known = {folded(site) for site in metadata.sites} | {folded(host)}
    if len(labels) > 1 and not labels[-1].isdigit():
        known |= {folded(labels[-2]), folded(labels[-2] + labels[-1])}
    return name in known or name.removesuffix("redaktion") in known or name.removesuffix("online") in known
