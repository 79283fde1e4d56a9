"""Samples: what readers found in releases of the corpora, by the releases' ids; the texts stay there.

    python -m dateline.nlp.evaluation.samples SAMPLE CORPORA FOLDER

makes a gold folder of a sample, for `dateline evaluate` and for training.  A sample has a line a release:

    {"id","institutions":[{"type","role","surfaces":[…],"required"}],"disciplines":[{"field","required"}]}

Ids are those of `wires-2024`, or "doj" and the number in `doj-newsroom`.
"""

import argparse
import html
import json
import lzma
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"^#+\s*", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|<[^>]+>")
_ESCAPED = re.compile(r"\\([#*_\-.&|$~()\[\]])")
_CREDIT = re.compile(r"\n-{3,}\n+Original/Source|\nOriginal/Source Press")
"""Where the archive of the wires adds the release's origin."""


def make(sample: Path, corpora: Path, folder: Path) -> int:
    """Write `releases.jsonl` and `gold.json`; returns how many releases.  Raises UsageError."""
    judged = {row["id"]: row for row in map(json.loads, sample.read_text("utf8").splitlines())}
    releases = {row["id"]: row for row in _releases(corpora, judged)}
    missing = sorted(judged.keys() - releases.keys())
    if missing:
        raise UsageError(
            f"{corpora} does not hold {len(missing)} releases of {sample}, among them {missing[0]}."
        )
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(releases[number], ensure_ascii=False) + "\n" for number in judged]
    (folder / "releases.jsonl").write_text("".join(lines), "utf8")
    gold = [_named(row) for row in judged.values()]
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False), "utf8")
    return len(gold)


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    institutions = [{"name": item["surfaces"][0], **item} for item in row["institutions"]]
    return {**row, "institutions": institutions}


def _releases(corpora: Path, wanted: Collection[str]) -> Iterator[dict[str, str]]:
    for row in _rows(corpora / "wires-2024" / "releases.jsonl.xz"):
        if row["id"] in wanted:
            title, text = row["title"].strip(), plain(row["markdown"])
            yield {
                "id": row["id"],
                "published": row["archived"][:10],
                "title": title,
                "text": text.removeprefix(title).strip(),
            }
    for row in _rows(corpora / "doj-newsroom" / "gold.jsonl.xz"):
        if f"doj{row['id']}" in wanted:
            yield {
                "id": f"doj{row['id']}",
                "published": row["date"],
                "title": row["title"],
                "text": "\n\n".join(row["body"]),
            }


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise UsageError(f"{path} is missing; a sample needs the corpora that it was drawn from.")
    with lzma.open(path, "rt", encoding="utf8") as file:
        yield from map(json.loads, file)


def plain(markdown: str) -> str:
    """The text of a wire's release without its Markdown."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", markdown))
    text = _ESCAPED.sub(r"\1", _MARKS.sub("", _HEADING.sub("", text)))
    text = re.sub(r"[ \t]+", " ", html.unescape(text))
    text = re.sub(r"\n{2,}", "\n\n", re.sub(r" ?\n ?", "\n", text))
    return _CREDIT.split(text)[0].strip()


def main() -> None:
    """Make a gold folder of a sample."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("sample", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    print(f"{make(options.sample, options.corpora, options.folder)} releases in {options.folder}")


if __name__ == "__main__":
    main()
