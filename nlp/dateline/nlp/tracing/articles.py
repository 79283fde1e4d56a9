"""What tracing reads of an article."""

from dataclasses import dataclass
from datetime import date

from dateline.records import Annotations, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceInput:
    """One article; only `id`, `title` and `text` are needed, all else makes the result better."""

    id: str
    title: str
    text: str
    """Paragraphs separated by a blank line; anything else works too."""
    url: str = ""
    canonical_url: str = ""
    """Where the page itself says that the text belongs; empty where it says nothing."""
    source: str = ""
    """Name of the site; decides what counts as its furniture."""
    source_title: str = ""
    """What readers know the site by; its name where absent."""
    source_kind: SourceKind | None = None
    published: str | None = None
    """ISO 8601 date or date and time."""
    language: str | None = None
    """ISO 639-1; found out where absent."""
    annotations: Annotations | None = None

    @property
    def day(self) -> date | None:
        """The day of publication in its own zone."""
        try:
            return date.fromisoformat((self.published or "")[:10])
        except ValueError:
            return None
