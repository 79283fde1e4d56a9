"""A backup that can be taken at any moment: a tar file of settings, store and archive.

The store is copied first, by SQLite's own online backup; the archive only ever grows at its end, so that what
the copied store points into is complete.  The index is left out: `dateline index --rebuild` makes it anew.
"""

import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from dateline.errors import DatelineError, UsageError
from dateline.home import Home


def backup(home: Home, target: Path) -> int:
    """Write the backup; its size in bytes.  Raises UsageError for a bad target, DatelineError on failure."""
    if not home.database.exists():
        raise UsageError(f"There is no knowledge base in {home.root}; choose it with --home.")
    if target.exists():
        raise UsageError(f"{target} exists; a backup never overwrites, choose another name.")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".dateline-backup-") as folder:
            copy = Path(folder) / "dateline.db"
            with closing(sqlite3.connect(home.database)) as source, closing(sqlite3.connect(copy)) as goal:
                source.backup(goal)
            partial = Path(folder) / "backup.tar"
            with tarfile.open(partial, "w") as tar:
                tar.add(copy, "dateline.db")
                if home.settings_file.exists():
                    tar.add(home.settings_file, "dateline.toml")
                if home.archive.exists():
                    tar.add(home.archive, "archive")
            partial.rename(target)
    except (OSError, sqlite3.Error) as error:
        raise DatelineError(f"The backup {target} could not be written: {error}.") from error
    return target.stat().st_size
