"""Command-line options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of the knowledge base; else DATELINE_HOME, else ./dateline-data."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
