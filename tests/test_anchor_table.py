"""words/anchor_table.py: the anchors that fit a token, beside asking each of them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from navograaf.words.anchor_table import AnchorTable
from navograaf.words.tokens import Anchor

LETTERS = st.text("abé1", min_size=1, max_size=4)
ANCHORS = st.lists(st.builds(Anchor, LETTERS, st.booleans(), st.booleans()), max_size=12)


@given(ANCHORS, ANCHORS, st.lists(LETTERS | st.just(""), max_size=6))
@example([Anchor("a", False, False)], [Anchor("ab", False, False), Anchor("ab", True, True)], ["ab", "xab", "a"])
def test_a_token_raises_the_bits_of_all_anchors_that_fit_it(
    first: list[Anchor], later: list[Anchor], words: list[str]
) -> None:
    table = AnchorTable()
    for n, anchor in enumerate(first):
        table.add([anchor], 1 << n)
    for word in words:
        assert table.fitting(word) == sum(1 << n for n, anchor in enumerate(first) if anchor.fits(word))
    table.add(later, 1 << 40)
    for word in words:
        assert table.fitting(word) >> 40 == any(anchor.fits(word) for anchor in later)
