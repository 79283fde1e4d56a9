"""Commands of this stage."""

import typer

from dateline.crawler.extract import commands as extraction


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    extraction.register(app)
