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


def web_address(text: str) -> bool:
    """Whether `text` may stand as a link: an https address without spaces, quotes or brackets."""
    return re.fullmatch(r"https?://[^\s\"'<>()\\]+", text) is not None


def markdown_link(name: str, address: str) -> str:
    """A name as a link to an address, where that may stand as one; else the name alone."""
    words = markdown_line(name)
    return f"[{words}]({address})" if web_address(address) else words
