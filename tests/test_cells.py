"""navograaf.network.cells: what XML can hold, short ids, lists as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from navograaf.network.cells import Cleaner, cell_text, has_illegal, list_text, short

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)  # half characters and controls included


@given(ANY_TEXT)
def test_clean_text_is_what_xml_accepts(text: str) -> None:
    cleaner = Cleaner()
    clean = cleaner.text(text)
    element = etree.Element("a")
    element.text = clean  # lxml raises for what XML forbids
    assert cleaner.removed == len(text) - len(clean)
    assert has_illegal(text) == (cleaner.removed > 0)
    assert cleaner.text(clean) == clean


def test_nothing_legal_is_removed() -> None:
    legal = "\t\n\r é “” 🛡️ \u202eلعراق\u2028 \ue000 \U0010ffff \x7f\x9f"
    assert Cleaner().text(legal) == legal


def test_lists_and_numbers_are_cleaned_too() -> None:
    cleaner = Cleaner()
    assert cleaner.value(("a\x0b", "b")) == ("a", "b")
    assert cleaner.value(3) == 3
    assert cleaner.removed == 1


def test_short_ids() -> None:
    assert short("https://w3id.org/navograaf/id/mission/NMI") == "mission/NMI"
    assert short("https://w3id.org/navograaf/ontology#Mission") == "navo:Mission"
    assert short("https://example.org/x") == "https://example.org/x"


def test_a_list_is_quoted_so_that_gephi_keeps_brackets() -> None:
    assert list_text(("NMI (Irak)", 'de "missie"', "a\\b", "c\n d")) == (
        '["NMI (Irak)", "de \\"missie\\"", "a\\\\b", "c  d"]'
    )


def test_cells_as_text() -> None:
    assert [cell_text(value) for value in (True, False, 3, 0.5, "x", ("y",))] == [
        "true", "false", "3", "0.5", "x", '["y"]',
    ]  # fmt: skip
