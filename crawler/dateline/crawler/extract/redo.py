"""All extraction of the store's articles once more, from the archive, without the network."""

import time
from collections import Counter
from collections.abc import Iterator

from dateline.crawler import archive
from dateline.crawler.extract.article import EXTRACTOR, extract
from dateline.errors import DatelineError
from dateline.home import Home
from dateline.progress import Meter, Silent
from dateline.records import StageReport
from dateline.store import articles, captures
from dateline.store.database import Store

_BATCH = 50


def redo(home: Home, *, meter: Meter | None = None) -> StageReport:
    """Read every revision that has a capture anew; each batch is one transaction.

    Counts `revisions/read`, `revisions/changed` and `revisions/failed`; an error for every capture that the
    archive does not hold.
    """
    meter = meter or Silent()
    began = time.monotonic()
    counts: Counter[str] = Counter()
    errors: list[str] = []
    sources = home.settings().sources
    with Store.open(home) as store:
        with store.read() as conn:
            meter.total(articles.count(conn))
        for found in _batches(store):
            read = []
            for revision, kept in found:
                meter.advance()
                if kept is None:
                    continue
                try:
                    _, body = archive.read(home, kept.capture.file, kept.capture.offset)
                except DatelineError as error:
                    counts["revisions/failed"] += 1
                    errors.append(str(error))
                    continue
                article = extract(
                    body,
                    kept.capture.url,
                    source=sources.get(kept.source),
                    content_type=kept.capture.content_type,
                )
                read.append((revision.id, article))
            with store.write() as conn:
                for number, article in read:
                    counts["revisions/read"] += 1
                    counts["revisions/changed"] += articles.reread(conn, number, article, EXTRACTOR)
    return StageReport(
        stage="extract", counts=dict(counts), errors=tuple(errors), seconds=time.monotonic() - began
    )


def _batches(store: Store) -> Iterator[list[tuple[articles.Revision, captures.StoredCapture | None]]]:
    with store.read() as conn:
        for batch in articles.with_capture(conn, _BATCH):
            yield [(revision, captures.by_id(conn, revision.capture_id or 0)) for revision in batch]
