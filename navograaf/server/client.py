"""One HTTP request after another to one server: with an end to its time and to the size of what comes back.

Between address.py and what is asked (remote.py, graph_store.py). Laws: an answer is whole or there is none; no
request goes to another place than the one that was named (no redirect is followed, no proxy of the environment
used); certificates are checked.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from threading import Event, Timer
from urllib.parse import urlsplit

from navograaf.errors import EndpointError
from navograaf.server.failures import Unreachable, late, unreachable
from navograaf.server.received import Answer, place, read

_CONNECT = 20.0


class Client:
    """A connection that is kept open between requests. One request at a time; close it after use."""

    def __init__(self, authorization: str = "") -> None:
        """authorization: the value of the header, or "" for none."""
        self._authorization = authorization
        self._open: dict[tuple[str, str], http.client.HTTPConnection] = {}

    def close(self) -> None:
        """Close the connections; the next request opens another."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def request(
        self,
        method: str,
        url: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        seconds: float,
        size: int,
    ) -> Answer:
        """The answer to one request, whatever its status. seconds: for all of it; size: bytes that it may have.

        Raises Unreachable when the connection fails, EndpointError for a redirect or what is no HTTP, QueryError when
        the answer takes too long or is too large.
        """
        parts = urlsplit(url)
        key = (parts.scheme, parts.netloc)
        # A server closes a connection that was idle; that says nothing of this request, which is then sent once more.
        for more in (key in self._open, False):
            try:
                answer = self._once(key, method, url, body, headers or {}, seconds, size)
                break
            except (OSError, http.client.HTTPException) as error:
                self._drop(key)
                if not (more and isinstance(error, (http.client.RemoteDisconnected, ConnectionError))):
                    raise unreachable(error, url) from error
            except BaseException:  # Ctrl-C too: what is still to come is not the next answer
                self._drop(key)
                raise
        if 300 <= answer.status < 400:
            raise EndpointError(
                f"the server sends elsewhere ({answer.status})",
                where=place(url),
                todo="Give the address that it names",
            )
        return answer

    def _once(
        self,
        key: tuple[str, str],
        method: str,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        seconds: float,
        size: int,
    ) -> Answer:
        connection = self._connection(key, seconds)
        parts = urlsplit(url)
        over = Event()
        # A server that sends a byte now and then never lets a timeout of the socket pass: all is cut at once.
        timer = Timer(seconds, _cut, (connection, over))
        timer.daemon = True
        timer.start()
        own = {"User-Agent": "navograaf", **({"Authorization": self._authorization} if self._authorization else {})}
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        try:
            if connection.sock is None:
                _connect(connection, seconds, url)
            try:
                connection.request(method, path, body=body or None, headers={**own, **headers})
            except (BrokenPipeError, ConnectionResetError):
                if not body:
                    raise
                # It may have read enough to refuse, and then its reason is there to be read.
            response = connection.getresponse()
            found = read(response, size, url)
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            if over.is_set() or isinstance(error, TimeoutError):
                self._drop(key)
                raise late(seconds, url) from error
            if isinstance(error, (OSError, http.client.HTTPException)):
                raise
            raise EndpointError("the server answers what is no HTTP", where=place(url)) from error
        finally:
            timer.cancel()
        if over.is_set():  # cut where an answer without a length seems to end
            self._drop(key)
            raise late(seconds, url)
        if response.will_close:
            self._drop(key)
        return found

    def _connection(self, key: tuple[str, str], seconds: float) -> http.client.HTTPConnection:
        found = self._open.get(key)
        if found is None:
            scheme, server = key
            wait = min(seconds, _CONNECT)
            if scheme == "https":
                found = http.client.HTTPSConnection(server, timeout=wait, context=ssl.create_default_context())
            else:
                found = http.client.HTTPConnection(server, timeout=wait)
            self._open[key] = found
        found.timeout = min(seconds, _CONNECT)
        if found.sock is not None:
            found.sock.settimeout(seconds)
        return found

    def _drop(self, key: tuple[str, str]) -> None:
        connection = self._open.pop(key, None)
        if connection is not None:
            connection.close()


def _connect(connection: http.client.HTTPConnection, seconds: float, url: str) -> None:
    try:
        connection.connect()
    except TimeoutError as error:
        raise Unreachable(
            "nothing answers at this address", where=place(url), todo="Is the server running, and may you reach it?"
        ) from error
    connection.sock.settimeout(seconds)


def _cut(connection: http.client.HTTPConnection, over: Event) -> None:
    over.set()
    try:
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is closed already
        return
