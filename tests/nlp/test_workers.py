"""Annotation in processes of its own: order, deaths, ends."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.nlp.pipeline import BLANK, Input, load
from dateline.nlp.workers import PORTION, UNREAD, Workers


def texts(number: int) -> list[Input]:
    return [
        Input(
            id=str(n),
            title=f"House {n}",
            text=f"The University of Elmford opened house {n} on May {n % 28 + 1}, 2024. " * 5,
            published="2024-05-03",
            language="en",
        )
        for n in range(number)
    ]


@contextmanager
def killing() -> Iterator[None]:
    """Kill every process of this one as soon as it is there."""
    over = threading.Event()

    def kill() -> None:
        while not over.wait(0.05):
            for child in multiprocessing.active_children():
                child.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_death_among_the_processes_loses_nothing_and_keeps_the_order() -> None:
    given = texts(2 * PORTION + 5)
    expected = [value for _, value in load(BLANK).annotate(given)]
    with Workers(BLANK, 2) as workers:
        results = workers.annotate(given)
        found = [next(results)]
        multiprocessing.active_children()[0].kill()
        found += list(results)
    assert [item.id for item, _ in found] == [item.id for item in given]
    assert [value for _, value in found] == expected
    assert multiprocessing.active_children() == []


def test_a_text_that_breaks_every_process_is_left_with_a_note() -> None:
    with Workers(BLANK, 1) as workers:
        with killing():
            found = list(workers.annotate(texts(2)))
        assert [value.notes for _, value in found] == [(UNREAD,)] * 2
        assert next(iter(workers.annotate(texts(1))))[1].institutions


SCRIPT = """
from dateline.nlp.pipeline import Input
from dateline.nlp.workers import Workers
import multiprocessing, sys, time
if __name__ == "__main__":
    workers = Workers("blank", 1)
    next(workers.annotate([Input(id="1", title="", text="The University of Elmford.", language="en")]))
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf8")
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        children = [int(number) for number in run.stdout.readline().split()]
        run.send_signal(signal.SIGKILL)
    assert children
    end = time.monotonic() + 10
    while any(alive(child) for child in children):
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text("utf8").rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"
