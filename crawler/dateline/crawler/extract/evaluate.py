"""How good extraction is on the corpora beside the project, and what trafilatura does with the same pages.

Body: a segment that must be in the text and is counts as found, one that must not be and is as false.  Title,
date and authors: right where equal to what people read off the page; a value where they found none is
false.
"""

import json
import lzma
import random
import re
import tarfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.crawler.address import canonicalize
from dateline.crawler.extract.article import extract
from dateline.crawler.extract.text import folded
from dateline.records import Article

SEED = 20230427
_SPLIT = re.compile(r"\s*(?:;|,|&|/|\bund\b|\band\b)\s*")
_TITLES = re.compile(r"\b(?:dr|prof|mag|dipl|ing)\.\s*", re.IGNORECASE)


@dataclass(slots=True)
class Count:
    """Outcomes of one field."""

    found: int = 0
    false: int = 0
    missed: int = 0

    def add(self, got: Any, gold: Any) -> bool:
        """Count a value against the gold; empty values mean that there is none."""
        if got and got == gold:
            self.found += 1
            return True
        self.false += bool(got)
        self.missed += bool(gold)
        return not got and not gold

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, and the share of the given that is right."""
        precision = self.found / max(1, self.found + self.false)
        recall = self.found / max(1, self.found + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {"precision": precision, "recall": recall, "f1": f1}


@dataclass(slots=True)
class Board:
    """Figures of one extractor over many pages, and what it missed."""

    counts: dict[str, Count] = field(default_factory=dict)
    misses: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    """Field, page, value got, value expected."""
    seconds: float = 0.0

    def field(self, name: str, page: str, got: Any, gold: Any) -> None:
        """Count one field of one page."""
        if not self.counts.setdefault(name, Count()).add(got, gold):
            self.misses.append((name, page, got, gold))

    def body(self, page: str, text: str, gold: Mapping[str, Sequence[str]]) -> None:
        """Count the segments of one page's body."""
        count = self.counts.setdefault("body", Count())
        for segment in gold.get("with") or ():
            hit = segment in text
            count.found += hit
            count.missed += not hit
            if not hit:
                self.misses.append(("body", page, None, segment))
        for segment in gold.get("without") or ():
            if segment in text:
                count.false += 1
                self.misses.append(("body", page, segment, None))


def evaluate(shared: Path, sample: int | None = None) -> dict[str, float]:
    """Figures on `pages` and `doj-newsroom`, ours and trafilatura's; `sample` pages of each, or all."""
    figures: dict[str, float] = {}
    for name, board in pages(shared, sample).items():
        for what, count in board.counts.items():
            figures |= {f"pages/{what}/{key}/{name}": value for key, value in count.figures().items()}
        figures[f"pages/seconds/{name}"] = board.seconds
    board, total = newsroom(shared, sample)
    for what, count in board.counts.items():
        figures[f"newsroom/{what}/right/dateline"] = count.found / max(1, total)
    return figures


def pages(shared: Path, sample: int | None = None, *, rival: bool = True) -> dict[str, Board]:
    """Both extractors over the article pages of many sites."""
    folder = shared / "corpora" / "pages"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf8"))
    markup = _archive(folder / "pages.tar.xz")
    ours, theirs = Board(), Board()
    chosen = _sample(sorted(gold), sample)
    for url in chosen:
        entry = gold[url]
        page = markup.get(entry["file"])
        if page is None:
            continue
        began = time.perf_counter()
        article = extract(page, url)
        ours.seconds += time.perf_counter() - began
        _judge(ours, url, entry, article)
        if rival:
            began = time.perf_counter()
            other = _trafilatura(page, url)
            theirs.seconds += time.perf_counter() - began
            _judge(theirs, url, entry, other)
    return {"dateline": ours, "trafilatura": theirs} if rival else {"dateline": ours}


def newsroom(shared: Path, sample: int | None = None) -> tuple[Board, int]:
    """Title, date and address of a ministry's releases against what its listing says of them."""
    folder = shared / "corpora" / "doj-newsroom"
    with lzma.open(folder / "gold.jsonl.xz", "rt", encoding="utf8") as lines:
        gold = [json.loads(row) for row in lines]
    chosen = {entry["html"]: entry for entry in _sample(gold, sample)}
    board = Board()
    for name, page in _members(folder / "pages.tar.xz", chosen.__contains__):
        entry = chosen[name]
        began = time.perf_counter()
        article = extract(page, entry["url"])
        board.seconds += time.perf_counter() - began
        board.field("title", entry["html"], article.title, " ".join(entry["title"].split()))
        board.field("date", entry["html"], (article.published or "")[:10], entry["date"])
        board.field("url", entry["html"], article.canonical_url, canonicalize(entry["url"]))
        board.field("kind", entry["html"], article.kind, "release")
    return board, len(chosen)


def _judge(board: Board, url: str, entry: Mapping[str, Any], article: Article) -> None:
    board.body(url, article.text, entry)
    if "title" not in entry:
        return
    board.field("title", url, folded(article.title), folded(entry["title"] or ""))
    board.field("date", url, (article.published or "")[:10], _day(entry["date"] or ""))
    board.field("author", url, _people(article.authors), _people(entry["author"] or ""))


def _day(text: str) -> str:
    """The gold's day in ISO 8601; some are written carelessly."""
    parts = text.split("-")
    if len(parts) != 3:
        return text
    year, month, day = parts
    if int(month) > 12:
        month, day = day, month
    return f"{year}-{month:0>2}-{day:0>2}"


def _people(names: str | Sequence[str]) -> frozenset[str]:
    text = names if isinstance(names, str) else ";".join(names)
    return frozenset(name for part in _SPLIT.split(_TITLES.sub("", text)) if (name := folded(part)))


def _trafilatura(page: bytes, url: str) -> Article:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, url=url, with_metadata=True, include_comments=False)
    get: Callable[[str], str] = lambda name: (getattr(found, name, None) or "") if found else ""  # noqa: E731
    return Article(
        url=url,
        canonical_url=url,
        title=get("title"),
        text=get("text"),
        published=get("date") or None,
        published_raw=None,
        modified=None,
        authors=(get("author"),),
        language=None,
        site_name=None,
        kind="news",
    )


def _sample(items: Sequence[Any], size: int | None) -> list[Any]:
    return list(items) if size is None or size >= len(items) else random.Random(SEED).sample(items, size)


def _archive(path: Path) -> dict[str, bytes]:
    return dict(_members(path, lambda name: True))


def _members(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            name = Path(member.name).name
            file = archive.extractfile(member) if member.isfile() and wanted(name) else None
            if file:
                yield name, file.read()
