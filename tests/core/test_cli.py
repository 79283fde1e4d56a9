"""What the command line says of itself, and of failures that a person can mend."""

import errno
import os
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from dateline.cli import app, mendable


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS])
def test_one_sentence_names_the_file(code: int) -> None:
    sentence = mendable(OSError(code, os.strerror(code), "kb/dateline.db"))
    assert sentence is not None
    assert "kb/dateline.db" in sentence
    assert sentence.endswith(".")


def test_what_nobody_can_mend_stays_a_traceback() -> None:
    assert mendable(OSError(errno.EIO, "Input/output error", "kb/dateline.db")) is None


def test_the_version_is_told() -> None:
    done = CliRunner().invoke(app, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"dateline {version('dateline')}\n")
