"""`navograaf fetch`: the right papers, whole, once; and a folder that is usable whatever happens. Nothing leaves this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from koop_server import (
    MISSING,
    Fault,
    Printed,
    Service,
    cut,
    document,
    docx_of,
    dripping,
    metadata_of,
    page,
    pdf_of,
    sends_to,
    service,
    status,
    too_long,
    too_short,
    xml_of,
)
from lxml import etree

from navograaf.cli import main
from navograaf.errors import FetchError
from navograaf.fetch import koop
from navograaf.fetch.checked_xml import parsed
from navograaf.fetch.content import check
from navograaf.fetch.dossier import dossier
from navograaf.fetch.download import Target, download
from navograaf.fetch.failures import NotThere
from navograaf.fetch.hosts import Hosts
from navograaf.fetch.manifest import Manifest, is_file_name
from navograaf.fetch.outcome import Outcome
from navograaf.fetch.paper import Paper, Place
from navograaf.fetch.polite import Client
from navograaf.fetch.sources import NAMES, source
from navograaf.letters.sources import letter_paths

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def three() -> Iterator[Service]:
    with service(*(Printed(f"kst-28676-{n}", date=f"2020-10-{n:02d}") for n in (10, 11, 12))) as made:
        yield made


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """`navograaf fetch 28676 --to letters` at a service of ours: exit status, stdout, stderr."""
    monkeypatch.setenv("NAVOGRAAF_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("navograaf.fetch.waiting.BACKOFF", 0.0)
    monkeypatch.chdir(tmp_path)

    def called(own: Service, *more: str, dossier: str = "28676") -> tuple[int, str, str]:
        own.forget()
        base = ["--base", own.address, "--allow-host", "127.0.0.1", "--delay", "0"]
        code = main(["fetch", *dossier.split(), "--to", "letters", *base, *more])
        said = capfd.readouterr()
        return code, said.out, said.err

    return called


def names(folder: str = "letters") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("28676", "28676"),
        ("28 676", "28676"),
        ("28.676", "28676"),
        (" 28\u00a0676 ", "28676"),
        ("kst-28676", "28676"),
        ("35300-X", "35300-X"),
        ("35 300 X", "35300-X"),
        ("35 300-x", "35300-X"),
        ("35300 XVIII", "35300-XVIII"),
    ],
)
def test_a_dossier_is_written_in_several_ways(written: str, meant: str) -> None:
    assert str(dossier(written)) == meant


@pytest.mark.parametrize(
    "written", ["", "2867", "286761", "28676-344", "X", "28676 33694", "28676;x", "28676-X'Y", "٢٨٦٧٦"]
)
def test_what_is_no_dossier_is_refused(written: str) -> None:
    with pytest.raises(FetchError, match="no number of a dossier"):
        dossier(written)


def test_the_letters_of_a_dossier_are_put_in_a_folder(three: Service, run: Run) -> None:
    code, out, err = run(three)
    assert (code, err) == (0, "")
    assert out == "3 papers of dossier 28676 in letters/: 3 new\nNext: navograaf build letters\n"
    assert names() == [
        "fetched.json",
        *(f"kst-28676-{n}.{ending}" for n in (10, 11, 12) for ending in ("metadata.xml", "xml")),
    ]
    assert Path("letters/kst-28676-11.xml").read_bytes() == xml_of("kst-28676-11")
    assert Path("letters/kst-28676-11.metadata.xml").read_bytes() == metadata_of("kst-28676-11")


def test_a_second_run_asks_for_the_list_alone(three: Service, run: Run) -> None:
    run(three)
    before = {name: Path("letters", name).read_bytes() for name in names()}
    code, out, _ = run(three)
    assert three.asked() == ["/sru"]
    assert (code, out.splitlines()[0]) == (0, "3 papers of dossier 28676 in letters/: 3 as they were")
    assert {name: Path("letters", name).read_bytes() for name in names()} == before


def test_only_what_is_new_or_changed_is_fetched(three: Service, run: Run) -> None:
    run(three)
    three.papers.append(Printed("kst-28676-13"))
    three.papers[0].files["xml"] = xml_of("kst-28676-10", "Gerectificeerd.")
    three.papers[0].modified = "2020-11-01"
    code, out, _ = run(three)
    assert (code, out.splitlines()[0]) == (0, "4 papers of dossier 28676 in letters/: 1 new, 1 changed, 2 as they were")
    assert three.asked("/files/") == [
        "/files/kst-28676-13.xml",
        "/files/kst-28676-13/metadata.xml",
        "/files/kst-28676-10.xml",
        "/files/kst-28676-10/metadata.xml",
    ]
    assert Path("letters/kst-28676-10.xml").read_bytes() == xml_of("kst-28676-10", "Gerectificeerd.")


def test_refresh_asks_under_a_condition(three: Service, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVOGRAAF_CACHE", "")  # what the folder's own list says is enough
    run(three)
    three.papers[0].files["xml"] = xml_of("kst-28676-10", "Anders.")
    _, out, _ = run(three, "--refresh")
    assert "1 changed, 2 as they were" in out
    assert len(three.asked("/files/")) == 6
    assert all("If-None-Match" in headers for headers in three.headers[1:])


def test_the_list_of_files_is_the_same_whatever_the_way_to_it(three: Service, run: Run) -> None:
    run(three)
    whole = Path("letters/fetched.json").read_text(encoding="utf-8")
    rows = json.loads(whole)["files"]
    assert [row["name"] for row in rows] == sorted(row["name"] for row in rows) and len(rows) == 6
    assert {"address", "sha256", "bytes", "etag", "last_modified", "source", "dossier", "paper", "stamp"} < set(rows[0])
    for path in Path("letters").iterdir():
        path.unlink()
    three.papers.reverse()
    run(three, "--limit", "1")
    run(three)
    assert Path("letters/fetched.json").read_text(encoding="utf-8") == whole


def test_what_a_person_changed_is_told_and_left(three: Service, run: Run) -> None:
    run(three)
    Path("letters/kst-28676-10.xml").write_text("mine", encoding="utf-8")
    Path("letters/kst-28676-11.metadata.xml").write_text("mine", encoding="utf-8")
    for more in ([], ["--refresh"]):
        code, out, err = run(three, *more)
        assert (code, "2 as they were, 1 left alone" in out) == (0, True)
        assert "kst-28676-10.xml was changed since it was fetched, and is left as it is" in err
    assert "kst-28676-11.metadata.xml was changed" in err
    assert Path("letters/kst-28676-10.xml").read_text(encoding="utf-8") == "mine"
    assert Path("letters/kst-28676-11.metadata.xml").read_text(encoding="utf-8") == "mine"


def test_what_a_person_took_away_is_told_and_fetched_again(three: Service, run: Run) -> None:
    run(three)
    Path("letters/kst-28676-10.xml").unlink()
    _, out, err = run(three)
    assert "kst-28676-10.xml was taken away, and is fetched again" in err
    assert "1 new, 2 as they were" in out
    assert Path("letters/kst-28676-10.xml").read_bytes() == xml_of("kst-28676-10")


def test_a_file_that_is_not_ours_is_left(three: Service, run: Run) -> None:
    Path("letters").mkdir()
    Path("letters/kst-28676-10.xml").write_text("mine", encoding="utf-8")
    code, out, err = run(three)
    assert (code, "2 new, 1 left alone" in out) == (0, True)
    assert "kst-28676-10.xml is another file" in err
    assert Path("letters/kst-28676-10.xml").read_text(encoding="utf-8") == "mine"


def test_a_lost_list_is_made_again_from_what_is_there(three: Service, run: Run) -> None:
    run(three)
    whole = Path("letters/fetched.json").read_bytes()
    Path("letters/fetched.json").unlink()
    _, out, err = run(three)
    assert ("3 as they were" in out, err) == (True, "")
    assert Path("letters/fetched.json").read_bytes() == whole


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "navograaf-fetched-1", "files": [{"name": "../x.xml"}]}',
        '{"format": "navograaf-fetched-9", "files": []}',
        "[" * 5_000,
    ],
)
def test_a_damaged_list_is_named(three: Service, run: Run, text: str) -> None:
    Path("letters").mkdir()
    Path("letters/fetched.json").write_text(text, encoding="utf-8")
    code, out, err = run(three)
    assert (code, out) == (2, "")
    assert f"letters{os.sep}fetched.json" in err and "Put it aside" in err
    assert three.seen == []


@pytest.mark.parametrize(
    "name", ["../x.xml", "a/b.xml", ".xml", "x.exe", "x", "con.xml", "a b.xml", "x..xml", "-x.xml"]
)
def test_names_that_could_lead_elsewhere_are_none(name: str) -> None:
    assert not is_file_name(name)


def test_html_is_taken_where_there_is_no_xml_and_a_pdf_where_there_is_neither(run: Run) -> None:
    html = b"<!DOCTYPE html><html><head><title>x</title></head><body><p>Geachte voorzitter,</p></body></html>"
    meta = {"metadata": metadata_of("x")}
    with service(
        Printed("kst-28676-1", files={"html": html, "pdf": pdf_of("1"), **meta}),
        Printed("kst-28676-2", files={"pdf": pdf_of("2"), **meta}),
        Printed("kst-28676-3", files={"pdf": pdf_of("3"), **meta}, listed=("xml", "pdf", "metadata")),
        Printed("kst-28676-4", files={"xml": xml_of("4"), **meta}, listed=()),
    ) as own:
        code, _, _ = run(own)
        assert code == 0
        letters = [name for name in names() if "metadata" not in name]
        assert letters == ["fetched.json", "kst-28676-1.html", "kst-28676-2.pdf", "kst-28676-3.pdf", "kst-28676-4.xml"]
        assert "/files/kst-28676-2.xml" not in own.asked()
        run(own)
        assert own.asked() == ["/sru"]


@pytest.mark.parametrize("fault", [page(), sends_to("{own}/fout404?x"), status(404), status(410)])
def test_a_page_that_says_not_found_is_no_letter(three: Service, run: Run, fault: Fault) -> None:
    for place in ("/files/kst-28676-11.xml", "/mirror/kst-28676-11/kst-28676-11.xml"):
        three.always[place] = fault
    code, out, _ = run(three)
    assert (code, "3 new" in out) == (0, True)
    assert "kst-28676-11.pdf" in names() and "kst-28676-11.xml" not in names()


def test_what_is_nowhere_is_named_and_the_rest_is_there(three: Service, run: Run) -> None:
    three.papers[1].files = {"metadata": b"<x/>"}
    three.papers[1].listed = ("xml", "metadata")
    three.always["/fout404"] = page()
    code, out, err = run(three)
    assert code == 1
    assert out.splitlines()[0] == "2 papers of dossier 28676 in letters/: 2 new, 1 not there: kst-28676-11"
    assert "kst-28676-11: the service lists it and has no file of it" in err
    assert "kst-28676-11.metadata.xml" not in names()


@pytest.mark.parametrize("fault", [status(503), cut, too_short, too_long, page(b"", "application/xml"), status(403)])
def test_what_comes_damaged_is_not_kept_and_the_mirror_is_asked(three: Service, run: Run, fault: Fault) -> None:
    three.always["/files/kst-28676-11.xml"] = fault
    code, out, _ = run(three)
    assert (code, "3 new" in out) == (0, True)
    assert Path("letters/kst-28676-11.xml").read_bytes() == xml_of("kst-28676-11")
    three.always["/mirror/kst-28676-11/kst-28676-11.xml"] = fault
    Path("letters/kst-28676-11.xml").unlink()
    code, out, err = run(three)
    assert (code, "1 could not be had" in out) == (1, True)
    assert "\nkst-28676-11: " in f"\n{err}"
    assert "kst-28676-11.xml" not in names()
    assert not [name for name in names() if name.endswith(".part")]


def test_a_metadata_file_that_is_not_there_is_told(three: Service, run: Run) -> None:
    del three.papers[0].files["metadata"]
    code, out, err = run(three)
    assert (code, "3 new" in out, err) == (0, True, "kst-28676-10: there is no metadata.xml\n")


def test_a_server_that_is_away_is_not_asked_for_everything(run: Run) -> None:
    with service(*(Printed(f"kst-28676-{n}", date=f"2020-10-{n:02d}") for n in range(1, 11))) as own:
        for n in range(1, 10):
            for place in (f"/files/kst-28676-{n}.xml", f"/mirror/kst-28676-{n}/kst-28676-{n}.xml"):
                own.always[place] = cut
        code, out, err = run(own)
        assert code == 1
        assert "1 new, 3 could not be had" in out
        assert "the server is away: 6 papers not asked for" in err
        own.always.clear()
        code, out, _ = run(own)
        assert (code, "9 new, 1 as they were" in out) == (0, True)


def test_a_listing_comes_page_by_page(run: Run) -> None:
    with service(*(Printed(f"kst-28676-{n}", date=f"2020-10-{n:02d}") for n in range(1, 8)), page=3) as own:
        own.faults["/sru"] = [status(500)]
        code, out, _ = run(own)
        assert (code, "7 new" in out) == (0, True)
        assert [line.partition("startRecord=")[2].partition("&")[0] for line in own.seen[:4]] == ["1", "1", "4", "7"]
        assert len(own.asked("/sru")) == 4


def test_letters_are_told_from_other_papers(run: Run) -> None:
    with service(
        Printed("kst-28676-1"),
        Printed("kst-28676-2", title="NAVO; Verslag van een schriftelijk overleg over de agenda", types=("Kamerstuk",)),
        Printed("kst-28676-3", title="NAVO; Motie van het lid X", types=("Kamerstuk", "Motie")),
        Printed("kst-28676-4", title="NAVO; Brief lid / fractie", types=("Kamerstuk", "Brief")),
        Printed("blg-900", types=("Bijlage",), files={"pdf": pdf_of("9"), "metadata": b"<x/>"}, main="kst-28676-1"),
        Printed("blg-901", types=("Bijlage",), files={"pdf": pdf_of("1"), "metadata": b"<x/>"}, main="kst-28676-3"),
        Printed("kst-33694-1"),
    ) as own:

        def fetched(*more: str) -> list[str]:
            _, out, _ = run(own, "--dry-run", *more)
            return sorted(line.split()[0] for line in out.splitlines())

        assert fetched() == ["kst-28676-1", "kst-28676-2"]
        assert fetched("--attachments") == ["blg-900", "kst-28676-1", "kst-28676-2"]
        assert fetched("--all") == [f"kst-28676-{n}" for n in (1, 2, 3, 4)]
        assert len(fetched("--all", "--attachments")) == 6
        assert not Path("letters").exists()
        run(own, "--attachments")
        assert "blg-900.pdf" in names() and "/files/blg-900.xml" not in own.asked()


def test_since_and_limit(three: Service, run: Run) -> None:
    listed = run(three, "--dry-run", "--since", "2020-10-11")[1]
    assert [line.split()[:2] for line in listed.splitlines()] == [
        ["kst-28676-12", "2020-10-12"],
        ["kst-28676-11", "2020-10-11"],
    ]
    assert "1 new" in run(three, "--since", "2020-10-12")[1]
    code, out, err = run(three, "--limit", "2")
    assert (code, "1 new, 1 as they were" in out) == (0, True)
    assert "3 papers are listed: only the 2 newest are fetched (--limit)" in err
    assert "kst-28676-10.xml" not in names()
    code, out, _ = run(three, "--since", "2021")
    assert (code, out.splitlines()) == (0, ["0 papers of dossier 28676 in letters/: nothing new"])


def test_a_budget_chapter_is_asked_for_by_its_name(run: Run) -> None:
    with service(Printed("kst-35300-X-12"), Printed("kst-35300-3")) as own:
        assert run(own, "--dry-run", dossier="35 300 X")[1].split()[0] == "kst-35300-X-12"


def test_a_dossier_without_letters_is_told(three: Service, run: Run) -> None:
    code, out, err = run(three, dossier="99999")
    assert (code, out) == (1, "")
    assert "lists no such papers in dossier 99999" in err
    assert not Path("letters").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fetch", "abc", "--to", "x"], "no number of a dossier"),
        (["fetch", "28676"], "--to"),
        (["fetch", "28676", "--to", "x", "--since", "yesterday"], "is no date"),
        (["fetch", "28676", "--to", "x", "--source", "eerstekamer"], "eerstekamer"),
        (["fetch", "28676", "--to", "x", "--base", "http://127.0.0.1:1"], "this host is not asked"),
        (["fetch", "28676", "--to", "x", "--base", "http://example.org", "--allow-host", "example.org"], "https alone"),
    ],
)
def test_a_wrong_call_ends_with_2(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert said in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "fault",
    [
        page(b"<html><body>onderhoud</body></html>"),
        page(b"<x/>", "application/xml"),
        page(b"<searchRetrieveResponse><numberOfRecords>many</numberOfRecords></searchRetrieveResponse>"),
        page(b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>', "application/xml"),
        page(b"", "application/xml"),
        status(400),
        cut,
    ],
)
def test_a_list_that_is_none_is_told(three: Service, run: Run, fault: Fault) -> None:
    three.always["/sru"] = fault
    code, out, err = run(three)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith("Error: ")
    assert not Path("letters").exists()


def test_the_reason_of_a_refused_question_is_told(three: Service, run: Run) -> None:
    three.always["/sru"] = page(
        b'<r:searchRetrieveResponse xmlns:r="x"><r:numberOfRecords>0</r:numberOfRecords><r:diagnostics>'
        b'<d:diagnostic xmlns:d="y"><d:message>Unsupported index</d:message></d:diagnostic></r:diagnostics>'
        b"</r:searchRetrieveResponse>",
        "application/xml",
    )
    assert "refuses the question (Unsupported index)" in run(three)[2]


def test_names_of_a_server_are_not_believed(run: Run) -> None:
    with service(Printed("kst-28676-1"), Printed("kst-28676-../../x"), Printed("kst-28676-\u202ex")) as own:
        code, out, err = run(own)
        assert (code, "1 new" in out) == (0, True)
        assert err.count("without a usable name") == 2 and "\u202e" not in err
        assert sorted(path.name for path in Path().iterdir()) == ["cache", "letters"]


def test_a_listing_may_not_lead_to_another_host(run: Run) -> None:
    with service(Printed("kst-28676-1")) as own, service(Printed("kst-28676-1")) as other:
        own.papers[0].listed = ()
        listed = own._record

        def record(paper: Printed) -> str:
            away = other.address.replace("127.0.0.1", "localhost")
            url = f'<gzd:itemUrl manifestation="xml">{away}/files/kst-28676-1.xml</gzd:itemUrl>'
            return listed(paper).replace("<gzd:enrichedData>", f"<gzd:enrichedData>{url}")

        own._record = record  # type: ignore[method-assign]
        code, out, _ = run(own)
        assert (code, "1 new" in out, other.seen) == (0, True, [])


def test_a_folder_that_takes_no_file_ends_the_fetch(three: Service, run: Run) -> None:
    Path("letters").write_text("a file", encoding="utf-8")
    code, _, err = run(three)
    assert code == 2 and "letters" in err
    assert three.asked("/files/") == []


def test_what_an_earlier_fetch_left_unfinished_is_taken_away(three: Service, run: Run) -> None:
    Path("letters").mkdir()
    old, new = Path("letters/.kst-28676-1.xml.1.part"), Path("letters/.kst-28676-2.xml.2.part")
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    run(three)
    assert (old.exists(), new.exists()) == (False, True)


def _started(own: Service, folder: Path) -> subprocess.Popen[str]:
    options = ["--base", own.address, "--allow-host", "127.0.0.1", "--delay", "0"]
    return subprocess.Popen(
        [sys.executable, "-m", "navograaf", "fetch", "28676", "--to", "letters", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NAVOGRAAF_CACHE": str(folder / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_fetch_that_was_stopped_goes_on(three: Service, run: Run, tmp_path: Path, how: signal.Signals) -> None:
    three.always["/files/kst-28676-10.xml"] = dripping  # the last of the three
    process = _started(three, tmp_path)
    for _ in range(2_000):
        if "/files/kst-28676-10.xml" in three.asked():
            break
        time.sleep(0.02)
    process.send_signal(how)
    _, err = process.communicate(timeout=60)
    assert process.returncode == (130 if how == signal.SIGINT else -9)
    whole = [name for name in names() if name.endswith("1.xml") or name.endswith("2.xml")]
    assert whole == ["kst-28676-11.xml", "kst-28676-12.xml"]
    if how == signal.SIGINT:
        assert "Interrupted after 2 papers: the same command goes on with the rest" in err
        assert len(json.loads(Path("letters/fetched.json").read_bytes())["files"]) == 4
    three.always.clear()
    code, out, _ = run(three)
    assert (code, "1 new, 2 as they were" in out) == (0, True)
    assert len(Manifest.read(Path("letters"))._rows) == 6


def test_a_letter_of_the_open_data_comes_with_what_they_say(run: Run) -> None:
    docx = document(3, ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    docx["HuidigeDocumentVersie"] = {"Versienummer": 1, "ExterneIdentifier": None}
    with service(
        documents=[document(344), docx, document(5, Verwijderd=True), document(6, ContentType="text/plain")],
        bodies={docx["Id"]: docx_of("x")},
    ) as own:
        code, out, err = run(own, "--source", "tweedekamer")
        assert (code, "2 new" in out) == (0, True)
        assert "kst-28676-6 is left out: its file is text/plain" in err
        assert names() == [
            "2020D00003.docx",
            "2020D00003.metadata.json",
            "fetched.json",
            "kst-28676-344.metadata.json",
            "kst-28676-344.pdf",
        ]
        before = Path("letters/kst-28676-344.metadata.json").read_bytes()
        run(own, "--source", "tweedekamer")
        assert own.asked() == ["/OData/v4/2.0/Document"]
        assert Path("letters/kst-28676-344.metadata.json").read_bytes() == before
    said = json.loads(before)
    assert said["source"].endswith("/OData/v4/2.0/Document(00000000-0000-4000-8000-000000000344)")
    told = {(row["field"], row["value"], row["from"]) for row in said["facts"]}
    assert told == {
        ("dossier", "28676", "OData Kamerstukdossier"),
        ("number", "344", "OData Document.Volgnummer"),
        ("date", "2020-10-09", "OData Document.Datum"),
        ("parliamentary_year", "2020-2021", "OData Document.Vergaderjaar"),
        ("title", "Verslag 344", "OData Document.Onderwerp"),
        ("identifier", "kst-28676-344", "OData DocumentVersie.ExterneIdentifier"),
        ("signatory", "A. Th. B. Bijleveld-Schouten", "OData DocumentActor.ActorNaam"),
        ("address", said["source"], "OData Document"),
    }
    assert said["odata"]["Soort"] == "Brief regering"


def test_what_is_written_beside_a_letter_is_read_as_facts(run: Run) -> None:
    from navograaf.letters.outside import facts_beside

    with service(documents=[document(344, Volgnummer=-1)]) as own:
        run(own, "--source", "tweedekamer")
    found = {fact.field: fact.value for fact in facts_beside(Path("letters/kst-28676-344.pdf"))}
    assert "problem" not in found and "number" not in found
    assert (found["dossier"], found["identifier"], found["date"]) == ("28676", "kst-28676-344", "2020-10-09")


def test_open_data_come_page_by_page_and_by_dossier(run: Run) -> None:
    other = document(9, Kamerstukdossier=[{"Nummer": 28676, "Toevoeging": "X"}])
    with service(documents=[*(document(n) for n in range(1, 8)), other], page=3) as own:
        code, out, _ = run(own, "--source", "tweedekamer")
        assert (code, "7 new" in out) == (0, True)
        assert len([path for path in own.asked() if path.endswith("/Document")]) == 3
        _, out, _ = run(own, "--source", "tweedekamer", "--dry-run", dossier="28676-X")
        assert out.split()[0] == "kst-28676-9" and len(out.splitlines()) == 1
        assert "Toevoeging%20eq%20%27X%27" in own.seen[0]


def test_open_data_of_a_kind_and_since(run: Run) -> None:
    with service(
        documents=[document(1), document(2, Soort="Motie"), document(3, Soort="Verslag van een schriftelijk overleg")]
    ) as own:

        def fetched(*more: str) -> int:
            return len(run(own, "--source", "tweedekamer", "--dry-run", *more)[1].splitlines())

        assert (fetched(), fetched("--all"), fetched("--since", "2020-10-04")) == (2, 3, 1)


def test_two_documents_of_one_name_are_kept_apart(run: Run) -> None:
    twin = document(2, HuidigeDocumentVersie={"Versienummer": 2, "ExterneIdentifier": "kst-28676-1"})
    with service(documents=[document(1), twin]) as own:
        assert "2 new" in run(own, "--source", "tweedekamer")[1]
        assert [name for name in names() if name.endswith("pdf")] == ["kst-28676-1-2.pdf", "kst-28676-1.pdf"]
        run(own, "--source", "tweedekamer")
        assert own.asked() == ["/OData/v4/2.0/Document"]


def test_a_letter_keeps_its_name_when_it_is_printed(run: Run) -> None:
    early = document(1, HuidigeDocumentVersie={"Versienummer": 1, "ExterneIdentifier": ""})
    with service(documents=[early]) as own:
        run(own, "--source", "tweedekamer")
        own.documents = [document(1, HuidigeDocumentVersie={"Versienummer": 2, "ExterneIdentifier": "kst-28676-1"})]
        own.bodies = {early["Id"]: pdf_of("printed")}
        assert "1 changed" in run(own, "--source", "tweedekamer")[1]
    assert names() == ["2020D00001.metadata.json", "2020D00001.pdf", "fetched.json"]
    assert Path("letters/2020D00001.pdf").read_bytes() == pdf_of("printed")
    assert b"kst-28676-1" in Path("letters/2020D00001.metadata.json").read_bytes()


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"value": 1}',
        b'{"value": [1]}',
        MISSING,
        b'{"value":' + b"[" * 100_000,
        b'{"value": [], "@odata.nextLink": "https://example.org/x"}',
        b'{"value": [], "@odata.nextLink": "Document?$skip=0"}',
    ],
)
def test_open_data_that_are_none_are_told(run: Run, body: bytes) -> None:
    with service(documents=[document(1)]) as own:
        own.always["/OData/v4/2.0/Document"] = page(body, "application/json")
        code, out, err = run(own, "--source", "tweedekamer")
        assert (code, out) == (2, "") and err.startswith("Error: ")


def test_quiet_says_only_what_goes_wrong(three: Service, run: Run) -> None:
    assert run(three, "--quiet") == (0, "", "")


def test_the_addresses_of_a_service_are_those_of_its_hosts() -> None:
    for name in NAMES:
        found = source(name)
        addresses = [address for address in (found.search, found.files, found.mirror) if address]
        assert {urlsplit(address).hostname for address in addresses} == set(found.hosts)
        assert [Hosts(found.hosts).check(address) for address in addresses] == addresses
        assert len(found.types) >= 3 and all(found.types)


def test_a_record_that_says_http_is_asked_over_https() -> None:
    record = etree.fromstring(
        b"<record><identifier>kst-28676-1</identifier>"
        b'<itemUrl manifestation="xml">http://repository.overheid.nl/x.xml</itemUrl></record>'
    )
    assert koop._record(record, secure=True).files == {"xml": "https://repository.overheid.nl/x.xml"}
    assert koop._record(record, secure=False).files == {"xml": "http://repository.overheid.nl/x.xml"}


def test_one_call_fetches_no_more_than_so_many_bytes(three: Service, tmp_path: Path) -> None:
    papers = [
        Paper(p.name, p.name, places=(Place("xml", (f"{three.address}/files/{p.name}.xml",)),)) for p in three.papers
    ]
    outcome, told = Outcome(), []
    client = Client(Hosts((), ["127.0.0.1"]), delay=0)
    download(
        client,
        papers,
        Target(Manifest(tmp_path), "koop", "28676"),
        outcome,
        tell=lambda done, name: told.append((done, name)),
        together=len(xml_of("kst-28676-10")) + 1,
    )
    client.close()
    assert (outcome.new, outcome.unasked) == (2, 1) and "as many as one call fetches" in outcome.stopped
    assert told == [(1, "kst-28676-10"), (2, "kst-28676-11")]


@pytest.mark.parametrize(
    ("body", "ending", "error"),
    [
        (xml_of("x"), "xml", None),
        (pdf_of("x"), "pdf", None),
        (docx_of("x"), "docx", None),
        (b"<!doctype html><html></html>", "html", None),
        (xml_of("x")[:-20], "xml", FetchError),
        (pdf_of("x")[:20], "pdf", FetchError),
        (docx_of("x")[:-30], "docx", FetchError),
        (b"not found", "pdf", FetchError),
        (b"  \n", "html", FetchError),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>', "xml", NotThere),
        (b"<!doctype html><html><a href='/fout404'></a></html>", "html", NotThere),
    ],
)
def test_a_file_is_looked_into_before_it_is_kept(body: bytes, ending: str, error: type[Exception] | None) -> None:
    if error is None:
        check(body, ending, "here")
    else:
        with pytest.raises(error) as caught:
            check(body, ending, "here")
        assert type(caught.value) is error


def test_an_entity_in_an_answer_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    text = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><x><b>&a;</b></x>'
    root = parsed(text.encode(), "here")
    assert "secret" not in "".join(root.itertext())


def test_only_letters_are_letters_in_a_fetched_folder(three: Service, run: Run) -> None:
    run(three)
    assert [path.name for path in letter_paths(["letters"])] == [f"kst-28676-{n}.xml" for n in (10, 11, 12)]


def test_two_services_share_a_folder(run: Run) -> None:
    with service(
        Printed("kst-28676-1", files={"pdf": pdf_of("koop"), "metadata": metadata_of("x")}), documents=[document(1)]
    ) as own:
        for _ in range(2):
            assert "1 paper" in run(own)[1]
            assert "1 paper" in run(own, "--source", "tweedekamer")[1]
        assert own.asked() == ["/OData/v4/2.0/Document"]
    assert [name for name in names() if name.endswith("pdf")] == ["kst-28676-1-tweedekamer.pdf", "kst-28676-1.pdf"]
    assert Path("letters/kst-28676-1.pdf").read_bytes() == pdf_of("koop")
    assert "kst-28676-1-tweedekamer.metadata.json" in names()
