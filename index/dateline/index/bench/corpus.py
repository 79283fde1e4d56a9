"""A corpus of any size from the texts of ../shared/corpora, the same for the same seed.

Each document takes the title and opening of one real release and fills up with paragraphs of others, so that
lengths and word frequencies stay those of releases.  Institutions come from the research registry with the
frequencies of a long tail; sources, disciplines and dates are drawn.
"""

import json
import lzma
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.records import Annotations, DateExpression, Discipline, Document, InstitutionRef

FIELDS = (
    "Medicine",
    "Computer Science",
    "Materials Science",
    "Environmental Science",
    "Physics and Astronomy",
    "Social Sciences",
    "Engineering",
    "Economics, Econometrics and Finance",
    "Agricultural and Biological Sciences",
    "Energy",
)
SEEN = datetime(2024, 12, 1, tzinfo=UTC)


def releases(shared: Path) -> list[tuple[str, list[str], str, str]]:
    """Title, paragraphs, source and date of the real releases.  Raises UsageError where there are none."""
    corpora = shared / "corpora"
    if not corpora.is_dir():
        raise UsageError(f"{corpora} is not there; say with --shared where the corpora are.")
    out: list[tuple[str, list[str], str, str]] = []
    for row in rows(corpora / "wires-2024" / "releases.jsonl.xz"):
        parts = [part.strip() for part in row["markdown"].split("\n\n")]
        parts = [part for part in parts if len(part) > 40 and not part.startswith(("#", "!["))]
        if parts and row["title"]:
            out.append((row["title"], parts, row["wire"], row["archived"][:10]))
    out.extend(
        (row["title"].strip(), list(row["body"]), "justice", row["date"][:10])
        for row in rows(corpora / "doj-newsroom" / "gold.jsonl.xz")
        if row["body"]
    )
    return out


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf8") as file:
        for line in file:
            yield json.loads(line)


def _institutions(shared: Path, count: int) -> list[InstitutionRef]:
    out: list[InstitutionRef] = []
    for row in rows(shared / "corpora" / "institutions" / "ror-records.jsonl.xz"):
        names = [name["value"] for name in row.get("names", ())] or [row.get("name", "")]
        if names[0]:
            out.append(
                InstitutionRef(
                    id=len(out) + 1,
                    name=names[0],
                    aliases=tuple(names[1:6]),
                    type="other",
                    ror=None,
                    wikidata=None,
                    role="mentioned",
                )
            )
        if len(out) == count:
            break
    return out


def documents(shared: Path, count: int, seed: int = 1) -> Iterator[Document]:
    """The documents of the corpus."""
    draw = random.Random(seed)
    real = releases(shared)
    institutions = _institutions(shared, 20_000)
    paragraphs = [part for _, parts, _, _ in real for part in parts]
    for number in range(count):
        title, parts, source, _ = real[number % len(real)]
        if number >= len(real):
            kept = parts[: max(1, len(parts) // 3)]
            parts = kept + [draw.choice(paragraphs) for _ in range(min(len(parts) - len(kept), 40))]
            title = f"{title} {draw.choice(paragraphs).split('.')[0][:30].rsplit(' ', 1)[0]}"
        day = date(2015, 1, 1) + timedelta(days=int(3650 * draw.random() ** 0.7))
        mentioned = [day + timedelta(days=draw.randint(-400, 200)) for _ in range(draw.randint(0, 6))]
        chosen = {int(len(institutions) * draw.random() ** 4) for _ in range(draw.randint(0, 8))}
        url = f"https://{source.lower()}.example/{number}"
        yield Document(
            id=f"{number:016x}",
            url=url,
            canonical_url=url,
            source=f"{source}-{number % 5}",
            source_kind="wire",
            kind="release" if draw.random() < 0.8 else "news",
            title=title,
            text="\n\n".join(parts),
            published=str(day),
            modified=None,
            authors=(),
            language="en",
            site_name=None,
            revision=1,
            first_seen=SEEN,
            gone_at=None,
            annotations=Annotations(
                dates=tuple(
                    DateExpression(
                        text="", offset=(0, 0), first=d, last=d + timedelta(days=30), grain="month"
                    )
                    for d in mentioned
                ),
                disciplines=tuple(
                    Discipline(field=name, subfield=None, score=1.0, evidence=())
                    for name in draw.sample(FIELDS, draw.randint(0, 3))
                ),
            ),
            institutions=tuple(institutions[i] for i in sorted(chosen)),
            announcement=f"n{draw.randint(0, count)}",
            role=draw.choice(("original", "copy", "rewrite", None)),
            earlier=(),
            changed=number + 1,
        )
