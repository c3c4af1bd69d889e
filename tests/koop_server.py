"""The two services of letters, on this machine: they speak the documented shapes, and fail as a test tells them to.

Under one address: /sru lists (SRU 2.0), /files and /mirror hold the papers (as officielebekendmakingen.nl does), and
/OData/v4/2.0 is the open data of the Tweede Kamer. Every request is written in `seen`.
"""

from __future__ import annotations

import io
import json
import re
import socket
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit
from xml.sax.saxutils import escape

from sparql_server import Handler, served

Fault = Callable[["Service", Handler], None]
MISSING = b"<!DOCTYPE html><html><head><title>Pagina niet gevonden</title></head><body>404</body></html>"
_SRU = "http://docs.oasis-open.org/ns/search-ws/sruResponse"
_GZD = "http://standaarden.overheid.nl/sru"


def xml_of(name: str, words: str = "De Minister van Defensie,") -> bytes:
    """A paper in the modern XML, with next to nothing in it."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<officiele-publicatie><kamerstuk><stuk>'
        f"<titel>{name}</titel><al>{escape(words)}</al></stuk></kamerstuk></officiele-publicatie>\n"
    ).encode()


def pdf_of(name: str) -> bytes:
    """What looks like a PDF from the outside."""
    return b"%PDF-1.4\n%" + name.encode() + b"\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


def docx_of(name: str) -> bytes:
    """What looks like a docx from the outside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        packed.writestr(zipfile.ZipInfo("word/document.xml"), name)
    return made.getvalue()


def metadata_of(name: str) -> bytes:
    """The metadata.xml of a paper."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<metadata_gegevens>'
        f'<metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="{name}"/>'
        '<metadata name="OVERHEIDop.dossiernummer" content="28676"/></metadata_gegevens>\n'
    ).encode()


@dataclass
class Printed:
    """A paper of the first service: `files` are its bodies by ending, "metadata" among them."""

    name: str
    title: str = "Noord-Atlantische Verdragsorganisatie; Brief regering; Verslag van de bijeenkomst"
    date: str = "2020-10-12"
    types: tuple[str, ...] = ("Kamerstuk", "Brief regering")
    modified: str = "2020-10-13"
    files: dict[str, bytes] = field(default_factory=dict)
    listed: tuple[str, ...] | None = None
    """Formats that the listing names; None: those that are there."""
    main: str = ""

    def __post_init__(self) -> None:
        if not self.files:
            self.files = {"xml": xml_of(self.name), "pdf": pdf_of(self.name), "metadata": metadata_of(self.name)}


def document(number: int, **fields: Any) -> dict[str, Any]:
    """A Document of the second service, as OData gives it, of dossier 28676."""
    guid = f"00000000-0000-4000-8000-{number:012d}"
    return {
        "@odata.type": "#TK.DA.GGM.OData.Document",
        "Id": guid,
        "Soort": "Brief regering",
        "DocumentNummer": f"2020D{number:05d}",
        "Titel": "Noord-Atlantische Verdragsorganisatie",
        "Onderwerp": f"Verslag {number}",
        "Datum": f"2020-10-{number % 28 + 1:02d}T00:00:00+02:00",
        "Vergaderjaar": "2020-2021",
        "Volgnummer": number,
        "ContentType": "application/pdf",
        "ContentLength": len(pdf_of(guid)),
        "Verwijderd": False,
        "HuidigeDocumentVersie": {
            "Versienummer": 1,
            "ExterneIdentifier": f"kst-28676-{number}",
            "Status": "Definitief",
        },
        "DocumentActor": [
            {"ActorNaam": "A. Th. B. Bijleveld-Schouten", "Functie": "minister", "Relatie": "Eerste ondertekenaar"}
        ],
        "Kamerstukdossier": [{"Nummer": 28676, "Toevoeging": None, "Titel": "NAVO"}],
        **fields,
    }


@dataclass
class Service:
    """What is there, what fails, and what was asked."""

    papers: list[Printed] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    """Files of the second service, by id; a PDF where there is none here."""
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    """Path -> what happens at the first request for it, at the second...; then it is answered."""
    always: dict[str, Fault] = field(default_factory=dict)
    page: int = 250
    marked: bool = True
    """Whether files carry an ETag and Last-Modified."""
    seen: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    address: str = ""
    dripped: bool = False
    """Whether an answer that drips came to its end, since nobody cut it."""

    def asked(self, beginning: str = "/") -> list[str]:
        """The paths that were asked, without the question behind them."""
        return [path for path in (line.partition("?")[0] for line in self.seen) if path.startswith(beginning)]

    def forget(self) -> None:
        """Begin to write down anew what is asked."""
        self.seen.clear()
        self.headers.clear()

    def reply(self, handler: Handler) -> None:
        parts = urlsplit(handler.path)
        self.seen.append(handler.path)
        self.headers.append(dict(handler.headers.items()))
        self.times.append(time.monotonic())
        if self.faults.get(parts.path):
            self.faults[parts.path].pop(0)(self, handler)
        elif parts.path in self.always:
            self.always[parts.path](self, handler)
        elif parts.path == "/sru":
            self._listing(handler, {key: values[0] for key, values in parse_qs(parts.query).items()})
        elif parts.path.startswith("/OData/v4/2.0/Document"):
            self._odata(handler, parts.path, parse_qs(parts.query))
        else:
            self._file(handler, parts.path)

    def _listing(self, handler: Handler, asked: dict[str, str]) -> None:
        query = asked["query"]
        found = re.search(r'w\.dossiernummer=="([\w-]+)"', query)
        since = re.search(r"dt\.date>=([\d-]+)", query)
        assert found, query
        papers = [
            paper
            for paper in sorted(self.papers, key=lambda paper: paper.date, reverse=True)
            if (paper.name.startswith(f"kst-{found[1]}-") or paper.main.startswith(f"kst-{found[1]}-"))
            and (not since or paper.date >= since[1])
            and not ("NOT dt.type==Bijlage" in query and "Bijlage" in paper.types)
        ]
        start, most = int(asked["startRecord"]), min(int(asked["maximumRecords"]), self.page)
        given = papers[start - 1 : start - 1 + most]
        following = start + len(given)
        told = f"<sru:nextRecordPosition>{following}</sru:nextRecordPosition>" if following <= len(papers) else ""
        body = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<sru:searchRetrieveResponse xmlns:sru="{_SRU}" xmlns:gzd="{_GZD}" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:ow="http://standaarden.overheid.nl/wetgeving/">'
            f"<sru:version>2.0</sru:version><sru:numberOfRecords>{len(papers)}</sru:numberOfRecords>"
            f"<sru:records>{''.join(map(self._record, given))}</sru:records>{told}</sru:searchRetrieveResponse>"
        )
        handler.send(200, body.encode(), "application/xml;charset=utf-8")

    def _record(self, paper: Printed) -> str:
        types = "".join(f"<dcterms:type>{escape(word)}</dcterms:type>" for word in paper.types)
        formats = paper.listed if paper.listed is not None else tuple(paper.files)
        urls = "".join(
            f'<gzd:itemUrl manifestation="{kind}">{self.address}{_path(paper.name, kind)}</gzd:itemUrl>'
            for kind in formats
        )
        main = f"<ow:hoofddocument>{paper.main}</ow:hoofddocument>" if paper.main else ""
        return (
            "<sru:record><sru:recordData><gzd:gzd><gzd:originalData><ow:meta><ow:owmskern>"
            f"<dcterms:identifier>{escape(paper.name)}</dcterms:identifier><dcterms:title>{escape(paper.title)}</dcterms:title>"
            f"{types}<dcterms:modified>{paper.modified}</dcterms:modified></ow:owmskern>"
            f"<ow:owmsmantel><dcterms:date>{paper.date}</dcterms:date></ow:owmsmantel><ow:tpmeta>{main}</ow:tpmeta>"
            f"</ow:meta></gzd:originalData><gzd:enrichedData>{urls}</gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"
        )

    def _odata(self, handler: Handler, path: str, asked: dict[str, list[str]]) -> None:
        if found := re.fullmatch(r"/OData/v4/2\.0/Document\(([0-9a-f-]+)\)/resource", path):
            kinds = {row["Id"]: row["ContentType"] for row in self.documents}
            body = self.bodies.get(found[1], pdf_of(found[1]))
            return self.give(handler, body, kinds.get(found[1], "text/html"))
        start = int(asked.get("$skip", ["0"])[0])
        since = re.search(r"Datum ge (\S{10})T", asked["$filter"][0])
        types = re.findall(r"Soort eq '([^']+)'", asked["$filter"][0])
        rows = [
            row
            for row in self.documents
            if (not since or row["Datum"][:10] >= since[1]) and (not types or row["Soort"] in types)
        ]
        page: dict[str, Any] = {"@odata.context": f"{self.address}/OData/v4/2.0/$metadata", "@odata.count": len(rows)}
        page["value"] = rows[start : start + self.page]
        if start + self.page < len(rows):
            question = f"$filter={quote(asked['$filter'][0])}&$skip={start + self.page}"
            page["@odata.nextLink"] = f"{self.address}/OData/v4/2.0/Document?{question}"
        handler.send(200, json.dumps(page).encode(), "application/json; odata.metadata=minimal")
        return None

    def _file(self, handler: Handler, path: str) -> None:
        for paper in self.papers:
            for kind, body in paper.files.items():
                if unquote(path) in (_path(paper.name, kind), f"/mirror/{paper.name}/{paper.name}.{kind}"):
                    return self.give(handler, body, "application/xml" if kind != "pdf" else "application/pdf")
        handler.send(404, MISSING, "text/html")
        return None

    def give(self, handler: Handler, body: bytes, kind: str) -> None:
        """A file, or the word that it did not change."""
        mark = f'"{sha256(body).hexdigest()[:12]}"'
        if self.marked and handler.headers.get("If-None-Match") == mark:
            return handler.send(304, ETag=mark)
        more = {"ETag": mark, "Last-Modified": "Tue, 13 Oct 2020 08:00:00 GMT"} if self.marked else {}
        handler.send(200, body, kind, **more)
        return None


def _path(name: str, kind: str) -> str:
    return f"/files/{name}/metadata.xml" if kind == "metadata" else f"/files/{name}.{kind}"


@contextmanager
def service(*papers: Printed, **more: Any) -> Iterator[Service]:
    """The services at a free port, until the block ends."""
    made = Service(list(papers), **more)
    with served(made.reply) as address:
        made.address = address
        yield made


def status(code: int, **headers: str) -> Fault:
    """An answer with this status; an underscore for a hyphen in a header."""
    return lambda _, handler: handler.send(code, b"wait", "text/plain", **headers)


def page(body: bytes = MISSING, kind: str = "text/html") -> Fault:
    """An answer with status 200 that is something else."""
    return lambda _, handler: handler.send(200, body, kind)


def sends_to(location: str) -> Fault:
    """A redirect; "{own}" stands for the address of the service."""
    return lambda own, handler: handler.send(302, Location=location.replace("{own}", own.address))


def cut(_: Service, handler: Handler) -> None:
    """The connection is cut before an answer."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def too_short(_: Service, handler: Handler) -> None:
    """More bytes are promised than come."""
    _head(handler, 5_000)
    handler.wfile.write(xml_of("short"))
    handler.close_connection = True


def too_long(_: Service, handler: Handler) -> None:
    """Fewer bytes are promised than come."""
    _head(handler, 60)
    handler.wfile.write(xml_of("long"))
    handler.close_connection = True


def dripping(own: Service, handler: Handler) -> None:
    """A byte now and then, for long."""
    _head(handler, 100_000)
    _drip(own, handler)


def dripping_head(own: Service, handler: Handler) -> None:
    """The same from the first line on."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(own, handler)


def silent_end(_: Service, handler: Handler) -> None:
    """An answer of no told length, of which nothing comes after the first bytes: who cuts it takes it for ended."""
    handler.close_connection = True
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(b"<half>")
    handler.wfile.flush()
    time.sleep(2)


def _drip(own: Service, handler: Handler) -> None:
    handler.close_connection = True
    try:
        for _ in range(1_000):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.01)
    except OSError:
        return
    own.dripped = True


def _head(handler: Handler, length: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/xml")
    handler.send_header("Content-Length", str(length))
    handler.end_headers()
    handler.wfile.flush()
