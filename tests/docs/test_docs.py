"""The documentation names every command, option and setting, and every name it links to exists."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from dateline.cli import app
from dateline.settings import Annotate, Crawl, Index, Site, Source

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def commands(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command that is no group, with its words."""
    if children := getattr(command, "commands", None):
        for name, child in children.items():
            yield from commands(child, f"{path} {name}".strip())
    else:
        yield path, command


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_its_options(name: str) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf8")
    sections = dict(re.findall(r"^## `dateline ([^`]+)`\n(.*?)(?=^## |\Z)", text, re.S | re.M))
    assert name in sections
    options = {
        option
        for parameter in COMMANDS[name].params
        if parameter.param_type_name == "option"
        for option in parameter.opts
        if option not in ("--home", "--help")
    }
    missing = {option for option in options if f"`{option}" not in sections[name]}
    assert not missing


def test_no_command_is_documented_that_is_not_there() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf8")
    assert set(re.findall(r"^## `dateline ([^`]+)`$", text, re.M)) == set(COMMANDS)


@pytest.mark.parametrize("table", [Source, Crawl, Annotate, Index, Site])
def test_every_setting_is_documented_with_its_default(table: type[Source]) -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf8")
    for name, field in table.model_fields.items():
        default = "required" if field.is_required() else f"`{json.dumps(field.default)}`"
        assert f"| `{name}` | {default} | {field.description} |" in text


def test_every_file_that_the_architecture_names_exists() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf8")
    names = re.findall(r"`((?:core|crawler|nlp|index|site|tests|docs|\.ci)/[^`*]*)`", text)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "page", sorted([*DOCS.rglob("*.md"), ROOT / "README.md"]), ids=lambda page: page.name
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf8")):
        assert (page.parent / target).exists(), target


def test_the_roots_share_one_namespace_package() -> None:
    assert list(ROOT.glob("*/dateline/__init__.py")) == []
    assert not (ROOT / "site" / "__init__.py").exists()
