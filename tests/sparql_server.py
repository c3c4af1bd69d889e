"""SPARQL servers for tests: the real Oxigraph on a free port, one of faults, and one that counts what passes to another."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest


def program() -> str:
    """The path of Oxigraph's server; the test is skipped where it is not installed."""
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if found is None:
        pytest.skip("the server `oxigraph` (extra dev) is not installed here")
    return found


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """The address of an Oxigraph server over an empty store in `folder`, which ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program(), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None, "the server did not start"
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start")


class Handler(BaseHTTPRequestHandler):
    """Answers every request by calling `reply`, which a subclass has; the connection is kept."""

    protocol_version = "HTTP/1.1"
    reply: Callable[[Handler], None]

    def _any(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        type(self).reply(self)

    do_GET = do_POST = do_PUT = do_DELETE = _any

    def send(self, status: int, body: bytes = b"", kind: str = "application/sparql-results+json", **more: str) -> None:
        """A whole answer. more: headers, an underscore for a hyphen."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(reply: Callable[[Handler], None]) -> Iterator[str]:
    """The address of a server that answers with `reply`."""
    handler = type("Faulty", (Handler,), {"reply": staticmethod(reply)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def passing(address: str, seen: list[str], stop: Callable[[str], bool] = lambda _: False) -> Iterator[str]:
    """A server that passes every request on to the one at `address` and writes "METHOD path" into `seen`.

    stop: told the same; when it is true the connection is cut instead.
    """
    place = address.removeprefix("http://")

    def reply(handler: Handler) -> None:
        line = f"{handler.command} {handler.path}"
        seen.append(line)
        if stop(line):
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        to = http.client.HTTPConnection(place)
        wanted = {name: handler.headers[name] for name in ("Content-Type", "Accept") if name in handler.headers}
        to.request(handler.command, handler.path, body=handler.body or None, headers=wanted)
        answer = to.getresponse()
        data = answer.read()
        handler.send(answer.status, data, answer.headers.get("Content-Type", "text/plain"))
        to.close()

    with served(reply) as own:
        yield own
