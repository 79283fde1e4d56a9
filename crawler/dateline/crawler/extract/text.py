"""Plain text from hostile input: no control, invisible or direction characters, white space in one form."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_OTHER = re.compile(r"[\W_]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def line(text: str, limit: int = 1_000) -> str:
    """One line: composed (NFC), no invisible characters, runs of white space as one space, at"
    " most `limit` long."""
    return paragraph(text[: limit * 4])[:limit].rstrip()


def paragraph(text: str) -> str:
    """As `line`, of any length."""
    clean = " ".join(text.split())
    return clean if clean.isascii() and clean.isprintable() else _composed(clean)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


def untagged(text: str) -> str:
    """Without tags, for values that should be plain text and hold markup."""
    return _TAG.sub(" ", text) if "<" in text else text


def folded(text: str) -> str:
    """Letters and digits only, without case: for telling whether two lines say the same."""
    return _OTHER.sub("", text.casefold())
