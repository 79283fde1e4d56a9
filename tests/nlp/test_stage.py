"""Annotation of what the store holds."""

from datetime import UTC, datetime
from pathlib import Path

from dateline.home import Home
from dateline.nlp.pipeline import BLANK, version
from dateline.nlp.stage import annotate
from dateline.records import Article
from dateline.settings import Source
from dateline.store import annotations, articles, documents, sources
from dateline.store.database import Store

NOW = datetime(2024, 5, 4, 2, tzinfo=UTC)
TEXT = """ELMFORD, May 3, 2024 /Wirefoot/ -- The University of Elmford (UoE) opened a laboratory with the
Ministry of Science and Technology on May 2.

Media Contact
Company Name: University of Elmford
Contact Person: Ada Quill
Email: ada.quill@elmford.example
"""


def article(number: int, text: str = TEXT) -> Article:
    url = f"https://news.elmford.example/{number}"
    return Article(
        url=url,
        canonical_url=url,
        title=f"University of Elmford opens laboratory {number}",
        text=text,
        published="2024-05-03",
        published_raw="May 3, 2024",
        modified=None,
        authors=(),
        language="en",
        site_name=None,
        kind="release",
    )


def fill(home: Home, number: int) -> list[str]:
    with Store.open(home) as store, store.write() as conn:
        sources.put(conn, "elmford", Source(url="https://news.elmford.example/"), NOW)
        return [articles.save(conn, "elmford", article(n), now=NOW).id for n in range(number)]


def test_due_articles_are_annotated_once(home: Home) -> None:
    keys = fill(home, 3)
    assert annotate(home).counts["articles/annotated"] == 3
    assert annotate(home).counts["articles/annotated"] == 0
    with Store.open(home) as store, store.read() as conn:
        document = documents.by_id(conn, keys[0])
    assert document is not None
    assert document.annotations is not None
    assert next((d.first.isoformat(), d.last.isoformat()) for d in document.annotations.dates) == (
        "2024-05-03",
        "2024-05-03",
    )
    assert document.annotations.anatomy.contacts[0].email == "ada.quill@elmford.example"
    names = {ref.name: ref for ref in document.institutions}
    assert names["University of Elmford"].role == "issuer"
    assert "UoE" in names["University of Elmford"].aliases
    assert "Ministry of Science and Technology" in names


def test_a_limited_run_leaves_the_rest_due(home: Home) -> None:
    fill(home, 3)
    assert annotate(home, limit=2).counts["articles/annotated"] == 2
    assert annotate(home).counts["articles/annotated"] == 1


def test_a_revised_article_is_annotated_again(home: Home) -> None:
    (key,) = fill(home, 1)
    annotate(home)
    with Store.open(home) as store, store.write() as conn:
        articles.save(conn, "elmford", article(0, TEXT.replace("May 2", "May 1")), now=NOW)
    assert annotate(home).counts["articles/annotated"] == 1
    with Store.open(home) as store, store.read() as conn:
        value = annotations.of_article(conn, key)
    assert value is not None
    assert "May 1" in [d.text for d in value.dates]


def test_numeric_dates_are_read_as_their_source_writes_them(home: Home) -> None:
    home.settings_file.write_text(
        """[sources.said]
url = "https://news.elmford.example/"
date_order = "DMY"
[sources.british]
url = "https://news.elmford.co.uk/"
[sources.american]
url = "https://news.elmford.com/"
""",
        encoding="utf8",
    )
    text = "The hall opened on 03/04/2024 with a concert of the town band and a speech by the mayor."
    keys = {}
    with Store.open(home) as store, store.write() as conn:
        for number, (name, source) in enumerate(home.settings().sources.items()):
            sources.put(conn, name, source, NOW)
            keys[name] = articles.save(conn, name, article(number, text), now=NOW).id
    annotate(home)
    firsts = {}
    with Store.open(home) as store, store.read() as conn:
        for name, key in keys.items():
            found = annotations.of_article(conn, key)
            assert found is not None
            firsts[name] = [d.first.isoformat() for d in found.dates]
    assert firsts == {"said": ["2024-04-03"], "british": ["2024-04-03"], "american": ["2024-03-04"]}


def test_two_processes_find_what_one_finds(home: Home, tmp_path: Path) -> None:
    texts = [
        TEXT.replace("May 2.", f"May {n % 27 + 1}.").replace("laboratory", f"room {n}") for n in range(200)
    ]
    found = []
    for number, base in enumerate((home, Home(tmp_path / "other")), 1):
        base.create()
        base.settings_file.write_text(
            f'[annotate]\nmodel = "blank"\nprocesses = {number}\nbatch = 30\n', "utf8"
        )
        with Store.open(base) as store, store.write() as conn:
            sources.put(conn, "elmford", Source(url="https://news.elmford.example/"), NOW)
            keys = [articles.save(conn, "elmford", article(n, t), now=NOW).id for n, t in enumerate(texts)]
        assert annotate(base).counts["articles/annotated"] == 200
        with Store.open(base) as store, store.read() as conn:
            found.append([annotations.of_article(conn, key) for key in keys])
            assert annotations.count_due(conn, version(BLANK)) == 0
    assert found[0] == found[1]
    assert found[0][3] is not None and found[0][3].institutions
