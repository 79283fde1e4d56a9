"""The tables.  Alembic's migrations build them; a test holds the two against each other.

Times are UTC.  `changed` on an article is the number of the last change that touched what is indexed or
shown of it (text, annotations, part in an announcement): readers that remember the highest number they have
seen get exactly what is new (`dateline.store.changes`).
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware UTC time; databases without zones keep it as naive UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time in the store must be aware")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("first_seen", Moment, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("command", String(40), nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("outcome", String(20)),  # done | part failed | failed; empty while it runs, or when it was killed
    Column("report", JSON),
)

visits = Table(  # one row for each source and run
    "visits",
    metadata,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("source", ForeignKey("sources.name", ondelete="CASCADE"), primary_key=True),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("counts", JSON, nullable=False),
    Column("error", Text),  # why the source as a whole failed, one sentence
)

captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", ForeignKey("sources.name"), nullable=False),
    Column("run_id", ForeignKey("runs.id", ondelete="SET NULL")),
    Column("url", Text, nullable=False, index=True),
    Column("fetched_at", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("content_type", Text),
    Column("digest", String(64), nullable=False),
    Column("file", Text, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    UniqueConstraint("file", "offset"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source", ForeignKey("sources.name"), nullable=False, index=True),
    Column("canonical_url", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("revision", Integer, nullable=False),  # number of the current one
    Column("first_seen", Moment, nullable=False, index=True),
    Column("last_seen", Moment, nullable=False),
    Column("gone_at", Moment),
    Column("changed", Integer, nullable=False, index=True),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("capture_id", ForeignKey("captures.id")),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("extractor", String(20), nullable=False),  # version of the extraction that read it
    Column("digest", String(64), nullable=False),  # of title and text
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", String(40)),
    Column("published_raw", Text),
    Column("published_day", Date, index=True),
    Column("modified", String(40)),
    Column("authors", JSON, nullable=False),
    Column("language", String(10)),
    Column("site_name", Text),
    Column("kind", String(10), nullable=False),
    UniqueConstraint("article_id", "number"),
)

pages = Table(  # every address the crawler knows, and when to look at it again
    "pages",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source", ForeignKey("sources.name", ondelete="CASCADE"), nullable=False),
    Column("role", String(10), nullable=False),  # feed | sitemap | listing | article
    Column("state", String(10), nullable=False),  # due | done | failed | gone | ignored
    Column("article_id", ForeignKey("articles.id", ondelete="SET NULL"), index=True),
    Column("discovered_at", Moment, nullable=False),
    Column("found_on", Text),
    Column("hint_title", Text),
    Column("hint_published", Text),
    Column("hint_modified", Text),  # lastmod or updated as the feed or sitemap says
    Column("fetched_at", Moment),
    Column("status", Integer),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("digest", String(64)),
    Column("next_visit", Moment),  # empty: never again
    Column("visits", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0),  # in a row
    Column("error", Text),
    CheckConstraint("role IN ('feed', 'sitemap', 'listing', 'article')", name="role"),
    CheckConstraint("state IN ('due', 'done', 'failed', 'gone', 'ignored')", name="state"),
    Index("ix_pages_source_state_next_visit", "source", "state", "next_visit"),
)

annotations = Table(
    "annotations",
    metadata,
    Column("revision_id", ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("pipeline", String(60), nullable=False, index=True),  # version that made them
    Column("annotated_at", Moment, nullable=False),
    Column("digest", String(64), nullable=False),  # the revision's when it was read
    Column("data", JSON, nullable=False),  # dateline.records.Annotations
)

institutions = Table(
    "institutions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("type", String(20), nullable=False),
    Column("ror", String(40), unique=True),
    Column("wikidata", String(20)),
    Column("created", Moment, nullable=False),
)

aliases = Table(
    "aliases",
    metadata,
    Column("institution_id", ForeignKey("institutions.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),  # folded form, see dateline.store.institutions.fold
    Column("alias", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_aliases_key", "key"),
)

decisions = Table(  # what a person said of institutions or announcements; replayed after every rebuild
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", String(20), nullable=False),  # institution | announcement
    Column("action", String(20), nullable=False),
    Column("data", JSON, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("undone_at", Moment),
)

article_institutions = Table(
    "article_institutions",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("institution_id", ForeignKey("institutions.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(10), nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("forms", JSON, nullable=False),  # surface forms in the article
    Index("ix_article_institutions_institution_id", "institution_id"),
)

registry = Table(  # organisations imported from ROR
    "registry",
    metadata,
    Column("ror", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("wikidata", String(20)),
    Column("types", JSON, nullable=False),
    Column("city", Text),
    Column("country", String(2)),
    Column("data", JSON, nullable=False),  # links, parents
)

registry_names = Table(
    "registry_names",
    metadata,
    Column("ror", ForeignKey("registry.ror", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(10), nullable=False),  # name | alias | acronym | label
    Index("ix_registry_names_key", "key"),
)

fingerprints = Table(  # what tracing remembers of each current revision
    "fingerprints",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("revision_id", ForeignKey("revisions.id", ondelete="CASCADE"), nullable=False),
    Column("tracer", String(20), nullable=False),  # version that made it
    Column("basis", String(160), nullable=False),  # what it was made from: text, day, annotations
    Column("traced", Boolean, nullable=False),  # false: its announcement is to be told anew
    Column("data", LargeBinary, nullable=False),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("created", Moment, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("announcement_id", ForeignKey("announcements.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Integer, nullable=False),  # in the announcement, from 0, the original first
    Column("role", String(12), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("shared", Float, nullable=False),
)
