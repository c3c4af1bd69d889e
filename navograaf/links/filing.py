"""Letters filed into the database of links and taken out of it, with what that touches.

Beside kept.py, which reads what is filed here; used by update.py. Laws: what is taken out leaves no row that stands by
the letter alone (pairs, groups and links are left to the later steps); whatever changes is noted, so that these steps
find what to do again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple

from navograaf.links import plain
from navograaf.links.digest import (
    Digest,
    counts,
    flat_item,
    flat_promise,
    flat_sentence,
    item_from,
    promise_from,
    sentence_from,
)
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.model import Item, Sentence
from navograaf.links.promise import matter
from navograaf.links.renamed import Change
from navograaf.links.tally import Tally
from navograaf.links.touched import Touched

_DOCUMENT = "document/"


class Filing:
    """The letters of one change, on their way into `kept` and out of it."""

    def __init__(self, kept: Kept, touched: Touched, tally: Tally) -> None:
        self._kept, self._touched, self._tally = kept, touched, tally
        self._rows, self._many = kept.db.execute, kept.db.executemany

    def put(self, digest: Digest) -> None:
        """File a letter, in place of the one with its id."""
        known = self._kept.numbers.get(digest.facts.id)
        if known is not None:
            self._take_out(known)
        n = self._kept.number(digest.facts.id)
        node = self._kept.nodes[n] = digest.facts.node({})
        self._touched.letters.add(n)
        facts, own = plain.dumps(astuple(digest.facts)), plain.dumps(astuple(node))
        self._rows("INSERT OR REPLACE INTO letter VALUES (?, ?, ?, ?, NULL)", (n, digest.facts.id, facts, own))
        self._put_text(n, digest)
        self._put_names(n, digest)
        self._put_statements(n, digest)
        self._put_told(n, digest)

    def drop(self, identifier: str) -> None:
        """Take a letter out."""
        n = self._kept.numbers.pop(identifier)
        self._take_out(n)
        self._rows("DELETE FROM letter WHERE n = ?", (n,))
        del self._kept.nodes[n]

    # In

    def _put_text(self, n: int, digest: Digest) -> None:
        parts = (
            [flat_sentence(one) for one in digest.sentences],
            [flat_item(item) for item in digest.items if item.kind == "question"],
            [flat_sentence(one) for one in digest.refers],
            (sorted(digest.surfaces.items()), sorted({item.sentence for item in digest.decisions})),
        )
        self._rows("INSERT INTO text VALUES (?, ?, ?, ?, ?)", (n, *map(plain.pack, parts)))
        self._tally.count(digest.counts(), 1)
        self._tally.call(digest.surfaces, 1)

    def _put_names(self, n: int, digest: Digest) -> None:
        """What a letter tells of meetings, and the papers and documents that it names."""
        told = [(meeting, n, plain.dumps(facts)) for meeting, facts in sorted(digest.meetings.items())]
        self._many("INSERT INTO told VALUES (?, ?, ?)", told)
        self._many("INSERT INTO about VALUES (?, ?)", [(meeting, n) for meeting in sorted(set(digest.facts.about))])
        papers = _papers(digest.sentences)
        self._many("INSERT INTO cites VALUES (?, ?)", [(paper, n) for paper in papers])
        first: dict[str, str] = {}
        for one in digest.sentences:
            for name in one.named:
                if name.startswith(_DOCUMENT):
                    first.setdefault(name, one.iri)
        self._many("INSERT INTO document VALUES (?, ?, ?)", [(name, n, iri) for name, iri in sorted(first.items())])
        self._touched.meetings.update(digest.meetings)
        self._touched.papers.update(papers)
        self._touched.documents.update(first)

    def _put_statements(self, n: int, digest: Digest) -> None:
        """Decisions and promises, by number and by the words and names that weigh in them."""
        places = {item.iri: n << SHIFT | place for place, item in enumerate(digest.items)}
        decisions = [(places[one.iri], plain.dumps(flat_item(one))) for one in digest.decisions]
        promises = [(places[one.item.iri], plain.dumps(flat_promise(one))) for one in digest.promises]
        self._many("INSERT INTO decision VALUES (?, ?, NULL)", decisions)
        self._many("INSERT INTO promise VALUES (?, ?, NULL)", promises)
        weighed = [(feature, places[one.iri]) for one in digest.decisions for feature in weighed_of(one)]
        weighed += [(feature, places[one.item.iri]) for one in digest.promises for feature in one.own | one.back]
        self._many("INSERT OR IGNORE INTO weighed VALUES (?, ?)", sorted(weighed))

    def _put_told(self, n: int, digest: Digest) -> None:
        """Sentences that tell of something done, or of another name."""
        done = [(n << SHIFT | place, one) for place, one in enumerate(digest.done)]
        self._many("INSERT INTO done VALUES (?, ?)", [(place, plain.dumps(flat_sentence(one))) for place, one in done])
        features = [(feature, place) for place, one in done for feature in sorted(matter(one.stems | one.named))]
        self._many("INSERT INTO done_by VALUES (?, ?)", features)
        changes = [(n << SHIFT | place, _flat_change(one)) for place, one in enumerate(digest.changes)]
        self._many("INSERT INTO change VALUES (?, ?)", changes)

    # Out

    def _take_out(self, n: int) -> None:
        kept, touched = self._kept, self._touched
        touched.before.setdefault(n, kept.nodes[n])
        touched.letters.discard(n)
        sentences, more = self._rows("SELECT sentences, more FROM text WHERE n = ?", (n,)).fetchone()
        own = [sentence_from(row, kept.nodes[n]) for row in plain.unpack(sentences)]
        self._tally.count(counts(own), -1)
        self._tally.call(dict(plain.unpack(more)[0]), -1)
        self._take_out_names(n, own)
        self._take_out_statements(n)
        for table in ("text", "opening"):
            self._rows(f"DELETE FROM {table} WHERE n = ?", (n,))  # noqa: S608 - our own names
        for table in ("done", "decision", "promise", "change"):
            self._rows(f"DELETE FROM {table} WHERE n >= ? AND n < ?", _span(n))  # noqa: S608

    def _take_out_names(self, n: int, own: Iterable[Sentence]) -> None:
        papers = _papers(own)
        told = self._kept.column("SELECT meeting FROM told WHERE n = ?", n)
        documents = {name for one in own for name in one.named if name.startswith(_DOCUMENT)}
        self._touched.papers.update(papers)
        self._touched.meetings.update(told)
        self._touched.documents.update(documents)
        self._many("DELETE FROM document WHERE name = ? AND n = ?", [(name, n) for name in documents])
        self._many("DELETE FROM cites WHERE paper = ? AND n = ?", [(paper, n) for paper in papers])
        self._many("DELETE FROM told WHERE meeting = ? AND n = ?", [(meeting, n) for meeting in told])
        about = self._kept.facts(n).about
        self._many("DELETE FROM about WHERE meeting = ? AND n = ?", [(meeting, n) for meeting in about])

    def _take_out_statements(self, n: int) -> None:
        node, touched = self._kept.nodes[n], self._touched
        for place, row in self._rows("SELECT n, sentence FROM done WHERE n >= ? AND n < ?", _span(n)).fetchall():
            sentence = sentence_from(plain.loads(row), node)
            touched.done.append((place, sentence))
            features = sorted(matter(sentence.stems | sentence.named))
            self._many("DELETE FROM done_by WHERE feature = ? AND n = ?", [(one, place) for one in features])
        for place, row, keys in self._rows(
            "SELECT n, item, keys FROM decision WHERE n >= ? AND n < ?", _span(n)
        ).fetchall():
            touched.left.append((place, node.order, keys))
            self._unweigh(place, weighed_of(item_from(plain.loads(row), node)))
        for place, row in self._rows("SELECT n, promise FROM promise WHERE n >= ? AND n < ?", _span(n)).fetchall():
            promise = promise_from(plain.loads(row), node)
            self._unweigh(place, promise.own | promise.back)

    def _unweigh(self, place: int, features: Iterable[str]) -> None:
        self._many("DELETE FROM weighed WHERE feature = ? AND n = ?", [(one, place) for one in features])


def weighed_of(item: Item) -> frozenset[str]:
    """The words and names of a decision whose weight, or whose name for a reader, tells with what it is linked."""
    return item.stems | item.named | item.about


def _span(n: int) -> tuple[int, int]:
    """The numbers of what stands in a letter: the first, and the first of the next."""
    return n << SHIFT, (n + 1) << SHIFT


def _papers(sentences: Iterable[Sentence]) -> list[str]:
    return sorted({name for one in sentences for name in one.named if name.startswith(("kamerstuk/", "kenmerk/"))})


def _flat_change(one: Change) -> str:
    return plain.dumps((one.rule, one.document, one.old, one.new, flat_sentence(one.sentence)))
