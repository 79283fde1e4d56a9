"""Failures that a person can do something about: one sentence that names the way out."""


class DatelineError(Exception):
    """Something failed; the message is one sentence for the user.  The command exits with 1."""

    exit_code = 1


class UsageError(DatelineError):
    """The call, a setting or an input was wrong.  The command exits with 2."""

    exit_code = 2


class LockedError(DatelineError):
    """Another run holds the lock of this knowledge base.  The command exits with 75."""

    exit_code = 75
