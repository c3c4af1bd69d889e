"""The words of a letter inside XML: what every writer that makes markup by hand puts them through.

Law: a reader of XML 1.0, or of XML 1.1, gets back exactly the text that went in, be it in an attribute in double quotes
or in an element.
"""

from __future__ import annotations

# Line breaks and tabs in an attribute come back as spaces unless they are written as references; U+0085 and U+2028
# too, in readers that follow XML 1.1 (xmldom does).
_ESCAPES = {
    "&": "&amp;",  # first, or it would catch those of the others
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": "&#10;",
    "\r": "&#13;",
    "\t": "&#9;",
    "\x85": "&#133;",
    "\u2028": "&#8232;",
}


def escaped(text: str) -> str:
    """`text` for an attribute or an element. What XML forbids is gone by now (navograaf/network/cells.py)."""
    # One search a mark: in long texts that is quicker than a table that is asked for every character.
    for mark, reference in _ESCAPES.items():
        text = text.replace(mark, reference)
    return text
