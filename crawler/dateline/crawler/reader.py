"""Extraction in processes of its own, so that downloading goes on and a page that breaks it harms nothing."""

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from dateline.records import Article
from dateline.settings import Source

SECONDS = 60
"""The longest that one page may take."""


class Unreadable(Exception):
    """Extraction of a page did not end, or broke its process."""


class Reader:
    """A pool of extraction processes, for one event loop."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or min(2, os.cpu_count() or 1)
        self._pool = _pool(self._workers)
        self._alone = asyncio.Lock()
        self._begun = False

    async def read(self, body: bytes, url: str, source: Source, content_type: str | None) -> Article:
        """The article on a page.  Raises Unreadable."""
        loop, job = asyncio.get_running_loop(), (body, url, source, content_type)
        pool = self._pool
        try:
            return await loop.run_in_executor(pool, _extract, *job)
        except BrokenProcessPool:
            pass
        if self._pool is pool:
            pool.shutdown(wait=False, cancel_futures=True)
            self._pool = _pool(self._workers)
        # Some page of those in work broke the pool; each now gets a process of its own to show which.
        async with self._alone:
            single = _pool(1)
            try:
                return await loop.run_in_executor(single, _extract, *job)
            except BrokenProcessPool:
                raise Unreadable(f"extraction did not end within {SECONDS} seconds or broke off") from None
            finally:
                single.shutdown(wait=False, cancel_futures=True)

    def begin(self) -> None:
        """Start the processes, so that they are there when the first page is; takes no time here."""
        if not self._begun:
            self._begun = True
            threading.Thread(target=self._start, args=(self._pool,), daemon=True).start()

    def _start(self, pool: ProcessPoolExecutor) -> None:
        # A run that ends at once closes the pool before.
        with suppress(BrokenProcessPool, RuntimeError):
            for _ in range(self._workers):
                pool.submit(os.getpid)

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def end_with_parent() -> None:
    """End this process soon after its parent has ended, however that ended."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _pool(workers: int) -> ProcessPoolExecutor:
    # One process loads what extraction needs; the workers are forked from it.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dateline.crawler.extract.warm"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _extract(body: bytes, url: str, source: Source, content_type: str | None) -> Article:
    from dateline.crawler.extract import extract

    # The alarm's default action ends the process, even from within a library that never comes back.
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        return extract(body, url, source=source, content_type=content_type)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
