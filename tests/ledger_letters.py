"""The letters of told_letters.py, a consultation beside them, and the links across them, made by hand.

`ledger_store` is a store in memory with them all: a plan foreseen twice and approved, a pledge that came out otherwise, a
site of which the report is silent, a training of which there is no report, a promise that is kept and one that is open.
"""

from __future__ import annotations

import hashlib
import re

from pyoxigraph import RdfFormat, Store
from told_letters import JUNE, OCTOBER, RULE, told

from navograaf.findings.model import Document, Findings, Found, Meeting, Mention, Sentence
from navograaf.findings.told import Commitment, Decision
from navograaf.graph.quads import letter_quads
from navograaf.graph.reference import reference
from navograaf.iris import GRAPHS, PREFIXES, THINGS

ASKED = """\
De ministers stemmen in met het opera-
tieplan van NMI.
=De training begint in maart 2025.
Ik stuur u een overzicht.
"""
LETTERS = {"agenda": "agenda", "asked": "vragen", "report": "verslag", "next": "agenda-oktober"}
_STATEMENT = r"<{}letter/{}/(decision|commitment)/[^>]+>"


def asked() -> tuple[str, Findings]:
    """The second consultation on the meeting of June, without a date of its own."""
    lines = [match.span() for match in re.finditer(r"De m[^.]+\.|.+", ASKED)]

    def at(number: int) -> tuple[int, int, str, str]:
        start, end = lines[number]
        return start, end, ASKED[start:end], RULE

    nmi = ASKED.index("NMI")
    return ASKED, Findings(
        "vragen.txt",
        hashlib.sha256(ASKED.encode()).hexdigest(),
        document=Document("questions", about_meeting=JUNE),
        sentences=tuple(Sentence(start, end) for start, end in lines),
        meetings=(Meeting(JUNE, "NATO defence ministers", (), "2024-06-13", "2024-06-14"),),
        missions=(Found("NMI", (Mention(nmi, nmi + 3, "NMI", RULE),)),),
        decisions=(
            Decision(*at(0), "agree", "expected", "NATO defence ministers", object="het operatieplan", mission="NMI"),
            Decision(*at(1), "begin", "proposed", date="2025-03", topic="iraq"),
        ),
        commitments=(Commitment(*at(2), "Minister of Defence (Netherlands)", "post/nl-defence-minister"),),
    )


def ledger_store(*, links: bool = True) -> Store:
    """A store in memory with the reference data, the five letters and the links."""
    store = Store()
    store.load(reference().nquads.encode(), format=RdfFormat.N_QUADS)
    for raw, findings in (*told(), asked()):
        store.load(letter_quads(findings, raw).encode(), format=RdfFormat.N_QUADS)
    if links:
        store.load(link_quads(store).encode(), format=RdfFormat.N_QUADS)
    return store


def said(store: Store, letter: str, act: str) -> str:
    """IRI of the decision of a letter (a key of LETTERS) with this act; of its commitment for "promise"."""
    kind = "Commitment" if act == "promise" else "Decision"
    query = f"SELECT ?s {{ ?s a navo:{kind} ; navo:letter <{iri(letter)}> . OPTIONAL {{ ?s navo:act ?act }} }}"
    query = query.replace("?s {", "?s ?act {", 1)
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    (found,) = {row[0].value for row in rows if kind == "Commitment" or row[1].value.endswith(f"/{act}")}  # type: ignore[union-attr]
    return str(found)


def iri(letter: str) -> str:
    """IRI of a letter by its key in LETTERS."""
    return f"{THINGS}letter/{LETTERS[letter]}"


def link_quads(store: Store) -> str:
    """The links and threads, N-Quads."""
    plan, again = said(store, "agenda", "approve"), said(store, "asked", "agree")
    done, pledge, adopted = (
        said(store, "report", "approve"),
        said(store, "agenda", "adopt"),
        said(store, "report", "adopt"),
    )
    report, later = iri("report"), iri("next")
    paper = f"{THINGS}kamerstuk/28676-347"
    lines = [
        *_link("outcomes", "1", plan, [done], "fulfilled", report, "both name NMI"),
        *_link("outcomes", "2", again, [done], "fulfilled", report, "both name NMI"),
        *_link("outcomes", "3", pledge, [adopted], "changed", report, "the same pledge", "medium"),
        *_link("outcomes", "4", said(store, "agenda", "establish"), [], "silent", report, ""),
        *_link("outcomes", "5", said(store, "asked", "begin"), [], "no report", "", ""),
        *_link("commitments", "6", said(store, "asked", "promise"), [paper], "kept", later, "cites the overview"),
        *_link("commitments", "7", said(store, "report", "promise"), [], "open", "", ""),
        *_link("decisions", "8", plan, [done], "", "", "both name NMI"),
        *_thread("9", "operatieplan van NMI", [done, plan, again], ["mission/NMI"]),
        *_thread("a", "Resilience Pledge", [adopted, pledge], ["document/resilience-pledge-2016"]),
    ]
    return "".join(lines)


def _link(
    kind: str, name: str, source: str, targets: list[str], outcome: str, letter: str, reason: str, sure: str = "high"
) -> list[str]:
    link = f"{THINGS}link/{kind}/{name}"
    pairs = [(PREFIXES["rdf"] + "type", f"<{PREFIXES['navo']}Link>"), ("linkFrom", f"<{source}>")]
    pairs += [("linkTo", f"<{target}>") for target in targets]
    pairs += [("outcome", f'"{outcome}"')] if outcome else []
    pairs += [("outcomeLetter", f"<{letter}>")] if letter else []
    pairs += [("reason", f'"{reason}"')] if reason else []
    pairs += [("confidence", f'"{sure}"'), ("foundBy", f"<{THINGS}rule/links.test>")]
    return _quads(kind, link, pairs)


def _thread(name: str, label: str, members: list[str], about: list[str]) -> list[str]:
    pairs = [(PREFIXES["rdf"] + "type", f"<{PREFIXES['navo']}Thread>"), (PREFIXES["rdfs"] + "label", f'"{label}"')]
    pairs += [("member", f"<{member}>") for member in members] + [("about", f"<{THINGS}{one}>") for one in about]
    return _quads("decisions", f"{THINGS}thread/{name}", pairs)


def _quads(kind: str, subject: str, pairs: list[tuple[str, str]]) -> list[str]:
    def property_(name: str) -> str:
        return name if ":" in name else PREFIXES["navo"] + name

    return [f"<{subject}> <{property_(name)}> {value} <{GRAPHS}links/{kind}> .\n" for name, value in pairs]


__all__ = ["ASKED", "JUNE", "LETTERS", "OCTOBER", "asked", "iri", "ledger_store", "said"]
