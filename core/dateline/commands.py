"""Commands about the knowledge base as a whole."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.options import HomeOption, JsonOption


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    for command in (nightly, schedule, status, export, backup):
        app.command()(command)


def nightly(
    names: Annotated[
        list[str] | None, typer.Argument(help="Sources to crawl; all when none is named.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Crawl, annotate, trace and index under one lock, and report."""
    from dateline import home as homes
    from dateline.nightly import run
    from dateline.progress import meter
    from dateline.records import to_json
    from dateline.report import show

    base = homes.find(home)
    night = run(base, names=names or (), meters=lambda label: meter(label, quiet=as_json))
    if as_json:
        print(json.dumps(to_json(night), ensure_ascii=False))
    else:
        show(night)
        if not base.settings().sources:
            print("No sources yet: `dateline sources add URL` adds one.")
    if night.outcome != "done":
        raise typer.Exit(1)


def schedule(
    at: Annotated[str, typer.Option("--at", help="Time of day, HH:MM, local.")] = "02:30",
    home: HomeOption = None,
) -> None:
    """Print a systemd timer and a crontab line for the nightly run."""
    from dateline import home as homes
    from dateline.schedule import schedule

    print(schedule(homes.find(home), at), end="")


def status(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say what the knowledge base holds, what is due, and how its sources are."""
    from dateline import home as homes
    from dateline.records import to_json
    from dateline.report import show_status
    from dateline.status import status

    state = status(homes.find(home))
    if as_json:
        print(json.dumps(to_json(state), ensure_ascii=False))
    else:
        show_status(state)


def export(
    query: Annotated[str, typer.Argument(help="Only what this query finds; everything when left out.")] = "",
    format_: Annotated[str, typer.Option("--format", help="jsonl: one JSON object a line.")] = "jsonl",
    home: HomeOption = None,
) -> None:
    """Write every article, or those that a query finds, as JSON Lines."""
    from dateline import home as homes
    from dateline.errors import UsageError
    from dateline.export import every, some
    from dateline.store.database import Store

    if format_ != "jsonl":
        raise UsageError(f"--format {format_!r} is not known; jsonl is.")
    base = homes.find(home)
    with Store.open(base) as store, store.read() as conn:
        if query:
            from dateline.index import open_index

            found = some(conn, open_index(base).ids(query))
        else:
            found = every(conn)
        for item in found:
            sys.stdout.write(json.dumps(item, ensure_ascii=False) + "\n")


def backup(
    target: Annotated[Path, typer.Argument(help="The tar file to write; it must not exist.")],
    home: HomeOption = None,
) -> None:
    """Write settings, store and archive into one tar file, at any moment."""
    from dateline import home as homes
    from dateline.backup import backup

    size = backup(homes.find(home), target)
    print(f"{target}: {size / 1e6:,.1f} MB. To restore, unpack it and run `dateline index --rebuild`.")
