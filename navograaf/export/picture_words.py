"""The words of a picture, in the language of its network.

For svg.py and legend.py, from templates/picture.nl.toml. Laws: no word of a picture stands in the code; a count has the
form that its number asks for; a date is written as a reader writes it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from navograaf.network.cells import Value
from navograaf.network.model import Network


def said(name: str, number: int | None = None, **filled: object) -> str:
    """The words called `name` (`legend.weight`), filled in; `number` is {count} and chooses the form of the words."""
    words: Any = _words()
    for part in name.split("."):
        words = words[part]
    if number is not None:
        filled["count"] = number
    if isinstance(words, list):
        words = words[0 if number == 1 else 1]
    return str(words.format(**filled))


def date_said(text: str) -> str:
    """A date as yyyy, yyyy-mm or yyyy-mm-dd, in words: `2020`, `feb 2020`, `12 feb 2020`. Other text as it is."""
    parts = text.split("-")
    if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return text
    year, month = parts[0], _words()["months"][int(parts[1]) - 1]
    if len(parts) == 2:
        return said("month", month=month, year=year)
    return said("day", day=int(parts[2]), month=month, year=year)


def period_said(first: str, last: str) -> str:
    """A stretch of days; of one day, that day."""
    return date_said(first) if first == last else said("period", first=date_said(first), last=date_said(last))


def edges_said(network: Network) -> str:
    """How many edges there are, called lines or arrows."""
    return said("arrows" if network.directed else "lines", len(network.edges))


def number_said(value: Value) -> str:
    """A number as it is read: without a needless fraction, in at most four decimals."""
    if not isinstance(value, float):
        return str(value)
    plain = f"{value:.4f}".rstrip("0").rstrip(".") if 1e-4 <= abs(value) < 1e15 else f"{value:g}"
    return plain.replace(".", _words()["decimal"])


@cache
def _words() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("navograaf.export") / "templates" / "picture.nl.toml").read_text(encoding="utf-8"))
