"""Who an article says it has its text from."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from dateline.nlp.tracing.articles import TraceInput

CreditKind = Literal["wire", "source", "canonical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One statement of where a text comes from."""

    kind: CreditKind
    """`wire`: the dateline names the wire that distributed it; `source`: a line names an issuer or a site;
    `canonical`: the page's canonical link leads to another site."""
    name: str
    """Who is credited: a wire, an issuer, or a host."""
    text: str
    """The words of the page, for the reader."""


_WIRE = re.compile(
    r"[(/]\s?([^\n()/]{0,24}(?i:press ?release|wire|pr karma|reuters|associated press)[^\n()/]{0,16})\s?[)/]"
)
_LINES = (
    re.compile(r"^[ \t]*SOURCE:?\s+([A-Z0-9][^\n]{1,80})$", re.MULTILINE),
    re.compile(
        r"\b(?i:(?:press |news |media )?(?:release|statement|text|article|story|content) (?:was )?"
        r"(?:first |originally |initially )?"
        r"(?:issued|provided|distributed|published|released|supplied|appeared)"
        r"(?: by| on| at| in))\s+((?:the )?[A-Z][^\n.,;()]{1,70})"
    ),
    re.compile(
        r"\b(?i:originally|first) (?i:published|appeared|posted)(?i: by| on| at| in)\s+"
        r"([^\n,;()]{2,70}?)(?:[.\s]*$|\. |[,;(\n])",
        re.MULTILINE,
    ),
    re.compile(
        r"^[ \t(]*(?i:source|via|quelle|fuente|fonte|courtesy of|with material from|adapted from"
        r"|pressemitteilung(?: der| des| von)?)(?::|\s)\s*"
        r"((?:the |die |der )?[A-ZÄÖÜ][^\n()]{1,70}?)[).]*$",
        re.MULTILINE,
    ),
)


def host(url: str) -> str:
    """The host of an address without `www.`, with its port where it has one; empty where there is none."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return name.removeprefix("www.") + (f":{port}" if port else "")


def credits(article: TraceInput) -> list[Credit]:
    """All credits of an article, the canonical link first."""
    found: list[Credit] = []
    own, canonical = host(article.url), host(article.canonical_url)
    if own and canonical and own != canonical:
        found.append(Credit(kind="canonical", name=canonical, text=article.canonical_url))
    text = article.text[:200_000]
    if match := _WIRE.search(text[:400]):
        found.append(Credit(kind="wire", name=match[1].strip(" -"), text=match[0]))
    for pattern in _LINES:
        if match := pattern.search(text):
            found.append(Credit(kind="source", name=match[1].strip(" .)"), text=" ".join(match[0].split())))
            break
    return found


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def credited(credit: Credit, article: TraceInput) -> bool:
    """Whether that credit can mean this article: its site, its source, or the institution that issued it."""
    if credit.kind == "wire":
        wire = _letters(credit.name)
        return len(wire) > 3 and any(
            wire in name or name in wire
            for name in (
                _letters(article.source),
                _letters(article.source_title),
                _letters(host(article.url).rpartition(".")[0]),
            )
            if len(name) > 3
        )
    if credit.kind == "canonical":
        return credit.name == host(article.url)
    name = _letters(credit.name)
    names = {article.source, article.source_title, host(article.url), host(article.url).rpartition(".")[0]}
    if article.annotations:
        for institution in article.annotations.institutions:
            if institution.role == "issuer":
                names |= {institution.name, *(mention.text for mention in institution.mentions)}
    if len(name) < 4:
        return False
    return any(len(own) > 3 and (own in name or name in own) for own in map(_letters, names))
