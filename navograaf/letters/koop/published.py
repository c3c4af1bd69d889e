"""The fields of published metadata, by the names that KOOP gives them, as facts.

The one place of those names: for metadata.xml (metadata.py) and for the metadata inside a paper (koop/facts.py).
Field names: OWMS 4.0 and the OVERHEIDop vocabulary (https://standaarden.overheid.nl/owms). Law: a fact is in the form
that model.Fact gives, and what cannot be brought into it is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from navograaf.letters.model import Fact

FIELDS = {
    "overheidop.dossiernummer": "dossier",
    "overheidop.ondernummer": "number",
    "overheidop.datumbrief": "date",
    "overheidop.datumindiening": "date",
    "dc.title": "title",
    "dcterms.title": "title",
    "overheidop.documenttitel": "title",
    "overheidop.ontvanger": "addressee",
    "overheidop.indiener": "signatory",
    "overheidop.vergaderjaar": "parliamentary_year",
    "dc.identifier": "identifier",
    "dcterms.identifier": "identifier",
    "dcterms.issued": "published",
    "dcterms.available": "published",
}
"""Name, in lower case -> the field of a fact."""
_LESSER = {"overheidop.datumindiening": "overheidop.datumbrief"}
"""What is asked only where the other is absent: a letter is dated before it is handed in."""
_DOSSIER = re.compile(r"(?<!\d)(\d{2})[\s.]?(\d{3})(?!\d)(?:\s?-\s?(\d{1,2})(?!\d)|[\s-]\(?([IVXLC]{1,6})\b\)?)?")
_YEAR = re.compile(r"(?<!\d)(\d{4})\s?[-–/]\s?(\d{4}|\d{2})(?!\d)")


def facts(pairs: Iterable[tuple[str, str]], where: str) -> tuple[Fact, ...]:
    """The facts in names and values, in their order, each once. where: what the names stand in ("metadata.xml")."""
    given = [(name, value.strip()) for name, value in pairs]
    names = {name.lower() for name, value in given if value}
    found: dict[Fact, None] = {}
    for name, value in given:
        field = FIELDS.get(name.lower())
        if field is None or _LESSER.get(name.lower()) in names:
            continue
        for made in values(field, value):
            found.setdefault(Fact(field, made, f"{where}, {name}"))
    return tuple(found)


def values(field: str, value: str) -> list[str]:
    """What a printed value says in the form of facts: dossiers ("35300-X"), days (ISO 8601), a parliamentary year."""
    if field == "dossier":
        return dossiers(value)
    if field in ("date", "published"):
        return _day(value)
    if field == "parliamentary_year":
        return [f"{first}-{first[: 4 - len(last)]}{last}" for first, last in _YEAR.findall(value)[:1]]
    flat = " ".join(value.split())
    return [flat] if flat else []


def dossiers(text: str) -> list[str]:
    """The dossiers in a text, in its order: "35 300 X" -> ["35300-X"]; "21501-28; 28676" -> ["21501-28", "28676"]."""
    return ["-".join(filter(None, (a + b, part or chapter))) for a, b, part, chapter in _DOSSIER.findall(text)]


def _day(value: str) -> list[str]:
    """A day of W3CDTF, its time left out; nothing for a month, a year or words."""
    day = value[:10]
    try:
        return [date.fromisoformat(day).isoformat()] if len(day) == 10 else []
    except ValueError:
        return []
