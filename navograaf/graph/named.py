"""Whether a person's correction names things that there are: acts, missions, topics, people by their ids.

Used by correcting.py. Law: a name that nothing has is told with near ones; it never makes a new thing by a slip of
the pen. A meeting is no reference data, and may be new.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from navograaf.graph.correctable import KINDS
from navograaf.graph.statement_quads import act_id
from navograaf.iris import THINGS, thing

if TYPE_CHECKING:
    from navograaf.graph.pieces import Piece
    from navograaf.graph.reference import Reference as Known

_FIELDS = {"mission": ("mission",), "topic": ("topic",), "also": ("person", "post")}
_ACTORS = ("person", "post", "organisation", "country")


def unknown(piece: Piece, values: Mapping[str, Any], found: Collection[str], known: Known) -> str:
    """What is wrong with the names in `values`, those that a person gave for `piece`; "" when all are known.

    found: ids that the rules found in the letter, which may be none of the reference data (a post).
    """
    for name, value in sorted(values.items()):
        if not isinstance(value, str):
            continue
        kinds, identifier = _FIELDS.get(name, ()), value
        if name == "act":
            kinds, identifier = ("act",), act_id(value)
        elif name == "id" and piece.kind != "meeting" and value not in found:
            kinds = ("person", "post") if piece.kind == "person" else (KINDS[piece.kind].thing,)
        elif name.endswith("_id") and name != "primary_id":
            kind, _, identifier = value.partition("/")
            kinds = (kind,)
            if kind not in _ACTORS:
                return f"{name} {value!r} does not begin with {', '.join(f'{one}/' for one in _ACTORS)}"
        if kinds and not any(thing(kind, identifier) in known.types for kind in kinds):
            near = _near(kinds, identifier, known)
            return f"there is no {kinds[0]} {value!r} in the reference data{f' (near it: {near})' if near else ''}"
    return ""


def _near(kinds: tuple[str, ...], identifier: str, known: Known) -> str:
    ids = [
        address.removeprefix(f"{THINGS}{kind}/")
        for kind in kinds
        for address in known.types
        if address.startswith(f"{THINGS}{kind}/")
    ]
    return " or ".join(get_close_matches(identifier, sorted(ids), n=2))
