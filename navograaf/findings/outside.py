"""What is said of a letter elsewhere, merged with what it says itself.

Between reading and the layers: extract.py asks `first` and `kind` for what the letter does not print before anything is
reckoned from it, and `merged` for the document. Laws: what the letter prints stays; what it does not print is filled
from the most trusted source that says it (the order of Letter.facts); nobody wins in silence: each statement is kept in
Document.told, and each contradiction is a doubt that names both values and both sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from navograaf.findings.model import Document, Doubt, Told
from navograaf.findings.opening import Kind
from navograaf.findings.told_values import KINDS, MUST, agree, paper, readable
from navograaf.letters.model import Fact

_FILLED = ("dossier", "number", "date", "kind", "title", "addressee", "parliamentary_year")
_COMPARED = (*_FILLED, "signatory", "identifier")
_MANY = ("dossier", "signatory", "addressee", "identifier")
"""Of these a source may give several, of which one or more are right: a letter in two dossiers, with two signatures."""
_QUOTED = 80
"""So many characters of a value that cannot be read are quoted."""


class Outside:
    """The facts about one letter that can be read, and doubts about those that cannot."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._told: list[Told] = []
        self._doubts: list[Doubt] = []
        for fact in dict.fromkeys(facts):
            value = readable(fact.field, fact.value)
            if fact.field == "unreadable":
                self._doubts.append(Doubt("unreadable", f"Not all of the file could be read: {fact.value}."))
            elif fact.field == "problem":
                what = f"Not all that is said of the letter elsewhere counts: {fact.source}: {fact.value}."
                self._doubts.append(Doubt("metadata", what))
            elif value is None:
                must = MUST.get(fact.field, "is empty")
                what = f'The {_name(fact.field)} "{fact.value[:_QUOTED]}" in {fact.source} {must}.'
                self._doubts.append(Doubt("metadata", what))
            else:
                self._told.append(Told(fact.field, value, fact.source))

    def first(self, field: str) -> str | None:
        """What the most trusted source says; None where none does."""
        return next((one.value for one in self._told if one.field == field), None)

    def kind(self, said: Kind) -> Kind:
        """The kind of the letter; `said` is what it says itself, "letter" when it does not."""
        told = next((one.value for one in self._told if one.field == "kind" and one.value in KINDS), said)
        return cast("Kind", told) if said == "letter" else said

    def merged(self, document: Document, said: Kind) -> tuple[Document, tuple[Doubt, ...]]:
        """The document with what is told of it, and the doubts.

        document: as the letter prints it, its kind as `kind` gives it; said: the kind that the letter says.
        """
        if not self._told:
            return document, tuple(self._doubts)
        printed = _printed(document, said)
        filled = self._filled(printed)
        left: dict[str, Any] = {field: value for field, value in filled.items() if field != "kind"}
        inferred = tuple(row for row in document.inferred if row.field not in left)
        told = tuple(replace(one, agrees=_agrees(one, printed)) for one in self._told)
        doubts = (*self._doubts, *(Doubt("metadata", what) for what in _contradictions(told, printed, filled)))
        return replace(document, **left, inferred=inferred, told=told), doubts

    def _filled(self, printed: dict[str, tuple[str, ...]]) -> dict[str, str]:
        """What fills the fields that the letter leaves empty. Dossier and number are one thing: a number counts in the
        dossier that its source gives, so that neither is taken from a source that contradicts the other."""
        papers = self._papers()
        number = next(iter(printed.get("number", ())), None)
        dossier = next(iter(printed.get("dossier", ())), None)
        if dossier is None:
            found = (d for ds, ns in papers.values() if number is None or not ns or number in ns for d in ds)
            dossier = next(found, None)
        if number is None:
            numbers = (n for ds, ns in papers.values() if dossier is None or not ds or dossier in ds for n in ns)
            number = next(numbers, None)
        own = {"dossier": dossier, "number": number, "kind": self.kind("letter")}
        values = {field: self.first(field) for field in _FILLED} | own
        return {field: value for field, value in values.items() if value and field not in printed}

    def _papers(self) -> dict[str, tuple[list[str], list[str]]]:
        """Source -> the dossiers and numbers that it gives, in its identifier where nowhere else."""
        found: dict[str, tuple[list[str], list[str]]] = {}
        for at, field in enumerate(("dossier", "number")):
            for one in self._told:
                if one.field == field:
                    found.setdefault(_origin(one), ([], []))[at].append(one.value)
        for one in self._told:
            if one.field == "identifier" and (parts := paper(one.value)):
                for values, value in zip(found.setdefault(_origin(one), ([], [])), parts, strict=True):
                    values += [] if values else [value]
        order = list(dict.fromkeys(map(_origin, self._told)))
        return dict(sorted(found.items(), key=lambda row: order.index(row[0])))


def _printed(document: Document, said: Kind) -> dict[str, tuple[str, ...]]:
    """Field -> what the letter itself prints."""
    one: dict[str, str | None] = {field: getattr(document, field) for field in _FILLED}
    one["kind"] = said if said != "letter" else None
    if document.dossier and document.number:
        one["identifier"] = f"kst-{document.dossier}-{document.number}"
    found: dict[str, tuple[str, ...]] = {field: (value,) for field, value in one.items() if value}
    names = tuple(signature.name for signature in document.signed_by)
    return {**found, "signatory": names} if names else found


def _agrees(one: Told, printed: dict[str, tuple[str, ...]]) -> bool | None:
    """Whether the letter prints what is told; None where it prints nothing that speaks for or against it."""
    if one.field not in printed or (one.field == "identifier" and paper(one.value) is None):
        return None
    found = [agree(one.field, one.value, _plain(one.field, value)) for value in printed[one.field]]
    return True if True in found else None if None in found else False


def _plain(field: str, value: str) -> str:
    return readable(field, value) or value


def _contradictions(
    told: tuple[Told, ...], printed: dict[str, tuple[str, ...]], filled: dict[str, str]
) -> Iterator[str]:
    """The contradictions in whole sentences: of a source with the letter, or with the source that filled the field."""
    for field in _COMPARED:
        groups: dict[str, list[Told]] = {}
        for one in told:
            if one.field == field:
                groups.setdefault(_origin(one) if field in _MANY else f"{one.source}\0{one.value}", []).append(one)
        first = next((one for one in told if one.field == field and one.value == filled.get(field)), None)
        for group in groups.values():
            if field in printed:
                right, where = " and ".join(printed[field]), "the letter"
                differs = all(one.agrees is False for one in group)
            elif first is not None:
                right, where = first.value, first.source
                differs = all(agree(field, one.value, right) is False for one in group)
            else:
                continue
            if differs:
                wrong = " and ".join(dict.fromkeys(one.value for one in group))
                yield f"The {_name(field)} is {right} in {where}, and {wrong} in {group[0].source}."


def _origin(one: Told) -> str:
    """The file that says it."""
    return one.source.partition(",")[0]


def _name(field: str) -> str:
    return field.replace("_", " ")
