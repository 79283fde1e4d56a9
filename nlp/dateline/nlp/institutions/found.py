"""What the finders report: a stretch of tokens and the evidence that it names an institution."""

from dataclasses import dataclass, field

from dateline.records import InstitutionType

STRONG = frozenset({"grammar", "known", "ticker", "about", "contact", "source", "list"})
"""Evidence that is enough by itself."""


@dataclass(slots=True)
class Found:
    """A possible name."""

    start: int
    """Index of the first token."""
    end: int
    """Index after the last token."""
    evidence: str
    """grammar | weak | apposition | known | maybe | ticker | about | contact | source | list | owner | cue |
    domain | model | capitals"""
    type: InstitutionType | None = None
    parent: tuple[int, int] | None = None
    aliases: list[tuple[int, int]] = field(default_factory=list)
    """Short forms that the text defines beside it, in tokens."""
