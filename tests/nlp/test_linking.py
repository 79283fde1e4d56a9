"""Importing a registry of organisations and linking names to it."""

import io
import json
import lzma
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import UsageError
from dateline.home import Home
from dateline.nlp.linking.dump import organisations
from dateline.nlp.linking.match import Linker
from dateline.nlp.stage import annotate
from dateline.records import Article
from dateline.settings import Source
from dateline.store import articles, registry, sources
from dateline.store.database import Store


def second(number: str, name: str, city: str, country: str, land: str, **more: Any) -> dict[str, Any]:
    """A record of schema 2."""
    names: list[dict[str, Any]] = [{"lang": "en", "types": ["ror_display", "label"], "value": name}]
    names += [{"lang": None, "types": ["acronym"], "value": a} for a in more.get("acronyms", ())]
    names += [{"lang": None, "types": ["alias"], "value": a} for a in more.get("aliases", ())]
    details = {"name": city, "country_code": country, "country_name": land}
    return {
        "id": f"https://ror.org/{number}",
        "names": names,
        "types": more.get("types", ["education"]),
        "locations": [{"geonames_details": details}],
        "external_ids": [{"type": "wikidata", "preferred": "Q1", "all": ["Q1"]}],
        "links": [],
        "relationships": [],
        "status": more.get("status", "active"),
    }


FIRST = {
    "id": "https://ror.org/0first000",
    "name": "Quill Institute of Optics",
    "types": ["Facility"],
    "aliases": [],
    "acronyms": ["QIO"],
    "labels": [{"label": "Quill-Institut für Optik", "iso639": "de"}],
    "addresses": [{"city": "Bern"}],
    "country": {"country_name": "Switzerland", "country_code": "CH"},
    "external_ids": {"Wikidata": {"preferred": None, "all": ["Q2"]}},
    "links": [],
    "relationships": [],
    "status": "active",
}
RECORDS = [
    second("0elmford0", "University of Elmford", "Elmford", "GB", "United Kingdom", acronyms=["UOE"]),
    second("0harbour0", "Harbour College", "Bristol", "GB", "United Kingdom"),
    second("0harbour1", "Harbour College", "Boston", "US", "United States"),
    second("0minist00", "Ministry of Education", "Nairobi", "KE", "Kenya", types=["government"]),
    second("0gone0000", "Gone University", "Elmford", "GB", "United Kingdom", status="withdrawn"),
    FIRST,
]


@pytest.fixture
def conn(home: Home, tmp_path: Path) -> Iterator[Connection]:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(RECORDS), "utf8")
    with Store.open(home) as store, store.write() as connection:
        list(registry.replace_all(connection, organisations(path)))
        yield connection


def lines() -> str:
    return "\n".join(json.dumps(row) for row in RECORDS)


def test_all_forms_of_a_dump_give_the_same(tmp_path: Path) -> None:
    plain = tmp_path / "a.json"
    plain.write_text(json.dumps(RECORDS, indent=1), "utf8")
    rows = tmp_path / "b.jsonl"
    rows.write_text(lines(), "utf8")
    packed = tmp_path / "c.xz"
    packed.write_bytes(lzma.compress(lines().encode()))
    archive = tmp_path / "d.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("v1-ror-data.json", "[]")
        file.writestr("v2-ror-data_schema_v2.json", json.dumps(RECORDS))
    found = [list(organisations(path)) for path in (plain, rows, packed, archive)]
    assert found[0] == found[1] == found[2] == found[3]
    assert len(found[0]) == 5  # one is withdrawn
    assert found[0][-1].wikidata == "Q2"
    assert ("QIO", "acronym") in found[0][-1].names


@pytest.mark.parametrize("text", ["", "[]", "{", '{"id": 5}', json.dumps(RECORDS)[:900], "\x00\x01"])
def test_what_is_no_dump_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "dump.json"
    path.write_text(text, "utf8")
    with pytest.raises(UsageError, match=r"dump\.json"):
        list(organisations(path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Department of Physics, University of Elmford, Elmford, UK", "0elmford0"),
        ("Dept. of Phys., Univ. of Elmford, UK", "0elmford0"),
        ("Elmford University", "0elmford0"),
        ("Quill-Institut für Optik, Bern", "0first000"),
        ("Harbour College, Boston, MA, USA", "0harbour1"),
        ("Harbour College, Bristol", "0harbour0"),
        ("Ministry of Education, Nairobi, Kenya", "0minist00"),
        ("UOE, Elmford", "0elmford0"),
        ("UOE", None),
        ("Ministry of Education", None),
        ("Ministry of Education, Paris, France", None),
        ("University of Nowhere", None),
        ("", None),
    ],
)
def test_affiliations_are_linked_where_name_and_place_agree(
    conn: Connection, text: str, expected: str | None
) -> None:
    found = Linker(conn).affiliation(text)
    assert (found[0].ror if found else None) == (expected and f"https://ror.org/{expected}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Department of Genetics, Elmford Medical School, Boston", "0elmford0"),
        ("School of Physics University, Elmford", "0elmford0"),
        ("Universitas Elmford#TAB#", "0elmford0"),
        ("Oak Institute of Wood, University of Elmford, Elmford, UK", "0institut"),
        ("US Department of Tides (Washington)", "0tides000"),
        ("Ministry of Health, Nairobi, Kenya", "0health00"),
        ("Ministry of Health, Lagos, Nigeria", None),
    ],
)
def test_schools_torn_names_and_ministries_at_home(
    home: Home, tmp_path: Path, text: str, expected: str | None
) -> None:
    rows = [
        RECORDS[0],
        second("0institut", "Oak Institute of Wood", "Elmford", "GB", "United Kingdom", types=["facility"]),
        second("0tides000", "United States Department of Tides", "Washington", "US", "United States"),
        second("0health00", "Ministry of Health of the Republic of Kenya", "Nairobi", "KE", "Kenya"),
    ]
    rows[1]["relationships"] = [{"type": "parent", "id": rows[0]["id"], "label": "University of Elmford"}]
    rows[3]["types"] = ["government"]
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(rows), "utf8")
    with Store.open(home) as store, store.write() as conn:
        list(registry.replace_all(conn, organisations(path)))
        found = Linker(conn).affiliation(text)
    assert (found[0].ror if found else None) == (expected and f"https://ror.org/{expected}")


def test_a_name_is_linked_only_without_doubt(conn: Connection) -> None:
    linker = Linker(conn)
    one = linker.name(["University of Elmford"], "", "education")
    assert one is not None
    assert (one.ror, one.wikidata) == ("https://ror.org/0elmford0", "Q1")
    assert linker.name(["UOE"], "Elmford", "education") is None
    assert linker.name(["Harbour College"], "", "education") is None
    boston = linker.name(["Harbour College"], "in Boston, Massachusetts", "education")
    assert boston is not None
    assert boston.ror == "https://ror.org/0harbour1"
    assert linker.name(["Ministry of Education"], "in Paris", "government") is None


def test_a_second_import_takes_the_place_of_the_first(conn: Connection, tmp_path: Path) -> None:
    path = tmp_path / "second.json"
    path.write_text(json.dumps(RECORDS[:1]), "utf8")
    list(registry.replace_all(conn, organisations(path)))
    assert registry.count(conn) == 1


def test_a_long_affiliation_takes_bounded_time(conn: Connection) -> None:
    assert Linker(conn).affiliation("University of " * 50_000) == []


def test_records_of_any_length_are_read_in_pieces(tmp_path: Path) -> None:
    out = io.StringIO()
    for n in range(3000):
        json.dump(second(f"0{n:08}", f"University {n}", "Elmford", "GB", "United Kingdom"), out)
        out.write("\n")
    path = tmp_path / "many.jsonl"
    path.write_text(out.getvalue(), "utf8")
    assert sum(1 for _ in organisations(path)) == 3000


def test_an_import_links_the_articles_that_are_there_and_the_commands_work(
    home: Home, tmp_path: Path
) -> None:
    now = datetime(2024, 5, 4, tzinfo=UTC)
    url = "https://news.elmford.example/1"
    text = "The University of Elmford and Quill Robotics Inc. opened a house in Elmford, United Kingdom."
    with Store.open(home) as store, store.write() as conn:
        sources.put(conn, "elmford", Source(url="https://news.elmford.example/"), now)
        articles.save(
            conn,
            "elmford",
            Article(
                url=url,
                canonical_url=url,
                title="House",
                text=text,
                published="2024-05-03",
                published_raw=None,
                modified=None,
                authors=(),
                language="en",
                site_name=None,
                kind="release",
            ),
            now=now,
        )
    annotate(home)
    dump = tmp_path / "dump.jsonl"
    dump.write_text(lines(), "utf8")
    run = CliRunner()
    where = ["--home", str(home.root)]
    done = run.invoke(app, ["institutions", "import", str(dump), *where, "--json"])
    assert json.loads(done.stdout)["counts"] == {"organisations/imported": 5, "institutions/linked": 1}
    shown = json.loads(
        run.invoke(app, ["institutions", "show", "university of elmford", *where, "--json"]).stdout
    )
    assert (shown["ror"], shown["wikidata"]) == ("https://ror.org/0elmford0", "Q1")
    assert run.invoke(app, ["institutions", "rename", "Quill Robotics Inc.", "Quill", *where]).exit_code == 0
    assert "Quill  " in run.invoke(app, ["institutions", "list", *where]).stdout
    assert "taken back" in run.invoke(app, ["institutions", "undo", *where]).stdout
    assert "Quill Robotics Inc." in run.invoke(app, ["institutions", "list", *where]).stdout
    given = '{"id": 1, "text": "University of Elmford, UK"}\nno\n'
    answer = run.invoke(app, ["institutions", "link", "--jsonl", *where], input=given)
    assert answer.exit_code == 1
    assert [json.loads(row) for row in answer.stdout.splitlines()] == [
        {"id": 1, "ror": ["https://ror.org/0elmford0"]},
        {"error": "Line 2 is not JSON."},
    ]


def test_affiliations_are_measured_against_what_they_name(home: Home, tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text(lines(), "utf8")
    labelled = tmp_path / "affiliations.csv"
    labelled.write_text(
        "affiliation,labels\n"
        "\"University of Elmford, UK\",{'https://ror.org/0elmford0'}\n"
        "\"Harbour College, Bristol\",{'https://ror.org/0harbour1'}\n"
        "Nobody,{'https://ror.org/0harbour0'}\n"
        "Elsewhere,{'https://ror.org/0nowhere0'}\n",
        "utf8",
    )
    run = CliRunner()
    where = ["--home", str(home.root)]
    refused = run.invoke(app, ["institutions", "evaluate", str(labelled), *where])
    assert isinstance(refused.exception, UsageError)
    run.invoke(app, ["institutions", "import", str(dump), *where])
    found = json.loads(run.invoke(app, ["institutions", "evaluate", str(labelled), *where, "--json"]).stdout)
    assert (found["strings"], found["absent"], found["absent_answered"]) == (3, 1, 0)
    assert found["right"] == pytest.approx(1 / 3)
    assert found["precise"] == pytest.approx(1 / 2)
    assert (
        "right in the first place  0.333"
        in run.invoke(app, ["institutions", "evaluate", str(labelled), *where]).stdout
    )
    labelled.write_text("a,b\n", "utf8")
    wrong = run.invoke(app, ["institutions", "evaluate", str(labelled), *where])
    assert isinstance(wrong.exception, UsageError)
