"""A trace made by hand, for what the forms of an answer do with it: no graph is needed."""

from __future__ import annotations

from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.entries import Entry
from navograaf.answers.subjects import Thing
from navograaf.answers.trace import Trace
from navograaf.iris import THINGS

FEBRUARY = Meeting(f"{THINGS}meeting/m1", "m1", "NATO defence ministers", "2020-02-12", "2020-02-13", "Brussel")
OCTOBER = Meeting(f"{THINGS}meeting/m2", "m2", "NATO defence ministers", "2021-10-22", "2021-10-23", "", "video")
ADDRESS = "https://zoek.officielebekendmakingen.nl/kst-28676-333"
AGENDA = LetterCard(
    f"{THINGS}letter/28676-333",
    "28676-333",
    "004.txt",
    "agenda",
    "2020-02-03",
    "28676-333",
    ADDRESS,
    meeting=FEBRUARY,
)
REPORT = LetterCard(f"{THINGS}letter/001", "001", "001.txt", "report", meeting=OCTOBER)
SILENT = LetterCard(f"{THINGS}letter/002", "002", "002.txt", "letter", "2020-06-01")
MISSION = Thing(f"{THINGS}mission/NMI", "mission/NMI", "mission", "NATO Mission Iraq (NMI)")


def entry(letter: LetterCard, start: int, quote: str, mark: str = "", **more: object) -> Entry:
    """An entry whose raw words are its quote, `mark` marked where it first stands."""
    at = quote.find(mark) if mark else -1
    values: dict[str, object] = {
        "letter": letter,
        "iri": f"{letter.iri}/sentence/{start}-{start + len(quote)}",
        "start": start,
        "end": start + len(quote),
        "how": "named" if mark else "continued",
        "part": "text",
        "section": "Irak",
        "about": ("mission/NMI",),
        "found": ("mission/NMI",),
        "exact": quote,
        "quote": quote,
        "marks": ((start + at, start + at + len(mark)),) if mark else (),
        "quote_marks": ((at, at + len(mark)),) if mark else (),
    }
    return Entry(**{**values, **more})  # type: ignore[arg-type]


ENTRIES = (
    entry(AGENDA, 100, "De Ministers spreken over de NMI in Irak.", "NMI", references=("27925-692",)),
    entry(AGENDA, 150, "Deze missie groeit."),
    entry(REPORT, 200, "De Ministers stemden in met een herziening van het operatieplan van NMI.", "NMI", section=""),
)
SAMPLE = Trace(("NMI",), (MISSION,), ENTRIES, (SILENT,))
EMPTY = Trace(("NMI",), (MISSION,), (), (AGENDA, REPORT, SILENT))
NASTY = '<script>alert("x")</script> & \'"=1+1|*_`[a](javascript:b) \x1b[31mrood\u202e'


def nasty() -> Trace:
    """A trace in which every text that comes from a letter or the ontology is hostile."""
    meeting = Meeting(f"{THINGS}meeting/m", "m", NASTY, "2020-02-12", "", NASTY)
    card = LetterCard(
        f"{THINGS}letter/x", NASTY, NASTY, "agenda", "2020-02-03", NASTY, "javascript:alert(1)", NASTY, meeting
    )
    silent = LetterCard(f"{THINGS}letter/y", NASTY, NASTY, "report", "", "", 'https://a.nl/"onload="x')
    thing = Thing(f"{THINGS}topic/x", "topic/x", "topic", NASTY)
    found = entry(card, 0, f"={NASTY}", "alert", section=NASTY, references=(NASTY,), how="passage")
    return Trace((NASTY,), (thing,), (found,), (silent,), also=(thing,))
