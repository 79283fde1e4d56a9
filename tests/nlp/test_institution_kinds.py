"""The types of institutions, by their names and by what the text says of them."""

import pytest

from dateline.nlp.anatomy import read as anatomy
from dateline.nlp.institutions.kinds import kind_of
from dateline.nlp.institutions.page import read
from dateline.nlp.institutions.records import institutions_of
from dateline.records import InstitutionType


@pytest.mark.parametrize(
    ("name", "judged", "expected"),
    [
        ("Quill.com Newsroom", "media", "company"),
        ("Quill Foundation Inc", "company", "nonprofit"),
        ("Quill Health, LLC", "healthcare", "company"),
        ("Quill Family Office", "government", "company"),
        ("Quill Agency", "government", "company"),
        ("Harbour Protection Agency", "government", "government"),
        ("Tidal Stewardship Council", "government", "nonprofit"),
        ("Elmford City Council", "government", "government"),
        ("Supreme Council of Energy", "government", "government"),
        ("American Board of Quill Medicine", "government", "nonprofit"),
        ("Elm University Technology Office", "government", "education"),
        ("Elm University Police", "education", "government"),
        ("Quill County", None, "government"),
        ("Quill Labs", "research", "company"),
        ("Quill Orthopedic Associates", "company", "healthcare"),
        ("Elm University Medical Center", "healthcare", "healthcare"),
        ("Quill Entertainment", "media", "company"),
        ("QuillRadio.com", None, "media"),
        ("Art Gallery of Elmford", "nonprofit", "other"),
        ("Quill Museum School", "education", "education"),
        ("Quill Project", None, "nonprofit"),
    ],
)
def test_two_words_of_a_name_tell_its_type(
    name: str, judged: InstitutionType | None, expected: InstitutionType
) -> None:
    assert kind_of(name, judged) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quillmark Inc. (QM), a small nonprofit organization, met.", "nonprofit"),
        ("They helped the nonprofit Quillmark Inc. in May.", "nonprofit"),
        ("Quillmark Inc. is a weekly newspaper of Elmford.", "media"),
        ("Quillmark Inc. is a maker of pumps for a nonprofit.", "company"),
        ("Quillmark Inc., a supplier that helps the nonprofit sector, met.", "company"),
    ],
)
def test_the_text_says_what_an_institution_is(text: str, expected: InstitutionType) -> None:
    whole = f"\n\n{text}"
    (found,) = institutions_of(read(whole, 0, anatomy(whole, 0), []))
    assert found.type == expected
