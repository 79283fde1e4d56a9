"""Commands of this stage."""

import typer


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
