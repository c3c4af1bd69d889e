"""The fields of a story of a docx: where their instructions stand, which are not printed, and their results, which are.

Used by story.py, which passes their marks. Law: fields stand in fields; the words of one are those between its
separator and its end (ISO/IEC 29500-1, 17.16.18), and a story whose fields do not all end is read as if it had none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.letters.docx.names import attr, each

if TYPE_CHECKING:
    from lxml.etree import _Element


class Fields:
    """The fields that are open at a place in a story."""

    def __init__(self, root: _Element) -> None:
        kinds = [attr(one, "fldCharType") for one in each(root, "w:fldChar")]
        # of a field that never ends, the rest of the letter would be the instruction
        self._told = kinds.count("begin") == kinds.count("end")
        self._open: list[bool] = []
        """Of each open field: whether its instruction is."""
        self._instructions = 0
        """How many of them."""

    @property
    def instructing(self) -> bool:
        """Whether what comes is the instruction of a field."""
        return self._instructions > 0

    def passed(self, mark: _Element) -> None:
        """The story has come to a w:fldChar."""
        change = attr(mark, "fldCharType") if self._told else None
        if change == "begin":
            self._open.append(True)
            self._instructions += 1
        elif change == "separate" and self._open:
            self._instructions -= self._open[-1]
            self._open[-1] = False
        elif change == "end" and self._open:
            self._instructions -= self._open.pop()
