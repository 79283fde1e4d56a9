"""A night goes on when a stage fails, and keeps its report."""

from pathlib import Path

from dateline import nightly
from dateline.errors import DatelineError
from dateline.home import Home
from dateline.progress import Meter, Silent
from dateline.records import StageReport
from dateline.store import runs
from dateline.store.database import Store


def test_a_night_over_an_empty_knowledge_base_is_done(home: Home) -> None:
    night = nightly.run(home, meters=lambda label: _quiet())
    assert night.outcome == "done"
    assert [stage.stage for stage in night.stages] == ["crawl", "annotate", "trace", "index"]
    with Store.open(home) as store, store.read() as conn:
        (run,) = runs.latest(conn)
        assert (run.command, run.outcome) == ("nightly", "done")
        assert run.report["stages"][0]["stage"] == "crawl"


def test_what_a_stage_raises_becomes_a_sentence(home: Home) -> None:
    def known(home: Home, meter: Meter) -> StageReport:
        raise DatelineError("The disk is full.")

    def unknown(home: Home, meter: Meter) -> StageReport:
        raise ZeroDivisionError("division by zero")

    assert nightly.attempt("crawl", known, home, Silent()).errors == ("The disk is full.",)
    (sentence,) = nightly.attempt("trace", unknown, home, Silent()).errors
    assert sentence == "The stage trace failed unexpectedly: ZeroDivisionError: division by zero."


class _quiet:
    def __enter__(self) -> Meter:
        return Silent()

    def __exit__(self, *args: object) -> None:
        pass


def test_the_log_is_kept_once(home: Home, tmp_path: Path) -> None:
    import logging

    from dateline.logs import keep

    keep(home)
    keep(home)
    logger = logging.getLogger()
    ours = [item for item in logger.handlers if getattr(item, "baseFilename", "").startswith(str(home.root))]
    assert len(ours) == 1
    logging.getLogger("dateline.test").warning("A source is slow.")
    assert (home.logs / "dateline.log").read_text(encoding="utf8").count("A source is slow.") == 1
    logger.removeHandler(ours[0])
    ours[0].close()
