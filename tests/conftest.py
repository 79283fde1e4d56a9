"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest

from dateline.home import Home


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and replayed newsrooms beside the project; skips the test where it is absent."""
    path = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[2] / "shared"))
    if not (path / "corpora").is_dir():
        pytest.skip("needs the corpora of ../shared, which are not here")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty knowledge base."""
    home = Home(tmp_path / "home")
    home.create()
    return home
