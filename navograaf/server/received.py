"""What comes back from a server: read to its end, and no further than it may be long.

Used by client.py. Law: what a server says is shown cut short and without its control characters.
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from navograaf.errors import QueryError

_KEPT = 8 << 20
"""So many bytes of an answer are kept in memory; a larger one goes to a file without a name."""
_PIECE = 1 << 16
_REASON, _SHOWN = 4096, 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole. `body` stands at its beginning."""

    status: int
    kind: str
    """The media type, without parameters, in lower case."""
    body: IO[bytes]

    @property
    def reason(self) -> str:
        """The first words of the body, fit to be shown."""
        self.body.seek(0)
        return shown(self.body.read(_REASON).decode("utf-8", "replace"))


def shown(text: str) -> str:
    """What a server says, as a sentence may show it: one line, printable, short."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"


def place(url: str) -> str:
    """The address without what is asked of it."""
    return url.partition("?")[0]


def read(response: http.client.HTTPResponse, size: int, url: str) -> Answer:
    """The answer, whole. size: bytes that it may have. Raises QueryError for a longer one."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    body: IO[bytes] = SpooledTemporaryFile(_KEPT)  # noqa: SIM115
    length = 0
    while piece := response.read(_PIECE):
        length += len(piece)
        if length > size:
            body.close()
            raise QueryError(
                f"the answer of the server has more than {size >> 20:,} MB",
                where=place(url),
                todo="Ask for less, or add a LIMIT",
            )
        body.write(piece)
    if response.length:  # read in pieces, http.client takes an end too early for the end
        raise http.client.IncompleteRead(b"", response.length)
    body.seek(0)
    return Answer(response.status, kind, body)
