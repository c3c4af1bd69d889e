"""References in all the styles of the genre, and the look-alikes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.findings.dates import find_dates
from navograaf.findings.model import Reference
from navograaf.findings.references import find_references
from navograaf.letters.reading import from_bytes
from navograaf.text.reading import read_text


def found(text: str) -> list[Reference]:
    made = read_text(from_bytes(text.encode(), "brief.txt"))
    return find_references(made, find_dates(made.view.text), {"inf-verdrag": "inf-treaty"})


PAPERS = [
    ("Zie (Kamerstuk 28 676, nr. 344).", ("28676-344",), None),
    ("Zie Kamerstuk 27925 nr. 612.", ("27925-612",), None),
    ("Zie (29521, nr. 495).", ("29521-495",), None),
    ("Zie 21 501-28, nr. 262.", ("21501-28-262",), None),
    ("Zie 36 600 V, nr. 51.", ("36600-V-51",), None),
    ("Zie Kamerstukken II 2003/04, 28 676, nr. 9.", ("28676-9",), None),
    ("Zie kst-21501-28-263.", ("21501-28-263",), None),
    ("Zie Kamerstuk 28676-344.", ("28676-344",), None),
    ("Zie 29 521, nrs. 570 en 597.", ("29521-570", "29521-597"), ("29521-570", "29521-597")),
    ("Zie 29 521, nrs. 3 t/m 5.", ("29521-3", "29521-4", "29521-5"), ("29521-3", "29521-4", "29521-5")),
    ("Zie Kamerstukken 29 521 en 25 295, nr. 407.", ("29521-407", "25295-407"), "29521-407"),
    ("Zie Kamerstukken 35 300 X en 25 295, nr. 64.", ("35300-X-64", "25295-64"), "35300-X-64"),
    ("Zie Kamerstukken I 2015/16, 34 300 X, B.", ("34300-X-B",), None),
    ("Zie (Kamerstuk 28 676,\nnr. 347).", ("28676-347",), None),
]


@pytest.mark.parametrize(("text", "ids", "primary"), PAPERS)
def test_a_paper_is_found_with_its_first_dossier(text: str, ids: tuple[str, ...], primary: object) -> None:
    (one,) = found(text)
    assert (one.kind, one.ids, one.primary_id) == ("kamerstuk", ids, primary)
    assert text[one.start : one.end] == one.surface


@pytest.mark.parametrize(
    "text",
    [
        "Zie Trb. 2016, 95.",
        "Zie Handelingen I 2015/16, nr. 32.",
        "Zie 2026Z01888.",
        "Er zijn 12 000 militairen, nr. een van de lijst.",
        "Het Nationaal Actieplan (NAP) 1325 en artikel 5.",
        "Het NAVO-verdragsgebied wordt verdedigd.",
        "Men ging akkoord met het voorstel.",
    ],
)
def test_a_look_alike_is_no_reference(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "ids"),
    [
        ("Zie kenmerk 2020D11584.", "kenmerk", ("2020D11584",)),
        ("Volgens resolutie 1325 moet dit.", "un-resolution", ("UNSCR-1325",)),
        ("Volgens VN-Veiligheidsraadresolutie 1973 (2011) mag dit.", "un-resolution", ("UNSCR-1973",)),
        ("Het INF-verdrag is opgezegd.", "treaty", ("inf-treaty",)),
        ("Het CSE-verdrag is opgezegd.", "treaty", ()),
        ("Zie https://www.nato.int/cps/en/natohq/\nopinions_176197.htm.", "url", ("https://www.nato.int/cps/en/natohq/opinions_176197.htm",)),
        ("Zie https://example.org/a-long-\nname/x.html.", "url", ("https://example.org/a-long-name/x.html",)),
    ],
)  # fmt: skip
def test_other_kinds_of_reference(text: str, kind: str, ids: tuple[str, ...]) -> None:
    (one,) = found(text)
    assert (one.kind, one.ids) == (kind, ids)


@pytest.mark.parametrize(
    ("text", "ids", "surface"),
    [
        ("Het verdrag inzake een verbod op ruimtestof (VRS) geldt.", ("vrs",), "verdrag inzake een verbod op ruimtestof (VRS)"),
        ("Het verdrag inzake een verbod op ruimtestof\n(VRS, 2003) geldt.", ("vrs",), "verdrag inzake een verbod op ruimtestof\n(VRS"),
        ("Het INF-verdrag (VRS) geldt.", ("inf-treaty",), "INF-verdrag"),
        ("Het verdrag inzake een verbod op ruimtestof en de VRS.", (), "verdrag inzake een verbod op ruimtestof"),
    ],
)  # fmt: skip
def test_an_abbreviation_in_brackets_tells_which_treaty_is_meant(text: str, ids: tuple[str, ...], surface: str) -> None:
    made = read_text(from_bytes(text.encode(), "brief.txt"))
    at = made.view.text.index("VRS")
    first = find_references(made, [], {"inf-verdrag": "inf-treaty"}, [(at, at + 3, "vrs")])[0]
    assert (first.ids, first.surface) == (ids, surface)
    assert text[first.start : first.end] == surface


def test_the_date_beside_a_paper_is_kept() -> None:
    assert found("Zie de brief (Kamerstuk 27925 nr. 612, van 18 oktober 2019).")[0].date == "2019-10-18"
    assert found("Zie de brief van 20 november 2020 (Kamerstuk 27925, nr. 755).")[0].date == "2020-11-20"
    assert found("Op 3 mei 2020 sprak men. Zie Kamerstuk 27925, nr. 755.")[0].date is None


def test_the_number_in_a_footer_is_the_letter_itself() -> None:
    made = found("De tekst van de brief aan de Kamer.\n\nTweede Kamer, vergaderjaar 2020–2021, 28 676, nr. 346 14\n")
    assert [(r.ids, r.self) for r in made] == [(("28676-346",), True)]


@given(st.integers(10000, 99999), st.integers(1, 9999), st.booleans())
def test_dossier_and_number_come_back(dossier: int, number: int, spaced: bool) -> None:
    printed = f"{str(dossier)[:2]} {str(dossier)[2:]}" if spaced else str(dossier)
    assert found(f"Zie Kamerstuk {printed}, nr. {number} hierover.")[0].ids == (f"{dossier}-{number}",)
