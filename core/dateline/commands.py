"""Commands about the knowledge base as a whole."""

import typer


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
