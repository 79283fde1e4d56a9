"""Which engine a knowledge base uses, and its writer."""

from importlib.util import find_spec
from pathlib import Path

from dateline.errors import UsageError
from dateline.index import place
from dateline.index.contract import Writer
from dateline.index.place import FORMAT

ENGINES = ("whoosh", "tantivy")


def open_writer(folder: Path, engine: str, *, rebuild: bool = False, workers: int = 1) -> Writer:
    """The writer of an engine over an index folder, with further processes where the engine can use them.

    Raises UsageError where the engine isn't installed.
    """
    if engine == "tantivy":
        if find_spec("tantivy") is None:
            raise UsageError(
                'The engine tantivy is missing; run `pip install "dateline[fast]"` or set engine = "whoosh".'
            )
        from dateline.index.fast import TantivyWriter

        return TantivyWriter(folder, rebuild=rebuild)
    from dateline.index.writing import WhooshWriter

    return WhooshWriter(folder, rebuild=rebuild, workers=workers)


def must_rebuild(folder: Path, engine: str) -> bool:
    """Whether there is nothing that the engine, in this version, could go on with."""
    try:
        current = place.read(folder)
    except place.Unsafe:
        raise
    except Exception:  # an unreadable state can only be rebuilt
        return True
    return current is None or (current.engine, current.format) != (engine, FORMAT)
