"""The text that is read: title, blank line, text; made regular without losing the way back to the
original."""

import re
from dataclasses import dataclass

LIMIT = 120_000
"""Characters of one document that are read; some 20,000 words, ten times a long release."""

_WIDE = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES = {ord(char): " " for char in _WIDE}
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Regular:
    """A regular text and how its offsets map back."""

    original: str
    text: str
    title_end: int
    """Where the title ends in `text`."""
    cut: bool
    """Whether the end of the original was left out."""
    origin: tuple[int, ...] | None
    """Offset in the original of each character, and of the end; None where they are the same."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of a span in `text`."""
        if self.origin is None or end <= start:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def regular(title: str, text: str, limit: int = LIMIT) -> Regular:
    """Join title and text; spaces of all widths become blanks, invisible characters go, the end may be cut.

    A cut falls between words where the text has blanks.
    """
    whole = f"{title}\n\n{text}"
    title_end = len(title)
    cut = len(whole) > limit
    if cut:
        at = max(whole.rfind(" ", limit - 1000, limit), whole.rfind("\n", limit - 1000, limit))
        kept = whole[: at if at > 0 else limit]
    else:
        kept = whole
    plain = kept.translate(_SPACES)
    if not _INVISIBLE.search(plain):
        return Regular(whole, plain, min(title_end, len(plain)), cut, None)
    origin = [i for i, char in enumerate(plain) if not _INVISIBLE.match(char)]
    visible = "".join(plain[i] for i in origin)
    end = sum(1 for i in origin if i < title_end)
    return Regular(whole, visible, end, cut, (*origin, len(plain)))
