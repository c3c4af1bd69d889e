"""What officielebekendmakingen.nl has of a dossier: asked by SRU, a page of records at a time, the newest first.

SRU 2.0 (OASIS, http://docs.oasis-open.org/search-ws/searchRetrieve/v1.0/) at repository.overheid.nl, with queries in
CQL. A record tells the paper's identifier, title, types and the addresses of its files by format. XML is preferred to
HTML and that to PDF; an attachment (blg-) is a PDF alone. Law: what a record says is untrusted: a paper whose
identifier may be no file name is left out and told, and an address is checked where it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from navograaf.errors import FetchError
from navograaf.fetch.checked_xml import local, parsed
from navograaf.fetch.dossier import Dossier
from navograaf.fetch.paper import Choice, Listing, Paper, Place, is_name, one_line
from navograaf.fetch.polite import Client
from navograaf.fetch.sources import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

PAGE = 200
"""Records of one answer; the service gives at most 1,000."""
PAGES = 100
"""Answers of one listing; a dossier of 20,000 records is none."""
_LISTING = 16_000_000
"""Bytes of one answer: a record is some kB."""
_TYPES = 50
"""Types of one record that are read; it has some five."""
_LONGEST = 2_000
"""Characters of an address."""
_FORMATS = ("xml", "html", "pdf")
"""In order of preference: XML has its notes in place and no words cut at line ends."""


class Record(NamedTuple):
    """What the service says of one paper."""

    id: str
    title: str
    date: str
    modified: str
    types: tuple[str, ...]
    main: str
    """Of an attachment: the paper that it belongs to."""
    files: dict[str, str]
    """Format -> address, as far as told."""


def listing(
    client: Client, source: Source, dossier: Dossier, choice: Choice, far: Callable[[int, int], None] = lambda *_: None
) -> Listing:
    """The papers of a dossier that are meant. far: told how many records of how many were read.

    Raises FetchError when the service cannot be reached, refuses the question or answers what is no answer.
    """
    records: dict[str, Record] = {}
    notes: list[str] = []
    for record, total in _records(client, source, dossier, choice, notes):
        if not is_name(record.id):
            notes.append(f"A paper without a usable name is left out: {one_line(record.id, 60)!r}")
        else:
            records.setdefault(record.id, record)
        far(len(records), total)
    mains = [record for record in records.values() if not _is_attachment(record, source)]
    meant = [record for record in mains if choice.everything or _is_letter(record, source)]
    if choice.attachments:
        chosen = {record.id for record in meant}
        meant += [r for r in records.values() if _is_attachment(r, source) and (not r.main or r.main in chosen)]
    meant.sort(key=lambda record: (record.date, record.id), reverse=True)
    if len(meant) > choice.limit:
        notes.append(f"{len(meant):,} papers are listed: only the {choice.limit:,} newest are fetched (--limit)")
    return Listing(tuple(_paper(record, source) for record in meant[: choice.limit]), tuple(notes))


def _records(
    client: Client, source: Source, dossier: Dossier, choice: Choice, notes: list[str]
) -> Iterator[tuple[Record, int]]:
    start, read, total = 1, 0, 0
    for _ in range(PAGES):
        address = f"{source.search}?{urlencode(_question(source, dossier, choice, start), quote_via=quote)}"
        root = parsed(client.get(address, accept="application/xml", size=_LISTING).body, source.search)
        total, following = _page(root, source)
        # A service that gives more than was asked for might give anything.
        found = list(islice(root.iter("{*}record"), PAGE))
        for element in found:
            yield _record(element, secure=source.files.startswith("https:")), total
        read += len(found)
        # A service that leaves the next position out is asked for what follows the records that it gave.
        start = following if following > start else start + len(found)
        if not found or read >= total:
            break
    if read < total:
        notes.append(f"{source.title} lists {total:,} records and gave {read:,}: call again for the rest")


def _question(source: Source, dossier: Dossier, choice: Choice, start: int) -> dict[str, str]:
    parts = [
        "c.product-area==officielepublicaties",
        f'w.dossiernummer=="{dossier}"',
        "w.publicatienaam==Kamerstuk",
        *([f"dt.date>={choice.since.isoformat()}"] if choice.since else []),
    ]
    query = " AND ".join(parts) + ("" if choice.attachments else f" NOT dt.type=={source.attachment}")
    return {
        "version": "2.0",
        "operation": "searchRetrieve",
        "httpAccept": "application/xml",
        "query": f"{query} sortBy dt.date/sort.descending",
        "startRecord": str(start),
        "maximumRecords": str(PAGE),
    }


def _page(root: _Element, source: Source) -> tuple[int, int]:
    """How many records there are, and where the next answer begins, 0 where that is not told."""
    told = {local(element): one_line(element.text or "") for element in root if local(element)}
    total = told.get("numberOfRecords", "")
    if not (total.isascii() and total.isdigit()) or (not int(total[:9]) and "diagnostics" in told):
        why = [one_line(e.text or "", 120) for e in root.iter("{*}message", "{*}details") if (e.text or "").strip()]
        said = f"refuses the question ({'; '.join(why[:2])})" if why else "answers what is no list of papers"
        raise FetchError(f"the service {said}", where=source.search)
    following = told.get("nextRecordPosition", "")
    return int(total[:9]), int(following[:9]) if following.isascii() and following.isdigit() else 0


def _record(element: _Element, *, secure: bool) -> Record:
    words: dict[str, str] = {}
    types: list[str] = []
    files: dict[str, str] = {}
    for inner in element.iter("{*}*"):
        name, text = local(inner), (inner.text or "").strip()
        if not text or len(inner):
            continue
        if name == "itemUrl":
            # Older records write http, which the same hosts answer over https.
            address = text.replace("http://", "https://", 1) if secure and text.startswith("http://") else text
            if inner.get("manifestation") in (*_FORMATS, "metadata") and len(address) <= _LONGEST:
                files.setdefault(inner.get("manifestation", ""), address)
        elif name in ("type", "subrubriek"):
            types += [one_line(text)] if len(types) < _TYPES else []
        else:
            words.setdefault(name, text)
    day = one_line(words.get("date") or words.get("available") or words.get("issued") or "", 10)
    return Record(
        one_line(words.get("identifier", ""), 100),
        one_line(words.get("title", "")),
        day,
        one_line(words.get("modified", ""), 40),
        tuple(types),
        one_line(words.get("hoofddocument", ""), 100),
        files,
    )


def _is_letter(record: Record, source: Source) -> bool:
    """Older records tell their type in the title alone: "Noord-Atlantische Raad; Brief regering; Verslag van ..."."""
    said = [*record.types, *record.title.split(";")]
    return any(" ".join(words.lower().split()).startswith(source.types) for words in said)


def _is_attachment(record: Record, source: Source) -> bool:
    return record.id.startswith("blg-") or source.attachment in record.types


def _paper(record: Record, source: Source) -> Paper:
    formats = ("pdf",) if _is_attachment(record, source) else _FORMATS
    listed = [kind for kind in formats if kind in record.files]
    places = tuple(Place(kind, _addresses(record, source, kind)) for kind in listed or formats)
    told = record.files.get("metadata")
    beside = f"{source.files}/{record.id}/metadata.xml"
    stamp = " ".join([record.modified, *sorted(kind for kind in record.files if kind in _FORMATS)]).strip()
    return Paper(
        record.id,
        record.id,
        record.title,
        record.date,
        stamp,
        places,
        tuple(dict.fromkeys([*([told] if told else []), beside])),
    )


def _addresses(record: Record, source: Source, ending: str) -> tuple[str, ...]:
    """Where the record says that it is, where it is published, and where it is mirrored."""
    told = record.files.get(ending)
    name = f"{record.id}.{ending}"
    own = (f"{source.files}/{name}", f"{source.mirror}/{record.id}/{name}")
    return tuple(dict.fromkeys([*([told] if told else []), *own]))
