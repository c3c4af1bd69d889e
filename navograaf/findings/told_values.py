"""Values that are told of a letter elsewhere, brought to the form of Document, and compared with what it prints.

Used by outside.py. Law: two ways to write one thing agree ("28 676" and "28676", "A. Bijleveld" and "A.Th.B.
Bijleveld-Schouten"); a letter goes by several titles, so another title says nothing against it.
"""

from __future__ import annotations

import re
from datetime import date

from navograaf.findings.references import dossiers
from navograaf.words.folding import fold

KINDS = ("agenda", "report", "questions", "letter")
"""Of Document. Elsewhere a kind may have any name ("Brief regering"), which says nothing about these."""
MUST = {
    "dossier": "is no dossier: write it as 28676 or 35300-X",
    "number": "is no number in a dossier: write it as 344",
    "date": "is no day: write it as 2020-02-03",
    "published": "is no day: write it as 2020-02-03",
    "parliamentary_year": "is no parliamentary year: write it as 2019-2020",
}
"""Field -> what is wrong with a value that `readable` refuses, and what to write."""
_NUMBER = re.compile(r"[0-9]{1,5}|[A-Z]{1,3}")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s?[-/–]\s?((?:[0-9]{2})?[0-9]{2})")
_IDENTIFIER = re.compile(r"kst-([0-9]{5}(?:-(?:[IVXLC]{1,6}|[0-9]{1,2}))?)-([0-9]{1,5}|[A-Z]{1,3})")


def readable(field: str, value: str) -> str | None:
    """The value as Document has it; None where it is none of the field."""
    value = " ".join(value.split())
    if field == "dossier":
        found = dossiers(value) if value.isascii() and value[:1].isdigit() else []
        return found[0] if len(found) == 1 else None
    if field == "number":
        whole = value.upper()
        return (whole.lstrip("0") or None) if _NUMBER.fullmatch(whole) else None
    if field in ("date", "published"):
        return _day(value)
    if field == "parliamentary_year":
        match = _YEAR.fullmatch(value)
        last = str(int(match[1]) + 1) if match else ""
        return f"{match[1]}-{last}" if match and last.endswith(match[2]) else None
    return value or None


def _day(value: str) -> str | None:
    match = _DAY.fullmatch(value)
    try:
        return date.fromisoformat(match[1]).isoformat() if match else None
    except ValueError:
        return None


def paper(identifier: str) -> tuple[str, str] | None:
    """Dossier and number in the identifier of a Kamerstuk: "kst-35300-X-64" -> ("35300-X", "64")."""
    match = _IDENTIFIER.fullmatch(identifier)
    return (match[1], match[2]) if match else None


def agree(field: str, told: str, printed: str) -> bool | None:
    """Whether a readable value is what the letter prints; None where it says nothing for or against it."""
    if told == printed:
        return True
    if field == "title":
        return _within(told, printed) or None
    if field == "addressee":
        return _within(told, printed)
    if field == "signatory":
        return _within(told, printed) or _same_name(told, printed)
    if field == "kind" and told not in KINDS[:-1]:
        return None  # an agenda is sent as a letter
    return False


def _within(one: str, other: str) -> bool:
    """Whether the words of one stand in the other, in their order."""
    short, long = sorted((f" {' '.join(_words(one))} ", f" {' '.join(_words(other))} "), key=len)
    return bool(short.strip()) and short in long


def _same_name(one: str, other: str) -> bool:
    """Whether the longer words of one name, which are no initials, are all in the other: "H. Kamp" and "Henk Kamp"."""
    first, second = ({word for word in _words(name) if len(word) > 2} for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
