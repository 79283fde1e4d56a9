"""A report as CSV and as an Excel workbook (Office Open XML, ECMA-376).

Texts of others never become formulas: in the workbook they are typed as strings, in CSV a leading sign that a
spreadsheet would take for a formula gets an apostrophe.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from dateline.site import words
from dateline.site.views.report import Report

HEADINGS = (
    "Published",
    "Source",
    "Kind",
    "Title",
    "Address",
    "Part",
    "Reused",
    "Nature",
    "Capture",
    "Authors",
    "Language",
)
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CELL_LIMIT = 32_000
_EPOCH = date(1899, 12, 30)
"""Day 0 of the workbook's calendar."""

Cell = str | float | int | date | None


def table(report: Report, base: str) -> list[tuple[Cell, ...]]:
    """One row for each article, in the order of `HEADINGS`; `base` is the site's public address."""
    return [
        (
            row.day,
            row.source,
            row.document.kind,
            row.document.title,
            row.document.canonical_url,
            row.role or None,
            None if row.shared is None else round(row.shared, 3),
            row.nature,
            f"{base}/captures/{row.capture}" if row.capture else None,
            ", ".join(row.document.authors),
            row.document.language,
        )
        for row in report.rows
    ]


def notes(report: Report) -> list[tuple[Cell, ...]]:
    """What the report is of, its totals, and what the crawl could not see."""
    found: list[tuple[Cell, ...]] = [
        ("Report", report.title),
        ("Of", report.subject),
        ("Made", report.made.isoformat(timespec="seconds")),
    ]
    found += [(name.capitalize(), number) for name, number in report.totals]
    if report.left_out:
        found.append(("Articles left out", report.left_out))
    found += [
        (
            "Broken" if gap.kind == "failed" else "Silent",
            f"{gap.title}, {gap.first} to {gap.last}"
            + (f", {words.count(gap.visits, 'failed visit')}" if gap.visits else "")
            + f": {gap.reason}",
        )
        for gap in report.gaps
    ]
    return found


def comma_separated(report: Report, base: str) -> bytes:
    """CSV (RFC 4180) in UTF-8 with a byte order mark, so that Excel reads accents."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([_tame(cell) for cell in row] for row in table(report, base))
    return out.getvalue().encode("utf-8-sig")


def _tame(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def workbook(report: Report, base: str) -> bytes:
    """An .xlsx file with the sheets Articles and Report."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in _FIXED.items():
            archive.writestr(name, body)
        widths = (12, 24, 10, 60, 50, 18, 9, 13, 34, 24, 10)
        archive.writestr("xl/worksheets/sheet1.xml", _sheet([HEADINGS, *table(report, base)], widths))
        archive.writestr("xl/worksheets/sheet2.xml", _sheet([("", ""), *notes(report)], (34, 90)))
    return out.getvalue()


def _sheet(rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            _cell(cell, f"{chr(64 + place)}{number}", number == 1) for place, cell in enumerate(row, 1)
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _cell(value: Cell, place: str, head: bool) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return f'<c r="{place}" s="3"><v>{(value - _EPOCH).days}</v></c>'
    if isinstance(value, (int, float)):
        style = ' s="2"' if isinstance(value, float) else ""
        return f'<c r="{place}"{style}><v>{value}</v></c>'
    text = escape(_FORBIDDEN.sub("", value)[:_CELL_LIMIT])
    style = ' s="1"' if head else ""
    return f'<c r="{place}" t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Articles" sheetId="1" r:id="rId1"/><sheet name="Report" sheetId="2" r:id="rId2"/>'
        "</sheets></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}
