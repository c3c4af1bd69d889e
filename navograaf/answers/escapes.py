"""Words of a letter made harmless for the program that reads an answer: Markdown, a spreadsheet.

Shared by the forms of trace, ledger, meetings and the questions. Law: what a letter says is shown as words, whatever it
looks like; control characters never pass.
"""

from __future__ import annotations

import re

from navograaf.answers.terminal import safe

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def markdown(text: str) -> str:
    """`text` without what Markdown or the HTML in it would take for its own."""
    return _MARKDOWN.sub(r"\\\1", safe(text))


def markdown_line(text: str) -> str:
    """The same on one line."""
    return markdown(" ".join(text.split()))


def cell(text: str) -> str:
    """`text` as a cell of a spreadsheet: what would be run as a formula gets a '."""
    return f"'{text}" if text.startswith(_FORMULA) else text
