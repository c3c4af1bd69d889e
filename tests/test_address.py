"""Where queries and graphs go, and that a password is seen nowhere."""

from __future__ import annotations

from base64 import b64decode

import pytest

from navograaf.errors import EndpointError
from navograaf.server.address import address

PLACES = [
    ("http://host:7878", "http://host:7878/query", "http://host:7878/store"),
    ("http://host:7878/", "http://host:7878/query", "http://host:7878/store"),
    ("http://host:7878/query", "http://host:7878/query", "http://host:7878/store"),
    ("http://host:7878/store", "http://host:7878/query", "http://host:7878/store"),
    ("http://host:7878/update", "http://host:7878/query", "http://host:7878/store"),
    ("http://host:3030/ds", "http://host:3030/ds/sparql", "http://host:3030/ds/data"),
    ("http://host:3030/ds/", "http://host:3030/ds/sparql", "http://host:3030/ds/data"),
    ("http://host:3030/ds/query", "http://host:3030/ds/query", "http://host:3030/ds/data"),
    ("http://host:3030/ds/sparql", "http://host:3030/ds/sparql", "http://host:3030/ds/data"),
    ("http://host:3030/ds/update", "http://host:3030/ds/sparql", "http://host:3030/ds/data"),
    ("http://host:3030/ds/data", "http://host:3030/ds/sparql", "http://host:3030/ds/data"),
    *(
        (
            f"https://host/graphdb/repositories/x{end}",
            "https://host/graphdb/repositories/x",
            "https://host/graphdb/repositories/x/rdf-graphs/service",
        )
        for end in ("", "/", "/statements", "/rdf-graphs/service")
    ),
    ("https://host/a/b/ask?key=1", "https://host/a/b/ask?key=1", "https://host/a/b/ask?key=1"),
    ("http://host:7878?key=1&b=2", "http://host:7878/query?key=1&b=2", "http://host:7878/store?key=1&b=2"),
    ("http://host/ds/update?key=1", "http://host/ds/sparql?key=1", "http://host/ds/data?key=1"),
    (
        "http://host/repositories/x?key=1",
        "http://host/repositories/x?key=1",
        "http://host/repositories/x/rdf-graphs/service?key=1",
    ),
    ("http://[::1]:7878", "http://[::1]:7878/query", "http://[::1]:7878/store"),
]


@pytest.mark.parametrize(("url", "query", "graphs"), PLACES)
def test_one_address_gives_both(url: str, query: str, graphs: str) -> None:
    found = address(url, environ={})
    assert (found.query, found.graphs, found.authorization) == (query, graphs, "")


def test_every_case_is_there() -> None:
    assert len(PLACES) == 20


def test_another_graph_store_may_be_named() -> None:
    found = address("http://host/query", graphs="http://other/upload", environ={})
    assert (found.query, found.graphs) == ("http://host/query", "http://other/upload")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://host", "host:7878", "", "http://", "http://h:x", "http://a b"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(EndpointError):
        address(url, environ={})


def test_a_password_is_sent_and_never_shown() -> None:
    found = address("http://ann:s%3Acret@host:7878", environ={})
    assert b64decode(found.authorization.removeprefix("Basic ")) == b"ann:s:cret"
    assert "cret" not in f"{found!r} {found.query} {found.graphs} {found.name}"
    assert "ann" not in f"{found.query}{found.graphs}"
    with pytest.raises(EndpointError) as error:
        address("ftp://ann:s3cret@host", environ={})
    assert "s3cret" not in str(error.value)


def test_who_asks_may_stand_in_the_environment() -> None:
    by_name = {"NAVOGRAAF_ENDPOINT_USER": "bob", "NAVOGRAAF_ENDPOINT_PASSWORD": "pw", "NAVOGRAAF_ENDPOINT_TOKEN": "t"}
    assert b64decode(address("http://h", environ=by_name).authorization[6:]) == b"bob:pw"
    assert b64decode(address("http://ann:x@h", environ=by_name).authorization[6:]) == b"ann:x"
    assert address("http://h", environ={"NAVOGRAAF_ENDPOINT_TOKEN": "t\n"}).authorization == "Bearer t"
    with pytest.raises(EndpointError):
        address("http://h", environ={"NAVOGRAAF_ENDPOINT_TOKEN": "a\r\nHost: b"})


def test_a_password_does_not_go_to_another_server() -> None:
    assert address("http://ann:x@host", graphs="http://other/store", environ={}).authorization == ""
    assert address("http://ann:x@host", graphs="http://host/store", environ={}).authorization


@pytest.mark.parametrize(("scheme", "port"), [("http", 80), ("https", 443)])
def test_a_port_that_goes_without_saying_is_the_same_server(scheme: str, port: int) -> None:
    url, graphs = f"{scheme}://ann:x@host", f"{scheme}://HOST:{port}/store"
    assert address(url, graphs=graphs, environ={}).authorization
    assert address(graphs.replace("HOST", "ann:x@HOST"), graphs=f"{scheme}://host/store", environ={}).authorization
    assert not address(url, graphs=f"{scheme}://host:8080/store", environ={}).authorization


def test_a_key_behind_the_address_is_sent_and_never_shown() -> None:
    found = address("http://host/a/sparql?key=s3cret", environ={})
    assert found.query == "http://host/a/sparql?key=s3cret"
    assert found.name == "http://host/a/sparql"
    assert found.graphs == "http://host/a/data?key=s3cret"
    assert found.store_name == "http://host/a/data"
    assert "s3cret" not in f"{found!r}"


def test_a_key_goes_to_no_place_that_is_named_without_it() -> None:
    found = address("http://host?key=s3cret", graphs="http://other/data", environ={})
    assert (found.query, found.graphs) == ("http://host/query?key=s3cret", "http://other/data")
    found = address("http://host", graphs="http://other/data?key=s3cret", environ={})
    assert (found.query, found.graphs) == ("http://host/query", "http://other/data?key=s3cret")
