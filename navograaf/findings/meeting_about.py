"""Which of the words that name a meeting name the one that the letter is about.

Law: the meeting named with what comes with the letter ("hierbij ontvangt u de agenda van ...") outweighs one that
stands earlier, elsewhere in the opening, or oftener.
"""

from __future__ import annotations

from collections.abc import Callable

from navograaf.findings.layout import Layout
from navograaf.findings.meeting_words import DMM, GUESTS, SUMMIT, Named
from navograaf.findings.opening import asked_about, first_blocks_end, opening

_HOUSE = "house-debate"
_OF_ITS_OWN = ("event", "part", "other")


def choose_about(layout: Layout, named: list[Named], kind: str) -> Named | None:
    """The words that name the meeting which the letter is about: in its title or opening, else the most frequent."""
    if kind == "letter":
        return None  # a letter on sending troops names meetings, and is about none
    told = [n for n in named if n.rule.kind == "meeting" and (n.date or (n.place and n.series == SUMMIT))]
    limit = first_blocks_end(layout)

    def opens(one: Named) -> bool:
        return one.start < limit and layout.block_at(one.start).kind != "footnote"

    if one := _asked(layout, told) if kind == "questions" else _sent(layout, named, told):
        return one
    own = [n for n in told if opens(n)]
    if kind != "questions" and own:
        return _host(own)
    dated = [n for n in told if n.date]
    full = [n for n in dated if n.date and len(n.date.value) >= 7 and n.date.last] or dated
    series = [n for n in full if n.series == DMM or n.loose] or full
    events = [n for n in named if n.rule.kind in _OF_ITS_OWN and n.date and n.series != _HOUSE and opens(n)]
    return next(iter(series or events), None) or _undated(named, kind, opens)


def _host(told: list[Named]) -> Named:
    """The first, but a council with guests only where it stands alone: it sits beside the meeting that matters."""
    return next((n for n in told if n.series not in GUESTS), told[0])


def _sent(layout: Layout, named: list[Named], told: list[Named]) -> Named | None:
    """The meeting named with or behind the words that say what the letter is, or else before them in their sentence."""
    said = opening(layout)
    if said.start is None:
        return None
    block, sentence = layout.block_at(said.start), layout.sentence_at(said.start)
    span = block if block.kind != "text" else sentence
    near = [n for n in named if span.start <= n.start < span.end and _of_a_meeting(n)]
    for there in ([n for n in near if n.start >= said.start], [n for n in near if n.start < said.start]):
        if dated := [n for n in there if n in told or (n.rule.kind in _OF_ITS_OWN and n.date)]:
            return _host(dated)
        if there and (undated := [n for n in there if n.series and not n.loose]):
            one = _host(undated)  # "de agenda van de komende DMM. Deze bijeenkomst ..., de DMM van 3 mei, ..."
            return next((n for n in told if n.series == one.series and n.start < first_blocks_end(layout)), one)
    return None


def _asked(layout: Layout, told: list[Named]) -> Named | None:
    """The meeting of the agenda that the questions are about: "vragen over de geannoteerde agenda van ..."."""
    for start, end in asked_about(layout):
        if there := [n for n in told if start <= n.start < end]:
            return _host(there)
    return None


def _of_a_meeting(one: Named) -> bool:
    return one.rule.kind in ("meeting", *_OF_ITS_OWN) and one.series != _HOUSE


def _undated(named: list[Named], kind: str, opens: Callable[[Named], bool]) -> Named | None:
    """The words in the opening that name a series and no day ("de komende DMM"): the letter's own day tells it."""
    other = "next" if kind == "report" else "previous"
    for one in named:
        if one.rule.kind == "meeting" and one.series and one.series not in GUESTS and one.which != other and opens(one):
            return None if one.date or (kind == "questions" and one.which is None) else one
    return None
