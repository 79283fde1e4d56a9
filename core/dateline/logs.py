"""The log of a knowledge base: `logs/dateline.log`, five files of a megabyte."""

import logging
from logging.handlers import RotatingFileHandler

from dateline.home import Home

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def keep(home: Home) -> None:
    """Send warnings and worse of this process to the log.  A second call for the same home adds nothing."""
    path = home.logs / "dateline.log"
    root = logging.getLogger()
    if any(getattr(handler, "baseFilename", None) == str(path) for handler in root.handlers):
        return
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=4, encoding="utf8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(handler)
