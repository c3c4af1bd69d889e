"""What the head and the metadata of a published paper tell of the letter, as facts.

Used by koop. Law: each fact names its element; none is taken from the words of the letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navograaf.letters.koop.markup import name_of
from navograaf.letters.koop.names import SIGNED
from navograaf.letters.koop.published import facts, values
from navograaf.letters.koop.words import plain
from navograaf.letters.model import Fact

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACES = {
    ("dossier", "dossiernummer"): "dossier",
    ("onderw", "nummer"): "dossier",
    ("stuknr", "ondernummer"): "number",
    ("stuk", "nummer"): "number",
    ("stuk", "titel"): "title",
    ("frontm", "vergjaar"): "parliamentary_year",
    ("kop", "subtitel"): "parliamentary_year",
}
"""An element and its parent -> the field that it tells."""
_YEARS = "vergaderjaar"


def paper_facts(root: _Element, file: str) -> tuple[Fact, ...]:
    """The facts that a paper tells of itself, in its order, each once, those of its metadata first."""
    pairs = [(one.get("name", ""), one.get("content", "")) for one in root.iter() if name_of(one) == "meta"]
    found = dict.fromkeys(facts(pairs, f"{file}, metadata/meta"))
    for element in root.iter():
        parent = element.getparent()
        if parent is not None and (name := name_of(element)):
            for fact in _told(element, name, name_of(parent), file):
                found.setdefault(fact)
    return tuple(found)


def _told(element: _Element, name: str, parent: str, file: str) -> Iterator[Fact]:
    if field := _PLACES.get((parent, name)):
        for value in values(field, plain(element)):
            yield Fact(field, value, f"{file}, {parent}/{name}")
    elif name == "tekstregel" and element.get("inhoud") == _YEARS:
        for value in values("parliamentary_year", plain(element)):
            yield Fact("parliamentary_year", value, f"{file}, {parent}/{name}")
    elif name == "datum" and parent == "datumtekst":
        for value in values("date", element.get("isodatum") or ""):
            yield Fact("date", value, f"{file}, {parent}/{name}/@isodatum")
    elif name == "naam" and parent in SIGNED:
        for value in values("signatory", plain(element)):
            yield Fact("signatory", value.rstrip(" ,"), f"{file}, {parent}/{name}")
