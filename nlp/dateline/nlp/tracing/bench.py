"""How fast tracing is: `python -m dateline.nlp.tracing.bench [--shared DIR] [--articles N] [--known N]`.

The same articles go through plain MinHash LSH (datasketch, 128 permutations, runs of five words) and through
the whole of tracing, passages and reasons included, one after the other in one run; processor time is told,
since other work on the machine distorts the clock's.  Then the stage's own work on a store is timed by the
clock: 500 new articles against many known ones.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.clock import now
from dateline.home import Home
from dateline.nlp.tracing import signature
from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.evaluate import wires
from dateline.nlp.tracing.fingerprint import VERSION, Fingerprint, fingerprint
from dateline.nlp.tracing.stage import trace as run_stage
from dateline.nlp.tracing.tracer import trace
from dateline.nlp.tracing.words import WORD, mix
from dateline.records import Article
from dateline.store import articles as stored_articles
from dateline.store import fingerprints
from dateline.store.database import Store

NEW = 500


def minhash(articles: Sequence[TraceInput]) -> int:
    """Plain MinHash LSH over all words; the number of pairs it gives."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.3, num_perm=128)
    pairs = 0
    for article in articles:
        words = WORD.findall(article.text.lower())
        sketch = MinHash(num_perm=128)
        runs = {" ".join(words[n : n + 5]).encode() for n in range(max(1, len(words) - 4))}
        sketch.update_batch(list(runs))
        pairs += len(index.query(sketch))
        index.insert(article.id, sketch)
    return pairs


def variant(made: Fingerprint, number: int) -> Fingerprint:
    """The fingerprint of another article of the same build: other passages and names, the same words."""
    if number == 0:
        return made
    salt = np.uint64(number * 0x9E3779B97F4A7C15 % (1 << 64))
    special = (made.flags & (signature.NAME | signature.NUMBER | signature.DATE)) > 0
    features = made.features ^ (special * np.uint32(int(salt) & 0xFFFFFFFF))
    order = np.argsort(features, kind="stable")
    return Fingerprint(
        day=None if made.day is None else made.day - number * 3,
        words=made.words,
        language=made.language,
        sentences=mix(made.sentences ^ salt),
        lengths=made.lengths,
        keys=mix(made.keys ^ salt),
        places=made.places,
        features=features[order],
        flags=made.flags[order],
        slots=made.slots,
    )


def incremental(articles: Sequence[TraceInput], known: int, root: Path) -> tuple[float, float, int]:
    """Seconds of the stage for 500 new articles and of the first run over the known ones; their number."""
    fresh, base = articles[:NEW], articles[NEW:]
    home = Home(root)
    with Store.open(home) as store:
        _sources(store, articles)
        prints = [fingerprint(item) for item in base]
        number = 0
        while number * len(base) < known:
            part = base[: known - number * len(base)]
            _fill(store, part, prints, number)
            number += 1
        with store.read() as conn:
            total = stored_articles.count(conn)
    began = time.perf_counter()
    run_stage(home)
    first = time.perf_counter() - began
    with Store.open(home) as store, store.write() as conn:
        for item in fresh:
            stored_articles.save(conn, item.source, _article(item, item.text, 0), now=now())
    began = time.perf_counter()
    report = run_stage(home)
    if report.counts["articles/read"] != NEW:
        raise AssertionError(f"{report.counts['articles/read']} articles were read, not {NEW}")
    return time.perf_counter() - began, first, total


def _sources(store: Store, articles: Sequence[TraceInput]) -> None:
    from dateline.store.schema import sources

    with store.write() as conn:
        for name in sorted({item.source for item in articles}):
            conn.execute(
                sources.insert().values(name=name, kind="wire", title=name, url="", first_seen=now())
            )


def _fill(store: Store, part: Sequence[TraceInput], prints: Sequence[Fingerprint], number: int) -> None:
    """Known articles with their fingerprints; variants have a short text, which is not read again."""
    moment = now()
    with store.write() as conn:
        for item in part:
            text = item.text if number == 0 else item.text[:300]
            stored_articles.save(conn, item.source, _article(item, text, number), now=moment)
    with store.write() as conn:
        made = dict(zip([_url(item, number) for item in part], prints, strict=False))
        while texts := fingerprints.due(conn, VERSION, 1000):
            rows = [
                (t, made[t.canonical_url] if number == 0 else variant(made[t.canonical_url], number))
                for t in texts
            ]
            fingerprints.save(conn, [(text, value.to_bytes()) for text, value in rows], VERSION)


def _url(item: TraceInput, number: int) -> str:
    return f"https://{item.source}.example/{number}/{item.id}"


def _article(item: TraceInput, text: str, number: int) -> Article:
    return Article(
        url=_url(item, number),
        canonical_url=_url(item, number),
        title=item.title,
        text=text,
        published=item.published,
        published_raw=None,
        modified=None,
        authors=(),
        language="en",
        site_name=None,
        kind="release",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How fast tracing is.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--known", type=int, default=100_000, help="0: leave the store out")
    options = parser.parse_args(arguments)
    if not (options.shared / "corpora").is_dir():
        sys.exit(f"{options.shared} holds no corpora; name the folder with --shared.")
    articles = wires(options.shared)
    part = articles[:: max(1, len(articles) // options.articles)][: options.articles]
    for name, work in (("plain MinHash LSH", minhash), ("tracing, whole", trace)):
        began = time.process_time()
        work(part)
        seconds = time.process_time() - began
        print(
            f"{name:<20} {seconds / len(part) * 1000:6.2f} ms of processor an article, {len(part):,} articles"
        )
    if options.known:
        with tempfile.TemporaryDirectory() as folder:
            again, first, known = incremental(articles, options.known, Path(folder))
        print(f"stage, first run     {first:6.1f} s over {known:,} known articles")
        print(f"stage, {NEW} new       {again:6.1f} s against {known:,} known articles")
    print(f"most memory          {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


if __name__ == "__main__":
    main()
