"""The JSON API, its description, and feeds."""

import json
from xml.etree import ElementTree as ET

from httpx import Client

from dateline.export import FIELDS
from dateline.home import Home

ATOM = "{http://www.w3.org/2005/Atom}"


def test_search_answers_with_hits_facets_and_months(client: Client) -> None:
    answer = client.get("/api/search", params={"q": "basin", "size": 2}).json()
    assert answer["total"] == 4
    assert answer["groups"] == 1
    hit = answer["hits"][0]
    assert hit["others"] == 3
    assert "".join(part["text"] for part in hit["segments"]) == hit["snippet"]
    assert {"source", "kind", "institution", "discipline", "role", "language", "year"} == set(
        answer["facets"]
    )
    assert answer["histogram"] == [{"month": "2031-05", "count": 4}]


def test_filters_and_copies_are_those_of_the_page(client: Client) -> None:
    narrowed = {"q": "basin", "source": ["saltwire", "quenby"], "copies": "all"}
    assert client.get("/api/search", params=narrowed).json()["groups"] == 2
    assert client.get("/api/search", params={"from": "2031-05-13", "to": "2031-05-13"}).json()["total"] == 1


def test_pages_do_not_overlap(client: Client) -> None:
    pages = [
        client.get("/api/search", params={"q": "tide", "page": n, "size": 10, "copies": "all"}).json()
        for n in (1, 2, 3)
    ]
    seen = [hit["id"] for page in pages for hit in page["hits"]]
    assert len(seen) == len(set(seen)) == pages[0]["total"] >= 24
    assert pages[0]["pages"] == 3


def test_an_article_is_the_exported_object(client: Client, knowledge: Home, ids: dict[str, str]) -> None:
    from dateline import export
    from dateline.store import documents
    from dateline.store.database import Store

    found = client.get(f"/api/articles/{ids['original']}").json()
    assert list(found) == [*FIELDS, "revisions", "institutions", "dates", "disciplines", "announcement"]
    with Store.open(knowledge) as store, store.read() as conn:
        document = documents.by_id(conn, ids["original"])
        assert document is not None
        assert found == json.loads(json.dumps(export.article(conn, document)))
    assert len(found["revisions"]) == 2
    assert found["announcement"]["role"] == "original"


def test_institutions_sources_and_announcements(client: Client, ids: dict[str, str]) -> None:
    article = client.get(f"/api/articles/{ids['original']}").json()
    number = next(item["id"] for item in article["institutions"] if item["role"] == "issuer")
    institution = client.get(f"/api/institutions/{number}").json()
    assert institution["name"] == "Quenby Institute of Tidal Research"
    assert {alias["alias"] for alias in institution["aliases"]} >= {"Quenby Institute"}
    assert ids["copy"] in institution["article_ids"]
    sources = {item["name"]: item for item in client.get("/api/sources").json()}
    assert sources["saltwire"]["kind"] == "wire"
    assert sources["saltwire"]["articles"] == 25
    members = client.get("/api/announcements/aaaaaaaaaaaaaaaa").json()["members"]
    assert next(member["role"] for member in members) == "original"
    assert len(members) == 4


def test_failures_are_json_with_one_sentence(client: Client) -> None:
    for path, status in (
        ("/api/articles/none", 404),
        ("/api/institutions/9999", 404),
        ("/api/institutions/x", 404),
        ("/api/nowhere", 404),
        ("/api/search?q=(", 400),
        ("/api/search?size=5000", 422),
        ("/api/search?sort=best", 422),
    ):
        answer = client.get(path)
        assert answer.status_code == status, path
        assert list(answer.json()) == ["detail"]


def test_openapi_describes_every_answer(client: Client) -> None:
    described = client.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/search",
        "/api/suggest",
        "/api/articles/{key}",
        "/api/articles/{key}/revisions",
        "/api/institutions/{key}",
        "/api/announcements/{key}",
        "/api/sources",
    }
    for operations in described["paths"].values():
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert "$ref" in schema or "$ref" in schema["items"]
    names = {item["name"] for item in described["paths"]["/api/search"]["get"]["parameters"]}
    assert {"q", "from", "to", "institution", "year", "sort", "page"} <= names
    assert client.get("/docs").status_code == 404


def test_a_search_is_a_feed(client: Client) -> None:
    answer = client.get("/search.atom", params={"q": "basin"})
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "What a wave basin is for",
        "Wave basin for Marl Bay",
        "Quenby Institute opens a wave basin",
        "Quenby Institute opens a wave basin",
    ]
    assert feed.findtext(f"{ATOM}updated", "").startswith("2031-05-20")
    hostile = ET.fromstring(client.get("/search.atom", params={"q": "markup"}).content)
    assert "<script>" in hostile.findtext(f"{ATOM}entry/{ATOM}title", "")


def test_revisions_say_what_changed(client: Client, ids: dict[str, str]) -> None:
    first, second = client.get(f"/api/articles/{ids['original']}/revisions").json()
    assert (first["number"], first["changes"]) == (1, [])
    changed = [change for change in second["changes"] if change["kind"] != "same"]
    assert changed == [{"kind": "removed", "text": "a third"}, {"kind": "added", "text": "half"}]
    assert second["capture"].startswith("http://127.0.0.1")
    assert client.get("/api/articles/none/revisions").status_code == 404


def test_hits_say_when_what_is_gone_was_seen(client: Client, ids: dict[str, str]) -> None:
    (hit,) = client.get("/api/search", params={"q": 'was:"a third"', "copies": "all"}).json()["hits"]
    assert hit["id"] == ids["original"]
    (former,) = hit["former"]
    assert (former["text"], former["revision"]) == ("a third", 1)
    assert former["first_seen"] <= former["last_seen"]
    page = client.get("/", params={"q": 'was:"a third"', "copies": "all"}).text
    assert "No longer there: <del" in page
    (other, *_) = client.get("/api/search", params={"q": "basin"}).json()["hits"]
    assert other["former"] == []


def test_suggestions_are_whole_queries(client: Client) -> None:
    found = client.get("/api/suggest", params={"q": "tide harbour-p"}).json()
    assert {
        "query": 'tide source:"harbour-post"',
        "label": "Harbour Post",
        "kind": "source",
        "count": 3,
    } in found
    assert client.get("/api/suggest").json() == []
