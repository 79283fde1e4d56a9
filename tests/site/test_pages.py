"""Pages over a small real knowledge base."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from httpx import Client

from dateline.site.security import HEADERS

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Outline(HTMLParser):
    """Checks that tags are balanced, and collects text, ids and links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        assert not any(name.startswith("on") or name == "style" for name in found), f"{tag} {found}"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    found.close()
    assert not found.open
    assert len(found.ids) == len(set(found.ids))
    return found


def shown(page: str) -> str:
    """The words a reader sees, with one space between the texts of elements."""
    return " ".join(" ".join(outline(page).text).split())


PATHS = (
    "/",
    "/?q=wave",
    "/?q=wave&kind=release&from=2031-01-01",
    "/?q=%28",
    "/?q=nothingatall",
    "/?page=2",
    "/?page=999",
    "/institutions",
    "/institutions?prefix=quenby",
    "/sources",
    "/sources/saltwire",
    "/runs",
    "/runs/1",
    "/ahead",
    "/about",
    "/captures/1",
    "/announcements/aaaaaaaaaaaaaaaa",
    "/nowhere",
    "/institutions/99999",
    "/articles/none",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_well_formed_and_guarded(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code < 500
    found = outline(answer.text)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert {"h1", "main", "nav"} <= found.tags or path == "/about"
    assert all(re.match(r"(/(?!/)|#|https?://|mailto:)", link) for link in found.links)


def test_links_of_the_site_lead_somewhere(client: Client, ids: dict[str, str]) -> None:
    seen = set()
    for start in (
        "/",
        "/about",
        "/sources/saltwire",
        "/runs/1",
        f"/articles/{ids['original']}",
        "/announcements/aaaaaaaaaaaaaaaa",
    ):
        for link in outline(client.get(start).text).links:
            if link.startswith("/") and link not in seen:
                seen.add(link)
                assert client.get(link).status_code == 200, f"{start} links to {link}"
    assert len(seen) > 40


def test_search_marks_words_and_counts_facets(client: Client) -> None:
    page = client.get("/?q=oceanography").text
    assert "<mark>oceanography</mark>" in page
    text = shown(page)
    assert "2 articles" in text
    assert "and 1 more of the same announcement" in text
    assert "Release 2" in text


def test_a_facet_narrows_and_can_be_taken_off(client: Client) -> None:
    page = client.get("/?q=basin&source=harbour-post").text
    assert "2 articles" in shown(page)
    chips = re.findall(r'<a class="chip active" href="([^"]+)"', page)
    assert chips == ["/?q=basin"]


def test_days_limit_and_wrong_days_are_said(client: Client) -> None:
    assert "1 article " in shown(client.get("/?q=basin&from=2031-05-14&to=2031-05-31").text)
    assert "is no date such as" in shown(client.get("/?q=basin&from=May").text)


def test_what_does_not_parse_is_one_sentence(client: Client) -> None:
    answer = client.get("/?q=(basin")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'value="(basin"' in answer.text


def test_pages_of_hits_go_on_and_back(client: Client) -> None:
    first = client.get("/?q=tide&copies=all").text
    second = client.get(re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")).text  # type: ignore[index]
    titles = [
        set(re.findall(r"number</mark>|Tide table number \d+|number \d+", page)) for page in (first, second)
    ]
    assert not titles[0] & titles[1]
    assert 'rel="prev"' in second


def test_article_shows_what_was_read(client: Client, ids: dict[str, str]) -> None:
    page = client.get(f"/articles/{ids['original']}").text
    text = shown(page)
    assert re.search(
        r'<a class="m institution" href="/institutions/\d+"[^>]*>Quenby Institute of Tidal Research</a>', page
    )
    assert '<span class="m date" title="14 June 2031">14 June 2031</span>' in page
    assert re.search(
        r'<span class="m discipline" title="Earth and Planetary Sciences, Oceanography">oceanography</span>',
        page,
    )
    assert '<p dir="auto" class="dim">' in page
    for part in ("Ida Fenn", "press@quenby.example", "Its text is the same.", "Part of an announcement"):
        assert part in text
    assert "<del>a third</del><ins>half</ins>" in page
    assert "https://quenby.example/basin" in page
    assert re.search(r'href="/captures/\d+"', page)


def test_text_on_the_page_is_the_text_of_the_store(client: Client, ids: dict[str, str]) -> None:
    for name in ("original", "evil"):
        text = client.get(f"/api/articles/{ids[name]}").json()["text"]
        page = "".join(outline(client.get(f"/articles/{ids[name]}").text).text)
        assert "".join(text.split()) in "".join(page.split())


def test_hostile_titles_and_texts_stay_text(client: Client, ids: dict[str, str]) -> None:
    for path in (
        f"/articles/{ids['evil']}",
        "/?q=markup",
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/sources/harbour-post",
    ):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        outline(page)


def test_passport_counts_copies_and_stories_apart(client: Client, ids: dict[str, str]) -> None:
    page = client.get("/announcements/aaaaaaaaaaaaaaaa").text
    text = shown(page)
    assert "2 copies, rewrites and translations" in text
    assert "1 independent story" in text
    assert "2 sources took it up" in text
    assert "8 days later" in text
    assert page.count("<circle") == 4
    compare = client.get(
        f"/announcements/aaaaaaaaaaaaaaaa/compare?left={ids['original']}&right={ids['rewrite']}"
    ).text
    assert re.search(r'<span class="m shared" title="passage 1, \d+ words">MARL BAY, May 12', compare)
    assert "100 % of its text" in shown(compare)


def test_captures_cannot_run_anything(client: Client) -> None:
    page = client.get("/captures/1/page")
    assert page.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    source = client.get("/captures/1/source")
    assert source.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "<script>alert(1)</script>" in source.text
    assert client.get("/captures/999").status_code == 404


def test_an_address_of_the_web_leads_to_its_article(client: Client, ids: dict[str, str]) -> None:
    answer = client.get("/article", params={"url": "https://quenby.example/basin"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/articles/{ids['original']}")
    assert client.get("/article", params={"url": "https://elsewhere.example/"}).status_code == 404


def test_sources_say_how_they_are(client: Client) -> None:
    text = shown(client.get("/sources").text)
    assert "Harbour Post" in text
    assert "Its front page answers 500." in shown(client.get("/sources/saltwire").text)


def test_a_run_tells_what_failed(client: Client) -> None:
    text = shown(client.get("/runs/1").text)
    assert "part failed" in text
    assert "saltwire failed." in text


def test_ahead_knows_the_day_and_the_calendar_has_it(client: Client) -> None:
    text = shown(client.get("/ahead").text)
    assert text.count("14 June 2031 — ") == 1
    lines = client.get("/ahead.ics").text.split("\r\n")
    assert "DTSTART;VALUE=DATE:20310614" in lines
    assert "DTEND;VALUE=DATE:20310615" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_static_files_keep_for_ever_under_their_version(client: Client) -> None:
    page = client.get("/").text
    address = re.search(r'href="(/static/site.css\?v=[0-9a-f]{10})"', page)[1]  # type: ignore[index]
    answer = client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "immutable" not in client.get("/static/site.css?v=old").headers["Cache-Control"]
    assert client.get("/static/..%2Fapp.py").status_code == 404


def test_an_empty_knowledge_base_says_what_to_do(empty: Client) -> None:
    text = shown(empty.get("/").text)
    assert "dateline sources add" in text
    for path in (
        "/institutions",
        "/sources",
        "/runs",
        "/ahead",
        "/about",
        "/api/search",
        "/search.atom",
        "/ahead.ics",
    ):
        assert empty.get(path).status_code == 200, path


def test_an_unexpected_failure_is_a_page_and_not_a_traceback(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.store import runs

    def fail(*args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(runs, "latest", fail)
    answer = client.get("/runs")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Something broke" in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_head_is_answered_without_a_body(client: Client) -> None:
    answer = client.head("/about")
    assert (answer.status_code, answer.content) == (200, b"")


def test_an_address_in_the_search_box_leads_to_its_article(client: Client, ids: dict[str, str]) -> None:
    answer = client.get("/", params={"q": "https://quenby.example/basin"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/articles/{ids['original']}")


def test_pasted_texts_that_belong_nowhere_or_are_too_long_are_answered(client: Client) -> None:
    assert "No article here" in shown(
        client.post("/trace", data={"text": "<b>Nothing</b> of the kind."}).text
    )
    assert client.post("/trace", data={"text": " "}).status_code == 400
    assert client.post("/trace", data={"text": "https://elsewhere.example/"}).status_code == 404
    assert client.post("/trace", data={"text": "a" * 1_100_000}).status_code == 413


def test_a_pasted_text_finds_its_announcement(client: Client, ids: dict[str, str]) -> None:
    answer = client.get(f"/api/articles/{ids['original']}").json()
    page = client.post("/trace", data={"text": f"A headline of my own\n{answer['text']}"}).text
    assert re.search("(Copy|Rewrite) of “Quenby Institute opens a wave basin”", shown(page))
    assert '<a href="/announcements/aaaaaaaaaaaaaaaa">' in page
    assert '<span class="m shared"' in page


def test_the_timeline_is_a_picture_and_shows_what_was_not_crawled(client: Client) -> None:
    answer = client.get("/announcements/aaaaaaaaaaaaaaaa.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    drawn = ET.fromstring(answer.text)
    name = "{http://www.w3.org/2000/svg}"
    assert len(drawn.findall(f".//{name}circle")) == 4
    assert [rect.findtext(f"{name}title") for rect in drawn.iter(f"{name}rect")] == [
        "Saltwire: Its front page answers 500."
    ]
    assert all(link.get("href", "").startswith("http://127.0.0.1") for link in drawn.iter(f"{name}a"))
    assert "1 failed visit" in shown(client.get("/announcements/aaaaaaaaaaaaaaaa").text)


@pytest.mark.parametrize(
    "path",
    [
        "/?institution=abc&year=x&kind=zzz&language=%00&role=%F0%9F%A4%B7",
        "/?q=%00%ff%F0%9F&from=0000-00-00&to=99999-01-01",
        "/?q=" + "%28" * 500,
        "/?q=" + "a*+" * 200,
        "/institutions/0",
        "/institutions/99999999999999999999",
        "/institutions?page=99999&prefix=%25_%00",
        "/captures/99999999999999999999/page",
        "/runs/-1",
        "/sources/..%2f..%2fetc",
        "/articles/%00",
        "/announcements/%27%3B--/compare?left=x",
        "/article?url=%00",
        "/api/institutions/99999999999999999999",
        "/api/suggest?q=%22%28-%2a",
        "/api/search?institution=%00&page=1000&size=100",
        "/search.atom?q=%28",
        "/report.csv?q=%28&from=x",
    ],
)
def test_nonsense_in_addresses_breaks_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code in (200, 400, 404, 422)
