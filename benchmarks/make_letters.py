"""Letters that were never written: any number, as long and as full of findings as the five of seeds/letters.

    python benchmarks/make_letters.py N FOLDER [--seed S]

Meetings in series, each with an agenda, a written consultation and a report, and letters about missions between them;
dates over two decades, ministers in office that day, Kamerstuk numbers of letters made earlier. The words stand in
genre.toml, the names in ontology/. Law: letter k depends on the seed and k alone, so the first thousand of ten
thousand letters are the thousand; the same seed gives the same bytes on every machine (random.random is the one
source of chance that Python keeps the same).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from letter_plan import SEED, VOLUME, Plan, plan
from letter_text import Writing

__all__ = ["SEED", "VOLUME", "Plan", "letter", "letters", "plan"]


def letters(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Name and text of the first `count` letters."""
    for number in range(count):
        yield f"{number:06d}.txt", letter(number, seed)


def letter(number: int, seed: int = SEED) -> str:
    """The text of letter `number`, counted from 0."""
    return Writing(plan(number, seed), seed).text()


def main() -> None:
    """Write the letters."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    if asked.count < 1:
        parser.error("N is 1 or more")
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, text in letters(asked.count, asked.seed):
        (asked.folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
