"""The crawl as a stage of a run: a process crawls, this one shows its progress and takes its report."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any

from dateline import clock
from dateline.errors import DatelineError, UsageError
from dateline.home import Home
from dateline.progress import Meter, Silent
from dateline.records import StageReport
from dateline.settings import Settings
from dateline.store import runs
from dateline.store.database import Store

_STAGE = Silent()


def crawl(
    home: Home, *, names: Sequence[str] = (), run_id: int | None = None, meter: Meter = _STAGE
) -> StageReport:
    """Crawl the sources named, or all that are enabled.  The caller holds the lock of `home`.

    Without `run_id` the crawl is a run of its own.  Errors of single sources are in the report; a full disk
    or a damaged store raises DatelineError.
    """
    started, settings = time.monotonic(), home.settings()
    chosen = choose(settings, names)
    with Store.open(home) as store:
        own = run_id is None
        if run_id is None:
            with store.write() as conn:
                run_id = runs.begin(conn, "crawl", clock.now())
        try:
            answer = _run(home, settings, chosen, run_id, meter) if chosen else {"counts": {}, "errors": {}}
            report = _report(answer, time.monotonic() - started)
        except BaseException as error:
            if own:
                _finish(store, run_id, "failed", {"errors": [str(error)]})
            raise
        if own:
            data = {"counts": dict(report.counts), "errors": list(report.errors)}
            _finish(store, run_id, "part failed" if report.errors else "done", data)
    return report


def choose(settings: Settings, names: Sequence[str]) -> list[str]:
    """Names of the sources to crawl.  Raises UsageError for one that is not there."""
    for name in names:
        if name not in settings.sources:
            raise UsageError(f"There is no source {name!r}; `dateline sources list` shows them.")
    return [name for name, source in settings.sources.items() if (name in names if names else source.enabled)]


def _finish(store: Store, run_id: int, outcome: str, report: Any) -> None:
    try:
        with store.write() as conn:
            runs.finish(conn, run_id, outcome, report, clock.now())
    except DatelineError:
        if outcome != "failed":
            raise


def _run(home: Home, settings: Settings, names: Sequence[str], run_id: int, meter: Meter) -> dict[str, Any]:
    job = {
        "home": str(home.root),
        "settings": settings.model_dump(mode="json"),
        "names": list(names),
        "run_id": run_id,
    }
    return run_process("dateline.crawler.process", job, meter)


def run_process(module: str, job: dict[str, Any], meter: Meter = _STAGE) -> dict[str, Any]:
    """Run one of the crawler's processes on a job; its report.  Raises DatelineError for what it says."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if os.environ.get("DATELINE_QUIET") else None,
        text=True,
        # Ctrl-C reaches this process alone, which passes it on once: a second one would break off.
        process_group=0,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps(job))
            process.stdin.close()
            return _listen(process.stdout, meter)
        except KeyboardInterrupt:
            # It ends what it has begun, and so does whoever runs this stage.
            process.send_signal(signal.SIGINT)
            with suppress(DatelineError):
                _listen(process.stdout, meter)
            raise
        except BrokenPipeError:
            raise DatelineError("The crawl could not begin; logs/crawl.log may tell why.") from None
        finally:
            if process.poll() is None:
                try:
                    process.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    process.kill()


def _listen(lines: IO[str], meter: Meter) -> dict[str, Any]:
    for line in lines:
        message = json.loads(line)
        if "total" in message:
            meter.total(message["total"])
        elif "done" in message:
            meter.advance(message["done"], message["note"])
        elif "fatal" in message:
            kind = UsageError if message["code"] == 2 else DatelineError
            raise kind(message["fatal"])
        elif "report" in message:
            report: dict[str, Any] = message["report"]
            return report
    raise DatelineError("The crawl broke off; logs/crawl.log tells why, and the next run goes on from there.")


def _report(answer: dict[str, Any], seconds: float) -> StageReport:
    sources: dict[str, dict[str, int]] = answer["counts"]
    total: Counter[str] = Counter()
    for counts in sources.values():
        total.update(counts)
    errors = tuple(f"{name}: {text}" for name, text in sorted(answer["errors"].items()))
    return StageReport(
        stage="crawl", counts=dict(sorted(total.items())), errors=errors, seconds=seconds, sources=sources
    )
