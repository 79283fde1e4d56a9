"""Bytes of a page as text: byte order mark, header, meta element, then what the bytes look like."""

import codecs
import re

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

LIMIT = 12_000_000
"""Bytes of a page that are looked at; what follows is no article."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page; never raises.  Wrong declarations are overruled by bytes that contradict them."""
    body = body[:LIMIT]
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if wide := _wide(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(body, content_type)
    if _is_mostly_utf8(body):
        return body.decode("utf-8", "replace")
    if declared is None:
        found = from_bytes(body[:20_000]).best()
        declared = found.encoding if found else "cp1252"
    elif declared == "utf-8":
        declared = "cp1252"
    try:
        return body.decode(declared, "replace")
    except (LookupError, UnicodeError):
        return body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str | None) -> str | None:
    try:
        name = http_content_type_encoding(content_type) or html_body_declared_encoding(body[:4096])
    except (LookupError, UnicodeError, ValueError):
        return None
    return resolve_encoding(name) if name else None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: markup has a zero in every other byte."""
    head = body[:400]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _is_mostly_utf8(body: bytes) -> bool:
    """A stray or cut character does not make another encoding of a page."""
    high = len(_HIGH.findall(body))
    return sum(map(len, _MULTIBYTE.findall(body))) > 0.7 * high
