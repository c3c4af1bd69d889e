"""The scores of a format: the five letters rendered into it, read, and their findings scored as those of the texts.

    python tests/format_scores.py [FORMAT ...]

The offsets of the findings count in the canonical text of the rendering; they are taken back to the letter of seeds/
(aligned.py) before they are scored. A way is a format with the options of its rendering.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from aligned import Aligned
from printed import Paragraph, PrintedLetter, printed, seed_files

from navograaf.findings.extract import extract
from navograaf.findings.model import as_json
from navograaf.letters.model import Letter
from navograaf.letters.reading import from_bytes
from navograaf.scoring.evaluation import evaluate
from navograaf.scoring.tally import Tally

GOLD = Path(__file__).parent / "gold"
WAYS: Mapping[str, tuple[str, str, dict[str, Any]]] = {
    "pdf, one column": ("render_pdf", "render", {"columns": 1}),
    "pdf, two columns": ("render_pdf", "render", {"columns": 2}),
    "docx": ("render_docx", "render", {}),
    "html, official": ("render_html", "render_official", {}),
    "html, plain": ("render_html", "render_plain", {}),
    "xml, modern": ("render_xml", "render_modern", {}),
    "xml, legacy": ("render_xml", "render_legacy", {}),
}
"""Way -> the module of tests/ that renders, its function and the options."""


_FOOTER = re.compile(r"(\d\d) (\d{3}), nr\. (\d+)")
"""What a page's footer says, and an official page in its metadata."""


def rendered(way: str, letter: PrintedLetter) -> bytes:
    """A letter in a format, with what its pages print at their feet where that format has it."""
    module, function, options = WAYS[way]
    render: Callable[..., bytes] = getattr(import_module(module), function)
    if way == "html, official":
        for found in filter(None, map(_FOOTER.search, letter.footers)):
            options = {"OVERHEIDop_dossiernummer": found[1] + found[2], "OVERHEIDop_ondernummer": found[3]}
    elif way == "html, plain":
        feet = tuple(Paragraph("text", (words,)) for words in letter.footers)
        letter = replace(letter, paragraphs=letter.paragraphs + feet)
    return render(letter, **options)


@cache
def read_again(way: str, path: Path) -> Letter:
    """A letter of seeds/, rendered and read."""
    return from_bytes(rendered(way, printed(path)), f"{path.stem}.{way[:3]}")


@cache
def text_of(path: Path) -> Letter:
    """A letter of seeds/ as it stands, without what is said of it elsewhere."""
    return from_bytes(path.read_bytes(), path.name)


@cache
def totals(way: str) -> dict[str, Tally]:
    """Layer -> the tally of the five letters; "" is the way of the texts themselves."""
    paths = {path.name: path for path in seed_files()}

    def findings_of(file: str) -> dict[str, Any]:
        text = text_of(paths[file])
        if not way:
            return as_json(extract(text))
        letter = read_again(way, paths[file])
        moved: dict[str, Any] = Aligned(letter.raw, text.raw).findings(as_json(extract(letter)))
        return moved

    return dict(evaluate(GOLD, findings_of).total)


def main() -> None:
    """Print F1 by layer and way."""
    ways = ["", *(way for way in WAYS if not sys.argv[1:] or way.startswith(tuple(sys.argv[1:])))]
    print(f"{'':18}" + "".join(f"{way or 'text':>18}" for way in ways))
    found = {way: totals(way) for way in ways}
    for layer, tally in found[""].items():
        row = [f"{found[way][layer].f1 or 0:.3f}" for way in ways]
        marks = [" " if abs((found[way][layer].f1 or 0) - (tally.f1 or 0)) <= 0.02 else "!" for way in ways]
        print(f"{layer:18}" + "".join(f"{value + mark:>18}" for value, mark in zip(row, marks, strict=True)))


if __name__ == "__main__":
    main()
