"""The sites of the demo web: who they are and how their addresses look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dateline.demo.texts import Text
from dateline.records import SourceKind

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site; paths are format strings of year, month, day and slug, or of the listing's page number."""

    name: str
    kind: SourceKind
    title: str
    language: str
    port: int
    """Port of the demo command; tests use free ones."""
    article: str
    listing: str
    """First listing page."""
    listing_next: str
    per_page: int
    """Teasers on a listing page; 0: all on one."""

    def path(self, text: Text) -> str:
        """Where the site shows the text."""
        day = text.published
        pattern = "/en/press/{slug}" if self.name == "german" and text.language == "en" else self.article
        return pattern.format(y=f"{day:%Y}", m=f"{day:%m}", d=f"{day:%d}", slug=text.slug)

    def page(self, number: int) -> str:
        """Path of a listing page, from 1."""
        return self.listing if number == 1 else self.listing_next.format(n=number)


SITES: Mapping[str, Site] = {
    site.name: site
    for site in (
        Site(
            name="university",
            kind="newsroom",
            title="University of Brenmouth",
            language="en",
            port=8401,
            article="/news/{y}/{m}/{slug}",
            listing="/news/",
            listing_next="/news/page/{n}/",
            per_page=6,
        ),
        Site(
            name="ministry",
            kind="newsroom",
            title="Ministry of Harbours and Justice",
            language="en",
            port=8402,
            article="/press/releases/{slug}.html",
            listing="/press/releases",
            listing_next="/press/releases?page={n}",
            per_page=6,
        ),
        Site(
            name="wire",
            kind="wire",
            title="Northgate Wire",
            language="en",
            port=8403,
            article="/release/{y}{m}{d}/{slug}.html",
            listing="/latest",
            listing_next="/latest",
            per_page=0,
        ),
        Site(
            name="outlet",
            kind="outlet",
            title="The Brenmouth Courier",
            language="en",
            port=8404,
            article="/{y}/{m}/{d}/{slug}/",
            listing="/archive/",
            listing_next="/archive/{n}/",
            per_page=8,
        ),
        Site(
            name="german",
            kind="newsroom",
            title="Universität Wehrlingen",
            language="de",
            port=8405,
            article="/presse/{slug}",
            listing="/presse/",
            listing_next="/presse/",
            per_page=0,
        ),
        Site(
            name="french",
            kind="newsroom",
            title="Institut Belrive",
            language="fr",
            port=8406,
            article="/actualites/{slug}",
            listing="/actualites",
            listing_next="/actualites",
            per_page=0,
        ),
    )
}


def human_date(day: datetime, language: str, *, weekday: bool = False) -> str:
    """A date as people write it: `Tuesday, 17 March 2026`, `17. März 2026`, `17 mars 2026`."""
    month = _MONTHS[language].split()[day.month - 1]
    written = f"{day.day}{'.' if language == 'de' else ''} {month} {day.year}"
    return f"{_DAYS[day.weekday()]}, {written}" if weekday else written
