"""The body text: trafilatura's choice of elements, written as paragraphs."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree, html

from dateline.crawler.extract.completion import complete
from dateline.crawler.extract.page import Page
from dateline.crawler.extract.text import folded, paragraph

_BLOCKS = frozenset(
    [
        "p",
        "head",
        "item",
        "quote",
        "row",
        "code",
        "ab",
        "list",
        "table",
        "div",
        "body",
        "fw",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "tr",
        "pre",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "figcaption",
        "table",
        "tbody",
        "thead",
    ]
)
_SKIP = frozenset(["script", "style", "noscript", "template", "form", "button", "svg", "nav", "iframe"])
_GAP = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
_SENTENCE = 60
_ENOUGH = 0.6
_SPACE = re.compile(r"[^\S\n]+")


def body(page: Page, title: str, title_line: int, description: str) -> str:
    """Paragraphs of the article, separated by a blank line; empty where nothing reads like one."""
    chosen = [] if page.large else _extracted(page)
    chosen = complete(page, chosen, title_line, description) if chosen else list(_plain(page))
    head = folded(title)
    while chosen and head and folded(chosen[0]) == head:
        del chosen[0]
    return "\n\n".join(chosen)


def of_elements(elements: Iterable[html.HtmlElement]) -> str:
    """Paragraphs of chosen elements, all of their text."""
    return "\n\n".join(text for element in elements for text in paragraphs(element))


def paragraphs(root: etree._Element) -> Iterator[str]:
    """Texts of the blocks of a tree, in order; two line breaks part paragraphs, one stays a line break."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag in _SKIP:
            if event == "start":
                continue
            text = element.tail if element is not root else None
        elif event == "start":
            if tag in ("lb", "br"):
                parts.append("\n")
            elif tag in ("cell", "td", "th") and parts and parts[-1].strip():
                parts.append(" | ")
            elif tag in _BLOCKS:
                yield from _split("".join(parts))
                parts.clear()
            text = element.text
            if text and any(up.tag in _SKIP for up in element.iterancestors(*_SKIP)):
                text = None
        else:
            if tag in _BLOCKS:
                yield from _split("".join(parts))
                parts.clear()
            text = element.tail if element is not root else None
        if text:
            parts.append(text)
    yield from _split("".join(parts))


def _split(text: str) -> Iterator[str]:
    if not text or text.isspace():
        return
    for piece in _GAP.split(text):
        rows = [row for row in map(paragraph, piece.split("\n")) if row and row != "|"]
        if rows:
            yield "\n".join(rows)


def _extracted(page: Page) -> list[str]:
    """Trafilatura's choice: its quick one where that holds most of what the page says, else its"
    " careful one."""
    quick = _chosen(page.tree, fast=True)
    said = sum(len(line.text) for line in page.lines if not line.linked and len(line.text) > _SENTENCE)
    if quick and sum(map(len, quick)) > _ENOUGH * said:
        return quick
    return _chosen(page.tree, fast=False)


def _chosen(tree: html.HtmlElement, *, fast: bool) -> list[str]:
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(tree, include_comments=False, with_metadata=False, fast=fast)
    except Exception:
        return []
    found = getattr(document, "body", None)
    return [] if found is None else list(paragraphs(found))


def _plain(page: Page) -> Iterator[str]:
    """For pages too large to weigh, or that hold too little: the lines that are sentences."""
    for line in page.lines:
        if not line.linked and (len(line.text) > 80 or (len(line.text) > 30 and line.text[-1] in '.!?:"”“')):
            yield line.text
