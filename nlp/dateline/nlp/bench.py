"""What annotation costs: CPU time of the whole pipeline against the bare spaCy components that it uses.

    python -m dateline.nlp.bench FILE.jsonl [--limit N]

FILE holds {"id", "title", "text", "published"} a line, or the replayed wires' {"title", "markdown"}; `.xz` is
read as it is.  Both pipelines read the same texts in the same process, in turns, and the figures are medians.
"""

import argparse
import json
import lzma
import resource
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from dateline.nlp.pipeline import MODEL, Input, load
from dateline.nlp.text import regular

_PORTION = 50


def read(path: Path, limit: int) -> list[Input]:
    """The first texts of a file."""
    found = []
    for number, line in enumerate(_lines(path)):
        if number >= limit:
            break
        row = json.loads(line)
        found.append(
            Input(
                id=str(row.get("id", number)),
                title=row.get("title", ""),
                text=row.get("text") or row.get("markdown", ""),
                published=row.get("published"),
                language="en",
            )
        )
    return found


def _lines(path: Path) -> Iterator[str]:
    with (
        lzma.open(path, "rt", encoding="utf8") if path.suffix == ".xz" else path.open(encoding="utf8") as file
    ):
        yield from file


def main() -> None:
    """Print both figures, their ratio, the share of each component and the memory used."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    texts = read(options.file, options.limit)
    pipeline = load(MODEL)
    bare = spacy.load(MODEL, exclude=[n for n in _every(MODEL) if n not in pipeline.nlp.pipe_names])
    list(pipeline.annotate(texts[:5]))
    list(bare.pipe(regular(t.title, t.text).text for t in texts[:5]))
    ours = theirs = 0.0
    ratios = []
    words = 0
    for at in range(0, len(texts), _PORTION):
        portion = texts[at : at + _PORTION]
        plain = [regular(t.title, t.text).text for t in portion]
        words += sum(len(text.split()) for text in plain)
        began = time.process_time()
        for _ in bare.pipe(plain, batch_size=24):
            pass
        middle = time.process_time()
        for _ in pipeline.annotate(portion):
            pass
        end = time.process_time()
        theirs += middle - began
        ours += end - middle
        ratios.append((end - middle) / (middle - began))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(texts)} texts, {words:,} words; model {pipeline.model}")
    names = ", ".join(bare.pipe_names) or "tokens"
    print(f"bare spaCy ({names}): {theirs:.1f} s CPU, {words / theirs:,.0f} words/s")
    print(f"everything: {ours:.1f} s CPU, {words / ours:,.0f} words/s")
    middle_ratio = statistics.median(ratios)
    print(f"ratio {ours / theirs:.2f} (median of portions {middle_ratio:.2f}); peak memory {peak:.0f} MB")
    _components(pipeline.nlp, texts[:100])


def _every(model: str) -> list[str]:
    return list(spacy.util.load_model(model).pipe_names)


def _components(nlp: Language, texts: list[Input]) -> None:
    docs = [nlp.make_doc(regular(t.title, t.text).text) for t in texts]
    for doc, text in zip(docs, texts, strict=True):
        doc._.title_end = len(text.title)
    for name, component in nlp.pipeline:
        began = time.process_time()
        docs = [component(doc) for doc in docs]
        print(f"  {name:24} {1000 * (time.process_time() - began) / len(docs):7.2f} ms a text")


if __name__ == "__main__":
    main()
