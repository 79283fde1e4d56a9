"""Figures of tracing on real texts: `python -m dateline.nlp.tracing.evaluate [--shared DIR] [--errors]`.

The corpora stand beside the project (`../shared/corpora`); the judged pairs of wire releases, ids only, are
in `tests/nlp/tracing/gold`.
"""

import argparse
import csv
import json
import lzma
import re
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.corpus import Corpus
from dateline.nlp.tracing.fingerprint import fingerprint
from dateline.nlp.tracing.markup import untitled, without
from dateline.nlp.tracing.tracer import matters

PAIRS = Path("tests/nlp/tracing/gold/wires-2024-pairs.tsv")
HARD = "wires-2024-hard-pairs.tsv"
"""Beside the pairs: pairs near the thresholds and pairs that an earlier version joined."""


@dataclass(slots=True)
class Figures:
    """Pairs of articles: found and right, found and wrong, missed; and pairs rightly kept apart."""

    name: str
    right: int = 0
    wrong: int = 0
    missed: int = 0
    apart: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, found: bool, true: bool, note: str) -> None:
        """Count one pair."""
        if found and true:
            self.right += 1
        elif found:
            self.wrong += 1
            self.errors.append(f"joined: {note}")
        elif true:
            self.missed += 1
            self.errors.append(f"missed: {note}")
        else:
            self.apart += 1

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    @property
    def kept_out(self) -> float:
        """Share of the pairs that do not belong together that were kept apart."""
        return self.apart / max(1, self.apart + self.wrong)

    def __str__(self) -> str:
        return (
            f"{self.name:<34} F1 {self.f1:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}"
            f"  kept apart {self.kept_out:.3f}  ({self.right + self.missed} true pairs)"
        )


def wires(shared: Path) -> list[TraceInput]:
    """The releases of eleven wires in 2024, Markdown taken off."""
    with lzma.open(shared / "corpora/wires-2024/releases.jsonl.xz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        TraceInput(
            id=row["id"],
            title=row["title"],
            text=untitled(without(row["markdown"]), row["title"]),
            source=row["wire"],
            url=row["source_url"] or "",
            published=row["archived"],
        )
        for row in rows
    ]


def justice(shared: Path) -> list[TraceInput]:
    """The releases of the US Justice Department's press room."""
    with lzma.open(shared / "corpora/doj-newsroom/gold.jsonl.xz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        TraceInput(
            id=str(row["id"]),
            title=row["title"],
            text="\n\n".join(row["body"]),
            source="justice.gov",
            url=row["url"],
            published=row["date"],
        )
        for row in rows
    ]


def news(shared: Path) -> tuple[list[TraceInput], dict[str, str]]:
    """The news of ECB+ topics 1 to 35, and the event of each by id; the first sentence is the title."""
    articles, events = [], {}
    with tarfile.open(shared / "corpora/tracing/ecbplus-topics-1-35.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda item: item.name):
            handle = archive.extractfile(member)
            if handle is None or not member.name.endswith(".xml"):
                continue
            name = Path(member.name).stem
            sentences = _sentences(ElementTree.parse(handle).getroot())
            if sentences and sentences[0].startswith("http"):
                del sentences[0]
            title, *rest = sentences
            articles.append(TraceInput(id=name, title=title, text="\n\n".join(rest), source=name))
            events[name] = name.split("_")[0] + ("+" if name.endswith("plus") else "")
    return articles, events


def _sentences(root: ElementTree.Element) -> list[str]:
    words: dict[int, list[str]] = {}
    for token in root.iter("token"):
        words.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    return [re.sub(r" ([.,;:!?'’)])", r"\1", " ".join(words[n])) for n in sorted(words)]


def places(articles: Sequence[TraceInput]) -> dict[str, int]:
    """Article → number of its announcement; articles that stand alone are left out."""
    corpus = Corpus(
        [item.id for item in articles],
        [item.source for item in articles],
        [fingerprint(item) for item in articles],
    )
    return {key: n for n, group in enumerate(matters(corpus)) for key in group}


def judged(path: Path) -> Iterator[tuple[str, str, bool, str]]:
    """Judged pairs: two ids, whether they are one announcement, and the half; follow-ups are left out."""
    with path.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["judgement"] != "follow-up":
                yield row["a"], row["b"], row["judgement"] == "same", row["half"]


def evaluate(shared: Path, pairs: Path) -> list[Figures]:
    """All figures."""
    return [*on_wires(shared, pairs), on_chains(shared), on_events(shared)]


def on_wires(shared: Path, pairs: Path) -> list[Figures]:
    """Judged pairs among all releases of the wires, by half; then the hard pairs."""
    articles = wires(shared)
    titles = {item.id: item.title for item in articles}
    placed = places(articles)
    found = {half: Figures(f"wires, pairs for {half}") for half in ("tuning", "held")}
    for a, b, same, half in judged(pairs):
        found[half].add(_together(placed, a, b), same, f"{a} {titles[a]} | {b} {titles[b]}")
    hard = {name: Figures(f"wires, hard pairs {name}") for name in ("drawn", "joined")}
    with pairs.with_name(HARD).open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            a, b = row["a"], row["b"]
            note = f"{a} {titles[a]} | {b} {titles[b]}"
            hard[row["drawn"]].add(_together(placed, a, b), row["judgement"] == "same", note)
    return [*found.values(), *hard.values()]


def on_chains(shared: Path) -> Figures:
    """Follow-up chains among all releases of the Justice Department: pairs of those listed in chains."""
    articles = justice(shared)
    placed = places(articles)
    chain: dict[str, str] = {}
    titles: dict[str, str] = {}
    table = shared / "corpora/tracing/doj-case-chains.tsv"
    for line in table.read_text(encoding="utf8").splitlines():
        number, _, key, title = line.split("\t")
        chain[key], titles[key] = number, title
    return _pairwise("justice, follow-up chains", chain, placed, titles)


def on_events(shared: Path) -> Figures:
    """Look-alike events of ECB+."""
    articles, events = news(shared)
    titles = {item.id: item.title for item in articles}
    return _pairwise("ECB+ 1 to 35, events", events, places(articles), titles)


def _pairwise(name: str, truth: dict[str, str], placed: dict[str, int], titles: dict[str, str]) -> Figures:
    found = Figures(name)
    for a, b in combinations(truth, 2):
        found.add(_together(placed, a, b), truth[a] == truth[b], f"{a} {titles[a]} | {b} {titles[b]}")
    return found


def _together(placed: dict[str, int], a: str, b: str) -> bool:
    return a in placed and placed[a] == placed.get(b)


def _show(figures: Iterable[Figures], errors: bool) -> None:
    for item in figures:
        print(item)
        for line in item.errors[: 40 if errors else 0]:
            print(f"    {line[:200]}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Figures of tracing on real texts.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--errors", action="store_true", help="show the pairs that came out wrong")
    options = parser.parse_args(arguments)
    if not (options.shared / "corpora").is_dir():
        sys.exit(f"{options.shared} holds no corpora; name the folder with --shared.")
    _show(evaluate(options.shared, options.pairs), options.errors)


if __name__ == "__main__":
    main()
