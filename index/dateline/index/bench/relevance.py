"""`python -m dateline.index.bench.relevance`: how often the article that is meant is among the first hits.

Known-item search over the real releases: somebody remembers an article and types what is left of it.  The
queries are made by a script with a seed, of five kinds, and fifty were written by hand (`handwritten`).
Where a query finds next to nothing and the index offers another spelling, the offer is taken.  An article
with the same title counts as the one that is meant, since wires repeat one another.  Half of the queries
choose the weights, the other half is reported.
"""

import argparse
import json
import random
import re
import shutil
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline.index.bench.corpus import SEEN, rows
from dateline.index.bench.handwritten import QUERIES
from dateline.index.bench.marks import put
from dateline.index.contract import Request, Searcher
from dateline.index.engines import open_writer
from dateline.index.invert import DEFAULT, Weights
from dateline.index.query import QueryError
from dateline.index.serving import Serving
from dateline.index.words import words
from dateline.index.writing import WhooshWriter
from dateline.records import Anatomy, Annotations, Boilerplate, Document, InstitutionRef

_NAME = re.compile(r"\b((?:[A-Z][\w&'’-]+ (?:(?:of|for|and|the|on) ){0,2}){2,6})\(([A-Z]{3,6})\)")
_ABOUT = re.compile(r"(?:^|\n\n)(?:\W{0,5}(?:About [A-Z]|Forward[- ]Looking|Safe Harbor|Media Contact))")


@dataclass(frozen=True, slots=True)
class Sought:
    """A query and the article that is meant."""

    kind: str
    query: str
    id: str


def main() -> None:
    """Index, choose, report."""
    parser = argparse.ArgumentParser(prog="python -m dateline.index.bench.relevance")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where the corpora are")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/dateline-relevance"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=70, help="queries of each kind")
    parser.add_argument("--choose", action="store_true", help="try other weights on the first half")
    parser.add_argument("--write", type=Path, help="Markdown file to put the result into")
    options = parser.parse_args()
    documents = collection(options.shared)
    sought = queries(documents, options.each, options.seed)
    titles = {one.id: " ".join(words(one.title)) for one in documents}
    first, held = sought[::2], sought[1::2]
    lines = ["### Relevance", ""]
    lines += [f"{len(documents):,} articles, {len(sought)} queries, {len(held)} of them held back.", ""]
    if options.choose:
        lines += ["| weights, on the first half | MRR | success@10 |", "|---|---|---|"]
        for weights in settings():
            searcher = build(options.folder / "try", documents, "whoosh", weights)
            ranks = [rank(searcher, one, titles) for one in first]
            lines.append(f"| {describe(weights)} | {mrr(ranks):.3f} | {success(ranks):.3f} |")
            print(lines[-1], flush=True)
        lines.append("")
    lines += ["| held half | engine | queries | MRR | success@10 |", "|---|---|---|---|---|"]
    for engine in ("whoosh", "tantivy"):
        searcher = build(options.folder / engine, documents, engine, DEFAULT)
        by_kind: defaultdict[str, list[int]] = defaultdict(list)
        for one in held:
            by_kind[one.kind].append(rank(searcher, one, titles))
        by_kind["all"] = [place for ranks in by_kind.values() for place in ranks]
        lines += [
            f"| {kind} | {engine} | {len(ranks)} | {mrr(ranks):.3f} | {success(ranks):.3f} |"
            for kind, ranks in by_kind.items()
        ]
    print("\n".join(lines))
    if options.write:
        put(options.write, "relevance", "\n".join(lines))


def collection(shared: Path) -> list[Document]:
    """The real releases as documents, with the institutions that name their acronym somewhere."""
    out: list[Document] = []
    for row in rows(shared / "corpora" / "wires-2024" / "releases.jsonl.xz"):
        head = ("![", f"# {row['title']}")
        paragraphs = [part for part in row["markdown"].split("\n\n") if not part.startswith(head)]
        text = re.sub(r"\]\([^)\s]*\)|[\[*#]", "", "\n\n".join(paragraphs))
        out.append(_document(str(row["id"]), row["title"], text, row["wire"], row["archived"][:10]))
    for row in rows(shared / "corpora" / "doj-newsroom" / "gold.jsonl.xz"):
        text = "\n\n".join(row["body"])
        out.append(
            _document(f"doj-{row['id']}", " ".join(row["title"].split()), text, "justice", row["date"][:10])
        )
    return _named(out)


def _document(id: str, title: str, text: str, source: str, published: str) -> Document:
    about = _ABOUT.search(text, len(text) // 3)
    at = len(title) + 2
    parts = (Boilerplate(offset=(at + about.start(), at + len(text))),) if about else ()
    return Document(
        id=id,
        url=f"https://{source}.example/{id}",
        canonical_url=f"https://{source}.example/{id}",
        source=source,
        source_kind="wire",
        kind="release",
        title=title,
        text=text,
        published=published,
        modified=None,
        authors=(),
        language="en",
        site_name=None,
        revision=1,
        first_seen=SEEN,
        gone_at=None,
        annotations=Annotations(anatomy=Anatomy(boilerplate=parts)),
        institutions=(),
        announcement=None,
        role=None,
        earlier=(),
        changed=1,
    )


def _named(documents: list[Document]) -> list[Document]:
    known: dict[str, set[str]] = defaultdict(set)
    for one in documents:
        for match in _NAME.finditer(one.text):
            name, acronym = match[1].strip(), match[2]
            if "".join(word[0] for word in name.split() if word[0].isupper()).endswith(acronym):
                known[" ".join(name.split()[-len(acronym) - 2 :])].add(acronym)
    clear = {name: next(iter(found)) for name, found in known.items() if len(found) == 1 and len(name) > 10}
    numbers = {name: i for i, name in enumerate(clear, 1)}
    expression = re.compile("|".join(re.escape(name) for name in sorted(clear, key=len, reverse=True)))
    out: list[Document] = []
    for one in documents:
        found = dict.fromkeys(expression.findall(one.text))
        refs = tuple(
            InstitutionRef(
                id=numbers[name],
                name=name,
                aliases=(clear[name],),
                type="other",
                ror=None,
                wikidata=None,
                role="mentioned",
            )
            for name in found
        )
        out.append(replace(one, institutions=refs))
    return out


def queries(documents: Sequence[Document], each: int, seed: int) -> list[Sought]:
    """Queries of every kind, an even number of each, so that the halves are alike."""
    draw = random.Random(seed)
    counts: dict[str, int] = defaultdict(int)
    for one in documents:
        for word in set(words(one.text)):
            counts[word] += 1
    usable = [one for one in documents if len(words(one.title)) >= 4 and len(words(one.text)) > 80]
    acronyms = [one for one in usable if any(i.aliases[0] not in one.text for i in one.institutions)]
    named = [one for one in usable if one.institutions]
    out: list[Sought] = []
    for _ in range(each):
        out.append(_title(draw.choice(usable)))
        out.append(_lead(draw.choice(usable), counts, draw))
        out.append(_typos(draw.choice(usable), draw))
        out.append(_acronym(draw.choice(acronyms), counts, draw))
        out.append(_month(draw.choice(named), counts, draw))
    out += [Sought("by hand", query, id) for id, query in QUERIES]
    by_kind: defaultdict[str, list[Sought]] = defaultdict(list)
    for sought in out:
        by_kind[sought.kind].append(sought)
    return [sought for found in by_kind.values() for sought in found[: len(found) // 2 * 2]]


def _title(one: Document) -> Sought:
    return Sought("exact title", " ".join(words(one.title)), one.id)


def _rare(one: Document, counts: dict[str, int], number: int, draw: random.Random, text: str) -> list[str]:
    found = [word for word in dict.fromkeys(words(text)) if word.isalpha() and len(word) > 3]
    found.sort(key=lambda word: counts.get(word, 0))
    return draw.sample(found[: number * 2], min(number, len(found[: number * 2])))


def _lead(one: Document, counts: dict[str, int], draw: random.Random) -> Sought:
    """Words of the opening from memory: some of the rarer ones, without their plurals, in any order."""
    chosen = _rare(one, counts, 5, draw, one.text[:500])
    bent = [word[:-1] if word.endswith("s") and not word.endswith("ss") else word for word in chosen]
    return Sought("lead from memory", " ".join(bent), one.id)


def _typos(one: Document, draw: random.Random) -> Sought:
    """The title's first words with one slip of the fingers."""
    found = words(one.title)[:8]
    long = [i for i, word in enumerate(found) if len(word) > 5 and word.isalpha()]
    if long:
        i = draw.choice(long)
        word, at = found[i], draw.randrange(1, len(found[i]) - 1)
        slip = draw.randrange(3)
        if slip == 0:
            found[i] = word[:at] + word[at + 1 :]
        elif slip == 1:
            found[i] = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        else:
            found[i] = word[:at] + draw.choice("etaoinsr") + word[at + 1 :]
    return Sought("title with a typo", " ".join(found), one.id)


def _acronym(one: Document, counts: dict[str, int], draw: random.Random) -> Sought:
    """The acronym, which the article does not have, instead of the name, and a few words."""
    names = [ref for ref in one.institutions if ref.aliases[0] not in one.text]
    rest = _rare(one, counts, 2, draw, one.title + " " + one.text[:300])
    return Sought("acronym for the name", " ".join([draw.choice(names).aliases[0], *rest]), one.id)


def _month(one: Document, counts: dict[str, int], draw: random.Random) -> Sought:
    """Institution, month, and one or two words of the title."""
    name = draw.choice(one.institutions).name
    rest = _rare(one, counts, 2, draw, one.title)
    query = f'institution:"{name}" published:{str(one.published)[:7]} {" ".join(rest)}'
    return Sought("institution and month", query, one.id)


def build(folder: Path, documents: Sequence[Document], engine: str, weights: Weights) -> Searcher:
    """An index of the collection."""
    shutil.rmtree(folder, ignore_errors=True)
    writer: Any = WhooshWriter(folder, weights=weights) if engine == "whoosh" else open_writer(folder, engine)
    writer.add(documents)
    writer.commit(1)
    writer.close()
    return Serving(folder)


def rank(searcher: Searcher, sought: Sought, titles: dict[str, str]) -> int:
    """The place at which the article stands, from 1; 0 where it is not among the first hundred."""
    try:
        answer = searcher.search(Request(query=sought.query, limit=100, snippets=False))
        if answer.suggestion:
            answer = searcher.search(Request(query=answer.suggestion, limit=100, snippets=False))
    except QueryError:
        return 0
    for place, hit in enumerate(answer.hits, 1):
        if hit.id == sought.id or titles[hit.id] == titles[sought.id]:
            return place
    return 0


def mrr(ranks: Sequence[int]) -> float:
    """Mean of 1/rank."""
    return statistics.fmean(1 / place if place else 0.0 for place in ranks)


def success(ranks: Sequence[int]) -> float:
    """Share of ranks from 1 to 10."""
    return statistics.fmean(float(0 < place <= 10) for place in ranks)


def settings() -> list[Weights]:
    """Weights that are tried, one changed at a time."""
    tried = [DEFAULT]
    tried += [replace(DEFAULT, title=value) for value in (2.0, 8.0)]
    tried += [replace(DEFAULT, length=value) for value in (0.25, 0.75)]
    tried += [replace(DEFAULT, boilerplate=value) for value in (1.0,)]
    return tried


def describe(weights: Weights) -> str:
    """The settings in words."""
    given = {"title": weights.title, "length": weights.length, "boilerplate": weights.boilerplate}
    return json.dumps(given)[1:-1].replace('"', "")


if __name__ == "__main__":
    main()
