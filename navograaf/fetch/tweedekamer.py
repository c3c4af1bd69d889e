"""What the open data of the Tweede Kamer have of a dossier: asked by OData, a page of documents at a time.

OData 4.0 (OASIS) at gegevensmagazijn.tweedekamer.nl: entity Document with its Kamerstukdossier, DocumentActor and
HuidigeDocumentVersie, whose ExterneIdentifier is the name at officielebekendmakingen.nl ("kst-28676-344"). A file is a
PDF or a docx, as ContentType says. There is no metadata file there, so what OData says is written beside the letter, as
facts with their fields of origin. Law: as in koop.py, what the service says is untrusted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from navograaf.errors import FetchError
from navograaf.fetch.dossier import Dossier
from navograaf.fetch.facts import told
from navograaf.fetch.paper import Choice, Listing, Paper, Place, is_name, one_line
from navograaf.fetch.polite import Client
from navograaf.fetch.sources import Source

ROWS = 5_000
"""Documents that one answer may have; the service gives 250."""
PAGES = 200
"""Answers of one listing, of 250 documents each."""
_LISTING = 16_000_000
_DEPTH = 40
"""Brackets in one another: to read JSON that is nested deeper would end the program."""
_NESTING = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""A bracket, or a text, so that none in it counts. One without an end too: else each mark in it would begin another."""
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_ACCEPT = "application/json;odata.metadata=full"
_FILE = "#TK.DA.GGM.OData.Resource"
"""The key under which a document of full metadata tells where its file is; without #, the function that gives it."""
_EXPANDED = "HuidigeDocumentVersie,DocumentActor,Kamerstukdossier"


def listing(
    client: Client, source: Source, dossier: Dossier, choice: Choice, far: Callable[[int, int], None] = lambda *_: None
) -> Listing:
    """The papers of a dossier that are meant, as koop.listing; raises FetchError as that does."""
    papers: dict[str, Paper] = {}
    notes: list[str] = []
    for row, total in _documents(client, source, dossier, choice, notes):
        if row.get("Verwijderd") or not _is_of(row, dossier):
            continue
        paper = _paper(row, source)
        if paper is None:
            notes.append(f"A document without a usable name is left out: {_text(row, 'DocumentNummer')[:60]!r}")
        elif not paper.places:
            kind = _text(row, "ContentType") or "nothing"
            notes.append(f"{paper.name} is left out: its file is {kind[:60]}, and neither PDF nor docx")
        else:
            papers.setdefault(paper.id, paper)
        far(len(papers), total)
    meant = sorted(papers.values(), key=lambda paper: (paper.date, paper.name), reverse=True)
    if len(meant) > choice.limit:
        notes.append(f"{len(meant):,} papers are listed: only the {choice.limit:,} newest are fetched (--limit)")
    return Listing(tuple(_apart(meant[: choice.limit])), tuple(notes))


def _documents(
    client: Client, source: Source, dossier: Dossier, choice: Choice, notes: list[str]
) -> Iterator[tuple[dict[str, Any], int]]:
    address = f"{source.search}/Document?{urlencode(_question(source, dossier, choice), safe='$', quote_via=quote)}"
    read, total, asked = 0, 0, set()
    for _ in range(PAGES):
        asked.add(address)
        answer = client.get(address, accept=_ACCEPT, size=_LISTING)
        page = _parsed(answer.body, source.search)
        rows = page.get("value")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise FetchError("the service answers what is no list of documents", where=source.search)
        if len(rows) > ROWS:
            raise FetchError(f"the service sends more documents at once than {ROWS:,}", where=source.search)
        count = page.get("@odata.count")
        total = count if isinstance(count, int) and count >= 0 else max(total, read + len(rows))
        for row in rows:
            yield row, total
        read += len(rows)
        following = page.get("@odata.nextLink")
        if not isinstance(following, str) or not following:
            return
        address = client.next(answer.address, following)
        if address in asked:
            raise FetchError("the service sends in a circle from page to page", where=source.search)
    notes.append(f"Only the first {read:,} documents are read")


def _question(source: Source, dossier: Dossier, choice: Choice) -> dict[str, str]:
    addition = f" and d/Toevoeging eq '{dossier.addition}'" if dossier.addition else ""
    parts = ["Verwijderd eq false", f"Kamerstukdossier/any(d: d/Nummer eq {dossier.number}{addition})"]
    types = [*source.types, *([source.attachment] if choice.attachments else [])]
    if not choice.everything:
        parts.append("(" + " or ".join(f"Soort eq '{word}'" for word in types) + ")")
    elif not choice.attachments:
        parts.append(f"Soort ne '{source.attachment}'")
    if choice.since:
        parts.append(f"Datum ge {choice.since.isoformat()}T00:00:00Z")
    return {"$filter": " and ".join(parts), "$expand": _EXPANDED, "$orderby": "Datum desc,Id", "$count": "true"}


def _parsed(body: bytes, where: str) -> dict[str, Any]:
    try:
        depth = deepest = 0
        for mark in _NESTING.finditer(body):
            depth += (mark[0] in (b"[", b"{")) - (mark[0] in (b"]", b"}"))
            deepest = max(deepest, depth)
        page = json.loads(body) if deepest <= _DEPTH else None
    except (ValueError, RecursionError):
        page = None
    if not isinstance(page, dict):
        raise FetchError("the answer is no JSON of OData", where=where)
    return page


def _is_of(row: dict[str, Any], dossier: Dossier) -> bool:
    """28676 is asked for by its number, which the parts of a dossier (35300-X) share with the dossier itself."""
    dossiers = [one for one in _rows(row, "Kamerstukdossier") if str(one.get("Nummer")) == dossier.number]
    return not dossiers or any((_text(one, "Toevoeging").upper()) == dossier.addition for one in dossiers)


def _paper(row: dict[str, Any], source: Source) -> Paper | None:
    version = row.get("HuidigeDocumentVersie")
    version = version if isinstance(version, dict) else {}
    number, known = _text(row, "DocumentNummer"), _text(version, "ExterneIdentifier")
    name = known if is_name(known) else number
    guid = _text(row, "Id")
    if not is_name(name) or not _GUID.fullmatch(guid):
        return None
    ending = _ENDINGS.get(_text(row, "ContentType").partition(";")[0].strip().lower(), "")
    address = f"{source.search}/Document({guid})/resource"
    where = row.get(_FILE)
    target = where.get("target") if isinstance(where, dict) else None
    told_there = [target] if isinstance(target, str) else []
    addresses = tuple(dict.fromkeys([address, *told_there, f"{source.search}/Document({guid})/{_FILE[1:]}()"]))
    stamp = f"{_text(version, 'Versienummer')} {_text(row, 'ContentLength')} {_text(version, 'Datum')}"
    return Paper(
        guid,
        name,
        one_line(_text(row, "Onderwerp") or _text(row, "Titel")),
        one_line(_text(row, "Datum"), 10),
        one_line(stamp, 200),
        (Place(ending, addresses),) if ending else (),
        told=told(row, f"{source.search}/Document({guid})", source.signs),
    )


def _apart(papers: list[Paper]) -> Iterator[Paper]:
    """Two documents may be one paper at officielebekendmakingen.nl (a letter, and its corrected version)."""
    from dataclasses import replace

    used: set[str] = set()
    for paper in papers:
        name, number = paper.name, 2
        while name.lower() in used:
            name, number = f"{paper.name}-{number}", number + 1
        used.add(name.lower())
        yield paper if name == paper.name else replace(paper, name=name)


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, (str, int)) else ""


def _rows(row: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = row.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
