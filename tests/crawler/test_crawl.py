"""The crawl over real HTTP: what is fetched, what is kept, and what is left alone from night to night."""

import signal
import sqlite3
import subprocess
import sys
import time
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.crawler import archive, stage
from dateline.errors import DatelineError, UsageError
from dateline.home import Home
from dateline.store import articles, captures, pages, runs
from dateline.store.database import Store


def _titles(home: Home) -> dict[str, tuple[str, int, Any]]:
    with sqlite3.connect(home.database) as database:
        rows = database.execute(
            "SELECT a.canonical_url, r.title, a.revision, a.gone_at FROM articles a"
            " JOIN revisions r ON r.article_id = a.id AND r.number = a.revision"
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


def _listing(newsroom: Any, count: int = 3) -> list[str]:
    paths = [newsroom.article(number, f"2024-03-{number:02d}") for number in range(count, 0, -1)]
    newsroom.listing("/news", paths)
    return paths


def test_articles_are_kept_once_with_their_captures(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = _listing(newsroom)
    crawler.source(listings=["/news"])
    report = crawler.on("2024-03-10")
    assert report.counts["articles/new"] == 3
    assert report.errors == ()
    assert set(_titles(home)) == {newsroom.base + path for path in paths}
    with Store.open(home) as store, store.read() as conn:
        revision = articles.of_article(conn, articles.by_url(conn, newsroom.base + paths[0]) or "")[0]
        assert revision.published == "2024-03-03T09:00:00+00:00"
        assert revision.kind in ("release", "news")
        capture = captures.by_id(conn, revision.capture_id or 0)
        assert capture is not None
        assert (
            archive.read(home, capture.capture.file, capture.capture.offset)[1] == newsroom.pages[paths[0]][2]
        )
    assert newsroom.agents == {next(iter(newsroom.agents))}
    assert "Dateline/" in next(iter(newsroom.agents))


def test_the_second_night_asks_only_whether_the_list_changed(crawler: Any, newsroom: Any) -> None:
    _listing(newsroom)
    crawler.source(listings=["/news"])
    crawler.on("2024-04-20")
    newsroom.asked()
    crawler.on("2024-04-21")
    assert newsroom.requests == [("/robots.txt", 404), ("/news", 304)]


def test_listing_pages_are_read_to_the_end_once(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = [newsroom.article(number, f"2024-02-{number:02d}") for number in range(12, 0, -1)]
    for start in (0, 3, 6, 9):
        more = f"<a rel='next' href='/news?page={start // 3 + 2}'>Older</a>" if start < 9 else ""
        newsroom.listing(
            "/news" + (f"?page={start // 3 + 1}" if start else ""), paths[start : start + 3], more
        )
    crawler.source(listings=["/news"])
    assert crawler.on("2024-04-20").counts["articles/new"] == 12
    asked = newsroom.asked()
    assert [path for path in asked if path.startswith("/news?")] == [
        "/news?page=2",
        "/news?page=3",
        "/news?page=4",
    ]
    new = newsroom.article(13, "2024-04-20")
    newsroom.listing("/news", [new, *paths[:2]], "<a rel='next' href='/news?page=2'>Older</a>")
    crawler.on("2024-04-21")
    assert newsroom.asked() == ["/news", new]


def test_a_broken_off_back_fill_goes_on(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = [newsroom.article(number, f"2024-02-{number:02d}") for number in range(6, 0, -1)]
    newsroom.listing("/news", paths[:2], "<a rel='next' href='/news?page=2'>Older</a>")
    newsroom.listing("/news?page=2", paths[2:4], "<a rel='next' href='/news?page=3'>Older</a>")
    newsroom.listing("/news?page=3", paths[4:])
    crawler.source(listings=["/news"], max_pages=3)
    crawler.on("2024-04-20")
    crawler.source(listings=["/news"])
    crawler.on("2024-04-21")
    crawler.on("2024-04-22")
    assert len(_titles(home)) == 6
    fetched = newsroom.asked()
    assert all(fetched.count(path) == 1 for path in paths)
    assert fetched.count("/news?page=2") == 1


def test_months_are_read_once_and_the_current_one_every_night(
    crawler: Any, newsroom: Any, home: Home
) -> None:
    january = [newsroom.article(number, f"2024-01-{number:02d}") for number in (20, 10)]
    february = [newsroom.article(number, f"2024-02-{number:02d}") for number in (7, 5)]
    months = (
        "<p><a href='/archive/2024-02.html'>February 2024</a>"
        " <a href='/archive/2024-01.html'>January 2024</a>"
    )
    newsroom.put("/archive.html", f"<html><body><h1>Archive</h1>{months}</p></body></html>")
    newsroom.listing("/archive/2024-01.html", january)
    newsroom.listing("/archive/2024-02.html", february)
    crawler.source(listings=["/archive.html"])
    crawler.on("2024-02-08")
    assert len(_titles(home)) == 4
    newsroom.asked()
    new = newsroom.article(8, "2024-02-08")
    newsroom.listing("/archive/2024-02.html", [new, *february])
    crawler.on("2024-02-09")
    asked = newsroom.asked()
    assert new in asked
    assert "/archive/2024-02.html" in asked
    assert "/archive/2024-01.html" not in asked


def test_a_corrected_title_in_the_list_brings_a_revision(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = _listing(newsroom)
    crawler.source(listings=["/news"])
    crawler.on("2024-05-20")
    newsroom.article(2, "2024-03-02", title="Report number 2 of the Teal Estuary, corrected")
    newsroom.listing("/news", paths)
    newsroom.asked()
    report = crawler.on("2024-05-21")
    assert report.counts["articles/revised"] == 1
    assert newsroom.asked() == ["/news", paths[1]]
    assert _titles(home)[newsroom.base + paths[1]][:2] == (
        "Report number 2 of the Teal Estuary, corrected",
        2,
    )


def test_fresh_articles_are_looked_at_again_ever_more_rarely(crawler: Any, newsroom: Any, home: Home) -> None:
    path = newsroom.article(1, "2024-03-01")
    newsroom.listing("/news", [path])
    crawler.source(listings=["/news"])
    looked = []
    for day in (1, 2, 3, 4):
        crawler.on(f"2024-03-{day:02d}")
        looked += [day for asked in newsroom.asked() if asked == path]
    assert looked == [1, 2, 4]
    assert len(_titles(home)) == 1


def test_a_withdrawn_article_is_kept_and_marked(crawler: Any, newsroom: Any, home: Home) -> None:
    path = newsroom.article(1, "2024-03-01")
    newsroom.listing("/news", [path])
    crawler.source(listings=["/news"])
    crawler.on("2024-03-01")
    newsroom.answer(path, 410)
    assert crawler.on("2024-03-02").counts["articles/gone"] == 1
    title, _, gone = _titles(home)[newsroom.base + path]
    assert title
    assert gone


def test_sitemaps_and_feeds_lead_to_one_article(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = [newsroom.article(number, f"2024-03-{number:02d}") for number in (1, 2, 3)]
    newsroom.put("/about", "<html><body><h1>About us</h1><p>We are a university.</p></body></html>")
    rows = "".join(
        f"<url><loc>{newsroom.base}{path}</loc><lastmod>2024-03-05</lastmod></url>" for path in paths
    )
    newsroom.put(
        "/posts.xml", f"<urlset>{rows}<url><loc>{newsroom.base}/about</loc></url></urlset>", "text/xml"
    )
    child = f"<sitemap><loc>{newsroom.base}/posts.xml</loc><lastmod>2024-03-05</lastmod></sitemap>"
    loop = f"<sitemap><loc>{newsroom.base}/sitemap.xml</loc></sitemap>"
    newsroom.put("/sitemap.xml", f"<sitemapindex>{child}{loop}</sitemapindex>", "text/xml")
    items = "".join(f"<item><title>Report</title><link>{newsroom.base}{path}?utm_source=rss</link></item>"
                    for path in paths[1:])  # fmt: skip
    odd = "<item><title>Odd</title><link>http://127.0.0.1:9/release</link></item><item><title>None</title></item>"
    newsroom.put(
        "/feed", f"<rss version='2.0'><channel><title>N</title>{items}{odd}</channel></rss>", "text/xml"
    )
    crawler.source(feeds=["/feed"], sitemaps=["/sitemap.xml"])
    report = crawler.on("2024-03-10")
    assert report.counts["articles/new"] == 3
    asked = newsroom.asked()
    assert sorted(asked) == sorted([*paths, "/feed", "/sitemap.xml", "/posts.xml"])
    # The sitemap says of one that it changed, and of the others that they did not.
    newsroom.article(2, "2024-03-02", extra="<p>This paragraph was added the next day.</p>")
    rows = rows.replace(f"{paths[1]}</loc><lastmod>2024-03-05", f"{paths[1]}</loc><lastmod>2024-03-11")
    newsroom.put("/posts.xml", f"<urlset>{rows}</urlset>", "text/xml")
    newsroom.put(
        "/sitemap.xml", f"<sitemapindex>{child.replace('03-05', '03-11')}{loop}</sitemapindex>", "text/xml"
    )
    assert crawler.on("2024-03-11").counts["articles/revised"] == 1
    assert sorted(newsroom.asked()) == sorted(["/feed", "/sitemap.xml", "/posts.xml", paths[1]])
    crawler.on("2024-03-12")
    assert sorted(newsroom.asked()) == ["/feed", "/sitemap.xml"]


def test_second_and_old_addresses_lead_to_one_article(crawler: Any, newsroom: Any, home: Home) -> None:
    path = newsroom.article(1, "2024-03-01")
    canonical = f'<link rel="canonical" href="{newsroom.base}{path}">'
    second = newsroom.article(9, "2024-03-01", title="Report number 1 of the Teal Estuary", head=canonical)
    newsroom.answer("/news/old-report-number-1-of-the-estuary", 301, Location=path)
    newsroom.listing("/news", ["/news/old-report-number-1-of-the-estuary", second, path])
    crawler.source(listings=["/news"])
    crawler.on("2024-05-20")
    assert set(_titles(home)) == {newsroom.base + path}
    asked = newsroom.asked()
    assert asked.count(path) == 1
    crawler.on("2024-05-21")
    assert newsroom.asked() == ["/news"]


def test_robots_txt_is_obeyed(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = _listing(newsroom)
    newsroom.put("/robots.txt", f"User-agent: *\nDisallow: {paths[0]}\n", "text/plain")
    crawler.source(listings=["/news"])
    report = crawler.on("2024-03-10")
    assert report.counts["pages/forbidden"] == 1
    assert paths[0] not in newsroom.asked()
    assert len(_titles(home)) == 2


def test_a_site_whose_robots_txt_fails_is_not_crawled(crawler: Any, newsroom: Any, home: Home) -> None:
    _listing(newsroom)
    newsroom.answer("/robots.txt", 503)
    crawler.source(listings=["/news"])
    (home.settings_file).write_text("[crawl]\nretries = 0\n" + home.settings_file.read_text())
    report = crawler.on("2024-03-10")
    assert len(report.errors) == 1
    assert "robots.txt of 127.0.0.1" in report.errors[0]
    assert "503" in report.errors[0]
    assert newsroom.asked() == []
    with Store.open(home) as store, store.read() as conn:
        assert "503" in (runs.visits_of_source(conn, "norhaven")[0].error or "")


def test_errors_that_pass_are_tried_again(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = _listing(newsroom)
    failing = {paths[0]: (503, {}, b""), paths[1]: (429, {"Retry-After": "0"}, b"")}
    newsroom.before = lambda path: failing.pop(path, None)
    crawler.source(listings=["/news"])
    assert crawler.on("2024-03-10").counts["articles/new"] == 3
    assert len(_titles(home)) == 3


def test_what_keeps_failing_is_tried_on_later_nights(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = _listing(newsroom)
    good = newsroom.pages[paths[0]]
    newsroom.answer(paths[0], 500)
    crawler.source(listings=["/news"])
    home.settings_file.write_text("[crawl]\nretries = 0\n" + home.settings_file.read_text())
    assert crawler.on("2024-04-10").counts["pages/failed"] == 1
    newsroom.pages[paths[0]] = good
    assert crawler.on("2024-04-11").counts["articles/new"] == 1
    assert len(_titles(home)) == 3


def test_pages_without_articles_are_remembered_and_left_alone(
    crawler: Any, newsroom: Any, home: Home
) -> None:
    path = newsroom.article(1, "2024-03-01")
    short = "/news/2024-03-02-report-number-2-of-the-estuary"
    newsroom.put(
        short, "<html><head><title>Not found</title></head><body><h1>Page not found</h1></body></html>"
    )
    newsroom.listing("/news", [path, short])
    crawler.source(listings=["/news"])
    assert crawler.on("2024-05-20").counts["pages/ignored"] == 1
    newsroom.asked()
    crawler.on("2024-05-21")
    assert newsroom.asked() == ["/news"]
    with Store.open(home) as store, store.read() as conn:
        known = pages.get(conn, newsroom.base + short)
        assert known is not None
        assert known.state == "ignored"


def test_large_answers_and_bombs_are_dropped(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = _listing(newsroom)
    newsroom.put(paths[0], b"<p>" + b"x" * 300_000)
    newsroom.put(paths[1], b"<p>" + b" " * 30_000_000, Content_Encoding="gzip", X_Test="gzip")
    crawler.source(listings=["/news"])
    home.settings_file.write_text(
        "[crawl]\nretries = 0\nmax_size = 100_000\n" + home.settings_file.read_text()
    )
    report = crawler.on("2024-03-10")
    assert report.counts["pages/failed"] == 2
    assert set(_titles(home)) == {newsroom.base + paths[2]}


def test_no_private_address_without_permission(crawler: Any, newsroom: Any, home: Home) -> None:
    _listing(newsroom)
    crawler.source(listings=["/news"], allow_private=False)
    report = crawler.on("2024-03-10")
    assert "private address" in report.errors[0]
    assert newsroom.requests == []


def test_redirects_to_other_private_addresses_are_not_followed(
    crawler: Any, newsroom: Any, home: Home
) -> None:
    newsroom.answer("/news", 302, Location="http://127.0.0.2:9/inner")
    crawler.source(listings=["/news"])
    report = crawler.on("2024-03-10")
    assert "127.0.0.2 is the private address" in report.errors[0]


def test_one_failing_way_in_does_not_stop_the_others(crawler: Any, newsroom: Any, home: Home) -> None:
    _listing(newsroom)
    crawler.source(listings=["/news"], feeds=["/no-feed"])
    report = crawler.on("2024-03-10")
    assert report.counts["articles/new"] == 3
    assert report.errors == (f"norhaven: {newsroom.base}/no-feed answers 404.",)


def test_a_killed_crawl_goes_on_without_fetching_what_it_has(
    crawler: Any, newsroom: Any, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [newsroom.article(number, f"2024-02-{number % 28 + 1:02d}") for number in range(60)]
    newsroom.listing("/news", paths)
    crawler.source(listings=["/news"])
    monkeypatch.setenv("DATELINE_NOW", "2024-05-20T22:00:00+00:00")
    command = [sys.executable, "-m", "dateline.cli", "crawl", "--home", str(home.root), "--json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while len(newsroom.requests) < 45 and process.poll() is None:
            time.sleep(0.01)
        process.kill()
    time.sleep(1.5)
    before, first = set(_titles(home)), newsroom.asked()
    assert 0 < len(before) < 60
    crawler.on("2024-05-21")
    again = newsroom.asked()
    assert len(_titles(home)) == 60
    assert not {newsroom.base + path for path in again} & before
    assert len([path for path in first if path in again]) < 40
    with Store.open(home) as store, store.read() as conn:
        for url in _titles(home):
            revision = articles.of_article(conn, articles.by_url(conn, url) or "")[0]
            capture = captures.by_id(conn, revision.capture_id or 0)
            assert capture is not None
            assert b"report number" in archive.read(home, capture.capture.file, capture.capture.offset)[1]


def test_unknown_names_are_said(home: Home) -> None:
    with pytest.raises(UsageError, match="There is no source 'nobody'"):
        stage.crawl(home, names=["nobody"])


def test_an_archive_that_cannot_be_written_is_one_sentence_and_nothing_is_lost(
    crawler: Any, newsroom: Any, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = _listing(newsroom, 5)
    crawler.source(listings=["/news"])
    with Store.open(home):
        pass
    real = stage.run_process

    def limited(module: str, job: dict[str, Any], meter: Any) -> dict[str, Any]:
        home.archive.rmdir()
        home.archive.write_text("no folder")
        try:
            return real(module, job, meter)
        finally:
            home.archive.unlink()

    monkeypatch.setattr(stage, "run_process", limited)
    with pytest.raises(DatelineError, match=r"archive"):
        crawler.on("2024-03-10")
    monkeypatch.setattr(stage, "run_process", real)
    home.create()
    assert crawler.on("2024-03-11").counts["articles/new"] == len(paths)
    for file in home.archive.iterdir():
        with file.open("rb") as stream:
            assert next(iter(ArchiveIterator(stream))).rec_type == "warcinfo"


def test_short_releases_that_the_list_announces_are_kept(crawler: Any, newsroom: Any, home: Home) -> None:
    title = "Norhaven moves its harbour office"
    path = "/news/2024-03-02-norhaven-moves-its-harbour-office"
    head = f"<title>{title}</title><meta name='date' content='2024-03-02'>"
    text = (
        "<p>2 March 2024</p><p>The harbour office of Norhaven moves to the old customs house on the first of"
        " May. Ships report to the new number from that day on, and the pilots keep theirs.</p>"
    )
    newsroom.put(path, f"<html><head>{head}</head><body><h1>{title}</h1>{text}</body></html>")
    newsroom.listing("/news", [path])
    crawler.source(listings=["/news"])
    assert crawler.on("2024-05-20").counts["articles/new"] == 1


def test_long_pages_that_the_list_dates_are_kept(crawler: Any, newsroom: Any, home: Home) -> None:
    path = "/news/2024-03-02-pardons-of-the-council"
    names = "".join(
        f"<li><a href='/people/{number}'>Case {number}, of the Norhaven court, ended in a pardon</a></li>"
        for number in range(60)
    )
    newsroom.put(
        path, f"<html><head><title>Acts</title></head><body><h1>Acts</h1><ul>{names}</ul></body></html>"
    )
    row = f"<li><time datetime='2024-03-02'>2 March</time> <a href='{path}'>Sixty are pardoned</a></li>"
    other = newsroom.article(1, "2024-03-01")
    more = f"<li><time datetime='2024-03-01'>1 March</time> <a href='{other}'>A report of March</a></li>"
    newsroom.put("/news", f"<html><body><main><ul>{row}{more}</ul></main></body></html>")
    crawler.source(listings=["/news"])
    assert crawler.on("2024-05-20").counts["articles/new"] == 2


def test_what_a_sitemap_no_longer_names_is_looked_at_once(crawler: Any, newsroom: Any, home: Home) -> None:
    paths = [newsroom.article(number, f"2024-03-{number:02d}") for number in (1, 2, 3)]

    def name(*named: str) -> None:
        rows = "".join(
            f"<url><loc>{newsroom.base}{path}</loc><lastmod>{path[6:16]}</lastmod></url>" for path in named
        )
        newsroom.put("/sitemap.xml", f"<urlset>{rows}</urlset>", "text/xml")

    name(*paths)
    crawler.source(sitemaps=["/sitemap.xml"])
    crawler.on("2024-03-05")
    newsroom.answer(paths[1], 410)
    name(paths[0], paths[2])
    newsroom.asked()
    assert crawler.on("2024-03-21").counts["articles/gone"] == 1
    assert newsroom.asked() == ["/sitemap.xml", paths[1]]
    # Thirty days after publication each is looked at once more, though the sitemap says nothing.
    crawler.on("2024-04-01")
    assert sorted(newsroom.asked()) == ["/news/2024-03-01-report-number-1-of-the-estuary", "/sitemap.xml"]


def test_an_interrupt_ends_the_crawl_and_whoever_runs_it(crawler: Any, newsroom: Any, home: Home) -> None:
    _listing(newsroom)
    crawler.source(listings=["/news"])

    def interrupt(path: str) -> None:
        if path == "/news":
            signal.raise_signal(signal.SIGINT)

    newsroom.before = interrupt
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    try:
        with pytest.raises(KeyboardInterrupt):
            crawler.on("2024-03-10")
    finally:
        signal.signal(signal.SIGINT, before)
