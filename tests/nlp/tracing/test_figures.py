"""Figures of tracing do not fall: on the demo web's own texts, and on real ones where they are."""

from pathlib import Path

import pytest

from dateline.demo import gold, sites, texts
from dateline.nlp.tracing.articles import TraceInput
from dateline.nlp.tracing.evaluate import on_chains, on_events, on_wires
from dateline.nlp.tracing.tracer import trace
from dateline.records import Role

PAIRS = Path(__file__).parent / "gold" / "wires-2024-pairs.tsv"


def test_the_demo_webs_announcements_are_found() -> None:
    articles = [
        TraceInput(
            id=key,
            title=release.first.title,
            text=release.first.plain,
            source=release.first.site,
            source_kind=sites.SITES[release.first.site].kind,
            published=release.first.published.isoformat(),
            language=release.first.language,
        )
        for key, release in texts.load().items()
    ]
    parts = {member.id: (found.id, member.role) for found in trace(articles) for member in found.members}
    score = gold.score(parts)
    assert score.mixed == ()
    assert score.precision >= 0.97
    assert score.recall >= 0.85
    least_joined: dict[Role, float] = {"copy": 0.95, "translation": 0.9, "rewrite": 0.8}
    for role, least in least_joined.items():
        joined, known = score.joined[role]
        assert joined / known >= least, role
    named = sum(count for count, _ in score.named.values())
    assert named / sum(count for count, _ in score.joined.values()) >= 0.9


@pytest.mark.corpus
def test_judged_pairs_of_wire_releases(shared: Path) -> None:
    tuning, held, drawn, _ = on_wires(shared, PAIRS)
    assert drawn.kept_out >= 0.85, drawn.errors
    for figures in (tuning, held):
        assert figures.f1 >= 0.93, figures.errors
        assert figures.kept_out >= 0.90, figures.errors


@pytest.mark.corpus
def test_follow_up_chains(shared: Path) -> None:
    figures = on_chains(shared)
    assert figures.recall >= 0.9 and figures.precision >= 0.95, figures.errors


@pytest.mark.corpus
def test_look_alike_events(shared: Path) -> None:
    assert on_events(shared).f1 >= 0.85
