"""Articles as references: RIS, BibTeX and CSL-JSON, with the capture as the archive's link."""

import json
import re
from datetime import date
from typing import Any

from dateline.site.views.report import Report, Row

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def ris(report: Report, base: str) -> str:
    """RIS, one PRESS or NEWS record an article."""
    lines = []
    for row in report.rows:
        document = row.document
        lines.append("TY  - PRESS" if document.kind == "release" else "TY  - NEWS")
        lines += [f"AU  - {_line(author)}" for author in document.authors]
        lines += [f"TI  - {_line(document.title)}", f"T2  - {_line(row.source)}"]
        if row.day:
            lines += [f"PY  - {row.day.year}", f"DA  - {row.day:%Y/%m/%d}"]
        lines.append(f"UR  - {_line(document.canonical_url)}")
        if row.capture:
            lines.append(f"L2  - {_capture(row, base)}")
        if document.language:
            lines.append(f"LA  - {document.language}")
        lines += [f"ID  - {document.id}", "ER  - ", ""]
    return "".join(f"{line}\r\n" for line in lines)


def bibtex(report: Report, base: str) -> str:
    """BibTeX, one @online entry an article (biblatex)."""
    return "\n".join(_entry(row, base) for row in report.rows)


def _entry(row: Row, base: str) -> str:
    document = row.document
    fields = {
        "title": f"{{{_tex(document.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in document.authors) or f"{{{_tex(row.source)}}}",
        "organization": _tex(row.source),
        "date": row.day.isoformat() if row.day else "",
        "url": _address(document.canonical_url),
        "urldate": document.first_seen.date().isoformat(),
        "note": f"Archived: {_capture(row, base)}" if row.capture else "",
        "language": document.language or "",
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{dateline-{document.id},\n{body}}}\n"


def csl(report: Report, base: str) -> str:
    """CSL-JSON, as Zotero and pandoc read it."""
    return json.dumps([_item(row, base) for row in report.rows], ensure_ascii=False, indent=1)


def _item(row: Row, base: str) -> dict[str, Any]:
    document = row.document
    item: dict[str, Any] = {
        "id": document.id,
        "type": "article-newspaper" if document.kind == "news" else "webpage",
        "title": document.title,
        "container-title": row.source,
        "URL": document.canonical_url,
        "accessed": _parts(document.first_seen.date()),
    }
    if document.kind == "release":
        item["genre"] = "Press release"
    if document.authors:
        item["author"] = [{"literal": name} for name in document.authors]
    if row.day:
        item["issued"] = _parts(row.day)
    if document.language:
        item["language"] = document.language
    if row.capture:
        item |= {"archive": "Dateline", "archive_location": _capture(row, base)}
    return item


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _capture(row: Row, base: str) -> str:
    return f"{base}/captures/{row.capture}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _line(text).translate(_BIBTEX)


def _address(url: str) -> str:
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", url)
