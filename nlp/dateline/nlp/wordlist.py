"""Word lists written as text."""


def wordset(text: str, separator: str | None = None) -> frozenset[str]:
    """The words of a text, or what stands between separators."""
    return frozenset(text.split(separator))
