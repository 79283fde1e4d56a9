"""The WARC archive gives back what was put in, and a torn tail harms nothing."""

from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.crawler import archive
from dateline.errors import DatelineError
from dateline.home import Home

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def _append(
    writer: archive.Writer, body: bytes, url: str = "https://news.example.org/a"
) -> tuple[str, int, int]:
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Set-Cookie", "a=b"),
    ]
    return writer.append(url=url, fetched_at=NOW, status=200, headers=headers, body=body)


def test_records_are_read_back_by_offset(home: Home) -> None:
    writer = archive.Writer(home)
    places = [_append(writer, f"<p>body {number}</p>".encode() * 50) for number in range(3)]
    writer.close()
    for number, (file, offset, _) in enumerate(places):
        headers, body = archive.read(home, file, offset)
        assert body == f"<p>body {number}</p>".encode() * 50
        assert ("Content-Type", "text/html; charset=utf-8") in headers
        assert not {"content-encoding", "set-cookie"} & {name.lower() for name, _ in headers}
    assert [offset + length for _, offset, length in places[:2]] == [offset for _, offset, _ in places[1:]]


def test_other_readers_read_the_file(home: Home) -> None:
    writer = archive.Writer(home)
    file, _, _ = _append(writer, "<p>Zürich</p>".encode(), url="https://news.example.org/z%C3%BC")
    writer.close()
    with (home.archive / file).open("rb") as stream:
        records = [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(stream)
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "response"]
    assert records[1][1:] == ("https://news.example.org/z%C3%BC", "<p>Zürich</p>".encode())


def test_a_full_file_is_followed_by_another(home: Home) -> None:
    writer = archive.Writer(home, max_size=1_000)
    files = {_append(writer, bytes(range(256)) * 3)[0] for _ in range(3)}
    writer.close()
    assert len(files) == 3


def test_a_torn_tail_is_left_alone_and_said(home: Home) -> None:
    writer = archive.Writer(home)
    first = _append(writer, b"whole")
    second = _append(writer, b"torn" * 500)
    writer.close()
    path = home.archive / second[0]
    with path.open("r+b") as stream:
        stream.truncate(second[1] + 20)
    later = archive.Writer(home)
    third = _append(later, b"after")
    later.close()
    assert third[0] != first[0]
    assert archive.read(home, *first[:2])[1] == b"whole"
    assert archive.read(home, *third[:2])[1] == b"after"
    with pytest.raises(DatelineError, match=r"cannot be read|cut short"):
        archive.read(home, *second[:2])


def test_names_stay_inside_the_archive(home: Home) -> None:
    with pytest.raises(DatelineError, match="not there"):
        archive.read(home, "../dateline.toml", 0)
