"""What a server that means ill cannot do: fill memory, take all time, break the list of files, replace another paper."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from koop_server import document, pdf_of

from navograaf.errors import FetchError
from navograaf.fetch import koop, tweedekamer
from navograaf.fetch.answer import Answer, read
from navograaf.fetch.answers_kept import Kept
from navograaf.fetch.dossier import dossier
from navograaf.fetch.download import Target, download
from navograaf.fetch.failures import CutShort
from navograaf.fetch.hosts import Hosts
from navograaf.fetch.manifest import Manifest, is_file_name
from navograaf.fetch.outcome import Outcome
from navograaf.fetch.paper import Choice, Listing, Paper, Place, is_name
from navograaf.fetch.polite import Client, Known
from navograaf.fetch.sources import source

DOSSIER = dossier("28676")
AT = "https://here"


class Given:
    """In the place of polite.Client: answers by address, without a server."""

    def __init__(self, bodies: dict[str, bytes]) -> None:
        self.bodies = bodies

    def get(self, address: str, **_: Any) -> Answer:
        return Answer(address, self.bodies[address.partition("?")[0]], "")

    def next(self, address: str, link: str) -> str:
        return link


def listed(service: str, body: bytes) -> Listing:
    own = source(service)
    at = own.search if service == "koop" else f"{own.search}/Document"
    asked = koop if service == "koop" else tweedekamer
    return asked.listing(Given({at: body}), own, DOSSIER, Choice(everything=True, attachments=True))  # type: ignore[arg-type]


def fetched(folder: Path, *papers: Paper) -> Outcome:
    bodies = {place.addresses[0]: pdf_of(paper.id) for paper in papers for place in paper.places}
    outcome = Outcome()
    download(Given(bodies), papers, Target(Manifest.read(folder), "tweedekamer", "28676"), outcome)  # type: ignore[arg-type]
    return outcome


def paper(id_: str, name: str, ending: str = "pdf") -> Paper:
    return Paper(id_, name, stamp=id_, places=(Place(ending, (f"{AT}/{id_}",)),), told=b'{"id": "%s"}' % id_.encode())


def response(chunks: Iterator[bytes]) -> httpx.Response:
    return httpx.Response(
        200, headers={"content-encoding": "gzip"}, stream=_Stream(chunks), request=httpx.Request("GET", AT)
    )


class _Stream(httpx.SyncByteStream):
    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks


def test_bytes_after_the_end_of_a_packed_answer_end_it() -> None:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    whole, sent = packer.compress(b"x") + packer.flush(), 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        yield whole
        for _ in range(50):
            sent += 1
            yield b"\0" * 1000

    with pytest.raises(CutShort, match="packed wrong"):
        read(response(chunks()), 10, lambda: None)
    assert sent == 1
    assert read(response(iter([whole])), 10, lambda: None) == b"x"


@pytest.mark.parametrize("body", [b'"' + b'\\"' * 400_000, b'"' + b'\\"' * 400_000 + b"\\\n", b'"' + b"\\\n" * 400_000])
def test_a_text_that_does_not_end_is_looked_through_once(body: bytes) -> None:
    # Looked through from each of its marks again, this would take hours: a test that does not end is one that fails.
    with pytest.raises(FetchError, match="no JSON of OData"):
        listed("tweedekamer", body)


def test_brackets_in_a_text_are_no_depth() -> None:
    row = document(1, Onderwerp="[" * 100 + '"\\')
    assert len(listed("tweedekamer", json.dumps({"value": [row]}).encode()).papers) == 1


def test_a_page_of_documents_without_end_is_refused() -> None:
    body = b'{"value": [' + b"{}," * tweedekamer.ROWS + b"{}]}"
    with pytest.raises(FetchError, match="more documents at once"):
        listed("tweedekamer", body)


def test_no_more_records_are_taken_than_were_asked_for() -> None:
    records = "".join(f"<record><identifier>kst-1-{n}</identifier></record>" for n in range(3 * koop.PAGE))
    found = listed("koop", f"<r><numberOfRecords>{koop.PAGE}</numberOfRecords>{records}</r>".encode())
    assert len(found.papers) == koop.PAGE


def test_of_a_record_only_so_much_is_kept() -> None:
    from lxml import etree

    element = etree.fromstring(
        f"<record><identifier>kst-1</identifier>{'<type>x</type>' * 9_000}<title>{'t' * 9_000}</title>"
        f'<other>{"o" * 9_000}</other><itemUrl manifestation="xml">https://{"a" * 9_000}</itemUrl>'
        f'<itemUrl manifestation="odt">https://a</itemUrl></record>'
    )
    found = koop._record(element, secure=True)
    assert len(found.types) <= 50 and len(found.title) <= 300 and found.files == {}


@pytest.mark.parametrize("version", ["\ud800", "9" * 100_000])
def test_a_version_that_no_file_can_hold_does_not_end_the_fetch(tmp_path: Path, version: str) -> None:
    row = document(
        1, HuidigeDocumentVersie={"Versienummer": version, "ExterneIdentifier": "kst-28676-1"}, Datum=version
    )
    (one,) = listed("tweedekamer", json.dumps({"value": [row]}).encode()).papers
    bodies = {one.places[0].addresses[0]: pdf_of("x")}
    download(Given(bodies), [one], Target(Manifest(tmp_path), "tweedekamer", "28676"), Outcome())  # type: ignore[arg-type]
    assert len(one.stamp) <= 200 and len(one.date) <= 10
    assert Manifest.read(tmp_path).row("kst-28676-1.pdf") is not None


def test_papers_of_one_name_never_replace_each_other(tmp_path: Path) -> None:
    first, second, third = (paper(id_, "kst-1") for id_ in "abc")
    for papers in ([first], [second, first], [third, second, first], [third, second, first]):
        outcome = fetched(tmp_path, *papers)
        assert outcome.new + outcome.same == len(papers)
    assert outcome.same == 3
    held = {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")}
    assert held == {
        "kst-1.pdf": pdf_of("a"),
        "kst-1-tweedekamer.pdf": pdf_of("b"),
        "kst-1-tweedekamer-2.pdf": pdf_of("c"),
    }
    assert (tmp_path / "kst-1.metadata.json").read_bytes() == first.told


def test_what_tells_of_a_paper_is_not_replaced_by_that_of_another(tmp_path: Path) -> None:
    outcome = fetched(tmp_path, paper("a", "kst-1"))
    outcome = fetched(tmp_path, paper("a", "kst-1"), Paper(
        "b", "kst-1", places=(Place("docx", (f"{AT}/b",)),), told=b"{}"))  # fmt: skip
    assert (tmp_path / "kst-1.metadata.json").read_bytes() == paper("a", "kst-1").told
    assert outcome.same == 1


def test_the_longest_name_can_be_read_back(tmp_path: Path) -> None:
    name = "a" * 80
    assert is_name(name) and not is_name(name + "a")
    fetched(tmp_path, paper("a", name))
    fetched(tmp_path, paper("b", name))
    assert len(list(tmp_path.glob("*.pdf"))) == 2
    assert Manifest.read(tmp_path).row(f"{name}-tweedekamer.pdf") is not None
    assert not is_file_name("a" * 200 + ".pdf")


@pytest.mark.parametrize("head", [{"etag": 5}, {"type": None}, {"from": []}, {"last_modified": {}}])
def test_an_answer_that_was_kept_and_damaged_is_none(tmp_path: Path, head: dict[str, object]) -> None:
    kept = Kept(tmp_path)
    kept.put(AT, Answer(AT, b"body", "text/xml", '"1"'))
    (path,) = (tmp_path / "fetched").glob("*.answer")
    first, _, body = path.read_bytes().partition(b"\n")
    assert kept.get(AT) is not None
    path.write_bytes(json.dumps({**json.loads(first), **head}).encode() + b"\n" + body)
    assert kept.get(AT) is None


@pytest.mark.parametrize("mark", ["é", "a\r\nX-Other: b", "x" * 500])
def test_a_mark_that_no_request_can_carry_is_not_sent(mark: str) -> None:
    from navograaf.fetch.polite import _conditions

    assert _conditions(Known(mark, mark)) == {}
    assert _conditions(Known('"1"', "")) == {"If-None-Match": '"1"'}


def test_a_proxy_that_is_none_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "nowhere")
    with pytest.raises(FetchError, match="HTTPS_PROXY"):
        Client(Hosts(()))


def test_an_attribute_of_entities_in_entities_is_no_bomb() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE r [<!ENTITY e0 "{"x" * 1000}">{entities}]><r a="&e9;"><numberOfRecords>0</numberOfRecords></r>'
    with pytest.raises(FetchError):
        listed("koop", body.encode())


def test_papers_whose_names_differ_in_case_alone_do_not_replace_each_other(tmp_path: Path) -> None:
    (tmp_path / "probe").touch()
    both = (tmp_path / "PROBE").exists()
    (tmp_path / "probe").unlink()
    outcome = fetched(tmp_path, paper("a", "kst-1"), paper("b", "KST-1"))
    assert (tmp_path / "kst-1.pdf").read_bytes() == pdf_of("a")
    assert (outcome.left if both else outcome.new) == (1 if both else 2)
