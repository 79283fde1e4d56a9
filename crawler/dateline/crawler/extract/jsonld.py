"""JSON-LD as sites write it: broken, nested, listed; flattened to nodes with their types."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html

Node = Mapping[str, Any]

ARTICLES = frozenset(
    [
        "article",
        "newsarticle",
        "pressrelease",
        "blogposting",
        "report",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "askpublicnewsarticle",
        "reviewnewsarticle",
        "advertisercontentarticle",
        "liveblogposting",
        "socialmediaposting",
        "scholarlyarticle",
        "medicalscholarlyarticle",
        "techarticle",
        "discussionforumposting",
        "satiricalarticle",
        "specialannouncement",
    ]
)
_MAX_SIZE = 500_000
_MAX_NODES = 2_000
_MAX_DEPTH = 12
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)
_TRAILING = re.compile(r",\s*(?=[}\]])")
_PAIR = re.compile(
    r'"(headline|datePublished|dateModified|inLanguage|@type)"\s*:\s*"((?:[^"\\]|\\.){1,500})"'
)


def nodes(tree: html.HtmlElement) -> list[Node]:
    """All objects of all JSON-LD scripts, outer before inner, in document order."""
    found: list[Node] = []
    for script in tree.iterfind(".//script[@type]"):
        if (
            script.get("type", "").partition(";")[0].strip().lower() != "application/ld+json"
            or not script.text
        ):
            continue
        for node in _walk(_load(script.text[:_MAX_SIZE]), 0):
            found.append(node)
            if len(found) >= _MAX_NODES:
                return found
    return found


def types(node: Node) -> frozenset[str]:
    """Types of a node in lower case, without their namespace."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(re.split("[/#:]", name)[-1].lower() for name in names if isinstance(name, str))


def texts(value: Any) -> Iterator[str]:
    """The texts of a value that may be one, a list of them, or an object with `@value` or `name`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for item in value[:50]:
            if not isinstance(item, list):
                yield from texts(item)
    elif isinstance(value, dict):
        for key in ("@value", "name", "@id", "url"):
            if isinstance(value.get(key), str):
                yield value[key]
                return


def _load(text: str) -> Any:
    text = _COMMENT.sub("", text.strip())
    for attempt in (text, _TRAILING.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    pairs: dict[str, str] = {}
    for key, value in _PAIR.findall(text):
        pairs.setdefault(key, value)
    if pairs.get("datePublished") or pairs.get("headline"):
        pairs["@type"] = "Article"
        return pairs
    return None


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        for item in value.values():
            if isinstance(item, (dict, list)):
                yield from _walk(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
