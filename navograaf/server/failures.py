"""What goes wrong between this machine and a server, as sentences. Used by client.py. Law: no password is in them."""

from __future__ import annotations

import http.client
import socket
import ssl
from urllib.parse import urlsplit

from navograaf.errors import EndpointError, QueryError
from navograaf.server.received import place, shown


class Unreachable(EndpointError):
    """The connection failed or broke off: the same request may do better a moment later."""


class Absent(Unreachable):
    """Nothing listens at this address, or nobody knows the name of the server just now."""


def late(seconds: float, url: str) -> QueryError:
    """The error for a request whose time was up."""
    return QueryError(
        f"the server took more than {seconds:g} seconds and was not waited for longer",
        where=place(url),
        todo="Ask for less, or give it more with --timeout",
    )


def unreachable(error: Exception, url: str) -> EndpointError:
    """The error for what the connection or the protocol raised."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return EndpointError(
            f"the certificate of the server does not hold ({error.verify_message})",
            where=place(url),
            todo="Name its authority with SSL_CERT_FILE",
        )
    if isinstance(error, ssl.SSLError):
        return EndpointError(f"no safe connection ({shown(str(error.reason or error))})", where=place(url))
    if isinstance(error, http.client.IncompleteRead):
        return Unreachable("the server broke off in the middle of its answer", where=place(url), todo="Try again")
    if isinstance(error, http.client.HTTPException) and not isinstance(error, http.client.RemoteDisconnected):
        return EndpointError("the server answers what is no HTTP", where=place(url))
    if isinstance(error, socket.gaierror) and error.errno != socket.EAI_AGAIN:
        name = urlsplit(url).hostname or ""
        return EndpointError(f"there is no server called {name}", where=place(url), todo="Check the address")
    kind = Absent if isinstance(error, (socket.gaierror, ConnectionRefusedError)) else Unreachable
    why = shown(getattr(error, "strerror", None) or str(error)) or type(error).__name__
    return kind(f"the server cannot be reached ({why})", where=place(url), todo="Is it running, at this address?")
