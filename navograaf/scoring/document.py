"""The layer of what a letter is: kind, dossier, number, date, place, meeting and signers, a point each."""

from __future__ import annotations

from typing import Any

from navograaf.scoring.matching import Item, plain
from navograaf.scoring.tally import Tally
from navograaf.scoring.things import agree

FIELDS = ("kind", "dossier", "number", "date", "place", "about_meeting")


def score_document(annotation: dict[str, Any], findings: dict[str, Any]) -> Tally:
    """Compare the "document" of an annotation with that of findings.

    Where the letter prints nothing, a value is wrong only when the annotation infers another one.
    A wrong value is a miss and a false hit. Names of signers agree when one holds the other:
    "Henk Kamp" and "H.G.J. Kamp" do not, "Kamp" does.
    """
    wanted, given = annotation["document"], findings.get("document") or {}
    tally = Tally()
    for field in FIELDS:
        want, got = wanted.get(field), given.get(field)
        if want is None:
            hint = _hint(wanted, field)
            if got is not None and hint is not None and plain(got) != plain(hint):
                tally.wrong({"start": 0, "end": 0, field: got})
        elif plain(got) == plain(want) or (field == "about_meeting" and got and _same_meeting(annotation, findings)):
            tally.hits += 1
        else:
            tally.miss({"start": 0, "end": 0, field: want, "found": got})
            tally.false_hits += got is not None
    _score_signers(wanted, given, tally)
    return tally


def _hint(wanted: Item, field: str) -> Any:
    hint = (wanted.get("inferred") or {}).get(field)
    return hint.get("value") if isinstance(hint, dict) else hint


def _same_meeting(annotation: dict[str, Any], findings: dict[str, Any]) -> bool:
    """Whether the meetings that both say the letter is about start on the same date, to the month at least."""
    dates = []
    for side in (annotation, findings):
        subject = side["document"].get("about_meeting")
        meetings = (m for m in side.get("meetings") or () if m.get("id") == subject)
        dates.append(next((str(m.get("start_date") or "") for m in meetings), ""))
    return min(map(len, dates)) >= len("2021-02") and agree(*dates)


def _score_signers(wanted: Item, given: Item, tally: Tally) -> None:
    names = {plain(signer["name"]) for signer in wanted.get("signed_by") or ()}
    found = {plain(signer.get("name")) for signer in given.get("signed_by") or ()}
    hits = {name for name in names if any(name and other and (name in other or other in name) for other in found)}
    tally.hits += len(hits)
    tally.misses += len(names - hits)
    tally.false_hits += max(0, len(found) - len(hits))
