"""Disciplines of invented releases, with their evidence."""

from time import process_time

import pytest

from dateline.nlp.disciplines import Quiet, read
from dateline.nlp.disciplines.phrases import fields

QUANTUM = (
    "Lakeside physicists cool atoms with light\n\n"
    "Physicists at the coast laboratory report in a new study how a laser cools a cloud of atoms. The "
    "quantum physics experiment used an ion trap and a photon detector. It helps quantum optics."
)
ROBBERY = (
    "Two men sentenced for bank robbery\n\n"
    "Two men were sentenced today to ten years in prison for armed robbery. The defendants pleaded guilty in "
    "March, prosecutors said. A grand jury had indicted them last year, and a third man was arrested."
)
SHOP = (
    "Tidewater Outfitters opens store in Elmira\n\n"
    "The grand opening on Saturday offers a gift card, a discount and free shipping to the first hundred "
    "guests. There will be music, food and a giveaway of merchandise."
)


def labels(text: str, **options: object) -> list[str]:
    return [d.field for d in read(text, title_end=text.find("\n\n"), **options)]  # type: ignore[arg-type]


def test_a_study_has_its_field_and_evidence_from_the_text() -> None:
    (found,) = read(QUANTUM, title_end=QUANTUM.find("\n\n"))
    assert found.field == "Physics and Astronomy"
    assert found.subfield == "Atomic and Molecular Physics, and Optics"
    assert 0.46 <= found.score <= 1
    assert "quantum physics" in found.evidence
    assert all(phrase in QUANTUM for phrase in found.evidence)


@pytest.mark.parametrize("text", [ROBBERY, SHOP, "", "x", "\n\n", "the the the"])
def test_nothing_academic_gets_no_label(text: str) -> None:
    assert labels(text) == []


def test_stated_disciplines_are_read_from_a_list() -> None:
    text = (
        "Harbour academy opens\n\n"
        "Its programme names three disciplines, including information, medicine and new materials. "
        "Researchers will move in next year."
    )
    assert set(labels(text)) == {
        "Computer Science",
        "Medicine",
        "Materials Science",
    }


def test_stated_disciplines_come_first() -> None:
    text = (
        "New academy\n\nIt will do research in the fields of chemistry and mathematics. Its scientists have "
        "long worked on cancer research, breast cancer, lung cancer, chemotherapy, oncology."
    )
    assert set(labels(text)[:2]) == {"Chemistry", "Mathematics"}


def test_names_of_institutions_count_little() -> None:
    text = (
        "Choir to sing at the University of Engineering\n\n"
        "The choir sings at the University of Engineering on Monday. The University of Engineering and the "
        "Institute of Electrical Engineering lend chairs."
    )
    names = ("University of Engineering", "Institute of Electrical Engineering")
    quiet = [
        Quiet(i, i + len(name), 0.25) for name in names for i in range(len(text)) if text.startswith(name, i)
    ]
    assert "Engineering" not in labels(text, quiet=quiet)


def test_boilerplate_counts_little() -> None:
    body = "Tidewater Group names a treasurer\n\nThe board named a treasurer on Monday.\n\n"
    about = "About Tidewater: oncology, cancer research, chemotherapy and immunotherapy are its business."
    assert labels(body + about) == ["Medicine"]
    assert labels(body + about, quiet=[Quiet(len(body), len(body + about), 0.1)]) == []


def test_abbreviations_count_in_capitals_only() -> None:
    said = "Notes\n\nHe led the way and led them on; a led study, led by her, led far."
    assert labels(said) == []


def test_at_most_three_and_known_fields() -> None:
    text = "Everything\n\n" + (
        "oncology, cancer, nursing, nurses, dentistry, dental, neuroscience, neurons, immunology, virus, "
        "veterinary, geology, drilling, economics, psychology, psychologists, astronomy, galaxies. A study. "
    )
    found = labels(text)
    assert len(found) <= 3
    assert set(found) <= set(fields())


def test_there_are_26_fields() -> None:
    assert len(fields()) == 26
    assert "Biochemistry, Genetics and Molecular Biology" in fields()


@pytest.mark.parametrize(
    "piece", ["cancer ", "x", "1", "disciplines of ", "fields of life, ", "\u200b", "stem cell stem ", "."]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = process_time()
        read(text)
        return process_time() - start

    seconds(100)
    small, large = min(seconds(10_000) for _ in range(2)), seconds(80_000)
    assert large < max(40 * small, 1.0)


def test_long_text() -> None:
    start = process_time()
    read("The nurse read of cancer research in the library by the river. " * 16_000)
    assert process_time() - start < 20


FIELDS = {
    "Arts and Humanities": (
        "Burial from the ninth century found\n\nArchaeologists opened a grave below a field. The woman had "
        "been buried with a harp; the museum will show the finds. The excavation goes on."
    ),
    "Environmental Science": (
        "Peat bog stores more carbon\n\nSince the ditches were blocked the water table has risen and the "
        "peatland emits less methane, ecologists report after five years of rewetting."
    ),
    "Psychology": (
        "A nap helps crews\n\nPsychologists tested the attention and reaction time of sailors. Those who "
        "took a nap made half as many mistakes and were less sleepy."
    ),
    "Engineering": (
        "Tidal barrier approved\n\nHydraulic engineers tried the flap gates in a model basin; the storm "
        "surge barrier will close within an hour."
    ),
    "Earth and Planetary Sciences": (
        "A wet quarter\n\nThe meteorological society read its rain gauges: the wettest spring since its "
        "weather stations opened, with 310 millimetres of rain."
    ),
    "Nursing": (
        "Clinic led by nurses\n\nThe nurse practitioner and two registered nurses see people with wounds; "
        "nursing students will train there in wound care."
    ),
}


@pytest.mark.parametrize("field", FIELDS)
def test_short_releases_of_many_fields(field: str) -> None:
    assert labels(FIELDS[field])[:1] == [field]


FERRY = (
    "Night ferries to sail from October\n\nThe ministry has decided that ferries sail at night as well. "
    "Tickets cost the same. The timetable hangs in the harbours."
)
APPOINTED = (
    "Larkin Foods appoints executive vice president\n\nThe company has promoted Ada Brill, who joins as "
    "executive vice president with a track record of growth. She likes education and culture."
)


@pytest.mark.parametrize("text", [FERRY, APPOINTED])
def test_everyday_news_gets_no_label(text: str) -> None:
    assert labels(text) == []


STAFFING = (
    "Larkin Qubits (NYSE: LQBX) hires chief human resources officer\n\nLarkin Qubits, a leader in quantum "
    "computing, today announced the appointment of Ada Brill as chief human resources officer. The company "
    "is proud of its customers and partners; its shareholders expect growth in the market."
)
SHRIMP = (
    "Harbor Eatery launches new menu\n\nThe fast casual brand partnered with farms for sustainable shrimp "
    "and salmon. Customers enjoy a premium product at an affordable price in every restaurant."
)
CONTEST = (
    "Brill & Lowe announces scholarship winners\n\nThe law firm chose two students as winners of its essay "
    "contest. One studies education, one international relations. Its attorneys are proud of them."
)


@pytest.mark.parametrize("text", [STAFFING, SHRIMP, CONTEST])
def test_commerce_that_touches_a_field_gets_no_label(text: str) -> None:
    assert labels(text) == []


def test_commerce_in_the_lead_makes_a_field_less_likely() -> None:
    body = "\n\nThe soil scientists measured nitrogen in soil; crop rotation helps agronomy and wheat. "
    plain = "See the notes again: they tell of every long day upon the northern coast. "
    trade = (
        "Shop our product line: retailers, customers and shareholders enjoy a premium brand at a low price. "
    )
    scores = [
        {d.field: d.score for d in read("Soil" + body + lead, title_end=4)}.get(
            "Agricultural and Biological Sciences", 0.0
        )
        for lead in (plain, trade)
    ]
    assert scores[0] > scores[1]


def test_a_poll_of_voters_is_social_science() -> None:
    text = (
        "Most likely voters back ferry bridge, poll finds\n\nAn opinion poll of 900 likely voters found that "
        "most respondents would vote for a bridge; the polling has a margin of error of three points."
    )
    assert labels(text) == ["Social Sciences"]


def test_a_list_late_in_the_text_says_who_speaks_not_what_it_is_about() -> None:
    names = "The speakers come from disciplines including economics, chemistry and mathematics. "
    filler = "The researchers will meet by the river and walk along the quay to the old harbour. " * 20
    assert set(labels("Meeting by the river\n\n" + names + filler)) == {
        "Chemistry",
        "Economics, Econometrics and Finance",
        "Mathematics",
    }
    assert labels("Meeting by the river\n\n" + filler + names) == []
