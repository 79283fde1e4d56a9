"""A file of named NumPy arrays, read by memory mapping.

Layout: 8 bytes `DLARRAY1`, 8 bytes length of the header (little endian), the header as JSON
{"size": bytes of the file, "arrays": {name: [dtype, length, offset]}, "meta": any}, then the arrays, each at
a multiple of 64 bytes.  Nothing in it is executed; a file that is cut short or not of this form is Damaged.
"""

import json
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DatelineError

Array = NDArray[Any]

MAGIC = b"DLARRAY1"
TYPES = ("|u1", "<u2", "<u4", "<u8", "<i4", "<i8", "<f4", "|b1")
ALIGN = 64


class Damaged(DatelineError):
    """A file of the index is not as it was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is damaged; run `dateline index --rebuild`.")


def write(path: Path, arrays: Mapping[str, Array], meta: Any = None) -> None:
    """Write a new file and bring it to the disk before it gets its name."""
    table: dict[str, tuple[str, int, int]] = {}
    flat = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    at = 0
    for name, array in flat.items():
        if array.dtype.str not in TYPES or array.ndim != 1:
            raise ValueError(f"{name} is {array.dtype.str} in {array.ndim} dimensions")
        table[name] = (array.dtype.str, len(array), at)
        at += -(-array.nbytes // ALIGN) * ALIGN
    size = 0
    while True:  # the header holds the file's size, which depends on the header's length
        header = json.dumps({"size": size, "arrays": table, "meta": meta}).encode()
        start = -(-(16 + len(header)) // ALIGN) * ALIGN
        if size == start + at:
            break
        size = start + at
    temporary = path.with_name(path.name + ".new")
    with open(temporary, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for name, array in flat.items():
            file.seek(start + table[name][2])
            file.write(array.data if len(array) else b"")
        file.truncate(size)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


class ArrayFile:
    """The arrays of a file as read-only views of its pages; they stay valid when the file is deleted."""

    __slots__ = ("_arrays", "meta", "path", "size")

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < 16:
                raise Damaged(path)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            length = int.from_bytes(mapped[8:16], "little")
            if mapped[:8] != MAGIC or length > size - 16:
                raise ValueError
            header = json.loads(mapped[16 : 16 + length])
            start = -(-(16 + length) // ALIGN) * ALIGN
            if header["size"] != size:
                raise ValueError
            self._arrays: dict[str, Array] = {}
            for name, (kind, count, at) in header["arrays"].items():
                if kind not in TYPES or count < 0 or at < 0:
                    raise ValueError
                if count:
                    self._arrays[name] = np.frombuffer(mapped, np.dtype(kind), count, start + at)
                else:
                    self._arrays[name] = np.empty(0, np.dtype(kind))
            self.meta: Any = header["meta"]
        except (ValueError, KeyError, TypeError, UnicodeDecodeError):
            raise Damaged(path) from None
        self.size = size

    def __getitem__(self, name: str) -> Array:
        try:
            return self._arrays[name]
        except KeyError:
            raise Damaged(self.path) from None


def pack(strings: list[str]) -> tuple[Array, Array]:
    """Strings as one array of UTF-8 bytes and the offsets of their beginnings and ends."""
    encoded = [string.encode("utf8") for string in strings]
    ends = np.zeros(len(encoded) + 1, np.uint64)
    np.cumsum([len(one) for one in encoded], out=ends[1:])
    return np.frombuffer(b"".join(encoded), np.uint8), ends


class Strings:
    """Sorted strings in two arrays, as `pack` makes them; found by bisection."""

    __slots__ = ("_data", "_ends", "_view")

    def __init__(self, data: Array, ends: Array) -> None:
        self._data, self._ends = data, ends
        self._view = memoryview(data.data) if len(data) else memoryview(b"")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def raw(self, number: int) -> bytes:
        """The UTF-8 bytes of one string."""
        return bytes(self._view[int(self._ends[number]) : int(self._ends[number + 1])])

    def __getitem__(self, number: int) -> str:
        return self.raw(number).decode("utf8")

    def all(self) -> list[str]:
        """Every string, in order."""
        whole, ends = bytes(self._view), self._ends.tolist()
        return [whole[ends[i] : ends[i + 1]].decode("utf8") for i in range(len(self))]

    def place(self, key: bytes) -> int:
        """Number of the first string not below `key`."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, text: str) -> int:
        """Number of the string, or -1."""
        key = text.encode("utf8", "surrogatepass")
        number = self.place(key)
        return number if number < len(self) and self.raw(number) == key else -1

    def prefix(self, text: str) -> tuple[int, int]:
        """Numbers of the first string with this beginning and the one after the last."""
        key = text.encode("utf8", "surrogatepass")
        return self.place(key), self.place(key + b"\xff")


def ranges(starts: Array, ends: Array) -> Array:
    """All numbers of the ranges start..end-1, one range after the other."""
    lengths = (ends - starts).astype(np.int64)
    total = int(lengths.sum())
    if not total:
        return np.empty(0, np.int64)
    firsts = np.cumsum(lengths) - lengths
    return np.repeat(starts.astype(np.int64) - firsts, lengths) + np.arange(total, dtype=np.int64)


def lengths(ends: Array) -> Array:
    """How long each piece is, of the offsets of their beginnings and ends."""
    wide = ends.astype(np.int64)
    pieces: Array = wide[1:] - wide[:-1]
    return pieces
