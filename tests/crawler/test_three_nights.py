"""Three nights over some sites of the replayed newsrooms; `three_nights.py` beside this does all of them."""

import importlib.util
import socket
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _script() -> ModuleType:
    path = Path(__file__).with_name("three_nights.py")
    spec = importlib.util.spec_from_file_location("three_nights", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.corpus
@pytest.mark.timeout(600)
@pytest.mark.parametrize("faults", ["mild", "hostile"])
def test_small_sites_of_three_designs(shared: Path, tmp_path: Path, faults: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Three designs; the fourth's only small site asks for two seconds between requests.
    only = frozenset({"prkarma", "pressservices", "reportable"})
    script = shared / "newsrooms" / "serve.py"
    result: dict[str, Any] = _script().nights(script, tmp_path / "home", faults=faults, only=only, port=port)
    assert result["articles"]["share"] >= 0.995, result["articles"]
    assert "twice" not in result["articles"]["wrong"]
    assert result["against robots.txt"] == []
    assert result["canary"] == []
    assert result["nights"][2]["waste"]["nothing new"] <= 6, result["nights"][2]["waste"]
