"""Requests: what may be asked, when it is asked again, and that an answer is whole or there is none."""

from __future__ import annotations

import gzip
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from koop_server import (
    Fault,
    Printed,
    Service,
    cut,
    dripping,
    dripping_head,
    page,
    sends_to,
    service,
    silent_end,
    status,
    too_short,
    xml_of,
)

from navograaf.errors import FetchError, NavograafError
from navograaf.fetch import polite, waiting
from navograaf.fetch.answers_kept import Kept
from navograaf.fetch.failures import NotThere, Unreachable
from navograaf.fetch.hosts import Hosts
from navograaf.fetch.polite import Client, Known

OWN = ("127.0.0.1",)
FILE = "/files/kst-28676-1.xml"


@pytest.fixture
def one() -> Iterator[Service]:
    with service(Printed("kst-28676-1")) as made:
        yield made


def client(**more: Any) -> Client:
    return Client(Hosts(OWN), **{"delay": 0.0, "sleep": lambda _: None, **more})


def test_an_answer_says_what_it_is_and_who_asks_is_told(one: Service) -> None:
    found = client().get(one.address + FILE)
    assert (found.body, found.media_type) == (xml_of("kst-28676-1"), "application/xml")
    assert found.etag and found.last_modified == "Tue, 13 Oct 2020 08:00:00 GMT"
    assert one.headers[0]["User-Agent"].startswith("navograaf/")


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ([status(503)], "answers 503"),
        ([status(500), status(502)], "answers 502"),
        ([cut], "cut"),
        ([too_short], "cut"),
        ([status(429)] * 4, "answers 429"),
    ],
)
def test_what_may_pass_is_asked_again_and_told(one: Service, faults: list[Fault], said: str) -> None:
    one.faults[FILE] = list(faults)
    told: list[str] = []
    assert client(say=told.append).get(one.address + FILE).body == xml_of("kst-28676-1")
    assert len(one.seen) == len(faults) + 1
    assert len(told) == len(faults) and said in told[-1]


@pytest.mark.parametrize("fault", [status(503), cut, too_short, status(429)])
def test_what_does_not_pass_ends(one: Service, fault: Fault) -> None:
    one.always[FILE] = fault
    with pytest.raises(Unreachable, match="5 times"):
        client().get(one.address + FILE)
    assert len(one.seen) == waiting.TRIES


def test_each_wait_is_twice_the_one_before(one: Service) -> None:
    one.always[FILE] = status(500)
    waits: list[float] = []
    with pytest.raises(Unreachable):
        client(sleep=waits.append).get(one.address + FILE)
    assert waits == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("retry_after", "date", "waits"),
    [
        ("7", "", 7.0),
        ("0", "", 1.0),
        ("soon", "", 1.0),
        ("-5", "", 1.0),
        ("Tue, 13 Oct 2020 08:00:30 GMT", "Tue, 13 Oct 2020 08:00:00 GMT", 30.0),
        ("Tue, 13 Oct 2020 08:00:30 GMT", "", 1.0),
        ("9" * 400, "", 999999999.0),
    ],
)
def test_patience_that_is_asked_for_is_had(retry_after: str, date: str, waits: float) -> None:
    assert waiting.seconds(1, retry_after, date, 1.0) == waits


def test_a_server_that_asks_for_patience_gets_it_within_a_bound(one: Service) -> None:
    waits: list[float] = []
    one.faults[FILE] = [status(429, Retry_After="11")]
    client(sleep=waits.append).get(one.address + FILE)
    assert waits == [11.0]
    one.faults[FILE] = [status(503, Retry_After="86400")]
    with pytest.raises(Unreachable, match="asks to wait 86,400 seconds"):
        client(sleep=waits.append).get(one.address + FILE)
    assert waits == [11.0]


def test_there_is_a_pause_between_two_requests(one: Service) -> None:
    waits: list[float] = []
    asked = client(delay=9.0, sleep=waits.append)
    asked.get(one.address + FILE)
    assert waits == []
    asked.get(one.address + FILE)
    assert len(waits) == 1 and 8 < waits[0] <= 9


@pytest.mark.parametrize("fault", [dripping, dripping_head, silent_end])
def test_an_answer_that_drips_is_cut_and_not_asked_again(one: Service, fault: Fault) -> None:
    one.always[FILE] = fault
    asked = client(seconds=0.3)
    with pytest.raises(Unreachable, match=r"takes longer than 0\.3 seconds"):
        asked.get(one.address + FILE)
    assert (len(one.seen), one.dripped) == (1, False)
    one.always.clear()
    assert asked.get(one.address + FILE).body == xml_of("kst-28676-1")


def test_what_is_not_there_is_not_asked_again(one: Service) -> None:
    with pytest.raises(NotThere):
        client().get(f"{one.address}/files/kst-28676-2.xml")
    one.always[FILE] = sends_to("{own}/fout404?id=kst-28676-1")
    with pytest.raises(NotThere):
        client().get(one.address + FILE)
    assert len(one.seen) == 2


@pytest.mark.parametrize("code", [400, 401, 403, 304])
def test_a_refusal_is_named(one: Service, code: int) -> None:
    one.always[FILE] = status(code)
    with pytest.raises(FetchError, match=str(code)):
        client().get(one.address + FILE)
    assert len(one.seen) == 1


def test_a_redirect_is_followed_on_known_hosts_alone(one: Service) -> None:
    one.always["/old"] = sends_to("{own}" + FILE)
    assert client().get(f"{one.address}/old").body == xml_of("kst-28676-1")
    one.always["/relative"] = sends_to(FILE)
    assert client().get(f"{one.address}/relative").address.endswith(FILE)
    with service(Printed("kst-28676-1")) as other:
        away = other.address.replace("127.0.0.1", "localhost")
        one.always[FILE] = sends_to(away + FILE)
        with pytest.raises(FetchError, match="localhost: this host is not asked"):
            client().get(one.address + FILE)
        assert other.seen == []


def test_a_redirect_without_end_ends(one: Service) -> None:
    one.always[FILE] = sends_to("{own}" + FILE)
    with pytest.raises(FetchError, match="sends on more than 5 times"):
        client().get(one.address + FILE)
    assert len(one.seen) == 6


@pytest.mark.parametrize(
    "address",
    [
        "http://repository.overheid.nl/sru",
        "https://repository.overheid.nl:8443/sru",
        "https://repository.overheid.nl.example.org/sru",
        "https://user@repository.overheid.nl/sru",
        "https://example.org/",
        "https:///sru",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "https://repository.overheid.nl/a b",
        "https://repository.overheid.nl:99999/",
        "https://[::1/",
    ],
)
def test_other_addresses_are_not_asked(address: str) -> None:
    with pytest.raises(FetchError):
        Hosts(["repository.overheid.nl"], OWN).check(address)


def test_known_and_allowed_addresses_are_asked() -> None:
    hosts = Hosts(["repository.overheid.nl"], ["127.0.0.1", "Mirror.Example.org"])
    for address in (
        "https://repository.overheid.nl/sru?a=b",
        "https://repository.overheid.nl:443/sru",
        "http://127.0.0.1:8000/x",
        "https://mirror.example.org:8443/x",
    ):
        assert hosts.check(address) == address
    with pytest.raises(FetchError, match="https alone"):
        hosts.check("http://mirror.example.org/x")


def test_an_answer_has_a_largest_size(one: Service) -> None:
    one.always["/told"] = page(b"x" * 5_000)
    with pytest.raises(FetchError, match="larger than"):
        client().get(f"{one.address}/told", size=4_999)
    assert len(client().get(f"{one.address}/told", size=5_000).body) == 5_000


def test_a_packed_answer_is_unpacked_and_no_further_than_allowed(one: Service) -> None:
    packed = gzip.compress(b"a" * 1_000_000)
    one.always["/bomb"] = lambda _, handler: handler.send(200, packed, Content_Encoding="gzip")
    assert client().get(f"{one.address}/bomb", size=1_000_000).body == b"a" * 1_000_000
    with pytest.raises(FetchError, match="larger than"):
        client().get(f"{one.address}/bomb", size=900_000)
    one.always["/other"] = lambda _, handler: handler.send(200, packed, Content_Encoding="br")
    with pytest.raises(FetchError, match="'br', which was not asked for"):
        client().get(f"{one.address}/other")
    one.always["/half"] = lambda _, handler: handler.send(200, packed[:-20], Content_Encoding="gzip")
    with pytest.raises(Unreachable, match="ends too early"):
        client().get(f"{one.address}/half")


def test_what_did_not_change_is_not_sent_again(one: Service, tmp_path: Path) -> None:
    first = client(kept=Kept(tmp_path)).get(one.address + FILE)
    again = client(kept=Kept(tmp_path)).get(one.address + FILE)
    assert again == first
    assert one.headers[1]["If-None-Match"] == first.etag
    one.papers[0].files["xml"] = xml_of("kst-28676-1", "Anders.")
    assert client(kept=Kept(tmp_path)).get(one.address + FILE).body == xml_of("kst-28676-1", "Anders.")


def test_a_damaged_answer_on_disk_is_asked_for_anew(one: Service, tmp_path: Path) -> None:
    first = client(kept=Kept(tmp_path)).get(one.address + FILE)
    (path,) = (tmp_path / "fetched").iterdir()
    path.write_bytes(path.read_bytes().replace(b"Minister", b"Monster!"))
    assert client(kept=Kept(tmp_path)).get(one.address + FILE) == first
    assert "If-None-Match" not in one.headers[1]


def test_what_carries_no_mark_is_not_kept(one: Service, tmp_path: Path) -> None:
    one.marked = False
    client(kept=Kept(tmp_path)).get(one.address + FILE)
    assert not (tmp_path / "fetched").exists()


def test_the_answers_on_disk_do_not_grow_without_end(
    one: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("navograaf.fetch.answers_kept.TOGETHER", 500)
    one.papers = [Printed(f"kst-28676-{n}") for n in range(1, 9)]
    asked = client(kept=Kept(tmp_path))
    for n in range(1, 9):
        asked.get(f"{one.address}/files/kst-28676-{n}.xml")
    kept = list((tmp_path / "fetched").iterdir())
    assert 1 <= len(kept) <= 3


def test_what_we_have_is_asked_for_under_a_condition(one: Service) -> None:
    first = client().get(one.address + FILE)
    again = client().get(one.address + FILE, known=Known(first.etag, first.last_modified))
    assert again.unchanged and again.body == b""
    assert one.headers[1]["If-Modified-Since"] == "Tue, 13 Oct 2020 08:00:00 GMT"


def test_a_proxy_for_http_is_not_used(one: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert client().get(one.address + FILE).body


def test_without_httpx_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    with pytest.raises(NavograafError, match=r"pip install 'navograaf\[fetch\]'"):
        polite.Client(Hosts(OWN))


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        client().get("http://127.0.0.1:1/x")


@pytest.mark.parametrize(
    ("under", "said"),
    [
        (ssl.SSLCertVerificationError(1, "self-signed"), "certificate is not trusted"),
        (socket.gaierror(-2, "unknown"), "this host cannot be found"),
    ],
)
def test_what_will_not_pass_is_not_asked_again(under: OSError, said: str) -> None:
    waits: list[float] = []
    asked = client(sleep=waits.append)

    class Failing:
        def stream(self, *_: Any, **__: Any) -> Any:
            raise httpx.ConnectError("no") from under

    asked._connection._open = Failing()
    with pytest.raises(Unreachable, match=said):
        asked.get("http://127.0.0.1:1/x")
    assert waits == []
