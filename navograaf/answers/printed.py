"""Where a quote stands in the file that a reader has: its page, and the element of the file.

Beside lookup.py, asked by those who quote. Laws: the page is that on which the quote begins, the first sheet of the
file being 1; what a format does not have (a page in a text file) is not there, and then nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from navograaf.answers.lookup import rows_of
from navograaf.iris import THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

SHOW = "navograaf show"
"""The command that shows a place in its letter."""
Place = tuple[str, int, int]
"""IRI of a letter, start and end in code points of its canonical text."""


def pages(store: Store, places: Iterable[Place]) -> dict[Place, int]:
    """The page of each of the places that has one; a few questions for all of them."""
    asked = {_quote(place): place for place in places}
    found: dict[Place, int] = {}
    for iri, page in rows_of(store, "pages", "places", list(asked)):
        found.setdefault(asked[iri], int(page))
    return found


def paths(store: Store, places: Iterable[Place]) -> dict[Place, str]:
    """The path (XPath) of the element of each of the places that has one."""
    asked = {f"{_quote(place)}/element": place for place in places}
    found: dict[Place, str] = {}
    for iri, path in rows_of(store, "paths", "elements", list(asked)):
        found.setdefault(asked[iri], path)
    return found


def letter_of(iri: str) -> str:
    """The IRI of the letter that a statement or sentence with this IRI stands in."""
    return THINGS + "/".join(iri.removeprefix(THINGS).split("/")[:2])


def on_page(page: int | None) -> str:
    """A page as it is cited, "p. 3"; "" where there is none."""
    return "" if page is None else f"p. {page}"


def with_page(place: str, page: int | None) -> str:
    """A place with its page, "28676-346:10-20 (p. 3)"; the place alone where there is none."""
    return place if page is None else f"{place} ({on_page(page)})"


def marked_by(show: str, place: str) -> str:
    """How a reader sees a place in its letter: `show` is the command, "" where none can; then "" is said.

    It is to stand in a line of its own, however long: a command that is broken in two is two commands.
    """
    return f"Mark a quote in its letter: {show} {place}" if show else ""


def _quote(place: Place) -> str:
    letter, start, end = place
    return f"{letter}/quote/{start}-{end}"
