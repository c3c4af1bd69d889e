"""One letter's graph as links compare it: its sentences, and its decisions, commitments, positions, questions, answers.

Between statements.py, which reads the graph, and the modules that find links. Laws: what a statement says is told by
its own words, not by those of a decision inside it; a body has one name, whatever the letter calls it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping

from navograaf.iris import THINGS, local
from navograaf.links.anaphora import Heads
from navograaf.links.model import Item, LetterNode, Sentence
from navograaf.words.folding import fold
from navograaf.words.joined import one_line
from navograaf.words.lists import meanings
from navograaf.words.stems import WORD, stem

_ACT = "act/"
CLASSES = {"Decision", "Commitment", "Position", "Question", "Answer"}
_LEAST = 3
"""A decision with fewer words of its own that say something is compared by all its words."""
_AND = re.compile(r",\s+|\s+and\s+")
Node = dict[str, list[str]]
"""Property without prefix -> its values in order."""
Nodes = dict[str, Node]
"""IRI of a subject -> its properties."""


class LetterItems:
    """The statements and sentences of one letter's graph."""

    def __init__(
        self,
        node: LetterNode,
        nodes: Nodes,
        few: frozenset[str],
        wholes: Mapping[str, str],
        verbs: Mapping[str, frozenset[str]],
    ) -> None:
        """few: stems that say little; wholes: mission -> the one it is part of; verbs: act -> stems of its words."""
        self.node, self._nodes, self._few, self._wholes, self._verbs = node, nodes, few, wholes, verbs
        self._named = sorted(self._places())
        self._documents = list(self._named_documents())
        self._heads = Heads(self._documents)
        self._decided = sorted(self._span(facts) for facts in nodes.values() if "act" in facts and "evidence" in facts)

    def _span(self, facts: Node) -> tuple[int, int]:
        place = self._nodes.get(one_value(facts, "evidence"), {})
        return int(one_value(place, "start") or 0), int(one_value(place, "end") or 0)

    def _places(self) -> Iterator[tuple[int, int, str]]:
        """Where a thing is named or a paper cited: start, end, the end of its IRI."""
        for facts in self._nodes.values():
            if "mentions" not in facts and "primaryCited" not in facts:
                continue
            if one_value(facts, "selfReference") == "true":  # the letter's own number at the foot of a page
                continue
            for iri in (*facts.get("mentions", ()), *facts.get("primaryCited", ())):
                yield (*self._span(facts), local(iri))

    def surfaces(self) -> list[tuple[str, str]]:
        """The documents that it names, each with the words that name it, one a time that it does."""
        return [(name, words) for _, name, words in self._documents]

    def _named_documents(self) -> Iterator[tuple[int, str, str]]:
        """Where a document is named: its place, the end of its IRI, the words that name it."""
        for facts in self._nodes.values():
            for iri in facts.get("mentions", ()):
                if iri.startswith(f"{THINGS}document/"):
                    yield self._span(facts)[0], local(iri), one_line(self._exact(facts))

    def sentences(self) -> Iterator[Sentence]:
        """Its sentences, headings and footnotes."""
        for iri, facts in self._nodes.items():
            if "sentenceKind" not in facts:
                continue
            kind = one_value(facts, "sentenceKind")
            start, end = self._span(facts)
            words = one_value(facts, "cleanText") or self._exact(facts)
            words = " ".join(words.split())
            named = self._inside(start, end) | frozenset(map(local, facts.get("continues", ())))
            section = one_value(facts, "inSection")
            yield Sentence(iri, self.node, start, end, kind, section, words, self._stems(words), named)

    def items(self) -> Iterator[Item]:
        """Its decisions, commitments, positions, questions and answers."""
        for iri, facts in self._nodes.items():
            if "evidence" not in facts or "type" not in facts:
                continue
            class_ = next((name for one in facts["type"] if (name := one.rpartition("#")[2]) in CLASSES), "")
            if not class_:
                continue
            start, end = self._span(facts)
            exact = self._exact(facts)
            own = self._own(start, end) if class_ == "Decision" else [(start, end)]
            words = " ".join(filter(None, (one_line(exact[a - start : b - start]) for a, b in own)))
            if own != [(start, end)] and len(self._stems(words)) < _LEAST:
                own, words = (
                    [(start, end)],
                    one_line(exact),
                )  # "De ministers zullen het | geactualiseerde plan aannemen"
            named = frozenset(name for place in own for name in self._inside(*place))
            act = local(one_value(facts, "act")).removeprefix(_ACT)
            questions = [self._nodes.get(one, {}) for one in facts.get("answers", ())]
            who = (*facts.get("decider", ()), *facts.get("holder", ()), *facts.get("party", ()))
            names = (*facts.get("deciderName", ()), *facts.get("holderName", ()))
            yield Item(
                iri=iri,
                letter=self.node,
                kind=class_.lower(),
                start=start,
                end=end,
                words=words,
                stems=self._stems(words) - self._verbs.get(act, frozenset()),
                named=named | frozenset(self._heads.meant(words, start, named)),
                about=self._with_wholes(map(local, facts.get("about", ()))),
                sentence=one_value(facts, "inSentence"),
                section=one_value(self._nodes.get(one_value(facts, "inSentence"), {}), "inSection"),
                act=act,
                status=one_value(facts, "status"),
                who=frozenset(_bodies((*map(local, who), *names))),
                object=one_value(facts, "object"),
                meeting=one_value(facts, "atMeeting"),
                date=one_value(facts, "onDate"),
                due=one_value(facts, "due"),
                conditional=one_value(facts, "conditional") == "true",
                numbers=tuple(n for one in (facts, *questions) for n in one.get("questionNumber", ())),
            )

    def _own(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of a decision that are not those of one told inside it: of "stemden in met het actieplan ter
        implementatie van het in 2019 vastgestelde beleid" all but "in 2019 vastgestelde beleid"."""
        parts, at = [], start
        for first, last in self._decided:
            if start < first < last <= end and first >= at:
                parts.append((at, first))
                at = last
        return [*parts, (at, end)] if at < end else parts

    def _exact(self, facts: Node) -> str:
        return one_value(self._nodes.get(one_value(facts, "evidence"), {}), "exact")

    def _inside(self, start: int, end: int) -> frozenset[str]:
        before = bisect.bisect_left(self._named, (end,))
        return self._with_wholes(name for _, e, name in self._named[:before] if e > start)

    def _with_wholes(self, names: Iterable[str]) -> frozenset[str]:
        """The names with those of the missions that they are part of: the battlegroup in Lithuania, and eFP."""
        found: set[str] = set()
        for name in names:
            whole: str | None = name
            while whole and whole not in found:
                found.add(whole)
                whole = self._wholes.get(whole)
        return frozenset(found)

    def _stems(self, words: str) -> frozenset[str]:
        return frozenset(map(stem, WORD.findall(fold(words)))) - self._few


def _bodies(names: Iterable[str]) -> Iterator[str]:
    """The bodies in the names of deciders, each by one name: "Norway and Germany" are two, the Dutch government one."""
    same = meanings("same-decider")
    for name in names:
        for one in _AND.split(name):
            yield same.get(one, one)


def one_value(facts: Node, name: str) -> str:
    """The first value of a property, "" where it has none."""
    found = facts.get(name)
    return found[0] if found else ""
