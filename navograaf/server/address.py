"""Where a SPARQL server takes queries and graphs, from the one address that a person gives.

The first station of everything that goes over the network. Laws: only http and https; what a person types of a name
and password never leaves this module but in the header of a request, and no error shows it. Nor does one show what
stands after `?`, which may be a key.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from navograaf.errors import EndpointError

USER, PASSWORD, TOKEN = "NAVOGRAAF_ENDPOINT_USER", "NAVOGRAAF_ENDPOINT_PASSWORD", "NAVOGRAAF_ENDPOINT_TOKEN"
"""Environment variables that say who asks, so that it need not stand on a command line that others can list."""
_REPOSITORY = re.compile(r"(?P<base>.*/repositories/[^/]+)(?:/(?:statements|rdf-graphs(?:/service)?))?")
_PORTS = {"http": 80, "https": 443}
_PLAIN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class Address:
    """The two addresses of a server, without name and password, and the header that says who asks."""

    query: str = field(repr=False)
    """Takes queries (SPARQL 1.1 Protocol)."""
    graphs: str = field(repr=False)
    """Takes graphs (SPARQL 1.1 Graph Store HTTP Protocol, `?graph=`, or `&graph=` behind what it has)."""
    authorization: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """What the server is called in a sentence: its address, without what may be a key."""
        return self.query.partition("?")[0]

    @property
    def store_name(self) -> str:
        """The same of where it takes graphs."""
        return self.graphs.partition("?")[0]


def address(url: str, *, graphs: str = "", environ: Mapping[str, str] | None = None) -> Address:
    """The addresses that belong to `url`: a server, a data set or repository on it, or one of its two addresses.

        http://host:7878                     Oxigraph       /query, /store
        http://host:3030/data-set            Fuseki         /data-set/sparql, /data-set/data
        http://host:7200/repositories/name   GraphDB, RDF4J the address itself, .../rdf-graphs/service
        any other                            the address itself for queries

    What stands behind `?` goes to both. graphs: where the server takes graphs, when that is elsewhere, whole. environ:
    instead of that of the process.
    Raises EndpointError for an address that is none.
    """
    parts = _split(url)
    query, store = _places(parts.path)
    other = _split(graphs) if graphs else None
    place = _url(other, other.path, asked=True) if other else _url(parts, store, asked=True)
    # A password goes to the server that it was written for.
    own = other if other and (other.username is not None or _server(other) != _server(parts)) else parts
    return Address(
        _url(parts, query, asked=True),
        place,
        _authorization(own, os.environ if environ is None else environ),
    )


def _places(path: str) -> tuple[str, str]:
    bare = path.rstrip("/")
    repository = _REPOSITORY.fullmatch(bare)
    if repository:
        return repository["base"], f"{repository['base']}/rdf-graphs/service"
    base, _, last = bare.rpartition("/")
    if not bare:
        return "/query", "/store"
    if last == "store":
        return f"{base}/query", bare
    if last == "data":
        return f"{base}/sparql", bare
    if last in ("query", "sparql", "update"):
        own = f"{base}/{'sparql' if base else 'query'}" if last == "update" else bare
        return own, f"{base}/data" if base else "/store"
    if not base:  # a data set of Fuseki
        return f"{bare}/sparql", f"{bare}/data"
    return path, path


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise EndpointError("this is no address of a server", todo="Write http://HOST:PORT") from error
    if not _PLAIN.fullmatch(url) or not host or port == 0:
        raise EndpointError("this is no address of a server", todo="Write http://HOST:PORT, without spaces")
    if parts.scheme not in ("http", "https"):
        raise EndpointError(
            f"{parts.scheme + '://' if parts.scheme else 'an address without http://'} is not spoken here",
            where=_url(parts, parts.path),
            todo="Write an address that begins with http:// or https://",
        )
    return parts


def _server(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]


def _url(parts: SplitResult, path: str, *, asked: bool = False) -> str:
    """The address without name, password and fragment. asked: with what stands behind `?`."""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, parts.query if asked else "", ""))


def _authorization(parts: SplitResult, environ: Mapping[str, str]) -> str:
    token = environ.get(TOKEN, "").strip()
    if parts.username is not None:
        user, password = unquote(parts.username), unquote(parts.password or "")
    elif environ.get(USER):
        user, password = environ[USER], environ.get(PASSWORD, "")
    elif token:
        if not _PLAIN.fullmatch(token):
            raise EndpointError("the token is none", where=TOKEN, todo="It is one word of plain characters")
        return f"Bearer {token}"
    else:
        return ""
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode('ascii')}"
