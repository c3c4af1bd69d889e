"""Which addresses may be asked: known hosts, over https. Every request and every redirect passes here."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from navograaf.errors import FetchError

_OWN = frozenset({"127.0.0.1", "localhost", "::1"})
"""This machine: the only one that may be asked without encryption, and at another port, when it is allowed at all."""


class Hosts:
    """The hosts that may be asked."""

    def __init__(self, known: Iterable[str], more: Iterable[str] = ()) -> None:
        """known: those of the service; more: those that a person allows besides."""
        self._more = frozenset(host.lower() for host in more)
        self._all = self._more | frozenset(known)

    def check(self, address: str) -> str:
        """The address, when it may be asked. Raises FetchError when not, with the host in its sentence."""
        try:
            parts = urlsplit(address)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            raise FetchError("a server names an address that is none") from None
        if not host or parts.username is not None or not address.isascii() or any(c <= " " for c in address):
            raise FetchError("a server names an address that is none", where=host)
        if host not in self._all:
            raise FetchError(
                "this host is not asked", where=host, todo=f"Allow it with --allow-host {host}, or let it be"
            )
        if host in _OWN and parts.scheme in ("http", "https"):
            return address
        if parts.scheme != "https":
            raise FetchError("this host is asked over https alone", where=host)
        if port not in (None, 443) and host not in self._more:
            raise FetchError(f"this host is not asked at port {port}", where=host)
        return address

    def next(self, address: str, location: str) -> str:
        """Where a redirect from `address` leads. Raises FetchError as `check`."""
        try:
            return self.check(urljoin(address, location).partition("#")[0])
        except ValueError:
            raise FetchError("a server sends to an address that is none", where=address) from None
