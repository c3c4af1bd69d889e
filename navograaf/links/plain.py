"""Plain values as text, for the database of links: texts, numbers, truths, None, tuples of them, and dicts by text.

Used by what files and reads there. A graph folder may be somebody else's, and so may its links.db: so it holds JSON,
which makes nothing but such values whatever it is given, as marshal and pickle do not. Laws: what is read is what
was written, a list as a tuple; equal values are equal texts.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

FORMAT = "json-1"
"""Told by the version of the database, so that one with other values is made anew."""
_MOST = 1 << 28
"""Bytes that packed values may have when they are unpacked; those of a letter have a few hundred thousand."""
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def dumps(value: Any) -> str:
    """The text of a value. Raises TypeError for what is not plain."""
    return _encode(value)


def loads(text: str) -> Any:
    """The value of a text. Raises ValueError, TypeError or RecursionError for what `dumps` did not write."""
    return _tuples(_decode(text))


def pack(value: Any) -> bytes:
    """A value as bytes, small."""
    return zlib.compress(_encode(value).encode("utf-8"), 1)


def unpack(data: bytes) -> Any:
    """What `pack` was given. Raises as `loads` does, ValueError for too much."""
    stream = zlib.decompressobj()
    try:
        found = stream.decompress(data, _MOST)
    except zlib.error as error:
        raise ValueError("these are no packed values") from error
    if stream.unconsumed_tail:
        raise ValueError("the packed values are too large")
    return loads(found.decode("utf-8"))


def _tuples(value: Any) -> Any:
    """The value with a tuple for each list."""
    if type(value) is list:
        return tuple([_tuples(one) if type(one) in (list, dict) else one for one in value])
    if type(value) is dict:
        return {name: _tuples(one) if type(one) in (list, dict) else one for name, one in value.items()}
    return value
