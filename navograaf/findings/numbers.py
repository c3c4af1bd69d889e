"""Numbers in a view: digits and words with their value, two joined into a range, scaled by "miljoen".

Before the quantities, which ask what a number counts. Law: numbers come in text order and share no character; a
number that names something (article 5, F-16, a date, a paper) is no number here.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from navograaf.text.reading import Block, Text
from navograaf.words.lists import meanings
from navograaf.words.rules import Rule, of_kind

BEFORE, BEHIND = 60, 120
"""So many characters beside a number are read by the rules."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number, or the two of a range: span in the view (with scale and range words) and its values."""

    start: int
    end: int
    values: tuple[float | int, ...]
    scaled: bool = False
    words: bool = False
    """Written in words, not in digits."""


def first_match(kind: str, words: str) -> tuple[Rule, re.Match[str]] | None:
    """The first rule of a kind that fits the words behind a number (or before it), or None."""
    for rule in of_kind("quantities", kind):
        if match := rule.regex.search(words):
            return rule, match
    return None


def value_of(words: str) -> float | int | None:
    """The value of a number in words ("honderdvijftig" -> 150, "tweeëntwintig" -> 22); None when it is none."""
    values, joins = _parts()
    low, at, total, part = words.lower(), 0, 0.0, 0.0
    while at < len(low):
        word = next((w for w in values if low.startswith(w, at)), None)
        if word is None or (word in joins and at + len(word) == len(low)):
            return None
        value, at = values[word], at + len(word)
        if value >= 1000:
            total, part = total + max(part, 1) * value, 0
        elif value == 100:
            part = max(part, 1) * value
        else:
            part += value
    return _plain(total + part) if words else None


@cache
def _parts() -> tuple[dict[str, float], frozenset[str]]:
    """The parts of number words with their values, longest first; the joining words ("en") are worth what they say."""
    joins = {word.lower(): float(value or 0) for word, value in meanings("number-join").items()}
    both = joins | {word.lower(): float(value) for word, value in meanings("number-word").items()}
    return dict(sorted(both.items(), key=lambda row: -len(row[0]))), frozenset(joins)


def _plain(value: float) -> float | int:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def in_digits(printed: str) -> float | int:
    """The value of digits in the Dutch way: "1.900" -> 1900, "1,48" -> 1.48."""
    return _plain(float(re.sub(r"[.\s]", "", printed).replace(",", ".")))


def find_numbers(text: Text, taken: Sequence[tuple[int, int]]) -> list[Number]:
    """The numbers in the running text and footnotes of a letter. taken: spans of dates, names and papers, sorted."""
    held: dict[int, list[re.Match[str]]] = {}
    """Start of a block -> what may be numbers in it."""
    for rule in of_kind("quantities", "number"):
        for block, match in text.matches(rule.regex):
            held.setdefault(block.start, []).append(match)
    found: list[Number] = []
    for block in text.blocks:
        if block.kind in ("text", "footnote") and block.start in held:
            found += _ranges(text, block, list(_in_block(text, block, held[block.start], taken)))
    return found


def _in_block(
    text: Text, block: Block, hits: list[re.Match[str]], taken: Sequence[tuple[int, int]]
) -> Iterator[Number]:
    words = text.view.text
    for match in sorted(hits, key=lambda m: m.start()):
        start, end = match.span()
        if block.kind == "footnote" and start == block.start:
            continue  # the number of the footnote itself
        printed = match.groupdict()
        value = in_digits(printed["digits"]) if printed.get("digits") else value_of(printed.get("words") or "")
        before, behind = words[max(block.start, start - BEFORE) : start], words[end : min(block.end, end + BEHIND)]
        if value is None or _covered(start, end, taken):
            continue
        if first_match("not-before", before) or first_match("not-behind", behind):
            continue
        if first_match("clock", f"{before[-10:]}#{behind[:8]}"):
            continue
        if match[0].lower() in meanings("number-verb") and _is_verb(before, behind):
            continue
        if match[0][0].isupper() and first_match(
            "named", words[max(block.start, start - 2) : start] + match[0] + behind
        ):
            continue  # "Zr. Ms. De Zeven Provinciën"
        yield _scaled(Number(start, end, (value,), words="words" in printed), words, block.end)


def _is_verb(before: str, behind: str) -> bool:
    """Whether a word that may be a number is a verb here: "het kabinet acht", "en acht deze landen"."""
    return first_match("not-verb", before) is None or first_match("verb-behind", behind) is not None


def _covered(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect.bisect_left(taken, (end, 0))
    return any(s <= start and end <= e for s, e in taken[max(0, at - 4) : at])


def _scaled(number: Number, words: str, limit: int) -> Number:
    hit = first_match("scale", words[number.end : min(limit, number.end + 20)])
    if hit is None:
        return number
    factor = int(meanings("scale")[hit[1]["scale"]])
    values = tuple(_plain(value * factor) for value in number.values)
    return replace(number, end=number.end + hit[1].end(), values=values, scaled=True)


def _ranges(text: Text, block: Block, numbers: list[Number]) -> list[Number]:
    """Neighbours joined by "tot" become one number with two values; the scale of the second holds for both."""
    words, made = text.view.text, list[Number]()
    for number in numbers:
        last = made[-1] if made else None
        hit = first_match("range", words[last.end : number.start]) if last and len(last.values) == 1 else None
        before = words[max(block.start, last.start - BEFORE) : last.start] if last else ""
        if last is None or hit is None or bool(hit[1]["between"]) != bool(first_match("between", before)):
            made.append(number)
            continue
        if first_match("change", before):  # "verhoogd van 13.000 tot 16.000 militairen" is no range
            made.append(number)
            continue
        low, high = last.values[0], number.values[0]
        if number.scaled and not last.scaled:
            low = _plain(low * (high / in_printed(words[number.start : number.end])))
        joined = low < high
        made[-1:] = (
            [replace(last, end=number.end, values=(low, high), scaled=number.scaled)] if joined else [last, number]
        )
    return made


def in_printed(words: str) -> float | int:
    """The value of a number without its scale: "3 miljard" -> 3."""
    for rule in of_kind("quantities", "number"):
        if match := rule.regex.match(words):
            return in_digits(match[0]) if match[0][0].isdigit() else value_of(match[0]) or 1
    return 1
