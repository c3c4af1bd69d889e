"""Which files are one letter: those with the same number, or the same name, or none, that have nearly the same words.

Between sketch.py, which tells how alike two files are, and the desk of a build, which reads one file of a letter and
lists the others. Laws: the outcome does not depend on the order of the files; two letters with different numbers are
never one, nor are an agenda and the next one, which differ in their days; of the files of a letter the one is read that
tells most of its structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from navograaf.graph.members import Member, as_one
from navograaf.letters.model import Format

ALIKE = 0.6
"""From this likeness on two files are one letter. One letter in two formats has 0.97 and more, with hyphens, footers
and footnotes in other places; different letters of ministers have 0.05, made-up ones of a few stock sentences 0.22."""
PREFERRED: tuple[Format, ...] = ("xml", "html", "docx", "txt", "pdf")
"""The format that is read first: XML and HTML name paragraphs, notes and signatures; docx names most of them; a text
file leaves them to be guessed, and a PDF its order and hyphens too."""
assert set(PREFERRED) == set(get_args(Format))
_KEYS = 16
"""Of the numbers of a sketch, so many find files that may be alike: those that are share all but surely one of them."""


@dataclass(frozen=True, slots=True)
class Work:
    """The files of one letter. `chosen`: those that may be read, all with the same text; `others`: the rest."""

    id: str
    chosen: tuple[Member, ...]
    others: tuple[Member, ...]


def works(members: Iterable[Member]) -> list[Work]:
    """The letters that the files are, by id and path. Files that are only listed are read by nobody: where a letter has
    no other, none is chosen."""
    found = [_work(group) for group in _groups(sorted(members, key=_rank))]
    return sorted(found, key=lambda one: (one.id, _first(one)))


def _two_texts(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """Whether two groups hold two versions of a text file, so that a file like both must not make them one."""
    return any(a.format == b.format == "txt" and a.words != b.words for a in one for b in other)


def _work(group: Sequence[Member]) -> Work:
    readable = [one for one in group if one.state != "listed"]
    # A number is the id of a letter; without one an id that the graph has stays.
    numbers = [one.id for one in group if one.numbered]
    stored = sorted(one.held for one in group if one.held) if len(group) > 1 else []
    identifier = next(iter([*numbers, *stored, *(one.id for one in readable or group)]))
    best = readable[0] if readable else None
    chosen = [one for one in readable if best and (one.format, one.words) == (best.format, best.words)]
    return Work(identifier, tuple(chosen), tuple(one for one in group if one not in chosen))


def _rank(one: Member) -> tuple[int, bool, str, str]:
    """Of two files in one format that of which the file is gone gives way."""
    return PREFERRED.index(one.format), not one.there, one.path, one.key


def _first(work: Work) -> str:
    return min(one.path for one in (*work.chosen, *work.others))


def _groups(members: Sequence[Member]) -> Iterator[list[Member]]:
    """The files of each letter, the preferred one first."""
    groups = [group for same in _by_id(members) for group in _alike(same)]
    if len({one.format for one in members}) == 1 and members[0].format == "txt":
        yield from _same_text(groups)
        return
    numbered = [group for group in groups if any(one.numbered for one in group)]
    nameless = [group for group in groups if not any(one.numbered for one in group)]
    found = _Index(numbered)
    left: list[list[Member]] = []
    taken: list[tuple[float, list[Member], list[Member]]] = []
    for group in nameless:
        rated = [(rate, other) for other in found.near(group) if (rate := _rate(group, other)) >= ALIKE]
        if rated:
            rate, best = max(rated, key=lambda pair: pair[0])  # the first of the best
            taken.append((rate, best, group))
        else:
            left.append(group)
    for _, whole, group in sorted(taken, key=lambda row: -row[0]):
        if _two_texts(whole, group):
            left.append(group)
        else:
            whole += group
    yield from (sorted(group, key=_rank) for group in (*numbered, *_joined(left)))


def _same_text(groups: Iterable[list[Member]]) -> Iterator[list[Member]]:
    """Text files: those that are the same are one letter, whatever their names; those with two numbers are two."""
    found: dict[str, list[Member]] = {}
    for group in groups:
        numbers = {one.id for one in group if one.numbered}
        words = next((one.words for one in group if one.words), f"\0{group[0].key}")
        whole = found.setdefault(words, group)
        if whole is group:
            continue
        if len(numbers | {one.id for one in whole if one.numbered}) > 1:
            found[f"\0{group[0].key}"] = group
        else:
            whole += group
    yield from (sorted(group, key=_rank) for group in found.values())


def _by_id(members: Sequence[Member]) -> Iterator[list[Member]]:
    found: dict[str, list[Member]] = {}
    for one in members:
        found.setdefault(one.id, []).append(one)
    yield from found.values()


def _alike(members: Sequence[Member]) -> list[list[Member]]:
    """Files with one id, in groups of which each member is like another."""
    groups: list[list[Member]] = []
    for one in members:
        near = [group for group in groups if any(as_one(one, other) >= ALIKE for other in group)]
        groups = [group for group in groups if group not in near] + [[*(m for group in near for m in group), one]]
    return groups


def _joined(groups: Sequence[list[Member]]) -> list[list[Member]]:
    """Groups without a number, those that are alike made one, the most alike first."""
    index, places = _Index(groups), {id(group): at for at, group in enumerate(groups)}
    near = ((at, places[id(other)]) for at, group in enumerate(groups) for other in index.near(group))
    pairs = ((_rate(groups[one], groups[two]), one, two) for one, two in near if one < two)
    rated = sorted((-rate, one, two) for rate, one, two in pairs if rate >= ALIKE)
    whole_of = list(range(len(groups)))
    wholes = {at: [at] for at in whole_of}
    for _, *pair in rated:
        one, two = sorted(whole_of[at] for at in pair)
        if one == two or _two_texts(*([m for at in wholes[whole] for m in groups[at]] for whole in (one, two))):
            continue
        for at in wholes[two]:
            whole_of[at] = one
        wholes[one] += wholes.pop(two)
    return [[member for at in ats for member in groups[at]] for ats in wholes.values()]


def _rate(one: Sequence[Member], other: Sequence[Member]) -> float:
    """How alike two groups are: as their most alike files."""
    return max((as_one(a, b) for a in one for b in other), default=0.0)


class _Index:
    """Groups, found by the least numbers of their sketches."""

    def __init__(self, groups: Sequence[list[Member]]) -> None:
        self._groups: dict[int, list[list[Member]]] = {}
        for group in groups:
            for number in _keys(group):
                self._groups.setdefault(number, []).append(group)

    def near(self, group: Sequence[Member]) -> list[list[Member]]:
        """The other groups that share a number, in order."""
        found: dict[int, list[Member]] = {}
        for number in _keys(group):
            found.update((id(other), other) for other in self._groups.get(number, ()) if other is not group)
        return sorted(found.values(), key=lambda other: (other[0].id, other[0].path))


def _keys(group: Sequence[Member]) -> list[int]:
    return sorted({number for one in group for number in one.sketch[:_KEYS]})
