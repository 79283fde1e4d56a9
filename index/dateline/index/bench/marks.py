"""Measured text in a document, between marks that a later run finds again."""

from pathlib import Path


def put(path: Path, mark: str, text: str) -> None:
    """Put the text between the marks of a Markdown file, or at its end."""
    whole = path.read_text(encoding="utf8")
    first, last = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    if first in whole:
        begin, end = whole.index(first) + len(first), whole.index(last)
        whole = f"{whole[:begin]}\n{text}\n{whole[end:]}"
    else:
        whole = f"{whole.rstrip()}\n\n{first}\n{text}\n{last}\n"
    path.write_text(whole, encoding="utf8")
