"""The links that the program finds, read back from the N-Quads that it stores: what the tests of links ask.

Letters are given as a collection made by hand or as a graph that was built; each is digested, and links/update.py finds
what hangs together, as in a build. N-Quads have no order, so links, their targets and the members of a thread come in
the order of reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from urllib.parse import unquote

from small_letters import Collection

from navograaf.graph.folder import GraphFolder
from navograaf.iris import PREFIXES, local
from navograaf.links.digest import Digest, digest
from navograaf.links.facts import Facts, Meeting
from navograaf.links.filing import Filing
from navograaf.links.kept import Kept
from navograaf.links.known_things import Reference
from navograaf.links.letters import refers
from navograaf.links.meetings import RULES, filled
from navograaf.links.model import Item, Kind, LetterNode, Link, Sentence, Thread
from navograaf.links.placed import place
from navograaf.links.promise import promises
from navograaf.links.renamed import changes
from navograaf.links.statements import MEETING, value
from navograaf.links.tally import Tally
from navograaf.links.telling import done
from navograaf.links.touched import Touched
from navograaf.links.update import update
from navograaf.links.written_out import Out

NAVO = PREFIXES["navo"]
_NODE = re.compile(r"/id/(?P<sort>link|thread)/(?P<name>[^>]+)>$")


@dataclass(frozen=True, slots=True)
class FoundLinks:
    """What was found of some letters."""

    links: list[Link]
    """But for ties."""
    threads: list[Thread]
    ties: list[Link]
    lines: list[str]
    """All N-Quads, sorted, without line feed."""

    def of(self, kind: Kind) -> list[Link]:
        """The links of a kind."""
        return [link for link in self.links if link.kind == kind]


def find(collection: Collection, kind: Kind, steps: int = 1) -> list[Link]:
    """The links of a kind between letters made by hand."""
    return found(digests(collection), steps=steps).of(kind)


def found(made: Mapping[str, Digest], reference: str = "", steps: int = 1) -> FoundLinks:
    """The links between letters, which come in their order in so many steps. made: id of a letter -> its digest."""
    ids = list(made)
    with TemporaryDirectory() as folder:
        for step in range(1, steps + 1):
            known = ids[: len(ids) * step // steps]
            lines = brought_up_to_date(Path(folder) / "links.db", {one: made[one] for one in known}, reference)
    return _read(lines, _ranks(made))


def brought_up_to_date(path: Path, made: Mapping[str, Digest], reference: str = "") -> list[str]:
    """Bring the links in a database up to date with these letters; all links as sorted N-Quads lines."""

    def asked(letters: Sequence[str]) -> list[Digest]:
        return [made[one] for one in letters]

    with update(reference, "rules", path, made, (), asked) as change:
        return sorted(line for part in change.all() for line in part.splitlines())


@contextmanager
def kept(collection: Collection) -> Iterator[Kept]:
    """A database with letters made by hand, in which no link between them is looked for yet."""
    held, touched = Kept(":memory:"), Touched()
    filing = Filing(held, touched, Tally(held, touched))
    for one in digests(collection).values():
        filing.put(one)
    place(held, touched, Out(held))
    yield held
    held.close()


# Letters


def digests(collection: Collection) -> dict[str, Digest]:
    """Id -> the digest of each letter made by hand, in the order in which they stand."""
    sentences: dict[str, list[Sentence]] = {}
    items: dict[str, list[Item]] = {}
    for sentence in collection.sentences:
        sentences.setdefault(sentence.letter.id, []).append(sentence)
    for item in collection.items:
        items.setdefault(item.letter.id, []).append(item)
    return {one.id: _digest(one, sentences.get(one.id, []), items.get(one.id, [])) for one in collection.letters}


def _digest(letter: LetterNode, sentences: list[Sentence], items: list[Item]) -> Digest:
    about = (letter.meeting,) if letter.meeting else ()
    facts = Facts(letter.iri, letter.id, letter.file, letter.kind, letter.date, letter.paper, about)
    node = facts.node({})
    said = [replace(one, letter=node) for one in sorted(sentences, key=lambda one: (one.start, one.end, one.iri))]
    stated = [replace(one, letter=node) for one in sorted(items, key=lambda one: (one.start, one.end, one.iri))]
    days = {"startDate": [letter.meeting_start], "endDate": [letter.meeting_end], "body": [letter.body]}
    return Digest(
        facts=facts,
        meetings={meeting: {name: days[name] for name in MEETING} for meeting in about},
        surfaces={},
        sentences=said,
        items=stated,
        promises=promises(said, stated),
        done=done(said, stated),
        refers=[one for one in said if refers(one)],
        changes=list(changes(said)),
    )


def graph_digests(folder: GraphFolder) -> dict[str, Digest]:
    """Id -> the digest of each letter of a graph, in the order of reading."""
    known = Reference(reference_of(folder))
    made = {letter.id: digest(letter.id, folder.nquads(letter), known) for letter in folder.letters()}
    whole = {one: value for one, value in made.items() if value}
    return {one.id: whole[one.id] for one in sorted(nodes(whole), key=lambda one: one.order)}


def reference_of(folder: GraphFolder) -> str:
    """The reference data of a graph."""
    return folder.reference_path().read_text(encoding="utf-8")


def graph_links(folder: GraphFolder, made: Mapping[str, Digest] | None = None, steps: int = 1) -> FoundLinks:
    """The links between the letters of a graph. made: their digests, where these are known."""
    return found(graph_digests(folder) if made is None else made, reference_of(folder), steps)


def nodes(made: Mapping[str, Digest]) -> list[LetterNode]:
    """The letters with the meetings that they name, as they together tell of them; in their order."""
    meetings: dict[str, dict[str, set[str]]] = {}
    for one in made.values():
        for iri, told in one.meetings.items():
            for name, values in told.items():
                meetings.setdefault(iri, {}).setdefault(name, set()).update(values)
    days = {iri: Meeting(facts) for iri, facts in meetings.items()}
    return [one.facts.node(days) for one in made.values()]


def collected(made: Mapping[str, Digest], ties: Sequence[Link] = ()) -> Collection:
    """The letters as a collection, with the meetings to which ties tie them filled in."""
    plain = nodes(made)
    full = filled(plain, ties)
    letters = {one.id: full.get(one.iri, one) for one in plain}
    return Collection(
        tuple(sorted(letters.values(), key=lambda one: one.order)),
        tuple(replace(item, letter=letters[name]) for name, one in made.items() for item in one.items),
        tuple(replace(said, letter=letters[name]) for name, one in made.items() for said in one.sentences),
    )


# Links


def _ranks(made: Mapping[str, Digest]) -> dict[str, Any]:
    """IRI of a statement, sentence or letter -> its place in the order of reading."""
    whole = collected(made, [])
    ranks: dict[str, Any] = {one.iri: (one.order, -1, 0, "") for one in whole.letters}
    ranks |= {one.iri: (one.letter.order, one.start, one.end, one.iri) for one in (*whole.sentences, *whole.items)}
    return ranks


def _read(lines: list[str], ranks: Mapping[str, Any]) -> FoundLinks:
    def read(iris: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted(iris, key=lambda iri: (iri in ranks, ranks.get(iri, ()), iri)))

    things: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if _NODE.search(subject):
            facts = things.setdefault(subject, {})
            facts.setdefault(predicate.rpartition("#")[2][:-1], []).append(value(rest.rpartition(" <")[0]))
    links: list[Link] = []
    threads: list[Thread] = []
    for subject, facts in things.items():
        match = _NODE.search(subject)
        assert match
        if match["sort"] == "thread":
            (label,), about = facts["label"], tuple(sorted(map(local, facts.get("about", ()))))
            threads.append(Thread(read(facts["member"]), label, about))
            continue
        (source,), (rule,), (reason,), (sure,) = (
            facts[name] for name in ("linkFrom", "foundBy", "reason", "confidence")
        )
        (outcome,), (report,) = facts.get("outcome", [""]), facts.get("outcomeLetter", [""])
        name = unquote(rule.rpartition("/rule/")[2])
        kind = cast("Kind", match["name"].partition("/")[0])
        row: Any = (kind, source, read(facts.get("linkTo", ())), name, sure, reason, outcome, report)
        links.append(Link(*row))
    links.sort(
        key=lambda one: (
            one.kind,
            ranks[one.source],
            [(iri in ranks, ranks.get(iri, iri)) for iri in one.targets],
            one.rule,
        )
    )
    threads.sort(key=lambda one: [ranks[iri] for iri in one.members])
    ties = [link for link in links if link.rule in RULES]
    return FoundLinks([link for link in links if link.rule not in RULES], threads, ties, lines)
