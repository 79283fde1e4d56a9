"""Three nights over the replayed newsrooms of ../shared, and how well they went.

    python tests/crawler/three_nights.py [--faults mild] [--sites a,b] [--last 2024-12-31] [--home DIR]

Every site is added through `dateline sources add`; after three nights every article that the gold wants
must be in the store once, with its title and date; few requests of the third night may bring nothing new;
robots.txt must have been obeyed and the canary left alone.  Ends with 1 where that is not so.
"""

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

LEAST_SHARE = 0.995
MOST_WASTE = 0.10


class Web:
    """The replayed web, in a process of its own."""

    def __init__(self, script: Path, port: int, faults: str, today: date) -> None:
        command = [
            sys.executable,
            str(script),
            "--port",
            str(port),
            "--faults",
            faults,
            "--today",
            str(today),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._port = port
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if "ready" not in line:
            raise SystemExit(f"the replayed web did not start: {line}")

    def close(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=20)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def ask(self, path: str, *, post: bool = False) -> bytes:
        request = Request(f"http://127.0.0.10:{self._port}/_control/{path}", method="POST" if post else "GET")
        with urlopen(request, timeout=120) as response:
            body: bytes = response.read()
        return body

    def sites(self) -> list[dict[str, Any]]:
        sites: list[dict[str, Any]] = json.loads(self.ask("sites"))
        return sites

    def gold(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.ask("gold?site=*&text=0").splitlines()]

    def log(self, since: int = 0) -> dict[str, Any]:
        log: dict[str, Any] = json.loads(self.ask(f"log?since={since}"))
        return log


def dateline(home: Path, day: date, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as on the evening of that day."""
    environment = {**os.environ, "DATELINE_HOME": str(home), "DATELINE_NOW": f"{day}T23:30:00+00:00"}
    command = [sys.executable, "-m", "dateline.cli", *words]
    return subprocess.run(command, env=environment, text=True, capture_output=True, check=False)


def stored(home: Path) -> dict[str, tuple[str, str, int]]:
    """Canonical address → title, publication date and revision of every article."""
    with sqlite3.connect(home / "dateline.db") as database:
        rows = database.execute(
            "SELECT a.canonical_url, r.title, coalesce(r.published, ''), a.revision FROM articles a"
            " JOIN revisions r ON r.article_id = a.id AND r.number = a.revision"
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


def plain(text: str) -> str:
    """Text as people see it."""
    invisible = dict.fromkeys([0x200B, 0x200D, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F)])
    return " ".join(text.translate(invisible).split())


def judge(gold: list[dict[str, Any]], have: dict[str, tuple[str, str, int]]) -> dict[str, Any]:
    """How much of the gold is in the store, and what is wrong."""
    wrong: dict[str, list[Any]] = defaultdict(list)
    wanted = [entry for entry in gold if entry["faulty"] is None]
    for entry in wanted:
        found = have.get(entry["url"])
        if found is None:
            wrong["missing"].append(entry["url"])
        elif plain(found[0]) != plain(entry["title"]):
            wrong["title"].append([entry["url"], entry["title"], found[0], entry["version"]])
        elif found[1][:10] not in (entry["stated"], entry["published"]):
            wrong["date"].append([entry["url"], entry["stated"], found[1]])
    second = {url for entry in gold for url in entry["more_urls"]}
    wrong["twice"] = [url for url in have if url in second]
    right = len(wanted) - sum(len(wrong[key]) for key in ("missing", "title", "date"))
    known = {entry["url"] for entry in gold}
    return {
        "wanted": len(wanted),
        "right": right,
        "share": right / max(1, len(wanted)),
        "wrong": {key: len(urls) for key, urls in wrong.items() if urls},
        "examples": {key: urls[:5] for key, urls in wrong.items() if urls},
        "not in the gold": [url for url in have if url not in known and url not in second][:20],
    }


def waste(
    requests: list[dict[str, Any]], sites: dict[str, str], before: dict[str, Any], after: dict[str, Any]
) -> dict[str, Any]:
    """Which of a night's requests brought nothing new.  A 304 for what is no article is not counted."""
    fresh = {url for url, row in after.items() if url not in before or before[url][2] != row[2]}
    fresh_sites = {url.split("/")[2] for url in fresh}
    kinds: Counter[str] = Counter()
    nothing: list[str] = []
    articles = set(after)
    for request in requests:
        url = sites.get(request["site"], "").rstrip("/") + request["path"]
        bare = url.partition("?utm_")[0]
        if request["path"] == "/robots.txt":
            kind = "robots 304" if request["status"] == 304 else "robots"
        elif bare in articles:
            kind = "article, news" if bare in fresh and request["status"] == 200 else "article, nothing"
        elif request["status"] == 304:
            kind = "index 304"
        elif request["status"] == 200:
            kind = "index, news" if url.split("/")[2] in fresh_sites else "index, nothing"
        else:
            kind = f"other {request['status']}"
        kinds[kind] += 1
        if kind not in ("robots 304", "article, news", "index 304", "index, news"):
            nothing.append(f"{request['status']} {url}")
    return {
        "requests": len(requests),
        "nothing new": len(nothing),
        "share": len(nothing) / max(1, len(requests)),
        "kinds": dict(kinds),
        "examples": nothing[:40],
    }


def nights(
    script: Path,
    home: Path,
    *,
    faults: str = "none",
    last: date = date(2024, 12, 31),
    only: frozenset[str] = frozenset(),
    port: int = 8490,
    delay: str = "0",
) -> dict[str, Any]:
    """Crawl on three nights, of which `last` is the third; the figures."""
    first = last - timedelta(days=2)
    web = Web(script, port, faults, first)
    result: dict[str, Any] = {"faults": faults, "nights": []}
    try:
        sites = [site for site in web.sites() if not only or site["site"] in only]
        for site in sites:
            done = dateline(
                home, first, "sources", "add", site["base_url"], "--name", site["site"].replace(".", "-"),
                "--set", "allow_private=true", "--set", f"delay={delay}",
            )  # fmt: skip
            if done.returncode:
                result.setdefault("not added", {})[site["site"]] = done.stderr.strip()
        bases = {site["site"]: site["base_url"] for site in sites}
        have: dict[str, tuple[str, str, int]] = {}
        for night in range(3):
            day = first + timedelta(days=night)
            web.ask(f"today?date={day}", post=True)
            since = web.log()["next"]
            began = time.monotonic()
            done = dateline(home, day, "crawl", "--json")
            seconds = time.monotonic() - began
            if not done.stdout.strip():
                raise SystemExit(f"the crawl failed: {done.stderr}")
            before, have = have, stored(home)
            requests = web.log(since)["requests"]
            report = json.loads(done.stdout)
            result["nights"].append(
                {
                    "day": str(day),
                    "seconds": round(seconds, 1),
                    "counts": report["counts"],
                    "errors": report["errors"],
                    "waste": waste(requests, bases, before, have) if night else None,
                }
            )
        named = {site["site"] for site in sites}
        gold = [entry for entry in web.gold() if entry["site"] in named]
        log = web.log()["requests"]
        result["articles"] = judge(gold, have)
        result["corrected"] = sum(entry["version"] == 2 and entry["faulty"] is None for entry in gold)
        result["against robots.txt"] = [each["path"] for each in log if each["disallowed"]]
        result["canary"] = [each["path"] for each in log if each["site"] == "canary"]
    finally:
        web.close()
    return result


def main() -> None:
    """Run, print the figures as JSON, and judge them."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(__file__).resolve().parents[3] / "shared"
    words.add_argument("--script", type=Path, default=shared / "newsrooms" / "serve.py")
    words.add_argument("--faults", default="none", choices=("none", "mild", "hostile"))
    words.add_argument(
        "--last", type=date.fromisoformat, default=date(2024, 12, 31), help="day of the third night"
    )
    words.add_argument("--sites", default="", help="names of sites, separated by commas; all when not given")
    words.add_argument("--port", type=int, default=8490)
    words.add_argument("--delay", default="0", help="seconds between requests to one host")
    words.add_argument("--home", type=Path, help="knowledge base to use and keep")
    given = words.parse_args()
    only = frozenset(filter(None, given.sites.split(",")))
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder) / "home"
        result = nights(
            given.script,
            home,
            faults=given.faults,
            last=given.last,
            only=only,
            port=given.port,
            delay=given.delay,
        )
    print(json.dumps(result, indent=2, ensure_ascii=False))
    good = (
        result["articles"]["share"] >= LEAST_SHARE
        and not result["articles"]["wrong"].get("twice")
        and result["nights"][2]["waste"]["share"] < MOST_WASTE
        and not result["against robots.txt"]
        and not result["canary"]
    )
    print("good" if good else "NOT GOOD", file=sys.stderr)
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
