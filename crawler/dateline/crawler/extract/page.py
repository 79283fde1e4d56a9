"""A page parsed once: the tree, and the lines a reader sees in their order."""

import re
from dataclasses import dataclass

from lxml import etree, html

from dateline.crawler.extract.text import line as clean

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_HIDDEN = frozenset(["script", "style", "noscript", "template", "svg", "head", "select", "iframe", "object"])
_NUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MAX_LINES = 3_000
_MAX_ELEMENTS = 60_000
_MAX_DEPTH = 250


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text between two block boundaries."""

    text: str
    linked: bool
    """Whether most of it is a link."""
    element: html.HtmlElement
    """The innermost element in which the line begins."""


@dataclass(frozen=True, slots=True)
class Page:
    tree: html.HtmlElement
    lines: tuple[Line, ...]
    large: bool
    """Too many elements for algorithms that are not linear."""


def parse(markup: str) -> Page | None:
    """The page; None where there is no element in it.  Depth, elements and lines are bounded."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    data = _NUL.sub("", markup).encode("utf-8", "replace")
    if b"<" not in data:
        return None
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if tree is None or not isinstance(tree.tag, str):
        return None
    lines, count = _lines(tree)
    return Page(tree=tree, lines=lines, large=count > _MAX_ELEMENTS)


def _lines(tree: html.HtmlElement) -> tuple[tuple[Line, ...], int]:
    lines: list[Line] = []
    parts: list[str] = []
    total = linked = count = anchors = hidden = 0
    first: html.HtmlElement | None = None

    def flush() -> None:
        nonlocal total, linked, first
        if parts and first is not None and len(lines) < _MAX_LINES:
            text = clean("".join(parts), 2_000)
            if text:
                lines.append(Line(text, linked * 2 > total, first))
        parts.clear()
        total = linked = 0
        first = None

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if event == "start":
            count += 1
            if count > _MAX_ELEMENTS:
                break
            if tag in _HIDDEN:
                hidden += 1
            elif tag == "a":
                anchors += 1
            if tag in _BLOCKS:
                flush()
            text = element.text
        else:
            if tag in _HIDDEN:
                hidden -= 1
            elif tag == "a":
                anchors -= 1
            if tag in _BLOCKS:
                flush()
            text = element.tail
        if text and not hidden:
            if first is None and not text.isspace():
                first = element if event == "start" else element.getparent()
            if first is not None:
                parts.append(text)
                total += len(text)
                if anchors:
                    linked += len(text)
    flush()
    return tuple(lines), count
