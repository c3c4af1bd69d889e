"""Quantities: numbers with a unit, with what they count and how they are meant ("ongeveer 40 vliegtuigen").

After the numbers, beside the other statements. Law: a number without a unit is no quantity, unless the words before it
say that it is one ("het plafond van 160"); dates, papers and names have been set apart before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from navograaf.findings.dates import Date
from navograaf.findings.layout import Layout
from navograaf.findings.measures import (
    COUNT,
    Qualifier,
    Spot,
    counted,
    duration,
    money,
    percent,
    times,
    unit_of,
)
from navograaf.findings.model import Reference
from navograaf.findings.names import Naming
from navograaf.findings.numbers import BEFORE, BEHIND, Number, find_numbers, first_match
from navograaf.findings.spots import Taken
from navograaf.findings.told import Quantity
from navograaf.findings.wholes import find_wholes, listed_before, listed_behind
from navograaf.text.reading import Block, Span
from navograaf.words.lists import meanings

_ABOUT = 120
"""`of` holds no more characters than this."""
_FORECAST = ("percent", "EUR", "USD")
"""Units whose figure may be told to be a forecast far before it ("De verwachting is dat ... 1,48% haalt")."""
_Part = TypeVar("_Part", Block, Span)
_BREAK = re.compile(r"[;:(),]\s|\)")
_WINDOW = 2_000
"""What is said far from a number is sought in so many characters on either side: a longer paragraph is a table."""


def find_quantities(
    layout: Layout,
    dates: Iterable[Date] = (),
    references: Iterable[Reference] = (),
    names: Iterable[tuple[int, int]] = (),
    missions: Iterable[Naming] = (),
    goes_on: Mapping[int, str] | None = None,
) -> list[Quantity]:
    """The quantities of a letter in text order.

    dates, references, names (spans of the view): numbers inside them are none; missions: where they are named;
    goes_on: start of a sentence -> id of the mission that it is about without naming one.
    """
    about = _missions(layout, missions, goes_on or {})
    spots: list[Spot] = []
    inside = [(start + 1, end) for start, end in names]  # "zeven Baseline Requirements" is a name that counts
    apart = sorted([(d.start, d.end) for d in dates if not _is_count(layout, d)] + inside)
    papers = Taken(len(layout.text.letter.raw))
    for one in references:
        papers.add(one.start, one.end)
    numbers = [
        n for n in find_numbers(layout.text, apart) if not papers.touches(*layout.text.view.raw_span(n.start, n.end))
    ]
    for i, number in enumerate(numbers):
        spots += _of_number(layout, number, numbers[i + 1] if i + 1 < len(numbers) else None, spots)
    taken = Taken(len(layout.text.view.text))
    for spot in spots:
        taken.add(spot.start, spot.end)
    for spot in find_wholes(layout):
        if not taken.touches(spot.start, spot.end):
            taken.add(spot.start, spot.end)
            spots.append(spot)
    return [_quantity(layout, spot, about) for spot in sorted(spots, key=lambda s: s.start) if spot.unit]


def _missions(layout: Layout, missions: Iterable[Naming], goes_on: Mapping[int, str]) -> dict[int, str]:
    """Start of a sentence -> id of the one mission that it is about; a sentence with two has none."""
    held: dict[int, set[str]] = {at: {name} for at, name in goes_on.items()}
    for one in missions:
        held.setdefault(layout.sentence_at(one.start).start, set()).add(one.thing.id)
    return {at: min(names) for at, names in held.items() if len(names) == 1}


def _is_count(layout: Layout, date: Date) -> bool:
    """Whether what looks like a year is a number: "met 2000 soldaten", but "in 2020 troepen"."""
    text = layout.text.view.text
    noun = re.match(r"\s([\w’'-]+)", text[date.end : date.end + 40])
    if date.rule != "dates.year" or noun is None or unit_of(noun[1]) is None:
        return False
    return first_match("year-before", text[max(0, date.start - BEFORE) : date.start]) is None


def _of_number(layout: Layout, number: Number, following: Number | None, so_far: list[Spot]) -> Iterator[Spot]:
    """The quantity of a number, with the single things that are listed beside it ("en een technicus")."""
    text, block = layout.text.view.text, layout.block_at(number.start)
    before = text[max(block.start, number.start - BEFORE) : number.start]
    behind = text[number.end : min(block.end, number.end + BEHIND)]
    spot = (
        percent(text, _near(block, number), number, behind)
        or money(layout, number, before, behind)
        or duration(number, behind)
        or times(number, behind)
        or counted(number, behind)
        or _elliptic(text, number, following)
        or _bare(layout, number, before, behind, so_far)
    )
    if spot is None:
        return
    last = so_far[-1] if so_far else None
    if last and last.borrowed and last.unit == "":
        so_far[-1] = replace(last, unit=spot.unit, of=spot.of, borrowed=False)
    begin, qualifier = _qualified(layout, number, before)
    if qualifier is None and spot.unit.startswith(_FORECAST):
        reach = max(layout.sentence_at(number.start).start, number.start - _WINDOW)
        qualifier = "expected" if first_match("expected", text[reach : number.start]) else None
    lists = spot.rule == COUNT
    if lists:
        yield from listed_before(begin, before[: len(before) - (number.start - begin)])
    yield replace(spot, start=min(begin, spot.start), qualifier=qualifier)
    if lists:
        yield from listed_behind(text, block, spot.end)


def _near(one: _Part, number: Number) -> _Part:
    """What lies near a number of the block or sentence that holds it."""
    return one._replace(start=max(one.start, number.start - _WINDOW), end=min(one.end, number.end + _WINDOW))


def _elliptic(text: str, number: Number, following: Number | None) -> Spot | None:
    """ "Van 270 naar 350 militairen", "vijf van de zesentwintig landen": the unit stands behind the next number."""
    hit = first_match("elliptic", text[number.end : following.start]) if following else None
    if hit is None or number.values == (1,):
        return None
    return Spot(number.start, number.end, number.values, "", hit[0].id, borrowed=True)


def _bare(layout: Layout, number: Number, before: str, behind: str, so_far: list[Spot]) -> Spot | None:
    """ "Onder het plafond van 160", "waarvan Nederland er 23 vervult": what is counted was said before."""
    below = first_match("bare-behind", behind)
    hit = below or first_match("bare-before", before)
    if hit is None or number.values == (1,):
        return None
    sentence = layout.sentence_at(number.start)
    unit = str(hit[0].more["unit"])
    if first_match("troops", layout.words(_near(sentence, number))):
        unit = "personnel"
    reach = layout.block_at(number.start).start if below else sentence.start
    if so_far and so_far[-1].start >= reach and so_far[-1].rule == COUNT:
        unit = so_far[-1].unit
    return Spot(number.start, number.end + (below[1].end() if below else 0), number.values, unit, hit[0].id)


def _qualified(layout: Layout, number: Number, before: str) -> tuple[int, Qualifier | None]:
    """Where the words that qualify a number begin, and what they say."""
    hit = first_match("qualifier", before)
    if hit is not None:
        said = meanings("quantity-qualifier")[re.sub(r"\s+", " ", hit[1]["word"].lower())]
        return number.start - len(before) + hit[1].start("word"), cast(Qualifier, said)
    return number.start, None


def _quantity(layout: Layout, spot: Spot, missions: Mapping[int, str]) -> Quantity:
    view, raw = layout.text.view, layout.text.letter.raw
    start, end = view.raw_span(spot.start, spot.end)
    value = spot.values[0] if len(spot.values) == 1 else spot.values
    words = view.text[slice(*spot.of)] if spot.of else _clause(layout, spot)
    mission = missions.get(layout.sentence_at(spot.start).start)
    surface = raw[start:end]
    return Quantity(start, end, surface, spot.rule, value, spot.unit, words or None, spot.qualifier, mission=mission)


def _clause(layout: Layout, spot: Spot) -> str:
    """The words of the clause that holds an amount: what it is an amount of is said there, but nowhere fixed."""
    sentence, text = layout.sentence_at(spot.start), layout.text.view.text
    # the clause is cut to _ABOUT, so that nothing further off can matter
    near, far = max(sentence.start, spot.start - 2 * _ABOUT), min(sentence.end, max(spot.end, spot.start + _ABOUT) + 2)
    begins = [m.end() for m in _BREAK.finditer(text, near, spot.start)]
    stop = _BREAK.search(text, spot.end, far)
    begin, end = (begins or [near])[-1], stop.start() if stop else far
    while end - begin > _ABOUT and begin < spot.start:
        begin = text.find(" ", begin + 1, spot.start) + 1 or spot.start
    return text[begin:end][:_ABOUT].strip(" .")
