"""What a source's own selectors choose; it wins over everything found."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from lxml.cssselect import CSSSelector

from dateline.crawler.extract.body import of_elements
from dateline.crawler.extract.text import line
from dateline.settings import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Texts of the chosen elements; empty where there is no selector or it finds nothing."""

    title: str = ""
    body: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()


def choose(tree: html.HtmlElement, source: Source) -> Chosen:
    """What the selectors of a source find on a page."""
    return Chosen(
        title=next(_texts(tree, source.title_css), ""),
        body=of_elements(_select(tree, source.body_css)),
        date=next(_texts(tree, source.date_css), ""),
        authors=tuple(dict.fromkeys(_texts(tree, source.author_css))),
    )


def _texts(tree: html.HtmlElement, css: str) -> Iterator[str]:
    for element in _select(tree, css):
        value = element.get("datetime") or element.get("content") or element.text_content()
        if text := line(value):
            yield text


def _select(tree: html.HtmlElement, css: str) -> list[html.HtmlElement]:
    """Elements in document order; a selector that is no selector finds nothing."""
    if not css:
        return []
    try:
        return list(CSSSelector(css, translator="html")(tree))[:200]
    except Exception:
        return []
