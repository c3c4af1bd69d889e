"""The names that made letters carry: things, missions, countries and people of ontology/.

Under make_letters.py, before letter_words.py. Law: sorted, and of what runs or holds a post on the day asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from letter_plan import Chance


def few(chance: Chance, day: date, of_mission: str) -> dict[str, list[str]]:
    """The few things of each kind that one letter knows and comes back to; `of_mission` puts words about a name."""
    return {
        "topic": _some(14, _names("topic"), chance),
        "mission": [of_mission.format(name=name) for name in _some(4, _missions(day.year), chance)],
        "country": _some(3, _countries(False), chance),
        "ally": _some(4, _countries(True), chance),
        "adjective": _some(3, _adjectives(), chance),
        "organisation": _some(8, _names("organisation"), chance),
        "paper": _some(8, _names("document"), chance),
        "person": _some(2, _people(day.isoformat()), chance),
    }


def _some(count: int, names: Sequence[str], chance: Chance) -> list[str]:
    return [chance.pick(names) for _ in range(count)]


@cache
def holder(minister: str, day: str) -> str:
    """The minister in office that day, as a signature prints the name."""
    from navograaf.words.posts import terms
    from navograaf.words.reference import find

    post = f"nl-{minister}-minister"
    inside = [term for term in terms() if term.post == post and term.holds(day)]
    person = find("person", inside[-1].person) if inside else None
    if person is None:
        raise LookupError(f"ontology/people.ttl knows no {post} on {day}")
    return person.name_nl


@cache
def _names(kind: str) -> tuple[str, ...]:
    """The Dutch names of the things of one kind that a sentence can carry, sorted."""
    from navograaf.words.reference import is_party, of_kind

    return tuple(
        sorted(
            {
                label.text
                for thing in of_kind(kind)
                if not is_party(thing)
                for label in thing.labels
                if label.role == "name" and label.language in ("nl", "") and 4 <= len(label.text) <= 40
            }
        )
    )


@cache
def _missions(year: int) -> tuple[str, ...]:
    """Missions that ran in the year."""
    from navograaf.words.reference import of_kind

    found = set()
    for thing in of_kind("mission"):
        start, end = thing.one("startDate"), thing.one("endDate")
        if start and int(start[:4]) <= year <= int((end or "9999")[:4]):
            found |= {label.text for label in thing.labels if label.role in ("name", "abbr") and len(label.text) <= 30}
    return tuple(sorted(found))


@cache
def _countries(allies: bool) -> tuple[str, ...]:
    from navograaf.words.reference import of_kind

    return tuple(sorted(c.name_nl for c in of_kind("country") if bool(c.one("natoSince")) is allies and c.id != "NL"))


@cache
def _adjectives() -> tuple[str, ...]:
    from navograaf.iris import ONTOLOGY
    from navograaf.words.reference import of_kind

    ends = (word for c in of_kind("country") for word in c.values.get(ONTOLOGY + "adjective", ()))
    return tuple(sorted(word for word in ends if word.endswith("e")))


@cache
def _people(day: str) -> tuple[str, ...]:
    """Who held a post abroad that day, with the post before the name."""
    from navograaf.words.posts import terms
    from navograaf.words.reference import find

    found = set()
    for term in terms():
        post, person = find("post", term.post), find("person", term.person)
        if post and person and term.holds(day) and not term.post.startswith("nl-"):
            found.add(f"{post.name_nl} {person.name_nl}")
    return tuple(sorted(found))
