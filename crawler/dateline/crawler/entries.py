"""What feeds, sitemaps and listing pages say of an article before it is fetched."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from dateline.crawler.address import resolve

MAX_TITLE = 500
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NO_ARTICLE = re.compile(
    r"about(?:-?us)?|contact(?:-?us)?|privacy(?:-?(?:policy|notice|statement))?|terms(?:-?(?:of-?(?:use|service)|"
    r"and-?conditions))?|imprint|impressum|legal(?:-?notice)?|disclaimer|cookies?(?:-?policy)?|accessibility|"
    r"search|log-?in|log-?out|sign-?(?:in|up|out)|register|account|subscribe|newsletter|sitemap|site-?map|"
    r"careers?|jobs|faq|help|support|advertise|rss|feeds?|home|index|calendar|datenschutz|kontakt|mentions-legales",
    re.IGNORECASE,
)
_NO_ARTICLE_FOLDER = re.compile(
    r"/(?:tags?|category|categories|authors?|topics?|search|calendar|cart|wp-json|wp-admin|cdn-cgi|"
    r"login|user|users|account|comments?|print|share|sponsored|advertorials?|partner-content)(?:/|$)",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|gz|rar|7z|jpe?g|png|gif|svg|webp|tiff?|mp3|mp4|m4a|mov|avi|wmv|webm|"
    r"css|js|json|xml|rss|atom|ics|epub|exe|dmg|txt|csv)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as it is announced."""

    url: str
    """Canonical form, http or https."""
    title: str | None = None
    """One line, at most 500 characters."""
    published: str | None = None
    """ISO 8601 date or time with offset."""
    modified: str | None = None
    """As `published`."""


def entry(
    base: str,
    link: str | None,
    *,
    title: str | None = None,
    published: str | None = None,
    modified: str | None = None,
) -> Entry | None:
    """The entry for a link on the page at `base`; None where it leads to no page of the web."""
    if not link or len(link) > 2000:
        return None
    url = resolve(base, link)
    if url is None:
        return None
    return Entry(url=url, title=one_line(title), published=published, modified=modified)


def one_line(text: str | None) -> str | None:
    """Text without invisible characters and line breaks; None for nothing."""
    line = " ".join(_INVISIBLE.sub("", text or "").split())[:MAX_TITLE]
    return line or None


def plausible(url: str) -> bool:
    """Whether the address may be an article's: not the front page, a file, or a page every site has."""
    parts = urlsplit(url)
    path = parts.path
    segments = [part for part in path.split("/") if part]
    if not segments and not parts.query:
        return False
    if _FILE.search(path) or _NO_ARTICLE_FOLDER.search(path):
        return False
    if not segments:
        return True
    last = re.sub(r"\.(?:html?|php|aspx?|jsp)$", "", segments[-1], flags=re.IGNORECASE)
    return not (len(segments) <= 2 and not parts.query and _NO_ARTICLE.fullmatch(last))


def moment(text: str | None) -> datetime | None:
    """The aware UTC time of an ISO 8601 date or time; a date counts from its first minute."""
    if not text:
        return None
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        value = datetime.fromisoformat(text)
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def iso(text: str | None) -> str | None:
    """A W3C or ISO 8601 date as it stands, if it is one."""
    text = (text or "").strip()[:40]
    return text if moment(text) else None
