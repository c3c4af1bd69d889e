"""What may be wrong with an answer, and what a failed connection is told as: one clause, and whether to ask again."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from navograaf.errors import FetchError


class NotThere(FetchError):
    """The server has no such thing."""


class Unreachable(FetchError):
    """The server cannot answer now, tried several times; the next call may find it better."""


class CutShort(FetchError):
    """A body that is not whole; to ask again may help."""


def place(address: str) -> str:
    """An address as a message names it: its host and path. The question behind them fills three lines."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}" if parts.netloc else address


def what_failed(error: Exception) -> tuple[str, str]:
    """What went wrong, and what to do where to ask again will not help, else ""."""
    if isinstance(error, FetchError):
        return error.what, ""
    kind, under = type(error).__name__, list(_under(error))
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in under):
        return "its certificate is not trusted", "Name the authority that signed it in SSL_CERT_FILE, or do not ask it"
    if any(isinstance(one, socket.gaierror) for one in under):
        return "this host cannot be found", "Is this machine online?"
    if "Connect" in kind:
        return "the server cannot be reached", ""
    return "the connection was cut" if "Timeout" not in kind else "the server is silent", ""


def _under(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
