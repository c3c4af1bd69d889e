"""navograaf.export.escaped: words inside XML."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from nasty_words import SAMPLES

from navograaf.export.escaped import escaped
from navograaf.network.cells import has_illegal

LEGAL = st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff")).filter(
    lambda text: not has_illegal(text)
)


@given(LEGAL)
@example("".join(words for words in SAMPLES if not has_illegal(words)))
def test_a_reader_gets_the_text_back(text: str) -> None:
    read = etree.fromstring(f'<a b="{escaped(text)}">{escaped(text)}</a>'.encode())
    assert (read.get("b"), read.text or "") == (text, text)


@pytest.mark.parametrize("mark", "\n\r\t\x85\u2028")
def test_what_readers_turn_into_spaces_is_a_reference(mark: str) -> None:
    assert escaped(f"a{mark}b") == f"a&#{ord(mark)};b"


def test_a_reference_in_a_letter_stays_words() -> None:
    assert escaped("&lt;&#10;") == "&amp;lt;&amp;#10;"
    assert not re.search(r'[<>"]', escaped("<script>\"'</script>"))
