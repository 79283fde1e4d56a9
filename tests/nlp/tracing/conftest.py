"""Texts about invented institutions, and the way to make articles of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.nlp.tracing.articles import TraceInput

TEXTS = {
    path.stem: path.read_text(encoding="utf8").strip() for path in Path(__file__).parent.glob("texts/*.txt")
}


@pytest.fixture
def make() -> Callable[..., TraceInput]:
    """An article of some text; every field may be given."""

    def made(id: str, text: str, title: str = "", **fields: object) -> TraceInput:
        values: dict[str, object] = {
            "source": id,
            "url": f"https://{id}.example/{id}",
            "published": "2025-03-04",
        }
        return TraceInput(id=id, text=text, title=title or id, **(values | fields))  # type: ignore[arg-type]

    return made


@pytest.fixture
def family(make: Callable[..., TraceInput]) -> list[TraceInput]:
    """A release with everything that becomes of one, and a stranger."""
    title = "One spring tide brings 38,400 tonnes of silt into the Cormer"
    body = TEXTS["release"].split("-- ", 1)[1]
    cut = "\n\n".join(body.split("\n\n")[:3])
    return [
        make(
            "norrow", TEXTS["release"], title, source_kind="newsroom", published="2025-03-04T08:00:00+00:00"
        ),
        make("halyard", TEXTS["release"], title, source_kind="wire", published="2025-03-04T08:20:00+00:00"),
        make(
            "gazette",
            cut + "\n\nPress release issued by the Norrow Institute of Tidal Research",
            "Harbour will have to dredge twice a year",
            source_kind="outlet",
            published="2025-03-05",
        ),
        make(
            "kueste",
            TEXTS["german"],
            "Springflut bringt 38.400 Tonnen Schlick in die Cormer",
            published="2025-03-04",
        ),
        make(
            "observer", TEXTS["retold"], "Mud, mud everywhere", source_kind="outlet", published="2025-03-05"
        ),
        make(
            "board",
            TEXTS["follow_up"],
            "Inner basin closed: Harbour Board keeps silt of the Cormer out",
            source_kind="newsroom",
            published="2025-10-09",
        ),
        make(
            "ministry",
            TEXTS["other"],
            "Painter moves into the lighthouse of Farrow Head",
            published="2025-03-04",
        ),
    ]


@pytest.fixture
def texts() -> dict[str, str]:
    """The texts by name."""
    return TEXTS
