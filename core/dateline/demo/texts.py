"""The releases and stories of the demo web, read from `releases/SITE/NAME.md`.

A file is a head of `key: value` lines, a line `---`, and the body: paragraphs separated by blank lines, `## `
before a heading, `[about X]` and `[contact X]` where `blocks/about-X.md` or `blocks/contact-X.md` stands.

    title, subtitle, date (ISO 8601), lang (default en), authors and topics (separated by `; `)
    copy: SITE/NAME         the body begins with that text's; `paragraphs: 1-5` takes a part of it
    dateline: …             put before the first paragraph
    canonical: SITE/NAME    the page's canonical link points there
    withdrawn: …            when it was withdrawn: the page answers 410 once the site has been corrected

`NAME.v2.md` replaces title and body of NAME once the site has been corrected, and has a date `modified`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading or a paragraph."""

    heading: bool
    lines: tuple[str, ...]
    """A paragraph's lines are shown below each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One version of a release or story."""

    id: str
    """`site/name`."""
    title: str
    subtitle: str
    published: datetime
    """Aware; midnight UTC where the file gives a day only."""
    modified: datetime
    """Aware."""
    language: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    blocks: tuple[Block, ...]
    canonical: str | None
    """`site/name` of the text that the canonical link points to, if another."""
    withdrawn: datetime | None
    """Aware; when the page was taken away, if it was."""

    @property
    def site(self) -> str:
        return self.id.split("/")[0]

    @property
    def slug(self) -> str:
        return self.id.split("/")[1]

    @property
    def plain(self) -> str:
        """The body: paragraphs separated by a blank line."""
        return "\n\n".join("\n".join(block.lines) for block in self.blocks)

    @property
    def teaser(self) -> str:
        """The first paragraph, cut at a word."""
        text = self.blocks[0].lines[0]
        return text if len(text) <= 170 else text[:170].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A text as first published and, where there is one, as corrected."""

    first: Text
    corrected: Text | None

    def version(self, corrected: bool) -> Text | None:
        """What the site shows; None where the page has been withdrawn."""
        if not corrected:
            return self.first
        return None if self.first.withdrawn else self.corrected or self.first


@cache
def load() -> Mapping[str, Release]:
    """All texts by id, the newest first."""
    files = {
        f"{path.parent.name}/{path.name.removesuffix('.md')}": _split(path.read_text(encoding="utf8"))
        for path in sorted((FOLDER / "releases").glob("*/*.md"))
    }
    texts: dict[str, Release] = {}
    for name, (head, _) in files.items():
        if name.endswith(".v2"):
            continue
        first = _text(name, files)
        corrected = None
        if second := files.get(f"{name}.v2"):
            corrected = replace(
                first,
                title=second[0]["title"],
                modified=_moment(second[0]["modified"]),
                blocks=_blocks(second[1]),
            )
        if "copy" in head and files[head["copy"]][0].get("copy"):
            raise ValueError(f"{name} copies a copy")
        texts[name] = Release(first=first, corrected=corrected)
    return dict(sorted(texts.items(), key=lambda item: item[1].first.published, reverse=True))


def _split(source: str) -> tuple[dict[str, str], str]:
    head, _, body = source.partition("\n---\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def _text(name: str, files: Mapping[str, tuple[dict[str, str], str]]) -> Text:
    head, body = files[name]
    blocks = _blocks(body)
    if original := head.get("copy"):
        copied = _blocks(files[original][1])
        if part := head.get("paragraphs"):
            first, last = part.split("-")
            copied = copied[int(first) - 1 : int(last)]
        blocks = copied + blocks
    if opening := head.get("dateline"):
        blocks = (Block(heading=False, lines=(f"{opening} {blocks[0].lines[0]}",)), *blocks[1:])
    return Text(
        id=name,
        title=head["title"],
        subtitle=head.get("subtitle", ""),
        published=_moment(head["date"]),
        modified=_moment(head["date"]),
        language=head.get("lang", "en"),
        authors=_list(head.get("authors", "")),
        topics=_list(head.get("topics", "")),
        blocks=blocks,
        canonical=head.get("canonical"),
        withdrawn=_moment(head["withdrawn"]) if "withdrawn" in head else None,
    )


def _list(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split("; ") if part)


def _moment(value: str) -> datetime:
    return datetime.fromisoformat(value if "T" in value else f"{value}T00:00+00:00")


def _blocks(body: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for part in body.strip().split("\n\n"):
        if part.startswith("[") and part.endswith("]"):
            name = part[1:-1].replace(" ", "-")
            heading, _, text = (FOLDER / "blocks" / f"{name}.md").read_text(encoding="utf8").partition("\n")
            blocks.append(Block(heading=True, lines=(heading.removeprefix("## "),)))
            blocks.append(Block(heading=False, lines=tuple(text.strip().splitlines())))
        elif part.startswith("## "):
            blocks.append(Block(heading=True, lines=(part[3:],)))
        elif part:
            blocks.append(Block(heading=False, lines=tuple(part.splitlines())))
    return tuple(blocks)
