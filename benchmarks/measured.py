"""What a measure tells: rows with a goal, met or missed by how much. Every benchmark gives its figures in this form.

Law: a row says what was measured beside what, in the same run; a row that could not be measured says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `value` is a ratio where a goal is a ratio; None: not measured, and `note` says why."""

    what: str
    value: float | None
    unit: str = "x"
    goal: float | None = None
    floor: float | None = None
    """The least that is accepted, where it is less than the goal."""
    most: bool = False
    """Whether the goal is the most that the value may be (else the least)."""
    note: str = ""
    """The two figures of the ratio, the sample, how it was scaled."""

    @property
    def verdict(self) -> str:
        """What is said of the goal: "met", "missed by 1.3x (floor met)", or nothing where there is no goal."""
        if self.value is None:
            return "not measured"
        if self.goal is None:
            return ""
        if self.goal == 0:
            return "met" if self.value == 0 else "missed"
        missed = _short(self.value, self.goal, self.most)
        if missed <= 1:
            return "met"
        floor = ""
        if self.floor is not None:
            short = _short(self.value, self.floor, self.most)
            floor = " (floor met)" if short <= 1 else f" (floor missed by {short:.1f}x)"
        return f"missed by {missed:.2f}x{floor}"


@dataclass(frozen=True, slots=True)
class Options:
    """What every measure is given. work: a folder for files, removed at the end; sizes: numbers of letters."""

    work: Path
    rounds: int = 3
    sizes: tuple[int, ...] = (5, 1_000, 10_000)
    large: bool = False

    @property
    def sample(self) -> int:
        """How many letters a slow side is measured on: as many as the largest size, 30 at most."""
        return min(30, max(self.sizes))


def _short(value: float, goal: float, most: bool) -> float:
    """How many times the value misses the goal; 1 or less when it is met."""
    if value <= 0:  # less than nothing: a time from which a part is taken off
        return 1.0 if most else float("inf")
    return value / goal if most else goal / value


def interleaved(rounds: int, ways: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The median of each way over so many rounds, all ways once a round: a busy moment of the machine hits all."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            found[name].append(way())
    return {name: median(values) for name, values in found.items()}


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of Markdown."""
    yield "| what | measured | goal | | figures |"
    yield "|---|---:|---:|---|---|"
    for row in rows:
        value = "" if row.value is None else _written(row.value, row.unit)
        goal = "" if row.goal is None else f"{'at most' if row.most else 'at least'} {_written(row.goal, row.unit)}"
        yield f"| {row.what} | {value} | {goal} | {row.verdict} | {row.note} |"


def _written(value: float, unit: str) -> str:
    if value == int(value) and unit != "x":
        return f"{value:,.0f} {unit}".strip()
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 4
    number = f"{value:,.{digits}f}"
    return f"{number}x" if unit == "x" else f"{number} {unit}".strip()


def as_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as plain data, for another process."""
    return [asdict(row) for row in rows]


def from_json(rows: Iterable[dict[str, Any]]) -> list[Row]:
    """The rows back from `as_json`."""
    return [Row(**row) for row in rows]
