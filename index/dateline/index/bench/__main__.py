"""`python -m dateline.index.bench`: page work and writing, all engines interleaved in one run.

Prints Markdown and, with --write FILE, puts it between the file's marks for that number of documents.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from dateline.clock import today
from dateline.index.bench.asking import queries
from dateline.index.bench.building import OWN, build
from dateline.index.bench.marks import put
from dateline.index.bench.reading import reading
from dateline.index.bench.serving import hazards, memory, typing
from dateline.index.bench.summary import Summary


def main() -> None:
    """Build, measure, print."""
    options = _options()
    folder = Path(options.folder) / str(options.documents)
    folder.mkdir(parents=True, exist_ok=True)
    summary = Summary(options.documents, [name for name in OWN if name in options.engines])
    written = build(folder, options, summary)
    asked = queries(options)
    machine = _machine()
    lines = [f"### {options.documents:,} documents", "", machine, "", *written]
    lines += reading(folder, asked, options, summary)
    lines += typing(folder, asked, options, summary)
    lines += hazards(folder, options, summary)
    lines += memory(folder, options, summary)
    text, short = "\n".join(lines), "\n".join([*summary.lines(), "", machine])
    print(f"{text}\n{short}")
    if options.write:
        put(options.write, f"bench:{options.documents}", text)
        put(options.write.with_name("performance.md"), f"index:{options.documents}", short)


def _options() -> Any:
    parser = argparse.ArgumentParser(prog="python -m dateline.index.bench")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where the corpora are")
    parser.add_argument("--folder", default="/tmp/dateline-bench", help="where indexes are built and kept")
    parser.add_argument("--each", type=int, default=15, help="queries of each kind")
    parser.add_argument(
        "--documented", type=int, default=4, help="of these, how many Whoosh as documented gets"
    )
    parser.add_argument("--engines", default="whoosh,tantivy,fts5,documented")
    parser.add_argument(
        "--write",
        type=Path,
        help="Markdown file to put the result into; performance.md beside it gets a summary",
    )
    options = parser.parse_args()
    options.engines = options.engines.split(",")
    return options


def _machine() -> str:
    load = os.getloadavg()[0]
    version = sys.version.split()[0]
    return (
        f"Processor time unless said; Python {version}, {os.cpu_count()} cores, load {load:.1f}, {today()}."
    )


if __name__ == "__main__":
    main()
