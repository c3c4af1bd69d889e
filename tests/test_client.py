"""What may go wrong between this machine and a server: each ends in one sentence, in time, and with nothing half read."""

from __future__ import annotations

import os
import socket
import time

import pytest
from sparql_server import Handler, served

from navograaf.errors import EndpointError, QueryError
from navograaf.server.address import address
from navograaf.server.asking import Asker
from navograaf.server.client import Client
from navograaf.server.failures import Unreachable
from navograaf.server.graph_store import GraphStore

ROWS = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"1"}}]}}'
QUERY = "SELECT ?a { ?a ?b ?c }"


def ask(url: str, seconds: float = 20) -> list[str]:
    asker = Asker(address(url, environ={}))
    try:
        return [row["a"].value for row in asker.ask(QUERY, seconds=seconds)]  # type: ignore[union-attr]
    finally:
        asker.close()


def test_an_answer_is_read() -> None:
    def reply(handler: Handler) -> None:
        assert handler.headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert handler.body.startswith(b"query=SELECT")
        handler.send(200, ROWS)

    with served(reply) as url:
        assert ask(url) == ["1"]


def test_an_answer_in_xml_is_read_too() -> None:
    xml = (
        b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head>'
        b'<results><result><binding name="a"><literal>1</literal></binding></result></results></sparql>'
    )
    with served(lambda handler: handler.send(200, xml, "application/sparql-results+xml; charset=utf-8")) as url:
        assert ask(url) == ["1"]


def test_a_redirect_is_not_followed() -> None:
    seen: list[str] = []

    def elsewhere(handler: Handler) -> None:
        seen.append(handler.path)
        handler.send(200, ROWS)

    with (
        served(elsewhere) as other,
        served(lambda handler: handler.send(307, Location=f"{other}/query")) as url,
        pytest.raises(EndpointError, match="sends elsewhere"),
    ):
        ask(url)
    assert seen == []


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert os.environ["http_proxy"]
    with served(lambda handler: handler.send(200, ROWS)) as url:
        assert ask(url) == ["1"]


@pytest.mark.parametrize("kind", ["text/html", "", "text/csv"])
def test_what_is_no_answer_is_named(kind: str) -> None:
    with (
        served(lambda handler: handler.send(200, b"<html>", kind)) as url,
        pytest.raises(EndpointError, match="were asked for"),
    ):
        ask(url)


@pytest.mark.parametrize("cut", [len(ROWS) - 1, 40, 0])
def test_an_answer_that_breaks_off_is_none(cut: int) -> None:
    def reply(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.send_header("Content-Length", str(len(ROWS)))
        handler.end_headers()
        handler.wfile.write(ROWS[:cut])
        handler.close_connection = True

    with served(reply) as url, pytest.raises(Unreachable, match="broke off"):
        ask(url)


def test_an_answer_with_an_error_in_its_middle_is_none() -> None:
    # Oxigraph does so when its own time limit passes: status 200, half of the JSON, and the reason as text.
    with (
        served(lambda handler: handler.send(200, ROWS[:-3] + b"The query was cancelled")) as url,
        pytest.raises(EndpointError, match=r"breaks off .*cancelled"),
    ):
        ask(url)


@pytest.mark.parametrize("slow", ["head", "body"])
def test_a_byte_now_and_then_does_not_hold_it_up(slow: str) -> None:
    def reply(handler: Handler) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: 999\r\n"
        handler.wfile.write(head if slow == "head" else head + b"\r\n")
        try:
            for number in range(400):
                handler.wfile.write(b"X-%d: 1\r\n" % number if slow == "head" else b" ")
                time.sleep(0.05)
        except OSError:
            pass
        handler.close_connection = True

    begun = time.monotonic()
    with served(reply) as url, pytest.raises(QueryError, match=r"more than 0\.5 seconds"):
        ask(url, 0.5)
    assert time.monotonic() - begun < 10


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    sent = 0

    def reply(handler: Handler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        handler.close_connection = True
        try:
            for _ in range(500):
                handler.wfile.write(b" " * 100_000)
                sent += 100_000
        except OSError:
            pass

    client = Client()
    with served(reply) as url, pytest.raises(QueryError, match="more than 1 MB"):
        client.request("GET", url, seconds=20, size=1 << 20)
    client.close()
    assert sent < 50_000_000


def test_what_is_no_http_is_named() -> None:
    def reply(handler: Handler) -> None:
        handler.wfile.write(b"220 mail.example ESMTP\r\n")
        handler.close_connection = True

    with served(reply) as url, pytest.raises(EndpointError, match="no HTTP"):
        ask(url)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable, match="cannot be reached"):
            ask(f"http://127.0.0.1:{taken.getsockname()[1]}")


def test_a_connection_that_was_closed_while_idle_is_opened_again() -> None:
    seen: list[int] = []

    def reply(handler: Handler) -> None:
        seen.append(handler.client_address[1])
        handler.send(200, ROWS)
        handler.close_connection = True  # without saying so

    asker_rows = []
    with served(reply) as url:
        asker = Asker(address(url, environ={}))
        for _ in range(3):
            asker_rows.append(len(list(asker.ask(QUERY, seconds=20))))  # type: ignore[arg-type]
        asker.close()
    assert asker_rows == [1, 1, 1]
    assert len(set(seen)) == 3


def test_a_key_is_told_to_the_server_alone() -> None:
    seen: list[str] = []
    for status, body in ((400, b"no"), (404, b"no"), (200, b"<html>"), (200, ROWS[:-3])):

        def reply(handler: Handler, status: int = status, body: bytes = body) -> None:
            seen.append(handler.path)
            handler.send(status, body, *(["text/html"] if body == b"<html>" else []))

        with served(reply) as url, pytest.raises((QueryError, EndpointError)) as error:
            ask(f"{url}/a/sparql?key=s3cret")
        assert "/a/sparql" in str(error.value)
        assert "s3cret" not in str(error.value)
    assert seen == ["/a/sparql?key=s3cret"] * 4


@pytest.mark.parametrize("stop", [KeyboardInterrupt, QueryError])
def test_a_connection_is_not_used_again_after_a_second_try_that_was_stopped(
    monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    seen: list[int] = []

    def reply(handler: Handler) -> None:
        seen.append(handler.client_address[1])
        handler.send(200, ROWS)
        handler.close_connection = len(seen) == 1  # without saying so

    def stopped(*_: object) -> None:
        raise stop("stopped while the answer was read")

    client = Client()
    with served(reply) as url:
        client.request("GET", url, seconds=20, size=1 << 20)
        with monkeypatch.context() as patch:
            patch.setattr("navograaf.server.client.read", stopped)
            with pytest.raises(stop):
                client.request("GET", url, seconds=20, size=1 << 20)
        assert client.request("GET", url, seconds=20, size=1 << 20).body.read() == ROWS
        client.close()
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (400, QueryError, "does not take the query: no such function"),
        (401, EndpointError, "NAVOGRAAF_ENDPOINT_USER"),
        (404, EndpointError, "address"),
        (500, EndpointError, "500: no such function"),
        (503, QueryError, "busy"),
    ],
)
def test_a_refusal_says_why(status: int, error: type[Exception], words: str) -> None:
    with (
        served(lambda handler: handler.send(status, b"no such\x1b[31m\n function", "text/plain")) as url,
        pytest.raises(error) as raised,
    ):
        ask(url)
    assert words.replace("such function", "such [31m function") in str(raised.value) or words in str(raised.value)
    assert "\x1b" not in str(raised.value)


def test_who_asks_is_told_to_the_server_alone() -> None:
    seen: list[str] = []

    def reply(handler: Handler) -> None:
        seen.append(handler.headers["Authorization"])
        handler.send(403, b"go away", "text/plain")

    with served(reply) as url, pytest.raises(EndpointError) as error:
        ask(url.replace("http://", "http://ann:s3cret@"))
    assert seen == ["Basic YW5uOnMzY3JldA=="]
    assert "s3cret" not in str(error.value)


class TestGraphStore:
    """Tries again, so many times."""

    def test_what_passes_is_waited_for(self) -> None:
        answers = iter([503, 500, 0, 429, 204])
        waited: list[float] = []

        def reply(handler: Handler) -> None:
            status = next(answers)
            if status:
                handler.send(status, b"" if status == 204 else b"later", "text/plain")
            else:
                handler.close_connection = True
                handler.connection.shutdown(socket.SHUT_RDWR)

        with served(reply) as url:
            GraphStore(address(url, environ={}), wait=waited.append).put("urn:g", b"")
        # The connection that was cut had been used before, so that the first try after it is free.
        assert waited == [0.5, 1, 2]

    def test_what_does_not_pass_ends(self) -> None:
        waited: list[float] = []
        with (
            served(lambda handler: handler.send(503, b"still busy", "text/plain")) as url,
            pytest.raises(EndpointError, match=r"503: still busy"),
        ):
            GraphStore(address(url, environ={}), wait=waited.append).put("urn:g", b"<a:a> <b:b> <c:c> .\n")
        assert len(waited) == 5

    @pytest.mark.parametrize("status", [400, 401, 403, 405, 409, 413, 415])
    def test_a_refusal_is_told_at_once(self, status: int) -> None:
        waited: list[float] = []
        with (
            served(lambda handler: handler.send(status, b"read only", "text/plain")) as url,
            pytest.raises(EndpointError, match=rf"refuses to store <urn:g> \({status}: read only\)"),
        ):
            GraphStore(address(url, environ={}), wait=waited.append).put("urn:g", b"<a:a> <b:b> <c:c> .\n")
        assert waited == []

    def test_a_key_behind_the_address_goes_along_and_is_not_shown(self) -> None:
        seen: list[str] = []

        def reply(handler: Handler) -> None:
            seen.append(handler.path)
            handler.send(403, b"go away", "text/plain")

        with served(reply) as url, pytest.raises(EndpointError) as error:
            GraphStore(address(f"{url}?key=s3cret", environ={})).put("urn:g", b"<a:a> <b:b> <c:c> .\n")
        assert seen == ["/store?key=s3cret&graph=urn%3Ag"]
        assert "s3cret" not in str(error.value)

    def test_each_try_is_told(self) -> None:
        answers = iter([503, 204])
        told: list[str] = []
        with served(lambda handler: handler.send(next(answers), b"", "text/plain")) as url:
            store = GraphStore(address(f"{url}?key=s3cret", environ={}), wait=lambda _: None, say=told.append)
            store.put("urn:g", b"")
        assert told == [f"{url}/store: the server cannot do it now (503); trying again in 0.5 seconds"]

    def test_a_server_that_was_never_there_is_tried_twice(self) -> None:
        waited: list[float] = []
        told: list[str] = []
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            place = address(f"http://127.0.0.1:{taken.getsockname()[1]}", environ={})
            with pytest.raises(Unreachable, match="cannot be reached"):
                GraphStore(place, wait=waited.append, say=told.append).get("urn:g")
        assert waited == [0.5]
        assert len(told) == 1

    def test_a_server_that_goes_away_is_waited_for(self) -> None:
        waited: list[float] = []
        with served(lambda handler: handler.send(204, b"", "text/plain")) as url:
            store = GraphStore(address(url, environ={}), wait=waited.append)
            store.put("urn:g", b"")
            store.close()
        with pytest.raises(Unreachable):
            store.put("urn:g", b"")
        assert len(waited) == 5

    @pytest.mark.parametrize(("number", "tries"), [(socket.EAI_NONAME, 1), (socket.EAI_AGAIN, 2)])
    def test_a_server_of_no_known_name_is_not_waited_for(
        self, number: int, tries: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[object] = []

        def unknown(*given: object, **_: object) -> None:
            asked.append(given)
            raise socket.gaierror(number, "not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        with pytest.raises(EndpointError, match=r"no server called nowhere\.example|cannot be reached"):
            GraphStore(address("http://nowhere.example", environ={}), wait=lambda _: None).get("urn:g")
        assert len(asked) == tries
