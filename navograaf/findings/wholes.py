"""Amounts without a number: doubled, half of, no reports, one extra platoon, "en een technicus" in a list.

Beside the quantities, which take those that no number has told already. Law: the words are those of
extract/quantities.toml and its lists, and the value is what the list or the kind of rule says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navograaf.findings.layout import Layout
from navograaf.findings.measures import Spot, one_of, unit_of
from navograaf.findings.numbers import BEHIND, first_match
from navograaf.text.reading import Block
from navograaf.words.lists import meanings
from navograaf.words.rules import Rule, of_kind

_WHOLE = ("whole-one", "whole-stretch", "whole-factor", "whole-fraction", "whole-zero")


def find_wholes(layout: Layout) -> Iterator[Spot]:
    """The amounts of the running text and footnotes, rule by rule; they may overlap."""
    for kind in _WHOLE:
        for rule in of_kind("quantities", kind):
            for block, match in layout.text.matches(rule.regex):
                if block.kind in ("text", "footnote"):
                    yield _whole(rule, match)


def listed_before(begin: int, before: str) -> Iterator[Spot]:
    """The single things listed in the words right before a number that begins at `begin`: "een diplomaat, "."""
    found: list[Spot] = []
    while hit := first_match("joined-before", before):
        start = begin - len(before) + hit[1].start("one")
        found.append(_single(hit[0], hit[1], start, start + hit[1].end("noun") - hit[1].start("one")))
        before = before[: hit[1].start("one")]
        begin = start
    yield from reversed(found)


def listed_behind(text: str, block: Block, end: int) -> Iterator[Spot]:
    """The single things listed right behind a counted one that stops at `end`: " en een technicus"."""
    while hit := first_match("joined", text[end : min(block.end, end + BEHIND)]):
        yield _single(hit[0], hit[1], end + hit[1].start("one"), end + hit[1].end("noun"))
        end += hit[1].end("noun")


def _single(rule: Rule, match: re.Match[str], start: int, end: int) -> Spot:
    unit = one_of(unit_of(match["noun"]) or "count", (1,))
    return Spot(start, end, (1,), unit, rule.id, (end - len(match["noun"]), end))


def _whole(rule: Rule, match: re.Match[str]) -> Spot:
    parts = match.groupdict()
    if rule.kind == "whole-stretch":
        which = "value" if parts["value"] else "value2"
        end = match.end("unit" if parts["value"] else "unit2")
        unit = one_of(meanings("duration")[(parts["unit"] or parts["unit2"]).lower()], (1,))
        return Spot(match.start(which), end, (1,), unit, rule.id)
    if rule.kind == "whole-factor" or rule.kind == "whole-fraction":
        name = rule.kind.removeprefix("whole-")
        value = float(meanings(name)[re.sub(r"\s+", " ", parts["word"].lower())])
        return Spot(*match.span(), (int(value) if value.is_integer() else value,), name, rule.id)
    value = 0 if rule.kind == "whole-zero" else 1
    unit = one_of(unit_of(parts["noun"]) or "count", (value,))
    begin = match.start("value") if parts.get("value") else match.start()
    return Spot(begin, match.end("noun"), (value,), unit, rule.id, match.span("noun"))
