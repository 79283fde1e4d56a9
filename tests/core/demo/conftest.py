"""The demo web, served once for these tests."""

from collections.abc import Iterator

import pytest

from dateline.demo.web import RunningWeb, serve


@pytest.fixture
def web(_web: RunningWeb) -> Iterator[RunningWeb]:
    """All sites before their corrections."""
    _web.correct(False)
    yield _web
    _web.correct(False)


@pytest.fixture(scope="session")
def _web() -> Iterator[RunningWeb]:
    with serve() as running:
        yield running
