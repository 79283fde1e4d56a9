"""The WARC archive: every capture is a gzip member of its own, found by file and offset.

A Writer never opens a file that is there already, so that a tail torn by a crash is left behind and never
written to.  The store may point to a record only after `Writer.sync`.
"""

import errno
import os
import zlib
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline import clock
from dateline.errors import DatelineError
from dateline.home import Home

MAX_RECORD = 100_000_000
_NOT_KEPT = frozenset({"content-encoding", "transfer-encoding", "content-length", "set-cookie"})


class Writer:
    """Appends captures; one file until `max_size` bytes, then the next."""

    def __init__(self, home: Home, max_size: int = 500_000_000) -> None:
        self._home, self._max_size = home, max_size
        self._file: IO[bytes] | None = None
        self._name, self._offset, self._synced = "", 0, 0
        self._failed: DatelineError | None = None

    def append(
        self,
        *,
        url: str,
        fetched_at: datetime,
        status: int,
        headers: Sequence[tuple[str, str]],
        body: bytes,
    ) -> tuple[str, int, int]:
        """Write one response; the file's name, and offset and length of the record in it.

        `body` is as decoded from its content coding; the headers that describe the transfer are left out.
        Raises DatelineError when the disk is full.
        """
        kept = [(name, value) for name, value in headers if name.lower() not in _NOT_KEPT]
        kept.append(("Content-Length", str(len(body))))
        http = StatusAndHeaders(f"{status} OK" if status == 200 else str(status), kept, protocol="HTTP/1.1")
        data = _record(url, "response", BytesIO(body), len(body), http, fetched_at)
        if self._file is None or self._offset + len(data) > self._max_size:
            self._begin()
        offset = self._write(data)
        return self._name, offset, len(data)

    def sync(self) -> None:
        """Make all records so far safe against a crash."""
        if self._file is None or self._synced == self._offset:
            return
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            self._give_up(error)
        self._synced = self._offset

    def close(self) -> None:
        """Make everything safe and close the file."""
        if self._file is not None:
            self.sync()
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        if self._failed is not None:
            raise self._failed
        self.close()
        self._home.archive.mkdir(mode=0o700, parents=True, exist_ok=True)
        now = clock.now()
        for number in range(1, 100_000):
            name = f"dateline-{now:%Y%m%d-%H%M%S}-{number:05d}.warc.gz"
            try:
                handle = os.open(self._home.archive / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            except OSError as error:
                raise _failure(self._home.archive, error) from error
            self._file = os.fdopen(handle, "wb", buffering=0)
            self._name, self._offset, self._synced = name, 0, 0
            info = b"software: dateline\r\nformat: WARC File Format 1.1\r\n"
            self._write(_record(None, "warcinfo", BytesIO(info), len(info), None, now))
            return
        raise DatelineError(f"{self._home.archive} has no room for one more file name; move old files away.")

    def _write(self, data: bytes) -> int:
        assert self._file is not None
        offset, view = self._offset, memoryview(data)
        try:
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            self._give_up(error)
        self._offset += len(data)
        return offset

    def _give_up(self, error: OSError) -> None:
        """Cut off what is not whole, and say why; nothing more is written."""
        if self._file is not None:
            os.ftruncate(self._file.fileno(), self._offset)
            self._file.close()
            self._file = None
            if not self._offset:
                (self._home.archive / self._name).unlink(missing_ok=True)
        self._failed = _failure(self._home.archive, error)
        raise self._failed from error


def read(home: Home, file: str, offset: int) -> tuple[list[tuple[str, str]], bytes]:
    """Header lines and body of the response in that record.

    Raises DatelineError where the archive does not hold it, or holds it damaged.
    """
    from warcio.archiveiterator import ArchiveIterator

    path = home.archive / Path(file).name
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            for record in ArchiveIterator(stream):
                body = record.content_stream().read(MAX_RECORD)
                headers = record.http_headers.headers if record.http_headers else []
                return [(str(name), str(value)) for name, value in headers], body
    except FileNotFoundError:
        raise DatelineError(f"{path} is not there; put the archive's files back.") from None
    except Exception as error:
        raise DatelineError(f"{path} cannot be read at {offset}: {error}.") from error
    raise DatelineError(f"{path} has no record at {offset}; the file was cut short.")


def _record(
    url: str | None,
    kind: str,
    payload: BytesIO,
    length: int,
    http: StatusAndHeaders | None,
    moment: datetime,
) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    when = {"WARC-Date": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}
    record: ArcWarcRecord = writer.create_warc_record(
        url or "", kind, payload=payload, length=length, http_headers=http, warc_headers_dict=when
    )
    if url is None:
        record.rec_headers.remove_header("WARC-Target-URI")
        record.rec_headers.replace_header("Content-Type", "application/warc-fields")
    writer.write_record(record)
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return packer.compress(out.getvalue()) + packer.flush()


def _failure(folder: Path, error: OSError) -> DatelineError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DatelineError(
            f"The disk that holds {folder} is full; make room and run again, nothing is lost."
        )
    return DatelineError(f"{folder} cannot be written: {error.strerror}.")
