"""One connection, by httpx, which the extra `fetch` installs: a request, and an end to the time that it takes.

For polite.py. Laws: certificates are checked; of what the environment says only a proxy is believed; a server that
sends a byte now and then is cut off like one that is silent.
"""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Timer
from typing import Any

from navograaf.errors import FetchError, NavograafError
from navograaf.fetch.failures import CutShort, Unreachable

_SILENCE = 30.0
"""Seconds without a byte."""


class Connection:
    """Makes requests. Close it after use."""

    def __init__(self, seconds: float) -> None:
        """seconds: for a whole answer. Raises NavograafError where httpx is not installed."""
        self.httpx = _httpx()
        self._seconds = seconds
        self._sockets: list[Any] = []
        self._open = self._opened()

    def close(self) -> None:
        """Close it."""
        self._open.close()

    @contextmanager
    def get(self, address: str, headers: Mapping[str, str]) -> Iterator[tuple[Any, Callable[[], None]]]:
        """A GET: its httpx.Response, to be read within, and what raises when time is up.

        Raises Unreachable when it was, else what httpx raises and what is raised within.
        """
        over = Event()

        def in_time() -> None:
            if over.is_set():
                raise self._late(address)

        # A server that sends a byte now and then never lets a timeout pass: the connection itself is cut.
        timer = Timer(self._seconds, self._cut, (over,))
        timer.daemon = True
        timer.start()
        try:
            with self._open.stream("GET", address, headers=headers, extensions={"trace": self._traced}) as response:
                yield response, in_time
        except (self.httpx.TransportError, CutShort, OSError) as error:
            if over.is_set():  # not tried again: that would take as long
                raise self._late(address) from error
            raise
        finally:
            timer.cancel()

    def _opened(self) -> Any:
        import navograaf

        httpx = self.httpx
        one = httpx.Limits(max_connections=1, max_keepalive_connections=1)
        trusted = ssl.create_default_context()
        proxy = os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy")
        try:
            through = {"https://": httpx.HTTPTransport(verify=trusted, limits=one, proxy=proxy)} if proxy else {}
        except (ValueError, httpx.InvalidURL) as error:  # its words are not told: it may hold a password
            raise FetchError(
                "the proxy that HTTPS_PROXY names is no address of one", todo="Write it as http://HOST:PORT"
            ) from error
        return httpx.Client(
            headers={"User-Agent": f"navograaf/{navograaf.__version__}", "Accept-Encoding": "gzip"},
            follow_redirects=False,
            limits=one,
            mounts=through,
            timeout=min(self._seconds, _SILENCE),
            trust_env=False,
            verify=trusted,
        )

    def _traced(self, event: str, told: Mapping[str, Any]) -> None:
        """httpx tells what it does (its extension `trace`): so the sockets are known that a deadline has to cut."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            opened = told["return_value"].get_extra_info("socket")
            if opened is not None:
                # One connection at a time, and its TLS over its TCP.
                self._sockets = [*self._sockets[-1:], opened]

    def _late(self, address: str) -> Unreachable:
        return Unreachable(
            f"the answer takes longer than {self._seconds:g} seconds", where=address, todo="Try again later"
        )

    def _cut(self, over: Event) -> None:
        over.set()
        for opened in self._sockets:
            try:
                # That of a TLS socket would take its keys away first, under the hands of the one who reads.
                socket.socket.shutdown(opened, socket.SHUT_RDWR)
            except OSError:  # it is closed already
                continue


def _httpx() -> Any:
    try:
        import httpx
    except ImportError as error:
        raise NavograafError(
            "to fetch letters, httpx is needed, which is not installed",
            todo="Install it: pip install 'navograaf[fetch]'",
        ) from error
    return httpx
