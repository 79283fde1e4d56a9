"""Commands of this stage."""

import sys
from typing import Annotated

import typer

from dateline.options import HomeOption, JsonOption


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    from dateline.nlp.linking.commands import app as institutions

    app.command()(annotate)
    app.add_typer(institutions)


def annotate(
    home: HomeOption = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Filter: read {id, title, text, published} a line, write annotations."),
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many articles.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Find institutions, dates, disciplines and the parts of each release that is due."""
    if jsonl:
        _filter()
        return
    import json

    from dateline import home as homes
    from dateline.nlp import stage
    from dateline.progress import meter
    from dateline.records import to_json

    base = homes.find(home)
    with base.lock(), meter("annotate", quiet=as_json) as progress:
        report = stage.annotate(base, meter=progress, limit=limit)
    if as_json:
        typer.echo(json.dumps(to_json(report), ensure_ascii=False))
        return
    for name, count in report.counts.items():
        typer.echo(f"{name:24} {count:>9,}")


def _filter() -> None:
    from dateline.nlp.filter import Lines
    from dateline.nlp.pipeline import load

    sys.stdin.reconfigure(encoding="utf8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf8", errors="replace")  # type: ignore[union-attr]
    lines = Lines(load())
    for line in lines.run(sys.stdin):
        print(line)
    if lines.failed:
        print(f"dateline: {lines.failed} lines could not be annotated; each says why.", file=sys.stderr)
        raise typer.Exit(1)
