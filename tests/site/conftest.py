"""A small knowledge base of invented institutions, made through the store, the archive and the index."""

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from httpx import Client

from dateline.crawler.archive import Writer
from dateline.home import Home
from dateline.index.stage import index
from dateline.nlp.tracing.stage import trace
from dateline.records import (
    Anatomy,
    Annotations,
    Announcement,
    Article,
    Boilerplate,
    Capture,
    Contact,
    DateExpression,
    Dateline,
    Discipline,
    Institution,
    Kind,
    Member,
    Mention,
    Role,
    article_id,
)
from dateline.settings import Source, write_source
from dateline.site.app import create_app
from dateline.site.commands import address, listen
from dateline.store import annotations, announcements, articles, captures, institutions, runs, sources
from dateline.store.database import Store

NIGHT = datetime(2031, 5, 20, 2, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script> \"Quoted\" & \u202ereversed\u202c title " + "W" * 300
RELEASE = (
    "MARL BAY, May 12, 2031 /Saltwire/ -- The Quenby Institute of Tidal Research will open its wave basin on "
    "14 June 2031.\n\nThe basin lets oceanography groups study breaking waves. "
    "The Ministry of Harbours pays for half of it.\n\n"
    "About the Quenby Institute\n\nThe institute studies tides since 1987."
)


def find(text: str, phrase: str) -> tuple[int, int]:
    """Where the phrase first stands."""
    start = text.index(phrase)
    return start, start + len(phrase)


def read(title: str, text: str) -> Annotations:
    """Annotations of a test text by plain search."""
    whole = f"{title}\n\n{text}"
    named = []
    for name, forms, kind, role in (
        (
            "Quenby Institute of Tidal Research",
            r"Quenby Institute of Tidal Research|Quenby Institute",
            "research",
            "issuer",
        ),
        ("Ministry of Harbours", r"Ministry of Harbours", "government", "mentioned"),
        ("Orrin University", r"Orrin University", "education", "mentioned"),
    ):
        mentions = tuple(Mention(text=m[0], offset=m.span()) for m in re.finditer(forms, whole))
        if mentions:
            named.append(
                Institution(name=name, type=kind, ror=None, wikidata=None, role=role, mentions=mentions)  # type: ignore[arg-type]
            )
    dates = []
    if "14 June 2031" in whole:
        day = date(2031, 6, 14)
        dates.append(
            DateExpression(
                text="14 June 2031", offset=find(whole, "14 June 2031"), first=day, last=day, grain="day"
            )
        )
    fields = []
    if "oceanography" in whole:
        fields.append(
            Discipline(
                field="Earth and Planetary Sciences",
                subfield="Oceanography",
                score=0.8,
                evidence=("oceanography", "waves"),
            )
        )
    boilerplate = (
        (Boilerplate(offset=(whole.index("About the"), len(whole))),) if "About the" in whole else ()
    )
    line = None
    if text.startswith("MARL BAY"):
        line = Dateline(
            text=text[: text.index("--") + 2], place="MARL BAY", date="May 12, 2031", wire="Saltwire"
        )
    contacts = (
        Contact(
            name="Ida Fenn", organisation="Quenby Institute", email="press@quenby.example", phone="+00 12 34"
        ),
    )
    anatomy = Anatomy(dateline=line, contacts=contacts if line else (), boilerplate=boilerplate)
    return Annotations(
        institutions=tuple(named), dates=tuple(dates), disciplines=tuple(fields), anatomy=anatomy
    )


def page(
    source: str, slug: str, title: str, text: str, published: str | None, kind: Kind = "release"
) -> Article:
    url = f"https://{source}.example/{slug}"
    return Article(
        url=url,
        canonical_url=url,
        title=title,
        text=text,
        published=published,
        published_raw=published,
        modified=None,
        authors=(),
        language="en",
        site_name=None,
        kind=kind,
    )


TITLE = "Quenby Institute opens a wave basin"
ARTICLES = (
    ("quenby", page("quenby", "basin", TITLE, RELEASE, "2031-05-12")),
    ("saltwire", page("saltwire", "basin", TITLE, RELEASE, "2031-05-12T09:30:00+02:00")),
    (
        "harbour-post",
        page(
            "harbour-post",
            "basin",
            "Wave basin for Marl Bay",
            RELEASE.partition("\n\n")[0],
            "2031-05-13",
            "news",
        ),
    ),
    (
        "harbour-post",
        page(
            "harbour-post",
            "story",
            "What a wave basin is for",
            "Orrin University asked around.",
            "2031-05-20",
            "news",
        ),
    ),
    (
        "harbour-post",
        page(
            "harbour-post",
            "evil",
            HOSTILE,
            "Body with <b>markup</b> & <img src=x onerror=alert(1)>.",
            "2031-05-01",
            "news",
        ),
    ),
    ("quenby", page("quenby", "undated", "A page without a date", "Tides come and go.", None, "other")),
    *(
        (
            "saltwire",
            page(
                "saltwire",
                f"tide-{n}",
                f"Tide table number {n}",
                f"The tide rises {n} times.",
                f"2031-{n % 4 + 1:02d}-10",
            ),
        )
        for n in range(1, 25)
    ),
)


PARTS: tuple[tuple[str, Role, str, float], ...] = (
    ("quenby.example/basin", "original", "It stands on the issuer's own site.", 1.0),
    ("saltwire.example/basin", "copy", "Its text is the same.", 1.0),
    ("harbour-post.example/basin", "rewrite", "It keeps the first paragraph.", 0.4),
    ("harbour-post.example/story", "coverage", "It speaks of the same basin in other words.", 0.0),
)


def build(home: Home) -> None:
    """Fill a home through the real store, archive and index."""
    home.create()
    for name, kind in (("quenby", "newsroom"), ("saltwire", "wire"), ("harbour-post", "outlet")):
        entry = Source(kind=kind, url=f"https://{name}.example/", title=name.replace("-", " ").title())  # type: ignore[arg-type]
        write_source(home.settings_file, name, entry)
    entries = home.settings().sources
    writer = Writer(home)
    with Store.open(home) as store:
        with store.write() as conn:
            for name, entry in entries.items():
                sources.put(conn, name, entry, NIGHT)
            run = runs.begin(conn, "nightly", NIGHT)
            old = page("quenby", "basin", TITLE, RELEASE.replace("half", "a third"), "2031-05-12")
            articles.save(conn, "quenby", old, now=NIGHT - timedelta(days=3))
            for source, article in ARTICLES:
                body = f"<h1>Captured</h1><script>alert(1)</script><p>{article.text}</p>".encode()
                file, offset, length = writer.append(
                    url=article.url,
                    fetched_at=NIGHT,
                    status=200,
                    headers=[("Content-Type", "text/html; charset=utf-8")],
                    body=body,
                )
                capture = Capture(
                    url=article.url,
                    fetched_at=NIGHT,
                    status=200,
                    content_type="text/html; charset=utf-8",
                    digest="0" * 64,
                    file=file,
                    offset=offset,
                    length=length,
                )
                number = captures.add(conn, source, capture, run)
                articles.save(conn, source, article, now=NIGHT, capture_id=number)
            writer.close()
            for name in entries:
                runs.visit(
                    conn,
                    run,
                    name,
                    started=NIGHT,
                    finished=NIGHT + timedelta(minutes=2),
                    counts={"articles/new": 8},
                    error="Its front page answers 500." if name == "saltwire" else None,
                )
            report = {
                "stages": [
                    {
                        "stage": "crawl",
                        "seconds": 3.2,
                        "counts": {"articles/new": 30},
                        "errors": ["saltwire failed."],
                    }
                ],
                "concerns": [],
            }
            runs.finish(conn, run, "part failed", report, NIGHT + timedelta(minutes=5))
        with store.write() as conn:
            due = annotations.due(conn, "test", 1000)
            annotations.save(conn, [(item, read(item.title, item.text)) for item in due], "test", NIGHT)
            for item in due:
                institutions.link(conn, item.article_id, read(item.title, item.text).institutions, NIGHT)
        trace(home)  # for the fingerprints; the announcement is laid down here
        with store.write() as conn:
            members = [
                Member(id=article_id(f"https://{place}"), role=role, reasons=(reason,), shared=shared)
                for place, role, reason, shared in PARTS
            ]
            announcements.replace(conn, [Announcement(id="a" * 16, members=tuple(members))], NIGHT)
    index(home)


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The knowledge base; tests only read it."""
    home = Home(tmp_path_factory.mktemp("site") / "home")
    build(home)
    return home


@contextmanager
def serving(home: Home) -> Iterator[str]:
    """Serve a home on loopback from a thread; the address without a slash at its end."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(create_app(home), log_level="critical", timeout_graceful_shutdown=1)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        for _ in range(200):
            if running.started:
                break
            time.sleep(0.05)
        yield address(listener).rstrip("/")
    finally:
        running.should_exit = True
        thread.join(10)
        listener.close()


@pytest.fixture(scope="session")
def server(knowledge: Home) -> Iterator[str]:
    """The address of the site on the morning after the crawl."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_NOW", "2031-05-21T08:00")
        with serving(knowledge) as place:
            yield place


@pytest.fixture
def client(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A client of the site over the knowledge base."""
    monkeypatch.setenv("DATELINE_NOW", "2031-05-21T08:00")
    with Client(base_url=server, trust_env=False) as client:
        yield client


@pytest.fixture
def own(knowledge: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Home, Client]]:
    """A copy of the knowledge base that a test may change, and a client of the site over it."""
    monkeypatch.setattr("dateline.site.upkeep.DELAY", 1e6)
    home = Home(tmp_path / "own")
    shutil.copytree(knowledge.root, home.root)
    with (
        serving(home) as place,
        Client(base_url=place, trust_env=False, follow_redirects=True, timeout=20) as client,
    ):
        yield home, client


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    """A client of the site over an empty knowledge base."""
    with serving(Home(tmp_path / "empty")) as place, Client(base_url=place, trust_env=False) as client:
        yield client


@pytest.fixture
def ids() -> dict[str, str]:
    """Short name → id of the announcement's articles and of the hostile one."""
    places = {
        "original": "quenby.example/basin",
        "copy": "saltwire.example/basin",
        "story": "harbour-post.example/story",
        "rewrite": "harbour-post.example/basin",
        "evil": "harbour-post.example/evil",
    }
    return {name: article_id(f"https://{place}") for name, place in places.items()}


@pytest.fixture
def over() -> Callable[[Home], AbstractContextManager[str]]:
    """Serves any home on loopback."""
    return serving
