"""`dateline evaluate`: quality in figures."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dateline.options import JsonOption


def register(app: typer.Typer) -> None:
    """Add it to the command line."""
    app.command()(evaluate)


def evaluate(
    folder: Annotated[Path, typer.Argument(help="A gold folder: releases.jsonl and gold.json.")],
    model: Annotated[str, typer.Option("--model", help="spaCy model package, or blank.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Annotate releases read by hand and print precision, recall and F1 with 95 % confidence intervals."""
    from rich.console import Console
    from rich.table import Table

    from dateline.nlp.evaluation.figures import evaluate
    from dateline.nlp.pipeline import load
    from dateline.records import to_json

    figures = evaluate(folder, load(model) if model else load())
    if as_json:
        print(json.dumps(to_json(figures)))
        return
    table = Table(box=None, pad_edge=False, title=f"{figures[0].documents} documents", title_justify="left")
    table.add_column("")
    for heading in ("P", "R", "F1", "95 %"):
        table.add_column(heading, justify="right")
    for item in figures:
        cells = (
            f"{item.precision:.3f}",
            f"{item.recall:.3f}",
            f"{item.f1:.3f}",
            f"{item.low:.2f}–{item.high:.2f}",
        )
        table.add_row(item.measure, *cells)
    Console().print(table)
