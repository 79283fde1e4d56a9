"""The forms of one institution of a text, with the evidence for it."""

from collections import Counter
from dataclasses import dataclass, field

from dateline.records import InstitutionType


@dataclass
class Group:
    """The forms of one institution and the evidence for it."""

    forms: Counter[str] = field(default_factory=Counter)
    """Surface forms as written, with how often they were found."""
    evidence: set[str] = field(default_factory=set)
    types: Counter[InstitutionType] = field(default_factory=Counter)
    spans: set[tuple[int, int]] = field(default_factory=set)
    parent: str | None = None
    """Folded name of what it is a part of."""
    defined: set[str] = field(default_factory=set)
    """Short forms that the text defines."""

    @property
    def name(self) -> str:
        """The fullest form: the longest, mixed case before capitals."""
        return max(
            self.forms, key=lambda f: (f not in self.defined, not f.isupper() or " " not in f, len(f), f)
        )

    count: int = 0
    """In how many places its forms stand."""
    places: list[tuple[int, int]] = field(default_factory=list)
    """Where, in tokens."""

    def absorb(self, other: "Group") -> None:
        self.forms += other.forms
        self.evidence |= other.evidence
        self.types += other.types
        self.spans |= other.spans
        self.defined |= other.defined
        self.parent = self.parent or other.parent
