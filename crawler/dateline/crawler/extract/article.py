"""From bytes to an article: the steps of extraction in their order."""

from dateline.crawler import address
from dateline.crawler.extract.authors import authors
from dateline.crawler.extract.body import body
from dateline.crawler.extract.canonical import canonical
from dateline.crawler.extract.encoding import LIMIT, decode
from dateline.crawler.extract.kind import kind
from dateline.crawler.extract.language import language
from dateline.crawler.extract.metadata import read
from dateline.crawler.extract.page import parse
from dateline.crawler.extract.published import date_order, times
from dateline.crawler.extract.selectors import Chosen, choose
from dateline.crawler.extract.site import site_name
from dateline.crawler.extract.title import headline
from dateline.records import Article
from dateline.settings import Source

EXTRACTOR = "1"
"""Version of what extraction reads from a page; the store keeps it with each revision."""


def extract(
    html: bytes | str, url: str, *, source: Source | None = None, content_type: str | None = None
) -> Article:
    """The article on a page, whatever its bytes are; never raises.

    `url` is the address that answered, `source` brings selectors, zone and language of the
    site, `content_type` is the header as sent.  A page without an article gives one of kind `other`.
    """
    markup = decode(html, content_type) if isinstance(html, bytes) else html[:LIMIT]
    page = parse(markup)
    if page is None:
        return _empty(url)
    metadata = read(page.tree)
    chosen = choose(page.tree, source) if source else Chosen()
    found = headline(page, metadata, url)
    title = chosen.title or found.text
    text = chosen.body or body(page, title, found.line, metadata.description)
    order = (source.date_order if source else "") or date_order(metadata.languages, url)
    when = times(page, metadata, found.line, text, url, order, chosen.date)
    zone = source.time_zone if source else ""
    return Article(
        url=url,
        canonical_url=canonical(url, metadata.canonicals),
        title=title,
        text=text,
        published=when.published.iso(zone) if when.published else None,
        published_raw=when.published.raw if when.published else None,
        modified=when.modified.iso(zone) if when.modified else None,
        authors=chosen.authors or authors(page, metadata, found.line, url),
        language=(source.language if source else "") or language(text, metadata.languages),
        site_name=site_name(metadata, title, url),
        kind=kind(
            page, metadata, url=url, title=title, text=text, dated=when.published is not None, source=source
        ),
    )


def _empty(url: str) -> Article:
    return Article(
        url=url,
        canonical_url=address.canonicalize(url),
        title="",
        text="",
        published=None,
        published_raw=None,
        modified=None,
        authors=(),
        language=None,
        site_name=address.site(url) or None,
        kind="other",
    )
