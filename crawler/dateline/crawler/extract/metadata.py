"""What a page says of itself for machines: JSON-LD, OpenGraph, meta elements, microdata and RDFa."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import html

from dateline.crawler.extract import jsonld
from dateline.crawler.extract.text import folded, line, untagged

_TITLES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "headline",
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "published_time",
    "parsely-pub-date", "sailthru.date", "datepublished", "dcterms.issued", "dc.date.issued", "dcterms.date",
    "dcterms.created", "dc.date.created", "dc.date", "dc.issued", "dc.created", "article_date_original",
    "article:published", "article.published", "originalpublicationdate", "citation_publication_date",
    "citation_date", "date.issued", "date.created", "displaydate", "release_date", "date",
    "created", "timestamp",
    "ptime", "cxenseparse:recs:publishtime", "rnews:datepublished", "vr:published_time",
    "shareaholic:article_published_time",
    "content_create_date", "bt:pubdate", "firstpublished", "dc.date.publication",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time",
    "article:updated_time", "og:modified_time",
    "datemodified", "dcterms.modified", "dc.date.modified", "dc.modified", "last-modified", "lastmod",
    "modified", "revision_date", "updated_time", "article.updated", "shareaholic:article_modified_time",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "article:author_name", "shareaholic:article_author_name", "byl", "dc.creator",
    "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "cxenseparse:author",
    "dcsext.author", "creator", "og:article:author",
)  # fmt: skip
_SITES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "al:android:app_name",
)
_LANGUAGES = ("og:locale", "content-language", "language", "dc.language", "dcterms.language")
_MAX_META = 400
_MAX_PROPERTIES = 1_500


@dataclass(slots=True)
class Metadata:
    """Candidates, best first; nothing is judged yet."""

    titles: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    authors: list[tuple[str, ...]] = field(default_factory=list)
    """One entry for each place that names authors."""
    sites: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    canonicals: list[str] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    """Types of the page in lower case: of JSON-LD and microdata, and `og:` with the OpenGraph type."""
    base: str = ""
    title_element: str = ""
    description: str = ""


def read(tree: html.HtmlElement) -> Metadata:
    """All that the page says of itself."""
    found = Metadata()
    title = tree.find(".//head/title")
    if title is None:
        title = tree.find(".//title")
    found.title_element = line(title.text_content()) if title is not None else ""
    named = _named(tree)
    _from_jsonld(found, jsonld.nodes(tree), [found.title_element, *named.get("og:title", [])])
    _from_named(found, named)
    _from_properties(found, tree)
    _from_head(found, tree)
    return found


def _named(tree: html.HtmlElement) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for number, meta in enumerate(tree.iter("meta")):
        if number >= _MAX_META:
            break
        content = meta.get("content")
        if not content or content.isspace() or _in_item(meta):
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = meta.get(attribute)
            if key:
                named.setdefault(
                    key.strip().lower().replace("dc:", "dc.").replace("dcterms:", "dcterms."), []
                ).append(line(untagged(unescape(content))))
                break
    return named


def _in_item(meta: html.HtmlElement) -> bool:
    """Whether it is a property of a microdata item in the body, which `_from_properties` reads."""
    return (
        meta.get("itemprop") is not None and meta.getparent() is not None and meta.getparent().tag != "head"
    )


def _from_named(found: Metadata, named: dict[str, list[str]]) -> None:
    def collect(keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            yield from named.get(key, ())

    found.titles += collect(_TITLES)
    found.published += collect(_PUBLISHED)
    found.modified += collect(_MODIFIED)
    for key in _AUTHORS:
        if key in named:
            found.authors.append(tuple(named[key]))
    found.sites += collect(_SITES)
    found.languages += collect(_LANGUAGES)
    found.types.update(f"og:{value.lower()}" for value in named.get("og:type", ()))
    found.canonicals += collect(("og:url",))
    found.description = next(collect(("og:description", "description", "twitter:description")), "")


def _from_jsonld(found: Metadata, nodes: list[jsonld.Node], titles: list[str]) -> None:
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = []
    for node in nodes:
        names = jsonld.types(node)
        if names & jsonld.ARTICLES:
            articles.append(node)
        elif names & {
            "webpage",
            "itempage",
            "collectionpage",
            "searchresultspage",
            "contactpage",
            "aboutpage",
        }:
            found.types |= names
        if names & {"website", "newsmediaorganization"} and isinstance(node.get("name"), str):
            found.sites.append(line(node["name"]))
    main = _main(articles, titles)
    if main is None:
        pages = [node for node in nodes if "webpage" in jsonld.types(node)]
        for page in pages[:1]:
            found.published += map(line, jsonld.texts(page.get("datePublished")))
            found.modified += map(line, jsonld.texts(page.get("dateModified")))
        return
    found.types |= jsonld.types(main)
    found.titles += [
        line(untagged(unescape(text))) for text in jsonld.texts(main.get("headline") or main.get("name"))
    ]
    found.published += map(line, jsonld.texts(main.get("datePublished") or main.get("dateCreated")))
    found.modified += map(line, jsonld.texts(main.get("dateModified")))
    found.languages += map(line, jsonld.texts(main.get("inLanguage")))
    authors = tuple(_people(main.get("author") or main.get("creator"), known))
    if authors:
        found.authors.append(authors)
    publisher = main.get("publisher")
    if isinstance(publisher, dict):
        publisher = known.get(str(publisher.get("@id")), publisher)
        found.sites = [line(text) for text in jsonld.texts(publisher.get("name"))] + found.sites
    for place in (main.get("mainEntityOfPage"), main.get("url")):
        found.canonicals += [text for text in jsonld.texts(place) if text.startswith("http")]


def _main(articles: list[jsonld.Node], titles: list[str]) -> jsonld.Node | None:
    """The article that the page is about: the one whose headline the page's title has, else the first."""
    wanted = [folded(title) for title in titles if title]
    for node in articles:
        for text in jsonld.texts(node.get("headline") or node.get("name")):
            name = folded(text)
            if name and any(name in title or title in name for title in wanted):
                return node
    return articles[0] if articles else None


def _people(value: object, known: dict[str, jsonld.Node]) -> Iterator[str]:
    for item in value[:30] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            node = known.get(str(item.get("@id")), item) if not item.get("name") else item
            if node.get("name"):
                yield from map(line, jsonld.texts(node["name"]))
            elif node.get("familyName"):
                parts = (node.get("givenName"), node.get("additionalName"), node.get("familyName"))
                yield line(" ".join(part for part in parts if isinstance(part, str)))
        elif isinstance(item, str):
            yield line(item)


def _from_properties(found: Metadata, tree: html.HtmlElement) -> None:
    """Microdata and RDFa in the body; of several items the one that is most of an article."""
    items: dict[html.HtmlElement, dict[str, list[str]]] = {}
    loose: dict[str, list[str]] = {}
    for number, element in enumerate(tree.xpath("//*[@itemprop or (@property and not(self::meta))]")):
        if number >= _MAX_PROPERTIES:
            break
        names = (element.get("itemprop") or element.get("property") or "").lower().split()
        text = _value(element)
        if not text:
            continue
        scope = next((outer for outer in element.iterancestors() if outer.get("itemscope") is not None), None)
        place = loose
        if scope is not None and element.get("itemprop"):
            if "name" in names and _is_author(scope):
                outer = next((up for up in scope.iterancestors() if up.get("itemscope") is not None), None)
                if outer is not None:
                    items.setdefault(outer, {}).setdefault("author", []).append(text)
                continue
            place = items.setdefault(scope, {})
        for name in names:
            place.setdefault(name.rpartition(":")[2], []).append(text)
    articles = [(scope, item) for scope, item in items.items() if _item_types(scope) & jsonld.ARTICLES]
    if articles:
        scope, item = max(
            articles,
            key=lambda pair: sum(key in pair[1] for key in ("headline", "articlebody", "datepublished")),
        )
        found.types |= _item_types(scope)
        found.titles += item.get("headline", []) or item.get("name", [])[:1]
        found.published += item.get("datepublished", []) or item.get("datecreated", [])
        found.modified += item.get("datemodified", [])
        if "author" in item:
            found.authors.append(tuple(item["author"]))
    found.published += [
        text
        for key in ("datepublished", "date", "issued", "created")
        for text in (loose.get(key) or _any_item(items, key))[:1]
        if key != "date" or len(loose.get("date", ())) == 1
    ]


def _any_item(items: dict[html.HtmlElement, dict[str, list[str]]], key: str) -> list[str]:
    values = [item[key][0] for item in items.values() if key in item]
    return values if len(values) == 1 else []


def _item_types(scope: html.HtmlElement) -> set[str]:
    return {name.rstrip("/").rpartition("/")[2].lower() for name in scope.get("itemtype", "").split()}


def _is_author(scope: html.HtmlElement) -> bool:
    return bool({"author", "creator"} & set(scope.get("itemprop", "").lower().split()))


def _value(element: html.HtmlElement) -> str:
    value = element.get("content") or (element.get("datetime") if element.tag == "time" else None)
    if value is None and element.get("itemscope") is None and len(element) < 20:
        value = element.text_content()
    return line(value or "", 500)


def _from_head(found: Metadata, tree: html.HtmlElement) -> None:
    for number, link in enumerate(tree.iter("link")):
        if number > _MAX_META:
            break
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            found.canonicals.insert(0, link.get("href"))
            break
    base = tree.find(".//base[@href]")
    found.base = base.get("href", "") if base is not None else ""
    language = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    )
    if language:
        found.languages.append(language)
