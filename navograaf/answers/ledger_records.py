"""A ledger as data: json for a script, csv for a spreadsheet.

Two of the forms of a ledger. Laws: offsets count code points of the raw letter; a chain is given whole; no cell of a
csv is a formula.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from navograaf.answers.escapes import cell
from navograaf.answers.ledger import Ledger
from navograaf.answers.ledger_model import Chain, Row, Spot

COLUMNS = (
    *("date", "meeting", "meeting_label", "meeting_start", "kind", "status", "outcome", "matter"),
    *("who", "act", "object", "told_by", "about", "due", "due_date", "condition", "quote"),
    *("letter", "letter_kind", "letter_date", "paper", "address", "file", "start", "end", "page"),
    *("outcome_quote", "outcome_letter", "outcome_file", "outcome_start", "outcome_end", "outcome_page"),
    "outcome_papers",
    *("looked_in", "reason", "confidence", "rule", "thread", "iri"),
)


def as_json(ledger: Ledger, *, chains: bool = False) -> str:
    """{"subject", "filters", "letters", "chains", "expectations", "commitments"}; offsets are into the raw letter.

    chains: the chains alone; the two other lists are then empty.
    """
    value = {
        "subject": ", ".join(ledger.subjects),
        "things": [
            {"id": item.id, "kind": item.kind, "label": item.label, "iri": item.iri or None} for item in ledger.things
        ],
        "filters": list(ledger.filters),
        "letters": len(ledger.letters),
        "later": [card.id for card in ledger.later],
        "chains": [_chain(chain) for chain in ledger.chains],
        "expectations": [] if chains else [_row(row) for row in ledger.expectations],
        "commitments": [] if chains else [_row(row) for row in ledger.commitments],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "label": chain.label,
        "about": list(chain.about),
        "items": [_row(row) for row in chain.items],
        "outcome": chain.outcome or None,
        "iri": chain.iri,
    }


def _row(row: Row) -> dict[str, Any]:
    card, meeting = row.spot.letter, row.occasion
    return {
        **_spot(row.spot),
        "date": card.when or None,
        "kind": row.kind,
        "status": row.status,
        "act": row.act or None,
        "who": list(row.who),
        "who_ids": list(row.who_ids),
        "told_by": row.told_by or None,
        "object": row.object or None,
        "about": list(row.about),
        "meeting": meeting.id if meeting else None,
        "meeting_label": meeting.label if meeting else None,
        "meeting_start": (meeting.start if meeting else "") or None,
        "due": row.due or None,
        "due_date": row.date or None,
        "condition": row.condition or None,
        "outcome": row.outcome or None,
        "found": [_spot(spot) for spot in row.found],
        "papers": list(row.papers),
        "looked_in": row.report.id if row.report else None,
        "reason": row.reason or None,
        "confidence": row.confidence or None,
        "rule": row.rule or None,
        "matter": row.label or None,
        "thread": row.thread or None,
        "letter_kind": card.kind,
        "letter_date": card.date or None,
        "paper": card.paper or None,
        "address": card.address or None,
    }


def _spot(spot: Spot) -> dict[str, Any]:
    return {
        "file": spot.letter.file,
        "start": spot.start,
        "end": spot.end,
        "page": spot.page,
        "letter": spot.letter.id,
        "quote": spot.quote,
        "iri": spot.iri,
    }


def as_csv(ledger: Ledger, *, chains: bool = False) -> str:
    """One row an expectation or commitment, or an item of a chain; COLUMNS are the header."""
    stream = io.StringIO()
    # Words are quoted: a letter with odd line ends would otherwise end its row in the middle of a quote.
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    if chains:
        for chain in ledger.chains:  # an item of two chains stands in both, each time with that chain's label
            _write(writer, ({**_flat(row), "matter": chain.label, "thread": chain.iri} for row in chain.items))
    else:
        _write(writer, (_flat(row) for row in ledger.rows))
    return stream.getvalue()


def _write(writer: Any, found: Iterable[dict[str, Any]]) -> None:
    for one in found:
        writer.writerow([_cell(one[name]) for name in COLUMNS])


def _flat(row: Row) -> dict[str, Any]:
    """A row with the first place of its outcome beside it, and the quotes of all."""
    first = _spot(row.found[0]) if row.found else {}
    return {
        **_row(row),
        "outcome_quote": " / ".join(spot.quote for spot in row.found),
        **{f"outcome_{name}": first.get(name) for name in ("letter", "file", "start", "end", "page")},
        "outcome_papers": list(row.papers),
    }


def _cell(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return cell(text)
