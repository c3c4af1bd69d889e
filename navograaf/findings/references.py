"""Pointers to papers: Kamerstukken, kenmerken, UN resolutions, treaties and web addresses.

The number in "Kamerstukken 29 521 en 25 295, nr. 407" belongs to the first dossier; the second is an alias
that may collide with another paper, so `primary_id` tells them apart. "nrs. 402 en 404" are two papers. Law: a
treaty that no list has is a reference without an id, and the graph keeps its words as an unresolved name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from navograaf.findings.dates import Date
from navograaf.findings.model import Reference
from navograaf.text.reading import Text
from navograaf.words.rules import Rule, of_kind

_DOSSIER = re.compile(r"(\d{2})[\s.]?(\d{3})(?!\d)(?:\s?-\s?(\d{1,2})(?!\d)|[\s-]\(?([IVXLC]{1,6})\b\)?)?")
_MAX_RANGE = 30
_NAMED = "references.treaty-name"
_KINDS = ("kamerstuk", "kenmerk", "un-resolution", "url", "treaty")
_AHEAD = re.compile(r"\s*\(\s*$")
_OPENED = re.compile(r"\s{0,3}\(\s{0,3}")


def dossiers(text: str) -> list[str]:
    """The dossier ids in a printed list: "35 300 X en 25 295" -> ["35300-X", "25295"]."""
    return ["-".join(filter(None, (a + b, chapter or roman))) for a, b, chapter, roman in _DOSSIER.findall(text)]


def find_references(
    text: Text, dates: list[Date], treaties: dict[str, str], named: Iterable[tuple[int, int, str]] = ()
) -> list[Reference]:
    """The references of a letter in text order, the letter's own number in a footer last.

    dates: resolved dates of the view; treaties: folded name -> document id; named: view spans at which a known
    treaty is named, with its id.
    """
    found: list[Reference] = []
    taken: list[tuple[int, int]] = []
    named = list(named)
    shorts = {begin: (begin, end, name) for begin, end, name in named}
    for kind in _KINDS:
        for rule in of_kind("references", kind):
            for block, match in text.matches(rule.regex):
                if block.kind == "letterhead":
                    continue
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                if kind == "treaty" and any(begin < match.start() and match.end() <= end for begin, end, _ in named):
                    continue  # "New START-verdrag" is not the "START-verdrag"
                made = _dated(_reference(text, rule, match, treaties), match, text.view.text, dates)
                short = _short(text.view.text, match.end(), shorts) if kind == "treaty" and not made.ids else None
                if short:
                    made, end = _called(text, made, short), short[1]
                    taken.append((match.start(), end))
                else:
                    taken.append(match.span())
                found.append(made)
    for begin, end, name in named:
        if not any(begin < e and s < end for s, e in taken):
            a, b = text.view.raw_span(begin, end)
            found.append(Reference("treaty", (name,), a, b, text.letter.raw[a:b], _NAMED))
    return sorted(found, key=lambda r: (r.start, r.end)) + list(_footers(text))


def _reference(text: Text, rule: Rule, match: re.Match[str], treaties: dict[str, str]) -> Reference:
    start, end = text.view.raw_span(*match.span())
    surface = text.letter.raw[start:end]
    parts = match.groupdict()
    ids: tuple[str, ...]
    primary: str | tuple[str, ...] | None = None
    if rule.kind == "kamerstuk":
        ids, primary = _paper_ids(parts)
    elif rule.kind == "kenmerk":
        ids = (parts["id"] or parts["bare"],)
    elif rule.kind == "un-resolution":
        numbers = re.sub(r"\(\d{4}\)", "", parts["resolutions"])
        ids = tuple(f"UNSCR-{n}" for n in re.findall(r"\d+", numbers))
    elif rule.kind == "url":
        ids = (parts["url"].replace("–", "-"),)
    else:
        known = next((i for name, i in treaties.items() if name in text.view.folded[match.start() : match.end()]), None)
        ids = (known,) if known else ()
    return Reference(rule.kind, ids, start, end, surface, rule.id, primary)  # type: ignore[arg-type]


def _short(text: str, end: int, named: Mapping[int, tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """The treaty that its abbreviation tells, right behind the words: "verdrag inzake een verbod (TPNW)"."""
    opened = _OPENED.match(text, end)
    return named.get(opened.end()) if opened else None


def _called(text: Text, reference: Reference, short: tuple[int, int, str]) -> Reference:
    """`reference` with the id of its abbreviation, and its words up to the bracket behind it."""
    closed = short[1] + text.view.text.startswith(")", short[1])
    end = text.view.raw_span(short[0], closed)[1]
    return replace(reference, ids=(short[2],), end=end, surface=text.letter.raw[reference.start : end])


def _paper_ids(parts: dict[str, str | None]) -> tuple[tuple[str, ...], str | tuple[str, ...] | None]:
    if parts.get("code"):
        code = parts["code"] or ""
        return (code.upper(),), None
    folders = dossiers(parts["dossiers"] or "")
    numbers = _numbers(parts.get("numbers") or parts.get("number") or parts.get("letter") or "")
    ids = tuple(f"{folder}-{number}" for folder in folders for number in numbers)
    if len(folders) == 1 and len(numbers) == 1:
        return ids, None
    first = tuple(f"{folders[0]}-{number}" for number in numbers)
    return ids, first[0] if len(first) == 1 else first


def _numbers(printed: str) -> list[str]:
    """ "402 en 404" -> two numbers; "12 t/m 14" -> three."""

    def all_of(match: re.Match[str]) -> str:
        low, high = int(match["low"]), int(match["high"])
        return " ".join(map(str, range(low, high + 1))) if 0 < high - low < _MAX_RANGE else match[0]

    spread = printed
    for rule in of_kind("references", "range"):
        spread = rule.regex.sub(all_of, spread)
    return list(dict.fromkeys(re.findall(r"\d+|[A-Z]+", spread)))


def _dated(reference: Reference, match: re.Match[str], text: str, dates: list[Date]) -> Reference:
    """The date that stands by a Kamerstuk: "(Kamerstuk 27925 nr. 612, van 18 oktober 2019)"."""
    if reference.kind != "kamerstuk":
        return reference
    for date in dates:
        if len(date.value) != 10 or not date.has_year:
            continue
        behind = 0 <= date.start - match.end() <= 8 and _fits("date-behind", text[match.end() : date.start])
        ahead = 0 <= match.start() - date.end <= 3 and _AHEAD.match(text[date.end : match.start()])
        if behind or (ahead and _fits("date-before", text[max(0, date.start - 6) : date.start])):
            return replace(reference, date=date.value)
    return reference


def _fits(kind: str, words: str) -> bool:
    return any(rule.regex.search(words) for rule in of_kind("references", kind))


def _footers(text: Text) -> Iterator[Reference]:
    """The letter's own number in its footers, once."""
    seen: set[tuple[str, ...]] = set()
    for line in text.footers:
        for rule in of_kind("references", "kamerstuk"):
            for match in rule.regex.finditer(line.text):
                ids, primary = _paper_ids(match.groupdict())
                if ids in seen:
                    continue
                seen.add(ids)
                start, end = line.start + match.start(), line.start + match.end()
                surface = text.letter.raw[start:end]
                yield Reference("kamerstuk", ids, start, end, surface, rule.id, primary, self=True)
