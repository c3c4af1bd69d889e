"""Which source gets which letter id, when a build reads several letters.

A letter's id comes out of its text (dossier and number), so two files can ask for the same one, and a
corrected file can ask for another than it had. Law: the outcome depends on the files and the graph, not
on the order of the sources, and no letter silently takes the place of another that is still there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A source and the id that its letter asks for."""

    source: str
    id: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`won`: the claims granted; `lost`: each refused claim with the source that keeps the id;
    `freed`: ids of stored letters that leave the graph, because their file now has another id."""

    won: tuple[Claim, ...]
    lost: Mapping[Claim, str]
    freed: frozenset[str]


def decide(claims: Iterable[Claim], stored: Mapping[str, str], is_there: Callable[[str], bool]) -> Decision:
    """Grant or refuse each claim.

    stored: id -> source of the letters in the graph; is_there: whether a source can still be read (the
    letter of a file that was moved or deleted gives way to a file with the same id).
    A claim to the id that the source has already goes before others; among others the first source wins.
    """
    ordered = sorted(claims, key=lambda c: (stored.get(c.id) != c.source, c.source))
    claimed = {claim.source for claim in ordered}
    owners = {identifier: source for identifier, source in stored.items() if source not in claimed}
    won: list[Claim] = []
    lost: dict[Claim, str] = {}
    taken: set[str] = set()
    for claim in ordered:
        owner = owners.get(claim.id)
        if owner is None or (claim.id not in taken and not is_there(owner)):
            owners[claim.id] = claim.source
            taken.add(claim.id)
            won.append(claim)
        else:
            lost[claim] = owner
    losers = {claim.source for claim in lost}
    for identifier, source in sorted(stored.items()):
        if source in losers:  # its new version is refused: the old one stays, where nobody took its place
            owners.setdefault(identifier, source)
    return Decision(tuple(won), lost, frozenset(stored) - frozenset(owners))
