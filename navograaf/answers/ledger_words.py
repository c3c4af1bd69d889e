"""The ledger in words: titles, counts, what a row says, and what came of it.

Shared by the forms of a ledger, so that they say the same. Law: nothing is said of an outcome that its row does not
hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from navograaf.answers.collection import KIND_NAMES, LetterCard, Meeting
from navograaf.answers.dates import day
from navograaf.answers.ledger import Ledger, Matter
from navograaf.answers.ledger_model import OUTCOMES, Chain, Row, Spot
from navograaf.answers.printed import on_page
from navograaf.answers.subjects import Thing

EMPTY = "No expectation or commitment fits."
NO_CHAINS = "No decision that fits is followed from letter to letter."
NOT_LINKED = "What came of them was not looked for: this graph has no links between letters. Build it again."
_SURE = ("high", "medium", "low")
_HEADINGS = {
    ("expectation", "fulfilled"): "Expectations fulfilled",
    ("expectation", "changed"): "Expectations that came out changed",
    ("expectation", "contradicted"): "Expectations contradicted",
    ("expectation", "silent"): "Expectations of which the report tells no outcome",
    ("expectation", "no report"): "Expectations of which no letter tells what came",
    ("expectation", ""): "Expectations",
    ("commitment", "kept"): "Commitments kept",
    ("commitment", "open"): "Commitments still open",
    ("commitment", "silent"): "Commitments of which the report tells no outcome",
    ("commitment", "no report"): "Commitments of which no letter tells what came",
    ("commitment", ""): "Commitments",
}


def title(ledger: Ledger) -> str:
    """What the ledger is about."""
    labels = ", ".join(_label(item) for item in ledger.things)
    return "; ".join(("Expectations and commitments" + (f": {labels}" if labels else ""), *ledger.filters))


def _label(item: Thing) -> str:
    return item.label if item.kind != "topic" else f"{item.label} [topic]"


def summary(ledger: Ledger) -> str:
    """The counts: "3 expectations: 2 fulfilled, 1 silent; 1 commitment: 1 kept · in 5 letters"."""
    parts = [
        _counts(ledger.expectations, "expectation"),
        _counts(ledger.commitments, "commitment"),
    ]
    letters = len(ledger.letters)
    return f"{'; '.join(parts)} · in {letters} letter{'' if letters == 1 else 's'}"


def _counts(rows: Iterable[Row], noun: str) -> str:
    found = list(rows)
    number = Counter(row.outcome for row in found)
    words = {**{one: one for one in OUTCOMES}, **({"": "not looked for"} if len(number) > 1 else {})}
    each = ", ".join(f"{number[one]} {said}" for one, said in words.items() if number[one])
    return f"{len(found)} {noun}{'' if len(found) == 1 else 's'}" + (f": {each}" if each else "")


def notes(ledger: Ledger) -> list[str]:
    """What a reader must know of the answer as a whole."""
    found = [*ledger.told, *([] if ledger.linked else [NOT_LINKED])]
    if ledger.later:
        count = len(ledger.later)
        found.append(
            f"Left out: {count} letter{'' if count == 1 else 's'} that parliament did not surely have that day."
        )
    return found


def heading(kind: str, outcome: str, matters: Sequence[Matter] = ()) -> str:
    """The heading of a group, "Expectations fulfilled", with what came of all of `matters` alike."""
    name = _HEADINGS.get((kind, outcome)) or f"{kind.capitalize()}s: {outcome}"
    return ": ".join(filter(None, (name, shared(matters))))


def occasion(meeting: Meeting | None, date: str) -> tuple[str, str]:
    """The days and the name of a meeting; of a letter about no meeting, its date."""
    if meeting is None:
        return (day(date) if date else "date unknown"), "no meeting"
    place = meeting.place or ("by video" if meeting.format == "video" else "")
    return meeting.dates, ", ".join(filter(None, (meeting.label, place)))


def status(row: Row) -> str:
    """ "not yet" for not_yet; the others as they are."""
    return row.status.replace("_", " ")


def says(row: Row) -> str:
    """Who does or promises what: "NATO defence ministers: adopt, het rapport, due Feb 2021"."""
    who = ", ".join(row.who) or "not named"
    what = ", ".join(filter(None, (row.act, row.object)))
    text = f"{who}: {what}" if what else who
    text += f" (according to {row.told_by})" if row.told_by else ""
    known = row.meeting is not None and row.date == row.meeting.start  # the heading has it
    on = "" if known else day(row.date)
    due = row.due or on
    date = f" ({on})" if row.due and on else ""
    text += f"; {'' if row.kind == 'decision' else 'due '}{due}{date}" if due else ""
    condition = row.condition if row.condition == "conditional" else f"if: {row.condition}"
    return text + (f"; {condition}" if row.condition else "")


def letter(card: LetterCard) -> str:
    """A letter in few words, "report 28676-333, 3 Feb 2020"; a number that is its id as well stands in its place."""
    number = "" if card.paper == card.id else card.paper + " (number inferred)" * bool(card.paper)
    name = " ".join(filter(None, (KIND_NAMES.get(card.kind, card.kind), number)))
    return ", ".join(filter(None, (name, day(card.date))))


def source(spot: Spot) -> str:
    """Where a quote stands: the letter, its page where it has pages, and the place as `navograaf show` takes it."""
    return f"{', '.join(filter(None, (letter(spot.letter), on_page(spot.page))))} · {spot.place}"


def paper(id_: str) -> str:
    """A paper by which a promise was met: "Kamerstuk 28676-347"."""
    kind, _, number = id_.partition("/")
    return f"{kind.capitalize()} {number}" if kind in ("kamerstuk", "letter") and number else id_


def came(matter: Matter) -> str:
    """What came of it, beside the quotes: papers, why the links say so and how sure they are, the letter looked in."""
    reasons: dict[str, int] = {}
    for row in matter.rows:
        if row.reason:
            sure = _SURE.index(row.confidence) if row.confidence in _SURE else 0
            reasons[row.reason] = max(reasons.get(row.reason, 0), sure)
    why = (f"{reason} ({_SURE[sure]})" if sure else reason for reason, sure in reasons.items())
    looked = dict.fromkeys(row.report for row in matter.rows if row.report and not matter.found)
    where = (f"looked in: {letter(card)} · {card.id}" for card in looked if matter.outcome == "silent")
    return "; ".join((*map(paper, matter.papers), *why, *where))


def shared(matters: Sequence[Matter]) -> str:
    """What came of all of several matters, where that is the same and nothing is quoted; it is then said once."""
    words = {came(matter) for matter in matters}
    return words.pop() if len(matters) > 1 and len(words) == 1 and not any(one.found for one in matters) else ""


def chain_title(chain: Chain) -> str:
    """What a chain is about, with what came of it."""
    return f"{chain.label or 'the same matter'}: {chain.outcome or 'nothing expected'}"
