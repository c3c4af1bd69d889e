"""Three small letters in which something is decided, held, promised, counted and asked, with what is found in them.

The words are made up; the missions, topics and bodies are of the ontology. An agenda, a consultation and a report on one
meeting of June 2024, and the agenda of the next. `told_graph` builds a graph of them.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from factory import draft

from navograaf.findings.model import Document, Findings, Found, Meeting, Mention, Sentence, Signature
from navograaf.findings.told import Commitment, Decision, Position, Quantity, Question
from navograaf.graph.folder import GraphFolder
from navograaf.letters.reading import from_bytes

RULE = "test.told"
JUNE, OCTOBER = "nato-dmm-2024-06-13", "nato-dmm-2024-10-17"
AGENDA = """\
De ministers keuren naar verwachting het operatieplan van NMI goed.
Nederland hecht aan een sterke NMI.
Ongeveer 70 militairen dienen in NMI.
Over een tweede locatie is nog geen besluit genomen.
De ministers stellen naar verwachting de Resilience Pledge vast.
De minister
"""
CONSULTATION = """\
De leden van de VVD-fractie vragen hoe lang NMI duurt.
NMI duurt tot 2026.
De leden van de SP-fractie vragen of NMI groeit.
Zie het antwoord op vraag 1.
De leden van de SP-fractie vragen waar de NAVO cyberaanvallen verwacht.
Daarover kan in het openbaar niets worden gezegd.
De minister
"""
REPORT = """\
De ministers keurden het operatieplan van NMI goed.
De secretaris-generaal riep op tot meer inzet voor NMI.
Er komen 90 tot 110 militairen voor NMI.
De ministers namen de Resilience Pledge aan.
Ik stuur uw Kamer na afloop van de bijeenkomst in oktober een brief, mocht NMI groeien.
De minister
"""
NEXT = """\
Nederland steunt NMI.
NMI heeft een plafond van 100 militairen.
De minister
"""


class _Letter:
    """A letter whose lines are its sentences, and the places of words in it."""

    def __init__(self, file: str, raw: str, kind: Any, date: str, meeting: str) -> None:
        self.file, self.raw = file, raw
        signed = self.span("De minister", last=True)
        name, person = ("K.H. Ollongren", "ollongren") if date < "2024-07" else ("R.P. Brekelmans", "brekelmans")
        self.document = Document(
            kind,
            date=date,
            about_meeting=meeting,
            signed_by=(Signature(name, "minister van Defensie", *signed, person),),
        )
        self.meeting = Meeting(meeting, "NATO defence ministers", (), meeting[-10:])

    def span(self, words: str, last: bool = False) -> tuple[int, int]:
        start = self.raw.rindex(words) if last else self.raw.index(words)
        return start, start + len(words)

    def at(self, words: str) -> tuple[int, int, str, str]:
        """Start, end, words and rule: how every statement begins."""
        return *self.span(words), words, RULE

    def mentions(self, words: str) -> tuple[Mention, ...]:
        return tuple(Mention(m.start(), m.end(), words, RULE) for m in re.finditer(re.escape(words), self.raw))

    def findings(self, **layers: Any) -> Findings:
        lines = [Sentence(m.start(), m.end(), clean=m[0]) for m in re.finditer(r".+", self.raw)]
        pledge = self.mentions("Resilience Pledge")
        return Findings(
            self.file,
            hashlib.sha256(self.raw.encode()).hexdigest(),
            self.document,
            sentences=tuple(lines),
            meetings=(self.meeting,),
            missions=(Found("NMI", self.mentions("NMI")),),
            documents_mentioned=(Found("resilience-pledge-2016", pledge),) if pledge else (),
            **layers,
        )


def told() -> list[tuple[str, Findings]]:
    """The letters with their findings, in the order of their dates."""
    return [(letter.raw, findings) for letter, findings in (_agenda(), _consultation(), _report(), _next())]


def _agenda() -> tuple[_Letter, Findings]:
    it = _Letter("agenda.txt", AGENDA, "agenda", "2024-05-28", JUNE)
    ministers: dict[str, Any] = {"decider": "NATO defence ministers", "meeting": JUNE, "status": "expected"}
    plan = it.at("keuren naar verwachting het operatieplan van NMI goed")
    site = it.at("Over een tweede locatie is nog geen besluit genomen.")
    pledge = it.at("stellen naar verwachting de Resilience Pledge vast")
    return it, it.findings(
        decisions=(
            Decision(*plan, "approve", object="het operatieplan van NMI", mission="NMI", topic="iraq", **ministers),
            Decision(*site, "establish", "not_yet", "NATO", "organisation/nato", "een tweede locatie", mission="NMI"),
            Decision(*pledge, "adopt", object="de Resilience Pledge", topic="resilience-pledge", **ministers),
        ),
        positions=(
            Position(
                *it.at("Nederland hecht aan een sterke NMI."),
                "Netherlands",
                "stresses",
                "country/NL",
                "iraq",
                "NMI",
            ),
        ),
        quantities=(Quantity(*it.at("Ongeveer 70 militairen"), 70, "personnel", "militairen", "about", "NMI"),),
    )


def _consultation() -> tuple[_Letter, Findings]:
    it = _Letter("overleg.txt", CONSULTATION, "questions", "2024-06-10", JUNE)
    lines = [m.span() for m in re.finditer(r".+", CONSULTATION)]
    rows: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("VVD", "answered", {}),
        ("SP", "referred", {"refers_to": (1,)}),
        ("SP", "refused", {"ground": "in het openbaar"}),
    )
    asked = tuple(
        Question(
            number,
            *lines[2 * number - 2],
            RULE,
            party=party,
            answer_start=lines[2 * number - 1][0],
            answer_end=lines[2 * number - 1][1],
            answer_rule=RULE,
            answer_kind=kind,  # type: ignore[arg-type]
            **more,
        )
        for number, (party, kind, more) in enumerate(rows, 1)
    )
    cyber = (Found("cyber-defence", it.mentions("cyberaanvallen")),)
    return it, it.findings(questions=asked, topic_terms=cyber)


def _report() -> tuple[_Letter, Findings]:
    it = _Letter("verslag.txt", REPORT, "report", "2024-06-27", JUNE)
    ministers: dict[str, Any] = {"decider": "NATO defence ministers", "meeting": JUNE, "date": "2024-06"}
    plan = it.at("keurden het operatieplan van NMI goed")
    pledge = it.at("namen de Resilience Pledge aan")
    return it, it.findings(
        decisions=(
            Decision(*plan, "approve", "taken", object="het operatieplan van NMI", mission="NMI", **ministers),
            Decision(*pledge, "adopt", "taken", object="de Resilience Pledge", topic="resilience-pledge", **ministers),
        ),
        positions=(
            Position(*it.at("riep op tot meer inzet voor NMI"), "SG NATO", "urges", "post/sg-nato", None, "NMI"),
        ),
        commitments=(
            Commitment(
                *it.at("Ik stuur uw Kamer na afloop van de bijeenkomst in oktober een brief, mocht NMI groeien."),
                "Minister of Defence (Netherlands)",
                "post/nl-defence-minister",
                due="na afloop van de bijeenkomst in oktober",
                due_date="2024-10-17",
                meeting=OCTOBER,
                condition="mocht NMI groeien",
                conditional=True,
                topic="iraq",
            ),
        ),
        quantities=(Quantity(*it.at("90 tot 110 militairen"), (90, 110), "personnel", "militairen", None, "NMI"),),
    )


def _next() -> tuple[_Letter, Findings]:
    it = _Letter("agenda-oktober.txt", NEXT, "agenda", "2024-10-03", OCTOBER)
    return it, it.findings(
        positions=(Position(*it.at("Nederland steunt NMI."), "Netherlands", "supports", "country/NL", None, "NMI"),),
        quantities=(
            Quantity(*it.at("een plafond van 100 militairen"), 100, "personnel", "militairen", "ceiling", "NMI"),
        ),
    )


def told_graph(folder: Path) -> GraphFolder:
    """A graph of the four letters, with the links between them, in `folder`/graph."""
    from navograaf.graph.change import Writer
    from navograaf.graph.manifest import Entry
    from navograaf.graph.quads import letter_id, letter_quads
    from navograaf.graph.reference import reference
    from navograaf.links.derive import link

    graph = GraphFolder.create(folder / "graph")
    with Writer(graph, link) as writer:
        writer.set_reference(reference().nquads)
        for raw, findings in told():
            letter = from_bytes(raw.encode(), str(folder / findings.file))
            entry = Entry.of(letter_id(findings), letter, graph.path)
            writer.put(entry, draft(writer, letter_quads(findings, raw), raw))
        writer.commit()
    return graph
