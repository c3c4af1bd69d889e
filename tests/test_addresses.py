"""Web addresses over line ends: joined where they go on, left where the text does."""

from __future__ import annotations

import pytest

from navograaf.letters.reading import from_bytes
from navograaf.text.addresses import ends_in_address, goes_on
from navograaf.text.reading import read_text

_CASES = [
    ("https://www.nato.int/cps/en/natohq/", "opinions_176197.htm", True),
    ("https://www.nato.int/cps/en/natohq/", "topics", True),
    ("https://www.disinfo.eu/publications/inforos/", "en", False),
    ("https://reader.defensenews.com/2020/10/08/pins-on-fourth-st", "ar/content.html", True),
    ("https://www.disinfo.eu/publications/agency-inforo", "s/", True),
    ("https://www.rferl.org/a/disinformation-about-coronavirus", "30579874.html", True),
    ("https://www.rijksoverheid.nl/defensie", "en/of", False),
    ("https://www.rijksoverheid.nl/defensie", "staat", False),
    ("https://www.rijksoverheid.nl/defensie.", "NAVO/EU-samenwerking", False),
    ("https://www.nato.int/story.html", "https://www.nytimes.com/2020/politics.html", False),
    ("https://www.nato.int/", "www.nytimes.com/2020", False),
    ("https://www.rijksoverheid.nl/defensie)", "content.html", False),
]


@pytest.mark.parametrize(("address", "following", "expected"), _CASES)
def test_an_address_goes_on_with_what_looks_like_its_rest(address: str, following: str, expected: bool) -> None:
    assert goes_on(address, following) is expected


def test_the_cases_are_all_there() -> None:
    assert len(_CASES) == 12


def test_a_line_of_one_word_goes_on_inside_an_address_alone() -> None:
    assert ends_in_address("zie www.nato.int/cps/", False) == "www.nato.int/cps/"
    assert ends_in_address("id_88743142/", True) == "id_88743142/"
    assert ends_in_address("id_88743142/", False) == ""
    assert ends_in_address("en de rest", True) == ""


def test_an_address_over_four_lines_is_whole_with_its_own_hyphens() -> None:
    raw = (
        "Bron: https://www.washingtonpost.com/world/europe/\nhow-agency-became-the-covert-muscle-in-putins-\n"
        "duels-with-the-west/2018/12/27/\n2736bbe2-fb2d-11e8_story.html en verder de bijeen-\nkomst van de NAVO.\n"
    )
    assert read_text(from_bytes(raw.encode(), "a.txt")).view.text.strip() == (
        "Bron: https://www.washingtonpost.com/world/europe/how-agency-became-the-covert-muscle-in-putins-"
        "duels-with-the-west/2018/12/27/2736bbe2-fb2d-11e8_story.html en verder de bijeenkomst van de NAVO."
    )
