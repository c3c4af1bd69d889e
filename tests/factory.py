"""Letters and findings for tests: two small letters, and an extractor simple enough to check by eye.

`extract` stands in for the real extractor: a line is a sentence, a short line without a full stop is a
heading, and a handful of names are found wherever they stand. It works on any text, so laws can be
tested on letters that hypothesis makes up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Literal

from navograaf.findings.model import (
    Country,
    Document,
    Findings,
    Found,
    Inference,
    Meeting,
    Mention,
    Reference,
    Section,
    Sentence,
    Signature,
)
from navograaf.graph import drafts
from navograaf.graph.change import Writer
from navograaf.graph.folder import GraphFolder
from navograaf.letters.model import Letter
from navograaf.letters.reading import read_letter

AGENDA = """\
28 676 Noord-Atlantische Verdragsorganisatie

Nr. 333 agenda
Den Haag, 2020-02-03
Bijeenkomst van NAVO-ministers van Defensie 2020-02-12 in Brussel.

Irak

De commandant van de NAVO-missie in Irak (NMI) heeft de activiteiten opgeschort (Kamerstuk 27925-692).
Nederland steunt deze missie, en de NAVO blijft daar.

Weerbaarheid

De Ministers spreken over de Resilience Pledge: weerbaarheid vraagt "tijd" en een wegversper-
ring voor de secretaris-generaal.
De Minister van Defensie, A.Th.B. Bijleveld-Schouten
"""
REPORT = """\
verslag
Bijeenkomst van NAVO-ministers van Defensie 2020-10-22 per video.
Irak
De Ministers stemden in met een herziening van het operatieplan van NMI (Kamerstuk 28676-333).
Turkije en Nederland spraken over weerbaarheid — zie https://www.nato.int/a?b=1.
De Minister van Defensie, A.Th.B. Bijleveld-Schouten
"""
_NAMES = (
    ("missions", "NMI", r"\bNMI\b|NAVO-missie in Irak"),
    ("topic_terms", "resilience-pledge", r"Resilience Pledge"),
    ("topic_terms", "civil-preparedness", r"(?i:weerbaarheid)"),
    ("documents_mentioned", "resilience-pledge-2016", r"Resilience Pledge"),
    ("organisations", "nato", r"\bNAVO\b(?!-)"),
    ("people", "bijleveld-schouten", r"Bijleveld-Schouten"),
    ("people", "sg-nato", r"secretaris-generaal"),
    ("people", "commander-nmi", r"De commandant"),
    ("countries", "NL", r"\bNederland\b"),
    ("countries", "TR", r"\bTurkije\b"),
)


def mention(match: re.Match[str], rule: str, **more: object) -> Mention:
    """The mention at a match."""
    return Mention(match.start(), match.end(), match[0], rule, **more)  # type: ignore[arg-type]


def extract(letter: Letter) -> Findings:
    """Findings of any text, by the rules of this module."""
    raw = letter.raw
    found: dict[tuple[str, str], list[Mention]] = {}
    for layer, identifier, pattern in _NAMES:
        for match in re.finditer(pattern, raw):
            rule = f"{layer}.{'abbreviation' if match[0].isupper() else 'name'}"
            kind = "abbr" if match[0].isupper() else "role" if match[0][0] in "sd" and layer == "people" else "name"
            found.setdefault((layer, identifier), []).append(mention(match, rule, type=kind))

    def layer_of(name: str) -> tuple[Found, ...]:
        return tuple(Found(key[1], tuple(places)) for key, places in found.items() if key[0] == name)

    meetings = tuple(_meetings(raw))
    sections = tuple(_sections(raw))
    terms = layer_of("topic_terms")
    return Findings(
        file=letter.file,
        sha256=letter.sha256,
        document=_document(raw, meetings),
        sections=sections,
        sentences=tuple(_sentences(raw, {s.start for s in sections})),
        meetings=meetings,
        references=tuple(_references(raw)),
        missions=layer_of("missions"),
        topics=tuple(Found(t.id, tuple(_passages(raw, t))) for t in terms),
        people=layer_of("people"),
        organisations=layer_of("organisations"),
        countries=tuple(Country(f.id, f.mentions) for f in layer_of("countries")),
        documents_mentioned=layer_of("documents_mentioned"),
        topic_terms=terms,
    )


def _document(raw: str, meetings: tuple[Meeting, ...]) -> Document:
    dossier = re.match(r"(\d\d) (\d{3}) ", raw)
    number = re.search(r"^Nr\. (\d+)", raw, re.MULTILINE)
    date = re.search(r"^Den Haag, (\S+)", raw, re.MULTILINE)
    signed = re.search(r"^De Minister van Defensie, (\S+ ?\S+)$", raw, re.MULTILINE)
    report = raw.startswith("verslag")
    return Document(
        kind="report" if report else "agenda",
        dossier=dossier[1] + dossier[2] if dossier else None,
        number=number[1] if number else None,
        date=date[1] if date else None,
        place="Den Haag" if date else None,
        about_meeting=meetings[0].id if meetings else None,
        signed_by=(
            (
                Signature(
                    signed[1],
                    "Minister of Defence (Netherlands)",
                    signed.start(1),
                    signed.end(1),
                    "bijleveld-schouten" if "Bijleveld" in signed[1] else None,
                ),
            )
            if signed
            else ()
        ),
        inferred=(Inference("dossier", "28676", "it follows 28676-333", "medium"),) if report else (),
    )


def _meetings(raw: str) -> Iterator[Meeting]:
    for match in re.finditer(r"Bijeenkomst van NAVO-ministers van Defensie (\d{4}-\d\d-\d\d)", raw):
        rule = "meetings.ministerial"
        yield Meeting(f"nato-dmm-{match[1]}", "NATO defence ministers", (mention(match, rule),), match[1])


def _references(raw: str) -> Iterator[Reference]:
    for match in re.finditer(r"Kamerstuk (\d{5}-\d+)", raw):
        yield Reference("kamerstuk", (match[1],), match.start(), match.end(), match[0], "references.kamerstuk")
    for match in re.finditer(r"https://[^\s]+\w", raw):
        yield Reference("url", (match[0],), match.start(), match.end(), match[0], "references.url")


def _lines(raw: str) -> Iterator[re.Match[str]]:
    yield from re.finditer(r"^\S.*\S$", raw, re.MULTILINE)


def _sections(raw: str) -> Iterator[Section]:
    heads = [m for m in _lines(raw) if re.fullmatch(r"[A-Z]\w+", m[0])]
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start() if following else len(raw)
        yield Section(head[0], head.start(), head.end(), 1, head.end() + 1, end)


def _sentences(raw: str, heads: set[int]) -> Iterator[Sentence]:
    for line in _lines(raw):
        continues = ("mission/NMI",) if "deze missie" in line[0] else ()
        kind: Literal["heading", "text"] = "heading" if line.start() in heads else "text"
        yield Sentence(line.start(), line.end(), kind, clean=line[0].removesuffix("-"), continues=continues)


def _passages(raw: str, topic: Found) -> Iterator[Mention]:
    for line in _lines(raw):
        if any(line.start() <= term.start < line.end() for term in topic.mentions):
            yield mention(line, "topics.sentence", depth="substantive" if line[0].endswith(".") else "listed")


def write_letters(folder: Path) -> list[Path]:
    """The agenda and the report as files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "004_agenda.txt", folder / "001_verslag.txt"]
    for path, words in zip(paths, (AGENDA, REPORT), strict=True):
        path.write_text(words, encoding="utf-8", newline="")
    return paths


def draft(writer: Writer, nquads: str, raw: str) -> drafts.Draft:
    """A letter's graph and text as a build hands them to `writer`."""
    return drafts.write(writer.folder.path / drafts.FOLDER / drafts.key(nquads, raw), "", nquads, raw)


def small_graph(folder: Path) -> GraphFolder:
    """A graph of the agenda (28676-333) and the report (001_verslag) in `folder`/graph, by `extract` of this module."""
    from navograaf.graph.change import Writer
    from navograaf.graph.manifest import Entry
    from navograaf.graph.quads import letter_id, letter_quads
    from navograaf.graph.reference import reference

    graph = GraphFolder.create(folder / "graph")
    with Writer(graph) as writer:
        writer.set_reference(reference().nquads)
        for path in write_letters(folder / "letters"):
            letter = read_letter(path)
            findings = extract(letter)
            entry = Entry.of(letter_id(findings), letter, graph.path)
            writer.put(entry, draft(writer, letter_quads(findings, letter.raw), letter.raw))
        writer.commit()
    return graph
