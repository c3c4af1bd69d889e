"""The body of which the meetings are asked for: by words of its name, or the beginning of an id.

Beside meetings.py. Law: a body of which no meeting is known is an error with near names, never an empty answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from navograaf.answers.collection import Meeting
from navograaf.answers.subjects import key, near_keys
from navograaf.errors import SubjectError


def called(words: str, one: Meeting, body: str) -> bool:
    """Whether all words are in the name of the body or begin the id: "foreign ministers", "nato-dmm"."""
    name = f"{body} {one.label}".casefold()
    asked = words.casefold().split()
    return one.id.startswith(words.casefold()) or all(word in name for word in asked)


def check_body(words: str, found: Mapping[str, Meeting], of_body: Mapping[str, str]) -> None:
    """Raises SubjectError when no meeting that letters name or the calendar has is of a body called so."""
    if any(called(words, one, of_body[iri]) for iri, one in found.items()):
        return
    names: dict[str, str] = {}
    for iri, one in sorted(found.items()):
        if len(one.start) == 10 and one.id.endswith(f"-{one.start}"):  # of a series: "nato-dmm-2020-10-22"
            series = one.id.removesuffix(f"-{one.start}")
            names.update({key(series): series, key(of_body[iri] or one.label): of_body[iri] or one.label})
    near = dict.fromkeys(names[one] for one in near_keys(key(words), names))
    todo = f"Near: {'; '.join(near)}" if near else "Give words of its name, or the beginning of an id: nato-summit"
    raise SubjectError(f"no meeting in this graph is of a body called {words!r}", todo=todo)
