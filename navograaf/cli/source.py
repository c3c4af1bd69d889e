"""What a command asks: the graph folder, or the server that --endpoint names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from navograaf.server.remote import Endpoint

endpoint_option = click.option(
    "--endpoint", metavar="URL", help="Ask a SPARQL server instead: http://HOST:PORT, or a data set on it."
)
"""--endpoint URL; passes `endpoint: str | None`."""


@contextmanager
def asked(graph: Path, endpoint: str | None, *, any_graph: bool = False) -> Iterator[Path | Endpoint]:
    """The folder, or the server when there is one, whose connection is closed at the end.

    any_graph: also a server that holds nothing of navograaf. Raises EndpointError for any other, and for one that
    cannot be asked.
    """
    if endpoint is None:
        yield graph
        return
    from navograaf.server.remote import Endpoint

    with Endpoint(endpoint) as server:
        if not any_graph and server.check().is_half_pushed():
            click.echo(
                "Letters may be missing: a push to this server is under way or broke off. "
                "`navograaf push` goes on with it",
                err=True,
            )
        yield server
