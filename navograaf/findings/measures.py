"""What stands beside a number and makes it a quantity: percent, money, time, a factor, or things that are counted.

Between the numbers and the quantities. Law: each function reads the words on either side of one number and gives a
spot of the view, or None; the first that fits decides what the number is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from navograaf.findings.layout import Layout
from navograaf.findings.numbers import Number, first_match
from navograaf.text.reading import Block
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.rules import of_kind

_TOKENS = 6
"""What is counted stands no further behind the number than this many words ("zeven zogenoemde eisen")."""
MONEY, COUNT = "quantities.money", "quantities.count"


Qualifier = Literal["about", "ceiling", "at least", "at most", "expected", "more than", "less than"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A quantity in the view, before it is told from its neighbours."""

    start: int
    end: int
    values: tuple[float | int, ...]
    unit: str
    rule: str
    of: tuple[int, int] | None = None
    qualifier: Qualifier | None = None
    borrowed: bool = False
    """The unit is that of the next number: "van 270 naar 350 militairen"."""


def percent(text: str, block: Block, number: Number, behind: str) -> Spot | None:
    """A share: "2% van het bbp", "veertig procent"; the paragraph may say of what."""
    hit = first_match("percent", behind)
    if hit is None:
        return None
    parts = hit[1].groupdict()
    unit = "percent"
    if parts.get("share"):
        unit = meanings("denominator")[parts["share"]]
    elif not parts.get("norm") and not parts.get("other"):
        shares = [u for word, u in meanings("denominator").items() if _has(text[block.start : block.end], word)]
        unit = shares[0] if shares else unit  # "een bbp-percentage van 1,48%": the paragraph says of what
    end = number.end + len(hit[1][0].rstrip()) if not parts.get("other") else number.end + hit[1].start("other")
    return Spot(number.start, end, number.values, unit, hit[0].id)


def _has(words: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words) is not None


def money(layout: Layout, number: Number, before: str, behind: str) -> Spot | None:
    """An amount: with a currency on either side, or millions of nothing else ("1,7 miljard structureel")."""
    ahead, after = first_match("currency-before", before), first_match("money", behind)
    start = number.start - len(ahead[1][0]) if ahead else number.start
    if ahead is None and after is None and (not number.scaled or counted(number, behind, near=True)):
        return None
    if ahead is None and after is None and max(number.values) < 1_000_000:
        return None
    hit = after or first_match("plain-money", behind)
    named = ahead or after
    currency = meanings("currency")[named[1]["currency"]] if named else "EUR"  # Dutch letters leave the euro out
    end = number.end + (len(hit[1][0].rstrip()) if hit else 0)
    sentence = layout.sentence_at(number.start)
    near = layout.text.view.text[max(sentence.start, start - 30) : min(sentence.end, end + 15)]
    return Spot(start, end, number.values, currency + (" per year" if first_match("yearly", near) else ""), MONEY)


def duration(number: Number, behind: str) -> Spot | None:
    """A stretch of time: "zes jaar", "20-jarig"."""
    hit = first_match("duration", behind)
    if hit is None:
        return None
    unit = meanings("duration").get(hit[1]["unit"].lower(), "years")
    return Spot(number.start, number.end + hit[1].end(), number.values, one_of(unit, number.values), hit[0].id)


def one_of(unit: str, values: tuple[float | int, ...]) -> str:
    """The unit of one thing: "years" -> "year"."""
    if values != (1,):
        return unit
    return {"people": "person", "corps": "corps"}.get(unit) or re.sub(r"ies$", "y", unit).removesuffix("s")


def times(number: Number, behind: str) -> Spot | None:
    """A factor: "drie keer zo veel"."""
    hit = first_match("times", behind)
    return Spot(number.start, number.end + hit[1].end(), number.values, "factor", hit[0].id) if hit else None


def counted(number: Number, behind: str, near: bool = False) -> Spot | None:
    """What stands behind the number, past adjectives and names, and can be counted. near: the next word only."""
    if number.values[0] < 1 or not behind[:1].isspace():
        return None
    single = number.values == (1,)
    at = 1
    for _ in range(1 if near else _TOKENS):
        rest = behind[at:]
        noun = re.match(r"[\w’'-]+", rest)
        if noun is None:
            return None
        unit = unit_of(noun[0])
        plural = next((r for r in of_kind("quantities", "count") if r.regex.match(rest)), None)
        if unit is None and plural and not single:
            unit = "count"
        if unit is not None:
            span = (number.end + 1, number.end + at + noun.end())
            return Spot(number.start, span[1], number.values, one_of(unit, number.values), COUNT, span)
        skip = first_match("filler", rest)
        if skip is None or (single and noun[0][:1].isupper() is False and not noun[0].endswith("e")):
            return None
        at += skip[1].end()
    return None


@cache
def unit_of(noun: str) -> str | None:
    """The English unit of a Dutch noun that is listed, or ends in a listed one of five letters or more."""
    word, known = fold(noun), _units()
    if word in known:
        return known[word]
    lower = noun[:1].islower() or "-" in noun
    tails = [w for w in known if len(w) >= 5 and word.endswith(w)] if lower else []
    return known[max(tails, key=len)] if tails else None


@cache
def _units() -> dict[str, str]:
    return {fold(word): unit for word, unit in meanings("unit").items()}
