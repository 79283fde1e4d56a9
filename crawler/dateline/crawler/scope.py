"""What belongs to a source: the addresses that its entry follows and ignores."""

import re

from dateline.crawler.entries import Entry, plausible
from dateline.crawler.listings import same_site
from dateline.settings import Source


class Scope:
    """Says of addresses whether they are the source's."""

    def __init__(self, source: Source) -> None:
        self._follow = [re.compile(pattern) for pattern in source.follow]
        self._ignore = [re.compile(pattern) for pattern in source.ignore]
        self._named = (source.url, *source.feeds, *source.sitemaps, *source.listings)

    def wants(self, entry: Entry) -> bool:
        """Whether an announced address may be an article of this source."""
        if self.ignores(entry.url):
            return False
        if self._follow:
            return any(pattern.search(entry.url) for pattern in self._follow)
        return plausible(entry.url) and self.owns(entry.url)

    def owns(self, url: str) -> bool:
        """Whether the address is on one of the sites that the entry names."""
        return any(same_site(url, other) for other in self._named)

    def ignores(self, url: str) -> bool:
        """Whether the entry tells to leave the address alone."""
        return any(pattern.search(url) for pattern in self._ignore)
