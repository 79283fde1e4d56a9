"""Searches go on, right and quick, while writers commit, rebuild and are killed, over every engine."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.index.contract import FACETS, Request
from dateline.index.engines import open_writer
from dateline.index.serving import Serving
from dateline.records import Document

ROUNDS = 12


def articles(make: Callable[..., Document], first: int, last: int) -> list[Document]:
    return [
        make(f"d{i:04}", f"Harvest {i}", f"pears {'plums ' * (i % 3)} n{i % 7}", source=f"s{i % 3}")
        for i in range(first, last)
    ]


def writing(folder: Path, engine: str, make: Callable[..., Document], seed: int) -> None:
    """Writers one after another; most of them are killed at some moment of their work."""
    draw = random.Random(seed)
    for number in range(ROUNDS):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                writer = open_writer(folder, engine, rebuild=number % 4 == 3)
                for at in range(0, 60, 20):  # each state has everything that a reader may count on
                    writer.add(articles(make, 0, 30 + 2 * number) if at == 0 else articles(make, at, at + 5))
                    writer.commit(number * 60 + at)
                writer.close()
                code = 0
            finally:
                os._exit(code)
        if number and number != ROUNDS - 1:
            time.sleep(draw.uniform(0.005, 0.12))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_searches_go_on_while_writers_are_killed(tmp_path: Path, engine: str, document: Any) -> None:
    folder = tmp_path / "index"
    supervisor = os.fork()  # from it the writers are forked, since this process is going to have threads
    if supervisor == 0:
        code = 1
        try:
            writing(folder, engine, document, seed=5)
            code = 0
        finally:
            os._exit(code)
    searcher = Serving(folder)
    failures: list[object] = []
    slowest = [0.0]
    generations: set[int] = set()
    stop = threading.Event()

    def ask() -> None:
        served = 0
        while not stop.is_set():
            began = time.thread_time()
            try:
                answer = searcher.search(Request(query="pears", facets=FACETS, histogram=True, limit=100))
                counted = sum(value.count for value in answer.facets["source"])
                if not counted == answer.total == len(answer.hits):
                    failures.append((answer.generation, answer.total, counted))
                if answer.generation < served or (served and answer.total < 30):
                    failures.append((served, answer.generation, answer.total))
                served = answer.generation
                generations.add(answer.generation)
            except Exception as error:  # whatever it is, it is what this test looks for
                failures.append(error)
            slowest[0] = max(slowest[0], time.thread_time() - began)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    _, status = os.waitpid(supervisor, 0)
    time.sleep(0.1)
    stop.set()
    for thread in threads:
        thread.join()
    assert os.waitstatus_to_exitcode(status) == 0
    assert failures == []
    assert len(generations - {0}) > 1 and slowest[0] < 1
    assert searcher.status().documents == 30 + 2 * (ROUNDS - 1)
    assert len(list(folder.glob("b0*"))) == 1
