"""Coverage reports and their files."""

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree as ET

from httpx import Client
from PIL import Image, ImageColor

from dateline.site.picture import DOTS

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WHOLE = "/report?announcement=aaaaaaaaaaaaaaaa"


def rows(client: Client, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/report.csv?{query}")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(
        r'attachment; filename="dateline-report-[\d-]+\.csv"', answer.headers["Content-Disposition"]
    )
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_page_counts_reuse_and_independence_apart(client: Client) -> None:
    page = client.get(WHOLE).text
    numbers = dict(zip(re.findall(r"<b>(\d+)</b><span>([^<]+)", page), range(9), strict=False))
    assert {("4", "articles"), ("3", "sources, each counted once"), ("1", "independent story")} <= set(
        numbers
    )
    assert ("2", "copies, rewrites and translations") in numbers
    assert "Its front page answers 500." in page


def test_the_table_has_a_row_for_each_article_oldest_first(client: Client) -> None:
    found = rows(client, "announcement=aaaaaaaaaaaaaaaa")
    assert [row["Nature"] for row in found] == ["original", "reused", "reused", "independent"]
    assert [row["Reused"] for row in found] == ["", "1.0", "0.4", "0.0"]
    assert found[0]["Published"] == "2031-05-12"
    assert all(re.fullmatch(r"http://127\.0\.0\.1:\d+/captures/\d+", row["Capture"]) for row in found)


def test_a_search_makes_a_report_with_its_limits(client: Client) -> None:
    assert len(rows(client, "q=basin&source=harbour-post")) == 2
    page = client.get("/report?q=basin&source=harbour-post").text
    assert "Search for “basin”, limited to Harbour Post." in page


def test_the_workbook_is_well_formed_and_holds_the_same(client: Client) -> None:
    body = client.get("/report.xlsx?q=basin").content
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        notes = archive.read("xl/worksheets/sheet2.xml").decode()
    assert len(sheet.findall(f".//{SHEET}row")) == 5
    assert "Search for “basin”" in notes


def test_foreign_texts_never_become_formulas_or_markup(client: Client) -> None:
    from dateline.site.spreadsheets import _cell, _tame

    assert [_tame(text) for text in ("=1+1", "@a", "-1", "fine", 2.5)] == ["'=1+1", "'@a", "'-1", "fine", 2.5]
    assert _cell("=<b>\x00", "A1", head=False) == (
        '<c r="A1" t="inlineStr"><is><t xml:space="preserve">=&lt;b&gt;</t></is></c>'
    )
    assert client.get("/report.csv?q=markup").text.count("\r\n") == 2


def test_references_carry_the_capture(client: Client) -> None:
    items = json.loads(client.get("/report.json?q=basin").text)
    assert len(items) == 4
    assert items[0]["issued"] == {"date-parts": [[2031, 5, 12]]}
    assert items[0]["archive_location"].startswith("http://")
    records = client.get("/report.ris?q=basin").text
    assert records.count("TY  - ") == records.count("ER  - ") == 4
    assert "DA  - 2031/05/12\r\n" in records
    entries = client.get("/report.bib?q=markup").text
    assert r"\& " in entries
    assert entries.count("{") - entries.count(r"\{") == entries.count("}") - entries.count(r"\}")


def test_what_is_not_there_is_said(client: Client) -> None:
    assert client.get("/report?announcement=none").status_code == 404
    assert client.get("/report.pdf").status_code == 404
    assert client.get("/report?q=(").status_code == 400
    assert client.get("/report?q=nothingatall").status_code == 200


def test_the_picture_is_had_as_png_with_a_dot_in_the_colour_of_each_part(client: Client) -> None:
    answer = client.get("/announcements/aaaaaaaaaaaaaaaa.png")
    assert answer.headers["content-type"] == "image/png"
    image = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert image.width == 2064
    seen = {colour for _, colour in image.getcolors(1 << 24) or [] if isinstance(colour, tuple)}
    for role in ("original", "copy", "rewrite", "coverage"):
        wanted = ImageColor.getrgb(DOTS[role])
        assert any(max(abs(a - b) for a, b in zip(wanted, found, strict=True)) < 8 for found in seen), role
    assert len(answer.content) < 60_000
    assert client.get("/announcements/none.png").status_code == 404


def test_the_page_and_the_report_lead_to_both_pictures(client: Client) -> None:
    for page in ("/announcements/aaaaaaaaaaaaaaaa", "/report?announcement=aaaaaaaaaaaaaaaa"):
        for form in ("svg", "png"):
            assert f'href="/announcements/aaaaaaaaaaaaaaaa.{form}"' in client.get(page).text
