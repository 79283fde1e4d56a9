"""Opening a published state of the Whoosh engine."""

from pathlib import Path

from dateline.errors import DatelineError
from dateline.index.codec import NAME, ArraySegment
from dateline.index.columns import Columns
from dateline.index.frozen import TOC, FileStorage
from dateline.index.place import Current
from dateline.index.searching import WhooshGeneration
from dateline.index.segment import Segment
from dateline.index.view import View


def open_whoosh(build: Path, current: Current) -> WhooshGeneration:
    """The state, once `place.check` has found the folder ours alone.

    Raises FileNotFoundError when it has been replaced meanwhile, DatelineError when it is damaged.
    """
    columns = Columns.open(build / f"columns-{current.toc}.dla")
    try:
        segments: list[ArraySegment] = TOC.read(FileStorage(str(build)), NAME, gen=current.toc).segments
        paths = [segment.path(build) for segment in segments]
    except FileNotFoundError:
        raise
    except Exception as error:  # whatever else Whoosh raises over a list of segments that it can't read
        raise DatelineError(f"{build} is damaged ({error}); run `dateline index --rebuild`.") from None
    opened = [Segment(path) for path in paths]
    if sum(len(segment) for segment in opened) != len(columns):
        raise DatelineError(f"{build} is damaged, its files differ; run `dateline index --rebuild`.")
    return WhooshGeneration(View(current.generation, opened, columns))
