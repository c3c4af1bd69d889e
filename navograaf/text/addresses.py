"""A web address that a line end breaks: which of its lines go on in the next.

Beside hyphens.py, for view.py. An address has no hyphen put in where it is broken, so what is printed says all there
is to know: one that ends a line goes on where the next word looks like the rest of one.
"""

from __future__ import annotations

import re

_SHORT = 4
"""A word of so many letters behind a slash is as likely the next word of the text."""
_REST = re.compile(r"[^\s/]+/$|[^\s/]*/(?=\S*[\d._=-])\S+$|[\w-]+\.(?:html?|pdf|php|aspx?)$")


def is_address(token: str) -> bool:
    """Whether a printed token is (a piece of) a web address."""
    return "://" in token or token.startswith("www.") or token.count("/") >= 2


def ends_in_address(line: str, inside: bool) -> str:
    """The piece of a web address that a printed line ends with, "" when with none.

    inside: whether the line before ended in the midst of one, so that a line of one word is a piece of it.
    """
    if not inside and "/" not in line and "www." not in line:
        return ""  # nearly every line
    words = line.split()
    return words[-1] if is_address(words[-1]) or (inside and len(words) == 1) else ""


def goes_on(address: str, following: str) -> bool:
    """Whether an address that ends a line goes on with the first word of the next line, `following`.

    Behind a slash it does, but for a short word ("natohq/ / topics", not ".../inforos/ / en"); elsewhere with what
    looks like the rest of an address ("fourth-st / ar/content.html").
    """
    if "://" in following or following.startswith("www."):
        return False  # another one
    if address.endswith("/"):
        return not (following.isalpha() and len(following) <= _SHORT)
    return address[-1].isalnum() and _REST.match(following) is not None
