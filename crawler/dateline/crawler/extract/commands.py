"""`dateline extract`: what an article says, read from its page."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline import home as homes
from dateline.errors import UsageError
from dateline.options import HomeOption, JsonOption
from dateline.settings import Source

_KEYS = (
    "url", "canonical_url", "title", "published", "published_raw", "modified", "authors", "language",
    "site_name", "text", "kind",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add it to the command line."""
    app.command("extract")(extract_command)


def extract_command(
    page: Annotated[
        str | None, typer.Argument(help="File with the page's HTML, or - for standard input.")
    ] = None,
    url: Annotated[str, typer.Option(help="Address that the page was fetched from.")] = "",
    source: Annotated[str, typer.Option(help="Source of dateline.toml whose selectors and zone hold.")] = "",
    batch: Annotated[
        bool, typer.Option("--batch", help="Read JSON Lines {id, url, html_path}, write an object for each.")
    ] = False,
    from_archive: Annotated[
        bool, typer.Option("--from-archive", help="Read all articles of the store anew from the archive.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Read title, text, dates, authors and kind of an article from its page; prints one JSON object."""
    if batch + from_archive + (page is not None) != 1:
        raise UsageError(
            "Give a page with --url, or --batch, or --from-archive; `dateline extract --help` says more."
        )
    sys.stdout.reconfigure(encoding="utf8", errors="replace")  # type: ignore[union-attr]
    chosen = _source(homes.find(home), source) if source else None
    if from_archive:
        _redo(homes.find(home), as_json)
    elif batch:
        sys.stdin.reconfigure(encoding="utf8", errors="replace")  # type: ignore[union-attr]
        failed = 0
        for result in lines(sys.stdin, chosen):
            failed += "error" in result
            print(json.dumps(result, ensure_ascii=False), flush=True)
        if failed:
            print(f"dateline: {failed} lines could not be extracted; each says why.", file=sys.stderr)
            raise typer.Exit(1)
    else:
        if not url:
            raise UsageError("Say with --url which address the page was fetched from.")
        print(json.dumps(_read(url, page or "-", chosen), ensure_ascii=False))


def lines(inputs: Iterable[str], source: Source | None = None) -> Iterator[dict[str, Any]]:
    """The object of each input line, in order: the article with its `id`, or `id` and `error`."""
    for number, row in enumerate(inputs, 1):
        if not row.strip():
            continue
        key: Any = None
        try:
            item = json.loads(row)
            if not isinstance(item, dict):
                raise UsageError("the line is no JSON object")
            key = item.get("id")
            for name in ("url", "html_path"):
                if not isinstance(item.get(name), str):
                    raise UsageError(f"the line has no {name}")
            yield {"id": key, **_read(item["url"], item["html_path"], source)}
        except (ValueError, RecursionError) as error:
            yield {"id": key, "error": f"Line {number} is no JSON: {error}."}
        except UsageError as error:
            yield {"id": key, "error": f"Line {number}: {error}"}


def _read(url: str, path: str, source: Source | None) -> dict[str, Any]:
    from dateline.crawler.extract import extract
    from dateline.records import to_json

    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    values = to_json(extract(data, url, source=source))
    return {name: values[name] for name in _KEYS}


def _source(home: homes.Home, name: str) -> Source:
    sources = home.settings().sources
    if name not in sources:
        raise UsageError(f"There is no source {name!r}; `dateline sources list` shows them.")
    return sources[name]


def _redo(home: homes.Home, as_json: bool) -> None:
    from dateline.crawler.extract.redo import redo
    from dateline.progress import meter
    from dateline.records import to_json

    if not home.database.exists():
        raise UsageError(f"{home.root} has no store yet; `dateline crawl` fills it.")
    with home.lock(), meter("extract", quiet=as_json) as shown:
        report = redo(home, meter=shown)
    if as_json:
        print(json.dumps(to_json(report)))
    else:
        read, changed = (report.counts.get(f"revisions/{verb}", 0) for verb in ("read", "changed"))
        print(f"{read:,} revisions read from the archive, {changed:,} of them read otherwise than before.")
    for error in report.errors[:10]:
        print(f"dateline: {error}", file=sys.stderr)
    if report.errors:
        raise typer.Exit(1)
