"""The body of an answer, read to its end: with an end to its time and size, whatever the server sends.

Between polite.py and httpx. Law: an answer is whole or there is none.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navograaf.errors import FetchError
from navograaf.fetch.failures import CutShort

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    address: str
    """Where it came from, after redirects."""
    body: bytes
    media_type: str
    """Without its parameters, in small letters."""
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    """The server says that what we have is still so; there is no body then."""


def read(response: httpx.Response, size: int, in_time: Callable[[], None]) -> bytes:
    """The body, decoded. size: bytes that it may have; in_time: called now and then, raises when time is up.

    Raises FetchError for a body that is larger, or packed in a way that was not asked for.
    """
    told = response.headers.get("content-length", "")
    if told.isdigit() and int(told) > size:
        raise _large(size, str(response.url))
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    chunks = response.iter_raw()
    if coding == "gzip":
        chunks = _unpacked(chunks, size, str(response.url))
    elif coding not in ("", "identity"):
        raise FetchError(f"the answer is packed as {coding[:20]!r}, which was not asked for", where=str(response.url))
    parts: list[bytes] = []
    length = 0
    for chunk in chunks:
        in_time()
        parts.append(chunk)
        length += len(chunk)
        if length > size:
            raise _large(size, str(response.url))
    return b"".join(parts)


def _unpacked(chunks: Iterator[bytes], size: int, address: str) -> Iterator[bytes]:
    """gzip (RFC 1952) undone, never more than a little above `size` at once: a small body may unpack to anything."""
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for chunk in chunks:
            # What is left over when there is more than that is never asked for: the reader stops at `size`.
            yield stream.decompress(chunk, size + 1)
            if stream.unused_data:  # else all that follows the end would be kept there
                raise CutShort("the answer is packed wrong", where=address)
    except zlib.error:
        raise CutShort("the answer is packed wrong", where=address) from None
    if not stream.eof:
        raise CutShort("the answer ends too early", where=address)


def _large(size: int, address: str) -> FetchError:
    return FetchError(f"the answer is larger than {size // 1_000_000} MB", where=address)
