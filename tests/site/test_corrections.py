"""Corrections by a person, made on the pages of a knowledge base that a test may change."""

import re
import time

import pytest
from httpx import Client, Response

from dateline import clock
from dateline.home import Home
from dateline.records import Announcement
from dateline.store import announcements, decisions, institutions
from dateline.store.database import Store

Own = tuple[Home, Client]
PASSPORT = "/announcements/aaaaaaaaaaaaaaaa"


def send(client: Client, page: str, **fields: str) -> Response:
    """Send a form of the page as a browser would."""
    token = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(page).text)
    assert token, f"{page} offers no form"
    return client.post(f"{page}/corrections", data={"token": token[1], **fields})


def number(home: Home, name: str) -> int:
    with Store.open(home) as store, store.read() as conn:
        return institutions.find(conn, name, 1)[0].id


def test_an_institution_is_renamed_and_the_name_taken_back(own: Own) -> None:
    home, client = own
    page = f"/institutions/{number(home, 'Orrin University')}"
    renamed = send(client, page, action="rename", name="  University of   Orrin ")
    assert '<h1 dir="auto">University of Orrin</h1>' in renamed.text
    assert "Orrin University is called University of Orrin." in renamed.text
    assert "The correction is written down" in renamed.text
    with Store.open(home) as store, store.read() as conn:
        made = decisions.every(conn)
    back = send(client, page, action="undo", decision=str(made[0].id))
    assert '<h1 dir="auto">Orrin University</h1>' in back.text


def test_an_institution_is_merged_into_another_and_split_off_again(own: Own) -> None:
    home, client = own
    orrin, ministry = number(home, "Orrin University"), number(home, "Ministry of Harbours")
    merged = send(client, f"/institutions/{orrin}", action="merge", into="ministry of harbours")
    assert merged.url.path == f"/institutions/{ministry}"
    assert client.get(f"/institutions/{orrin}").status_code == 404
    assert "Orrin University is the same institution as Ministry of Harbours." in merged.text
    apart = send(client, f"/institutions/{ministry}", action="split", alias="Orrin University")
    assert apart.status_code == 200
    assert number(home, "Orrin University") != ministry


def test_what_cannot_be_is_one_sentence(own: Own) -> None:
    home, client = own
    page = f"/institutions/{number(home, 'Orrin University')}"
    for status, sentence, fields in (
        (400, "No institution is called “Nowhere”.", {"action": "merge", "into": "Nowhere"}),
        (400, "name two different ones", {"action": "merge", "into": "Orrin University"}),
        (400, "A name must hold a letter or digit.", {"action": "rename", "name": "…"}),
        (400, "No decision 99 is in force", {"action": "undo", "decision": "99"}),
        (400, "does not say which", {"action": "undo", "decision": "x"}),
        (400, "asks for nothing", {"action": "delete"}),
        (413, "This form is too long.", {"action": "rename", "name": "x" * 30_000}),
    ):
        answer = send(client, page, **fields)
        assert answer.status_code == status
        assert sentence in answer.text
    assert send(client, page, action="rename", name="Orrin").status_code == 200


def test_another_run_in_the_way_changes_nothing(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    home, client = own
    monkeypatch.setattr("dateline.site.routes.corrections.PATIENCE", 0.2)
    page = f"/institutions/{number(home, 'Orrin University')}"
    with home.lock():
        answer = send(client, page, action="rename", name="Changed")
    assert answer.status_code == 503
    assert "Another run is writing to this knowledge base, so nothing was changed" in answer.text
    assert "Orrin University" in client.get(page).text


def test_a_person_says_which_article_is_the_original(own: Own, ids: dict[str, str]) -> None:
    home, client = own
    send(client, PASSPORT, action="original", article=ids["copy"])
    answer = send(client, PASSPORT, action="original", article=ids["rewrite"])
    assert "“Wave basin for Marl Bay” (Harbour Post) is the original." in answer.text
    with Store.open(home) as store, store.read() as conn:
        (made,) = announcements.active(conn)
    assert made.data["articles"] == [ids["rewrite"]]
    send(client, PASSPORT, action="undo", decision=str(made.id))
    with Store.open(home) as store, store.read() as conn:
        assert announcements.active(conn) == []


def test_what_does_not_belong_is_parted_from_every_article_and_taken_back_at_once(
    own: Own, ids: dict[str, str]
) -> None:
    home, client = own
    answer = send(client, PASSPORT, action="apart", article=ids["story"])
    assert "(Harbour Post) does not belong together with 3 other articles." in answer.text
    with Store.open(home) as store, store.read() as conn:
        made = announcements.active(conn)
    assert sorted(row.data["articles"] for row in made) == sorted(
        sorted([ids["story"], ids[other]]) for other in ("original", "copy", "rewrite")
    )
    assert (
        "is the original; say first" in send(client, PASSPORT, action="apart", article=ids["original"]).text
    )
    send(client, f"/articles/{ids['story']}", action="undo", decision=str(made[0].id))
    with Store.open(home) as store, store.read() as conn:
        assert announcements.active(conn) == []


def test_an_article_that_was_taken_out_can_be_put_back(own: Own, ids: dict[str, str]) -> None:
    home, client = own
    send(client, PASSPORT, action="apart", article=ids["story"])
    with Store.open(home) as store:
        with store.write() as conn:  # as the next tracing would leave it
            whole = announcements.by_id(conn, PASSPORT.rpartition("/")[2])
            assert whole is not None
            rest = tuple(member for member in whole.members if member.id != ids["story"])
            announcements.replace(conn, [Announcement(id=whole.id, members=rest)], clock.now())
        send(client, PASSPORT, action="together", other=ids["story"])
        with store.read() as conn:
            (made,) = announcements.active(conn)
    assert (made.action, made.data["articles"]) == ("together", sorted([ids["original"], ids["story"]]))


def test_an_article_is_joined_by_its_address(own: Own, ids: dict[str, str]) -> None:
    home, client = own
    send(client, PASSPORT, action="together", other="https://harbour-post.example/evil")
    send(
        client,
        f"/articles/{ids['evil']}",
        action="together",
        other=f"{client.base_url}/articles/{ids['copy']}",
    )
    with Store.open(home) as store, store.read() as conn:
        made = announcements.active(conn)
    assert [row.data["articles"] for row in made] == [
        sorted([ids["original"], ids["evil"]]),
        sorted([ids["copy"], ids["evil"]]),
    ]


def test_forms_of_other_sites_are_refused(own: Own) -> None:
    home, client = own
    page = f"/institutions/{number(home, 'Orrin University')}"
    token = re.search(r'name="token" value="(\w+)"', client.get(page).text)
    assert token
    fields = {"token": token[1], "action": "rename", "name": "Stolen"}
    address = f"{page}/corrections"
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"X-Forwarded-For": "203.0.113.9"},
    ):
        assert client.post(address, data=fields, headers=headers).status_code == 403
    assert client.post(address, data={**fields, "token": "0" * 64}).status_code == 403
    client.cookies.clear()
    assert client.post(address, data=fields).status_code == 403
    assert "Stolen" not in client.get(page).text


def test_only_people_at_the_machine_are_offered_forms(own: Own) -> None:
    home, client = own
    page = f"/institutions/{number(home, 'Orrin University')}"
    assert 'name="token"' in client.get(page).text
    assert 'name="token"' not in client.get(page, headers={"X-Forwarded-For": "203.0.113.9"}).text


def test_a_public_address_closes_the_forms_unless_edit_says_otherwise(
    own: Own, request: pytest.FixtureRequest
) -> None:
    home, _client = own
    serving = request.getfixturevalue("over")
    page = f"/institutions/{number(home, 'Orrin University')}"
    settings = home.settings_file.read_text()
    home.settings_file.write_text('[site]\nbase_url = "https://press.example"\n' + settings)
    with serving(home) as place, Client(base_url=place, trust_env=False) as client:
        assert 'name="token"' not in client.get(page).text
        assert client.get(page, headers={"Host": "press.example"}).status_code == 200
    home.settings_file.write_text('[site]\nbase_url = "https://press.example"\nedit = true\n' + settings)
    with serving(home) as place, Client(base_url=place, trust_env=False) as client:
        assert 'name="token"' in client.get(page).text


def test_the_address_of_an_announcement_that_was_told_anew_leads_on(
    client: Client, ids: dict[str, str]
) -> None:
    for name, place in (("original", PASSPORT), ("evil", f"/articles/{ids['evil']}")):
        answer = client.get(f"/announcements/{ids[name]}")
        assert (answer.status_code, answer.headers["location"]) == (303, place)


def test_announcements_and_search_follow_a_correction_by_themselves(
    own: Own, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _home, client = own
    monkeypatch.setattr("dateline.site.upkeep.DELAY", 0.0)
    page = f"/articles/{ids['evil']}"
    assert "Part of an announcement" not in client.get(page).text
    send(client, page, action="together", other="https://quenby.example/basin")
    for _ in range(150):
        (hit,) = client.get("/api/search", params={"q": "img markup"}).json()["hits"]
        if hit["role"]:
            assert "Part of an announcement" in client.get(page).text
            return
        time.sleep(0.2)
    pytest.fail("the index never heard of it")


@pytest.mark.parametrize(
    "name", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[", ""]
)
def test_names_of_others_are_not_answered_over_loopback(client: Client, name: str) -> None:
    answer = client.get("/api/search", headers={"Host": name})
    assert answer.status_code in (400, 421)
    assert answer.text.count("\n") <= 1
    assert "hits" not in answer.text


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST:8321", "127.0.0.1:1", "127.8.8.8", "[::1]:8321"])
def test_names_of_the_machine_itself_are_answered(client: Client, name: str) -> None:
    assert client.get("/api/search", headers={"Host": name}).status_code == 200
