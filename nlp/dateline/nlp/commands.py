"""Commands of this stage."""

import sys
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    app.command()(annotate)


def annotate(
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Read JSON Lines {id, title, text, published} and write annotations."),
    ] = False,
) -> None:
    """Find institutions, dates, disciplines and the parts of each release."""
    if jsonl:
        _filter()


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
