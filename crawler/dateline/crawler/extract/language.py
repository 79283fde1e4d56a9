"""The language of an article: its text decides, the page's claims are asked where the text is short."""

import re
from collections.abc import Iterable

_CODE = re.compile(r"\s*([a-zA-Z]{2})(?:[-_][\w-]+)?\s*(?:,.*)?")
_SAMPLE = 600
_ENOUGH = 120


def language(text: str, claims: Iterable[str]) -> str | None:
    """ISO 639-1 code; None where neither text nor page tells."""
    claimed = next((found[1].lower() for claim in claims if (found := _CODE.fullmatch(claim))), None)
    if len(text) < _ENOUGH:
        return claimed
    import py3langid

    middle = max(0, min(len(text) // 3, len(text) - _SAMPLE))
    code, _ = py3langid.classify(text[middle : middle + _SAMPLE])
    return str(code)
