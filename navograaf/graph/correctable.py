"""The kinds of finding that a person can correct, their fields, and how a field is written in a cell.

Read by corrections.py, which validates cells, and correcting.py, which applies them. Law: a kind has the fields of
its class in findings/, so a field that extraction gains can be corrected without a word here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from navograaf.errors import NavograafError
from navograaf.findings.model import Meeting, Mention, Reference
from navograaf.findings.told import Commitment, Decision, Position, Quantity, Question


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its layer in Findings, the class of what stands at a place, and what a person may not set.

    thing: the kind in the IRI of what is named, "" for a statement; more: a class whose fields belong to the thing
    as a whole (a meeting's dates); can_write: whether a person can amend and add one, and not judge it alone.
    """

    layer: str
    made_of: type
    thing: str = ""
    more: type | None = None
    fixed: frozenset[str] = frozenset()
    can_write: bool = True


_DEPTH, _ALSO = frozenset({"depth"}), frozenset({"also"})
KINDS: dict[str, Kind] = {
    "decision": Kind("decisions", Decision),
    "position": Kind("positions", Position),
    "commitment": Kind("commitments", Commitment),
    "quantity": Kind("quantities", Quantity),
    "question": Kind("questions", Question, fixed=frozenset({"answer_rule"})),
    "mission": Kind("missions", Mention, "mission", fixed=_DEPTH | _ALSO),
    "topic": Kind("topics", Mention, "topic", fixed=_ALSO | {"type", "normal"}),
    "topic-term": Kind("topic_terms", Mention, "topic", fixed=_DEPTH | _ALSO),
    "person": Kind("people", Mention, "person", fixed=_DEPTH),
    "organisation": Kind("organisations", Mention, "organisation", fixed=_DEPTH | _ALSO),
    "country": Kind("countries", Mention, "country", fixed=_DEPTH | _ALSO),
    "document": Kind("documents_mentioned", Mention, "document", fixed=_DEPTH | _ALSO),
    "meeting": Kind("meetings", Mention, "meeting", Meeting, _DEPTH | _ALSO),
    "reference": Kind("references", Reference, fixed=frozenset({"self"})),
    "candidate": Kind("candidates", Mention, "candidate", can_write=False),
}
"""What may stand in the column `what`. `topic` is a passage about one, `topic-term` the words that name it."""
_PLACED = frozenset({"start", "end", "quote", "surface", "rule", "mentions", "inferred"})
_DAYS = frozenset({"date", "due_date", "start_date", "end_date"})
_TYPES = ("name", "abbr", "description", "role", "anaphor")
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)


@cache
def field_types(kind: str) -> Mapping[str, Any]:
    """The fields of a kind that a person can set -> their types."""
    found: dict[str, Any] = {"id": str} if KINDS[kind].thing else {}
    for made_of in (KINDS[kind].made_of, KINDS[kind].more):
        hints = get_type_hints(made_of) if made_of else {}
        found |= {f: t for f, t in hints.items() if f not in _PLACED | KINDS[kind].fixed}
    return found


def required(kind: str) -> tuple[str, ...]:
    """The fields without which a finding of a kind cannot be added."""
    own = fields(KINDS[kind].made_of)
    needed = tuple(f.name for f in own if f.default is MISSING and f.name in field_types(kind))
    return ("id", *needed) if KINDS[kind].thing else needed


def read_pairs(kind: str, pairs: Sequence[tuple[str, str]], *, whole: bool) -> dict[str, Any]:
    """Fields and values as written, as values of the class of `kind`; an empty one is None: the letter does not say.

    whole: the pairs have to make a finding. Raises NavograafError for what is no field, no value of it, or lacking.
    """
    known = field_types(kind)
    if not KINDS[kind].can_write:
        raise NavograafError(f"a {kind} is only right or wrong", todo="Add the name to the files in ontology/")
    found: dict[str, Any] = {}
    for name, written in pairs:
        if name not in known:
            near = get_close_matches(name, list(known), n=1)
            todo = f"Did you mean {near[0]}?" if near else f"Its fields are {', '.join(known)}"
            raise NavograafError(f"a {kind} has no field {name!r}", todo=todo)
        found[name] = _value(name, written, known[name])
    for name in found:
        if name.endswith("_id") and name.removesuffix("_id") in set(known) - set(found):
            beside = name.removesuffix("_id")
            raise NavograafError(f"{name} stands without {beside}", todo=f"Give {beside} as well: what they are called")
    lacking = [name for name in required(kind) if name not in found] if whole else []
    if lacking or not pairs:
        needed = " and ".join(lacking) if whole else "a field with its new value"
        todo = f"Write {needed} in the column value, as in {_example(kind, lacking)}"
        raise NavograafError(f"the value does not say {needed}", todo=todo)
    return found


def cell(value: Any) -> str:
    """A value of a finding as `read_pairs` reads it."""
    if isinstance(value, tuple):
        return ", ".join(map(cell, value))
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _example(kind: str, lacking: Sequence[str]) -> str:
    names = lacking or [next(iter(field_types(kind)))]
    return "; ".join(f"{name}={next(iter(_choices(field_types(kind)[name])), '...')}" for name in names)


def _value(name: str, written: str, kind: Any) -> Any:
    """One value. Raises NavograafError when `written` is none of the type `kind`."""
    types, choices = set(_parts(kind)), list(_choices(kind))
    if not written and name != "ids":
        if type(None) in types:
            return None
        if get_origin(kind) is tuple:
            return ()
    if not written:
        raise NavograafError(f"{name} cannot be empty", todo="Give it a value, or take the field out")
    if name == "type":
        choices = list(_TYPES)
    if choices:
        if written not in choices:
            raise NavograafError(f"{name} cannot be {written!r}", todo=f"It is one of {', '.join(choices)}")
        return written
    if name in _DAYS:
        return _day(name, written)
    if bool in types:
        if written.casefold() not in ("true", "false"):  # as a spreadsheet writes them, in capitals
            raise NavograafError(f"{name} cannot be {written!r}", todo="It is true or false")
        return written.casefold() == "true"
    several = [one for one in types if get_origin(one) is tuple]
    if int in types or several:
        return _numbers(name, written, types, several)
    return written


def _numbers(name: str, written: str, types: set[Any], several: list[Any]) -> Any:
    parts = [part.strip() for part in written.split(",") if part.strip()] if several else [written]
    inner = {one for kind in several for one in _parts(get_args(kind)[0])}
    if str in inner and not inner & {int, float}:
        return parts[0] if str in types and len(parts) == 1 else tuple(parts)
    if not parts or not all(_NUMBER.fullmatch(part) for part in parts):
        raise NavograafError(f"{name} cannot be {written!r}", todo="Write a number as 1500 or 0.5, two as 500, 1500")
    if "." in written and float not in types | inner:
        raise NavograafError(f"{name} cannot be {written!r}", todo="It is a whole number")
    numbers = tuple(float(part) if "." in part else int(part) for part in parts)
    return numbers[0] if types & {int, float} and len(numbers) == 1 else numbers


def _day(name: str, written: str) -> str:
    from datetime import date

    match = _DAY.fullmatch(written)
    try:
        if match and date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)):
            return written
    except ValueError:
        pass
    raise NavograafError(
        f"{name} cannot be {written!r}", todo="Write a day, a month or a year: 2021-02-17, 2021-02, 2021"
    )


def _parts(kind: Any) -> Iterator[Any]:
    """The types of a union; a type itself."""
    args = get_args(kind)
    if not args or get_origin(kind) is tuple:
        yield kind
    elif get_origin(kind) is Literal:
        yield str
    else:
        for one in args:
            yield from _parts(one)


def _choices(kind: Any) -> Iterator[str]:
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    elif get_origin(kind) is not tuple:
        for one in get_args(kind):
            yield from _choices(one)
