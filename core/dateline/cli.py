"""The command line: every package brings its commands, this module puts them together.

Exit codes: 0 done, 1 part failed, 2 wrong use, 75 another run holds the lock.
"""

import errno
import os
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import DatelineError

COMMANDS = (
    "dateline.commands",
    "dateline.demo.commands",
    "dateline.crawler.commands",
    "dateline.crawler.extract.commands",
    "dateline.nlp.commands",
    "dateline.nlp.evaluation.commands",
    "dateline.nlp.tracing.commands",
    "dateline.index.commands",
    "dateline.site.commands",
)

app = typer.Typer(
    name="dateline",
    help="A knowledge base of press releases and of the coverage they get.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def _options(
    home: Annotated[Path | None, typer.Option("--home", help="Folder of the knowledge base.")] = None,
    _asked: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    if home:
        os.environ["DATELINE_HOME"] = str(home)


for _module in COMMANDS:
    import_module(_module).register(app)


def main() -> None:
    """Run the command line; a failure that a person can mend is one sentence on standard error."""
    try:
        app(standalone_mode=True)
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        sentence = mendable(error)
        if sentence is None:
            raise
        print(f"dateline: {sentence}", file=sys.stderr)
        sys.exit(1)


def mendable(error: OSError) -> str | None:
    """What a person can do about a full disk or a file that is not theirs; None for everything else."""
    name = error.filename or "unknown file"
    if error.errno == errno.ENOSPC:
        return f"The disk is full ({name}); make room and run again, nothing that was kept is lost."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{name} may not be read or written by this user ({error.strerror})."
    return None


if __name__ == "__main__":
    main()
