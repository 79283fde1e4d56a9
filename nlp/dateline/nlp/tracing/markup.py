"""Markdown taken off a text: what is pasted or exported by others may bear it; its addresses are no words."""

import re

_MARKED = re.compile(r"\]\(\s*<?(?:https?:|mailto:|/)|^#{1,6} |\*\*\S", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\[]{0,500}\]\([^()\s]{0,2000}(?:\s[^()]{0,300})?\)")
_LINK = re.compile(r"\[([^\]\[]{0,500})\]\([^()\s]{0,2000}(?:\s[^()]{0,300})?\)")
_NOISE = re.compile(r"<[^<>]{1,300}>|https?://\S+")


def plain(text: str) -> str:
    """The text without its Markdown; as it is where it has none."""
    if not _MARKED.search(text):
        return text
    return without(text)


def without(markdown: str) -> str:
    """The words of Markdown: no images, addresses, tags or marks."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", markdown))
    return re.sub(r"[*_#|\\]+", "", _NOISE.sub(" ", text)).strip()


def untitled(text: str, title: str) -> str:
    """The text without its title before it."""
    return text[len(title) :] if title and text.startswith(title) else text
