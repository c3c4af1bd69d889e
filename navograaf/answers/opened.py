"""The graph as Python objects: `open_graph("graph").trace("NMI")` gives what the commands print.

The last station before a reader's own program. Law: the same answers as the command line, from the
same functions; a graph is opened read-only and never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from navograaf.answers import collection, subjects
from navograaf.answers.collection import LetterCard
from navograaf.answers.filters import Limits
from navograaf.answers.subjects import Thing
from navograaf.answers.trace import Trace, trace
from navograaf.graph.folder import GraphFolder

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset

    from navograaf.answers.ledger import Ledger
    from navograaf.answers.terms import Result
    from navograaf.names.snapshot import Snapshot


class OpenedGraph:
    """A graph folder opened for reading: a snapshot that a later build does not change."""

    def __init__(self, folder: GraphFolder) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        return f"<graph {self.folder.path}>"

    @cached_property
    def _snapshot(self) -> Snapshot:
        return self.folder.snapshot()

    @property
    def store(self) -> Store:
        """The Oxigraph store, for what the methods do not give."""
        return self._snapshot.store

    @property
    def _source(self) -> Store:
        return cast("Store", self._snapshot)

    def letters(self) -> list[LetterCard]:
        """The letters, by the date of their meeting."""
        return collection.letters(self._source)

    def subjects(self, text: str) -> list[Thing]:
        """The things that a name, id or Kamerstuk number stands for. Raises SubjectError when none."""
        return subjects.resolve(self._source, text)

    def trace(
        self,
        *names: str,
        narrower: bool = True,
        as_of: str = "",
        since: str = "",
        until: str = "",
        kinds: Sequence[str] = (),
        holder: str = "",
    ) -> Trace:
        """What was said about the subjects, oldest meeting first; the rest as the options of `navograaf trace`.

        Raises SubjectError as `subjects` does, where no letter has the words either; QueryError for a date or a kind
        that is none.
        """
        return trace(self._source, names, narrower=narrower, limits=Limits(as_of, since, until, tuple(kinds), holder))

    def ledger(self, *names: str, **asked: Any) -> Ledger:
        """What was expected and promised about the subjects (all without names), and what came of it.

        `asked` are the filters of answers.ledger: meeting, holder, statuses, outcomes, as_of, since, until.
        """
        from navograaf.answers.ledger import ledger

        return ledger(self._source, names, **asked)

    def query(self, text: str, *, timeout: float = 30.0) -> Result:
        """The answer to a SPARQL query, stopped after `timeout` seconds. Raises QueryError as the command does."""
        from navograaf.answers.query import run

        return run(self.folder, text, timeout=timeout)

    def ask(self, question: str, **params: str | Sequence[str]) -> Result:
        """The answer to a question of queries/, `ask("topic-over-time", topic="Irak")`; a list of values means any.

        Raises QueryError for an unknown question or parameter, SubjectError for a name that nothing has.
        """
        from navograaf.answers.ask import ask

        given = {name: [value] if isinstance(value, str) else list(value) for name, value in params.items()}
        return ask(self.folder, question, given)

    def to_rdflib(self) -> Dataset:
        """A copy of the graph in rdflib, a named graph a letter. For small graphs: 725 bytes a triple."""
        from io import BytesIO

        from rdflib import Dataset

        from navograaf.export.rdf import write_rdf

        stream = BytesIO()
        write_rdf(self.store, stream, "nq")
        return Dataset(default_union=True).parse(data=stream.getvalue(), format="nquads")


def open_graph(path: Path | str = "graph") -> OpenedGraph:
    """Open the graph folder at `path` for reading. Raises GraphError when there is no graph."""
    return OpenedGraph(GraphFolder.open(Path(path)))
