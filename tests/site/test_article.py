"""The article's view, from records made by hand."""

from datetime import UTC, datetime

from dateline.records import Annotations, Discipline, Document, Institution, InstitutionRef, Mention
from dateline.site.views.article import article

TEXT = "Gull Optics plc sells optics.\n\nThe Optics Lab of Gull tests optics twice."


def document(annotations: Annotations | None, refs: tuple[InstitutionRef, ...] = ()) -> Document:
    return Document(
        id="0" * 16,
        url="https://gull.example/",
        canonical_url="https://gull.example/",
        source="gull",
        source_kind="newsroom",
        kind="release",
        title="Optics",
        text=TEXT,
        published="2031-05-12",
        modified=None,
        authors=(),
        language="en",
        site_name=None,
        revision=1,
        first_seen=datetime(2031, 5, 12, tzinfo=UTC),
        gone_at=None,
        annotations=annotations,
        institutions=refs,
        announcement=None,
        role=None,
        earlier=(),
        changed=1,
    )


def test_evidence_within_a_name_is_not_marked_and_names_lead_to_their_page() -> None:
    name = "Gull Optics plc"
    start = len("Optics\n\n")
    mention = Mention(text=name, offset=(start, start + len(name)))
    named = Institution(
        name=name, type="company", ror=None, wikidata=None, role="issuer", mentions=(mention,)
    )
    ref = InstitutionRef(
        id=7, name="Gull Optics", aliases=(name,), type="company", ror=None, wikidata=None, role="issuer"
    )
    field = Discipline(field="Physics and Astronomy", subfield=None, score=0.5, evidence=("optics",))
    view = article(document(Annotations(institutions=(named,), disciplines=(field,)), (ref,)))
    pieces = [piece for paragraph in view.text for piece in paragraph.pieces if piece.spans]
    assert [(piece.text, piece.layers, piece.href) for piece in pieces] == [
        (name, "institution", "/institutions/7"),
        ("optics", "discipline", ""),
        ("Optics", "discipline", ""),
        ("optics", "discipline", ""),
    ]
    assert [piece.layers for piece in view.title] == ["discipline"]
    assert (view.institutions[0].mentions, view.institutions[0].ref) == (1, ref)


def test_a_text_that_was_not_read_is_shown_plain() -> None:
    view = article(document(None))
    assert not view.annotated
    assert "".join(piece.text for part in view.text for piece in part.pieces) == TEXT.replace("\n\n", "")
