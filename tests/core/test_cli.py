"""What the command line says of failures that a person can mend."""

import errno
import os

import pytest

from dateline.cli import mendable


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS])
def test_one_sentence_names_the_file(code: int) -> None:
    sentence = mendable(OSError(code, os.strerror(code), "kb/dateline.db"))
    assert sentence is not None
    assert "kb/dateline.db" in sentence
    assert sentence.endswith(".")


def test_what_nobody_can_mend_stays_a_traceback() -> None:
    assert mendable(OSError(errno.EIO, "Input/output error", "kb/dateline.db")) is None
