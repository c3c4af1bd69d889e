"""A Dask cluster as the crew of a build: letters read by the workers of many machines.

Beside crew.py, which takes any executor. Dask is an extra (`pip install 'navograaf[dask]'`). A worker needs navograaf
itself, of the same version and with the same rules, and has to see the graph folder under the same path, since drafts
are handed over on disk. Law: a cluster gives the same graph as one process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from navograaf.errors import NavograafError
from navograaf.graph.crew import Crew

_WAIT = 15
"""Seconds that the scheduler has to answer."""


@contextmanager
def dask_crew(address: str) -> Iterator[Crew]:
    """The crew of the cluster whose scheduler is at `address` ("tcp://host:8786").

    Raises NavograafError when Dask is not installed, and when no scheduler or worker answers there.
    """
    try:
        import distributed
    except ImportError as error:
        raise NavograafError(
            "Dask is not installed", where=address, todo="Install it with: pip install 'navograaf[dask]'"
        ) from error
    try:
        untyped: Any = distributed
        client = untyped.Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NavograafError(f"no Dask scheduler answers ({error})", where=address, todo="Check the address") from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise NavograafError("the Dask cluster has no workers", where=address, todo="Start one with `dask worker`")
        yield Crew(client.get_executor(pure=False), threads)
