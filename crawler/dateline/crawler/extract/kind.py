"""What an article is: a press release, news, or no article at all."""

import re
from urllib.parse import urlsplit

from dateline.crawler.extract import jsonld
from dateline.crawler.extract.metadata import Metadata
from dateline.crawler.extract.page import Page
from dateline.records import Kind
from dateline.settings import Source

_GONE = re.compile(
    r"^\W*(?:(?:error|fehler)?\W*40[34]\b|(?:page|seite|file|document|article|site)\s+(?:was\s+)?(?:not|nicht)\s+(?:be\s+)?(?:found|gefunden|available|verfügbar)"
    r"|not found|nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata"
    r"|pagina niet gevonden|access denied|forbidden|internal server error|bad gateway|service unavailable"
    r"|(?:oops|sorry|ups)\W.{0,60}(?:found|gefunden|exist|existier)"
    r"|just a moment|attention required|are you (?:a )?human)",
    re.IGNORECASE,
)
_GONE_TEXT = re.compile(
    r"(?:page|article|document|seite|artikel).{0,60}(?:not (?:be )?found|does(?: not|n['’]t) exist"
    r"|no longer (?:exist|available)"
    r"|nicht gefunden|existiert nicht|nicht mehr (?:verfügbar|vorhanden))",
    re.IGNORECASE,
)
_STATIC = re.compile(
    r"/(?:about(?:-us)?|contact(?:-us)?|kontakt|impressum|imprint|privacy(?:-policy|-notice)?|datenschutz\w*|terms\w*|agb|legal\w*|"
    r"sitemap|search|suche|login|register|cookies?|archive?|category|tag|tags|topics?|author|autor|ueber-uns)(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
_RELEASE_PATH = re.compile(
    r"press-?_?releases?|news-?_?releases?|media-?_?releases?|pressemitteilung|medienmitteilung|medieninformation|presseinfo"
    r"|communiques?(?:-de-presse)?|comunicados?|comunicati|persbericht|pressmeddeland|pressemeld|/pr/|/prs?/|newsroom|/presse/",
    re.IGNORECASE,
)
_RELEASE_HEAD = re.compile(
    r"for immediate release|press release|news release|media release|pressemitteilung"
    r"|medienmitteilung|medieninformation"
    r"|presseinformation|communiqué de presse|comunicado de prensa|comunicato stampa|persbericht"
    r"|pressmeddelande"
    r"|nota de prensa|sperrfrist|under embargo",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"/\s?(?:PR ?News ?wire|PRN|EINPresswire|CNW|Newswire|Xinhua|ANTARA|OTS|news aktuell)[^/\n]{0,60}/"
    r"|\((?:BUSINESS WIRE|GLOBE ?NEWSWIRE|Marketwired|ACCESSWIRE|ots|EZ Newswire)[^)\n]{0,40}\)"
    r"|/\s?(?:PRNewswire|ACCESSWIRE|GLOBE NEWSWIRE|BUSINESS WIRE|EINPresswire\.com)[\s/-]"
    r"|\d{4}\s?/[^/\n]{2,40}/\s?(?:--|—|–|-)"
    r"|^SOURCE:? \S|\bVia (?:EIN )?(?:Presswire|PRLog)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CONTACT = re.compile(
    r"(?:media|press|news) (?:contacts?|inquir(?:ies|y)|enquir(?:ies|y)|relations)\b|contacts?"
    r" (?:for|presse)\b|pressekontakt"
    r"|medienkontakt|ansprechpartner(?:in)? (?:für|presse)|contact(?:o)? de prensa|contatto stampa"
    r"|rückfragen|for (?:more|further) information,? (?:please )?(?:contact|visit)"
    r"|notes? to editors",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:About|Über|Ueber|À propos de|Acerca de|Sobre|Chi è|Over|Om) [^\n]{2,90}$", re.MULTILINE
)
_END = re.compile(r"^(?:#\s?#\s?#|-\s?30\s?-|# # #|-END-|ENDS|\*\s?\*\s?\*)\s*$", re.MULTILINE)
_SHORTEST = 120


def kind(
    page: Page, metadata: Metadata, *, url: str, title: str, text: str, dated: bool, source: Source | None
) -> Kind:
    """`other` for what is no article, `release` for what bears a release's marks or stands in a newsroom."""
    if not _is_article(page, metadata, url, title, text, dated):
        return "other"
    if source is not None and source.kind != "outlet":
        if dated or _claims_article(metadata):
            return "release"
        return "release" if _marks(page, metadata, url, title, text) >= 2 else "other"
    least = 4 if source is not None else 3
    return "release" if _marks(page, metadata, url, title, text) >= least else "news"


def _is_article(page: Page, metadata: Metadata, url: str, title: str, text: str, dated: bool) -> bool:
    if not text or not title or _GONE.search(title[:200]):
        return False
    if len(text) < 1_000 and _GONE_TEXT.search(title + " " + text[:500]):
        return False
    if len(text) < _SHORTEST and (len(text.split()) < 15 or not dated):
        return False
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    claims = _claims_article(metadata)
    if not path and not parts.query and not claims:
        return False
    if _STATIC.search(parts.path) and not claims:
        return False
    if metadata.types & {"collectionpage", "searchresultspage", "contactpage", "aboutpage"} and not claims:
        return False
    return claims or not _is_listing(page, text, dated)


def _claims_article(metadata: Metadata) -> bool:
    return bool(metadata.types & jsonld.ARTICLES or "og:article" in metadata.types)


def _is_listing(page: Page, text: str, dated: bool) -> bool:
    """Whether most of what is there leads elsewhere, and little of it is running text."""
    sentences = sum(len(part) for part in text.split("\n\n") if len(part) > 150)
    linked = sum(len(line.text) for line in page.lines if line.linked and len(line.text) > 25)
    return linked > 3 * max(sentences, 1) and (sentences < 600 or not dated)


def _marks(page: Page, metadata: Metadata, url: str, title: str, text: str) -> int:
    """Points for what is usual in releases and rare elsewhere."""
    head = text[:500]
    tail = text[-4_000:]
    near = " ".join(line.text for line in page.lines[:60] if len(line.text) < 60)
    return (
        3 * bool("pressrelease" in metadata.types)
        + 3 * bool(re.search("for immediate release", head + near, re.IGNORECASE))
        + 3 * bool(_WIRE.search(head))
        + 2 * bool(_RELEASE_HEAD.search(near) or _RELEASE_HEAD.search(head))
        + 2 * bool(_RELEASE_PATH.search(urlsplit(url).path))
        + 2 * bool(_CONTACT.search(tail))
        + bool(_ABOUT.search(tail))
        + bool(_END.search(tail))
        + bool(_WIRE.search(tail))
    )
