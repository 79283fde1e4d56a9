"""`python -m dateline.index.bench`: page work and writing, all engines interleaved in one run.

Prints Markdown and, with --write FILE, puts it between the file's marks for that number of documents.
"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from dateline.index.bench.asking import queries
from dateline.index.bench.building import build
from dateline.index.bench.marks import put
from dateline.index.bench.reading import reading
from dateline.index.bench.serving import hazards, memory, typing


def main() -> None:
    """Build, measure, print."""
    options = _options()
    folder = Path(options.folder) / str(options.documents)
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"### {options.documents:,} documents", ""]
    written = build(folder, options)
    asked = queries(options)
    lines += [*_machine(), "", *written, *reading(folder, asked, options)]
    lines += typing(folder, asked, options)
    lines += hazards(folder, options)
    lines += memory(folder, options)
    text = "\n".join(lines)
    print(text)
    if options.write:
        put(Path(options.write), f"bench:{options.documents}", text)


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
    parser.add_argument("--write", help="Markdown file to put the result into")
    options = parser.parse_args()
    options.engines = options.engines.split(",")
    return options


def _machine() -> list[str]:
    load = os.getloadavg()[0]
    return [f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {load:.1f}, {date.today()}."]  # noqa: DTZ011


if __name__ == "__main__":
    main()
