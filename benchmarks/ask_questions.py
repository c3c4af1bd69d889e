"""What every question of queries/, every projection and a trace take on a graph folder, and beside rdflib.

    python benchmarks/ask_questions.py GRAPH [--rounds R] [--only NAME ...] [--rdflib]

Each query runs as it stands in its file, with a value for each parameter that it needs (the subject NMI or, where it
must be a topic, cyber defence; the holder the Netherlands; the letter in the middle of the collection and its
meeting), in a process of its own that is ended after LIMIT seconds; the median of the
rounds counts, in seconds of the processor, the store on disk and opened read-only. --rdflib: a sample of the questions
in rdflib as well, on the same graph, which should then be small: their rows must be the same.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from measured import Options, Row, table

if TYPE_CHECKING:
    from pyoxigraph import Store

LIMIT = 60
"""Seconds of the clock after which a query is ended, and told to be over its budget."""
BUDGET = 1.0
"""Seconds that an answer may take at BUDGET_LETTERS letters; it grows with the letters."""
BUDGET_LETTERS = 1_000
BUDGETS: dict[str, float | None] = {"gephi/all/nodes": None, "gephi/all/edges": None}
"""Another budget than BUDGET. None: these write the whole graph, and take as long as that is large."""
BESIDE = (
    *("topic-over-time", "decisions-at-meeting", "citations", "known-on-date", "missing-papers", "signatures"),
    *("topics-together", "commitments", "expectations-open", "unread-sentences", "document-history", "meeting-set"),
)
"""Questions that are asked of rdflib as well."""
TIMES_RDFLIB = 50.0
SUBJECT, TOPIC, HOLDER = "NMI", "topic/cyber-defence", "Nederland"
TRACE, LEDGER, MEETINGS = f"trace {SUBJECT}", f"ledger {SUBJECT}", "meetings"


def main() -> None:
    """Measure and print the table, or one query for the process that started this one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", help="the name of a query, or how it begins; may be repeated")
    parser.add_argument("--rdflib", action="store_true", help="also beside rdflib")
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "NAME"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        engine, name = asked.one
        print(json.dumps((_rdflib if engine == "rdflib" else _ours)(asked.graph, name, asked.rounds)))
        return
    wanted = tuple(asked.only or ("",))
    lines = list(on_disk(asked.graph, asked.rounds, [name for name in names() if name.startswith(wanted)]))
    if asked.rdflib:
        lines += beside_rdflib(asked.graph, asked.rounds)
    print("\n".join(table(lines)))


def rows(options: Options) -> Iterator[Row]:
    """For `make bench`: every query on graphs of the sizes asked for, then a sample beside rdflib on the smallest."""
    from stores import built, graph_folder, no_room, own_letters

    for size in options.sizes:
        if size <= options.sample:
            continue
        if reason := no_room(options.work, size) if not graph_folder(options.work, size).is_dir() else "":
            yield Row(f"questions, {size:,} letters", None, "s", note=reason)
            continue
        built(options.work, size)
        yield from on_disk(graph_folder(options.work, size), options.rounds, names())
    yield from beside_rdflib(own_letters(options.work), options.rounds)


def names() -> list[str]:
    """Every query: questions by name, projections as gephi/NAME/FILE; and what the commands answer without a file."""
    from navograaf.answers.questions import questions
    from navograaf.files import folder

    place = folder("queries")
    drawn = [path.relative_to(place).with_suffix("").as_posix() for path in sorted(place.glob("gephi/*/*.rq"))]
    return [one.name for one in questions()] + drawn + [TRACE, LEDGER, MEETINGS]


def on_disk(graph: Path, rounds: int, wanted: Sequence[str]) -> Iterator[Row]:
    """A row a query: its seconds beside its budget, and how many rows it has."""
    from navograaf.graph.folder import GraphFolder

    letters = len(GraphFolder.open(graph).letters())
    for name in wanted:
        per_thousand = BUDGETS.get(name, BUDGET)
        budget = None if per_thousand is None else per_thousand * max(letters / BUDGET_LETTERS, 1.0)
        found = _measured(graph, "ours", name, rounds)
        what = f"{name}, {letters:,} letters"
        if found is None:
            yield Row(what, float(LIMIT), "s", budget, most=True, note=f"ended after {LIMIT} s")
        else:
            yield Row(what, found["seconds"], "s", budget, most=True, note=f"{found['rows']:,} rows")


def beside_rdflib(graph: Path, rounds: int) -> Iterator[Row]:
    """A row a question of BESIDE: how many times as long rdflib takes for the same rows.

    On a graph that has rows to give: to a subquery with GROUP BY that finds nothing rdflib gives one row of nothing,
    where SPARQL 1.1 gives none.
    """
    for name in BESIDE:
        ours, theirs = _measured(graph, "ours", name, rounds), _measured(graph, "rdflib", name, 1)
        what = f"{name} against rdflib"
        if ours is None:
            yield Row(what, None, goal=TIMES_RDFLIB, note="ours was ended")
            continue
        seconds = theirs["seconds"] if theirs else float(LIMIT)
        note = f"{ours['seconds'] * 1e3:.1f} ms and {'' if theirs else 'more than '}{seconds * 1e3:.0f} ms"
        if theirs and theirs["values"] != ours["values"]:
            note += "; the rows differ"
        yield Row(what, seconds / ours["seconds"], goal=TIMES_RDFLIB, note=f"{note}, {ours['rows']:,} rows")


def _measured(graph: Path, engine: str, name: str, rounds: int) -> dict[str, Any] | None:
    """What the process of one query tells; None when it was ended. Raises RuntimeError for one that failed."""
    command = [sys.executable, __file__, str(graph), "--rounds", str(rounds), "--one", engine, name]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        raise RuntimeError(f"{name}: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _ours(graph: Path, name: str, rounds: int) -> dict[str, Any]:
    from navograaf.graph.folder import GraphFolder

    store, text = GraphFolder.open(graph).store(), _text(graph, name)
    return _timed(lambda: _answer(store, name, text), rounds)


def _answer(store: Store, name: str, text: str) -> list[list[str]]:
    if name == TRACE:
        from navograaf.answers.trace import trace

        return [[entry.iri] for entry in trace(store, [SUBJECT]).entries]
    if name == LEDGER:
        from navograaf.answers.ledger import ledger

        return [[row.spot.iri] for row in ledger(store, [SUBJECT]).rows]
    if name == MEETINGS:
        from navograaf.answers.meetings import meetings

        return [[one.meeting.iri] for one in meetings(store)]
    from pyoxigraph import QuerySolutions

    answer = store.query(text, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    return [["" if term is None else getattr(term, "value", str(term)) for term in row] for row in answer]


def _rdflib(graph: Path, name: str, rounds: int) -> dict[str, Any]:
    from io import BytesIO

    from rdflib import Dataset

    from navograaf.export.rdf import write_rdf
    from navograaf.graph.folder import GraphFolder

    stream = BytesIO()
    write_rdf(GraphFolder.open(graph).store(), stream, "nq")
    made = Dataset(default_union=True).parse(data=stream.getvalue(), format="nquads")
    text = _text(graph, name)
    return _timed(lambda: [["" if one is None else str(one) for one in row] for row in made.query(text)], rounds)  # type: ignore[union-attr]


def _text(graph: Path, name: str) -> str:
    """The query of a name with the values that it needs, "" for what a command answers without a file."""
    from navograaf.answers.binding import bind
    from navograaf.answers.questions import questions
    from navograaf.answers.values import Values
    from navograaf.files import folder

    path = folder("queries") / f"{name}.rq"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    needed = [param for one in questions() if one.name == name for param in one.params if param.required]
    if not needed:
        return text
    known, given = Values(graph), _needed(graph)
    return bind(
        text,
        {
            one.name: known.terms(one, given.get(one.name) or (SUBJECT if one.kinds != ("topic",) else TOPIC))
            for one in needed
        },
    )


def _needed(graph: Path) -> dict[str, str]:
    """Parameter -> its value, for those that are not asked about SUBJECT."""
    from navograaf.answers.collection import letters
    from navograaf.graph.folder import GraphFolder
    from navograaf.iris import local

    told = [(card.id, card.meeting.iri) for card in letters(GraphFolder.open(graph).store()) if card.meeting]
    letter, meeting = told[len(told) // 2]
    return {"holder": HOLDER, "meeting": local(meeting), "from": letter, "to": told[0][0]}


def _timed(answer: Callable[[], list[list[str]]], rounds: int) -> dict[str, Any]:
    """The median of the seconds; how many rows, and their values as one number that two engines can be compared by."""
    from hashlib import sha256

    seconds = []
    found: list[list[str]] = []
    for _ in range(rounds):
        begin = time.process_time()
        found = answer()
        seconds.append(time.process_time() - begin)
    values = "\n".join(sorted("\t".join(row) for row in found))
    return {"seconds": median(seconds), "rows": len(found), "values": sha256(values.encode()).hexdigest()}


if __name__ == "__main__":
    main()
