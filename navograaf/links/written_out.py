"""The N-Quads of links as they were and as they are, so that a change of the store is what came and what went.

After the steps that find links, before the store. Law: what came and what went are exactly the difference between
before and now, in order, whatever was found again on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navograaf.links.kept import SHIFT, Kept
from navograaf.links.link_quads import rule_lines

_FOUND_BY = re.compile(r"/ontology#foundBy> (<[^>]*>) (<[^>]*>) \.$", re.MULTILINE)


class Out:
    """What stands in the database under `out`: kind and number of a statement (or letter) -> N-Quads."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        db = kept.db
        db.execute("CREATE TEMP TABLE was (kind TEXT, n INTEGER, lines TEXT, PRIMARY KEY (n, kind)) WITHOUT ROWID")
        db.execute("CREATE TEMP TABLE ruled_was (rule TEXT, graph TEXT, count INTEGER, PRIMARY KEY (rule, graph))")

    def put(self, kind: str, number: int, lines: str) -> None:
        """What is found of one now, "" for nothing."""
        db = self._kept.db
        row = db.execute("SELECT lines FROM out WHERE kind = ? AND n = ?", (kind, number)).fetchone()
        before = row[0] if row else ""
        if before == lines:
            return
        db.execute("INSERT OR IGNORE INTO was VALUES (?, ?, ?)", (kind, number, before))
        if lines:
            db.execute("INSERT OR REPLACE INTO out VALUES (?, ?, ?)", (kind, number, lines))
        else:
            db.execute("DELETE FROM out WHERE kind = ? AND n = ?", (kind, number))
        for words, sign in ((before, -1), (lines, 1)):
            for rule, graph in _FOUND_BY.findall(words):
                self._rule(rule, graph, sign)

    def _rule(self, rule: str, graph: str, sign: int) -> None:
        db = self._kept.db
        row = db.execute("SELECT count FROM ruled WHERE rule = ? AND graph = ?", (rule, graph)).fetchone()
        count = row[0] if row else 0
        db.execute("INSERT OR IGNORE INTO ruled_was VALUES (?, ?, ?)", (rule, graph, count))
        db.execute("INSERT OR REPLACE INTO ruled VALUES (?, ?, ?)", (rule, graph, count + sign))

    def forget(self, kind: str, letter: int) -> None:
        """Nothing of this kind is found of a letter."""
        for number in self.numbers(kind, letter):
            self.put(kind, number, "")

    def numbers(self, kind: str, letter: int) -> list[int]:
        """Of which statements of a letter something of this kind was found."""
        low, high = letter << SHIFT, (letter + 1) << SHIFT
        return self._kept.column("SELECT n FROM out WHERE kind = ? AND n >= ? AND n < ? ORDER BY n", kind, low, high)

    def forget_all(self) -> None:
        """Nothing is found any more."""
        for kind, number in self._kept.db.execute("SELECT kind, n FROM out").fetchall():
            self.put(kind, number, "")

    def changes(self) -> Iterator[tuple[set[str], set[str]]]:
        """Lines that went and lines that came, of a letter at a time; no line both goes and comes."""
        db = self._kept.db
        for letter in self.letters():
            low, high = letter << SHIFT, (letter + 1) << SHIFT
            asked = "SELECT was.lines, out.lines FROM was LEFT JOIN out USING (kind, n) WHERE was.n >= ? AND was.n < ?"
            rows = db.execute(asked, (low, high)).fetchall()
            old = {line for before, _ in rows for line in before.splitlines()}
            new = {line for _, now in rows for line in (now or "").splitlines()}
            if old != new:  # a link may only have got another number in its letter
                yield old - new, new - old
        asked = (
            "SELECT rule, graph, ruled_was.count, ruled.count FROM ruled_was JOIN ruled USING (rule, graph)"
            " ORDER BY rule, graph"
        )
        for rule, graph, before, now in db.execute(asked).fetchall():
            if bool(before) != bool(now):
                said = set(rule_lines(graph, rule).splitlines())
                yield (set(), said) if now else (said, set())

    def letters(self) -> list[int]:
        """The letters from which other links start than before."""
        return self._kept.column("SELECT DISTINCT n >> ? FROM was ORDER BY 1", SHIFT)

    def of_letter(self, letter: int) -> str:
        """The links that start from a letter, as sorted N-Quads; "" when there are none."""
        low, high = letter << SHIFT, (letter + 1) << SHIFT
        parts = self._kept.column("SELECT lines FROM out WHERE n >= ? AND n < ?", low, high)
        return "".join(f"{line}\n" for line in sorted({line for part in parts for line in part.splitlines()}))

    def rules(self) -> str:
        """What tells of the rules of all links, as sorted N-Quads."""
        rows = self._kept.db.execute("SELECT graph, rule FROM ruled WHERE count > 0").fetchall()
        return "".join(sorted(rule_lines(*row) for row in rows))

    def all(self) -> Iterator[str]:
        """All that is found, in parts."""
        for (lines,) in self._kept.db.execute("SELECT lines FROM out"):
            yield lines
        yield self.rules()
