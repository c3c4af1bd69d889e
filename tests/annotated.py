"""The annotation of tests/gold as findings: what a perfect extraction of decisions, positions and the like would give.

The layers of names and papers come from the extraction itself, the others from the annotation. Who decides or holds has
an id where the reference data has a thing of that name.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from factory import draft

from navograaf.findings.extract import extract
from navograaf.findings.model import Findings
from navograaf.findings.told import Commitment, Decision, Position, Quantity, Question
from navograaf.graph.change import Writer
from navograaf.graph.folder import GraphFolder
from navograaf.graph.manifest import Entry
from navograaf.graph.quads import letter_id, letter_quads
from navograaf.graph.reference import reference
from navograaf.iris import THINGS
from navograaf.letters.model import Letter
from navograaf.letters.reading import read_letter

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "seeds" / "letters").glob("*.txt"))
RULE = "annotation"


@cache
def annotated(path: Path) -> tuple[Letter, Findings]:
    """A seed letter with its findings, statements as annotated."""
    letter = read_letter(path)
    rows = json.loads((ROOT / "tests" / "gold" / f"{path.name[:3]}.json").read_text(encoding="utf-8"))
    return letter, replace(
        extract(letter),
        decisions=tuple(
            Decision(
                *_place(row),
                act=row["act"],
                status=row["status"],
                decider=row.get("decider"),
                decider_id=_known(row.get("decider")),
                object=row.get("object"),
                date=row.get("date"),
                meeting=row.get("meeting"),
                mission=row.get("mission"),
                topic=row.get("topic"),
                asserted_by=row.get("asserted_by"),
            )
            for row in rows.get("decisions", [])
        ),
        positions=tuple(
            Position(
                *_place(row),
                holder=row["holder"],
                polarity=row["polarity"],
                holder_id=_known(row["holder"]),
                topic=row.get("topic"),
                mission=row.get("mission"),
                reported_by=row.get("reported_by"),
            )
            for row in rows.get("positions", [])
        ),
        commitments=tuple(
            Commitment(
                *_place(row), row["by"], _known(row["by"]), due=row.get("due"), conditional=bool(row.get("conditional"))
            )
            for row in rows.get("commitments", [])
        ),
        quantities=tuple(
            Quantity(
                *_place(row),
                tuple(row["value"]) if isinstance(row["value"], list) else row["value"],
                row["unit"],
                row.get("of"),
            )
            for row in rows.get("quantities", [])
        ),
        questions=tuple(
            Question(
                row["number"],
                row["start"],
                row["end"],
                RULE,
                party=row["party"],
                answer_start=row["answer_start"],
                answer_end=row["answer_end"],
                answer_rule=RULE,
                answer_kind="referred" if row["refers_to"] else "answered",
                answered_together_with=tuple(row["answered_together_with"] or ()),
                refers_to=tuple(row["refers_to"] or ()),
            )
            for row in rows.get("questions", [])
        ),
    )


def annotated_graph(folder: Path) -> GraphFolder:
    """The graph of the five letters with their statements as annotated, in `folder`/graph."""
    graph = GraphFolder.create(folder / "graph")
    with Writer(graph) as writer:
        writer.set_reference(reference().nquads)
        for path in FILES:
            letter, findings = annotated(path)
            entry = Entry.of(letter_id(findings), letter, graph.path)
            writer.put(entry, draft(writer, letter_quads(findings, letter.raw), letter.raw))
        writer.commit()
    return graph


def _place(row: dict[str, Any]) -> tuple[int, int, str, str]:
    return row["start"], row["end"], row["quote"], RULE


def _known(name: str | None) -> str | None:
    found = reference().actors.get(name.casefold()) if name else None
    return found.removeprefix(THINGS) if found else None
