"""What OData says of a document, as the file NAME.metadata.json beside its letter.

One JSON object: `source`, the address of the document; `facts`, rows of `field` (of letters/model.py, Fact), `value`
and `from`, the field of OData; `odata`, those fields as they were, among them what no Fact has a field for. Law: the
same answer gives the same bytes.
"""

from __future__ import annotations

import json
from typing import Any

_FACTS = {
    "Volgnummer": "number",
    "Datum": "date",
    "Vergaderjaar": "parliamentary_year",
    "Onderwerp": "title",
}
"""Field of Document -> field of Fact."""
_KEPT = (
    "Id",
    "Soort",
    "DocumentNummer",
    "Titel",
    "Onderwerp",
    "Datum",
    "DatumOntvangst",
    "DatumRegistratie",
    "Vergaderjaar",
    "Volgnummer",
    "Kamer",
    "Citeertitel",
    "Alias",
    "ContentType",
)
_VERSION = ("ExterneIdentifier", "Versienummer", "Status", "Extensie")
_DOSSIER = ("Nummer", "Toevoeging", "Titel")
_ACTOR = ("ActorNaam", "ActorFractie", "Functie", "Relatie")
_MANY = 60
"""Actors, and dossiers, of one document: a motion is signed by some dozens at most."""
_LONG = 2_000


def told(row: dict[str, Any], address: str, signs: tuple[str, ...]) -> bytes:
    """The file, UTF-8.

    row: a Document with HuidigeDocumentVersie, DocumentActor and Kamerstukdossier; address: its own; signs: what
    DocumentActor.Relatie says of those who signed, without capitals.
    """
    version = row.get("HuidigeDocumentVersie")
    version = version if isinstance(version, dict) else {}
    dossiers, actors = _rows(row.get("Kamerstukdossier")), _rows(row.get("DocumentActor"))
    facts: list[dict[str, str]] = []

    def add(field: str, value: str, origin: str) -> None:
        fact = {"field": field, "value": value, "from": f"OData {origin}"}
        if value and fact not in facts:
            facts.append(fact)

    for dossier in dossiers:
        add(
            "dossier",
            "-".join(filter(None, (_word(dossier, "Nummer"), _word(dossier, "Toevoeging")))),
            "Kamerstukdossier",
        )
    for name, field in _FACTS.items():
        value = _word(row, name)
        if name == "Volgnummer" and not value.isdigit():  # -1 where there is none
            continue
        add(field, value[:10] if name == "Datum" else value, f"Document.{name}")
    add("identifier", _word(version, "ExterneIdentifier"), "DocumentVersie.ExterneIdentifier")
    for actor in actors:
        if _word(actor, "Relatie").lower() in signs:
            add("signatory", _word(actor, "ActorNaam"), "DocumentActor.ActorNaam")
    add("address", address, "Document")
    whole = {
        "source": address,
        "facts": facts,
        "odata": {
            **_picked(row, _KEPT),
            "HuidigeDocumentVersie": _picked(version, _VERSION),
            "DocumentActor": [_picked(actor, _ACTOR) for actor in actors],
            "Kamerstukdossier": [_picked(dossier, _DOSSIER) for dossier in dossiers],
        },
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _rows(value: Any) -> list[dict[str, Any]]:
    """The entities, in an order of their own: a service may give them in any."""
    rows = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return sorted((one for one in rows if not one.get("Verwijderd")), key=lambda one: json.dumps(one, sort_keys=True))[
        :_MANY
    ]


def _picked(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name in names if (value := _word(row, name))}


def _word(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return " ".join(str(value)[:_LONG].split())
