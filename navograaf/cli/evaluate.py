"""`navograaf evaluate`: findings compared with a hand-made annotation, as figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from navograaf.cli.output import write_text

if TYPE_CHECKING:
    from navograaf.scoring import Evaluation, Tally

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ABREAST = 4
"""So many letters beside each other fit a line of 100 characters."""


@click.command()
@click.argument("letters", required=False, metavar="[LETTERS_FOLDER]", type=FOLDER)
@click.option("--gold", type=FOLDER, metavar="DIR", help="The annotation.  [default: tests/gold of the checkout]")
@click.option("--findings", "given", type=FOLDER, metavar="DIR", help="Score these findings instead of extracting.")
@click.option("--floors", type=FILE, metavar="FILE", help='JSON such as {"missions": 0.9}: a lower F1 exits 1.')
@click.option("--list", "listed", metavar="LAYER", help="Also list what was missed and what was false in LAYER.")
@click.option("--totals", is_flag=True, help="Print the totals alone, not the figures of each letter.")
@click.option(
    "--json", "out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT", help="Write the figures."
)
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    metavar="OLD",
    help="Say what was gained and lost since OLD: figures (from --json) or findings.",
)
@click.pass_context
def evaluate(
    ctx: click.Context,
    letters: Path | None,
    gold: Path | None,
    given: Path | None,
    floors: Path | None,
    listed: str | None,
    totals: bool,
    out: Path | None,
    against: Path | None,
) -> None:
    """Compare findings with a hand-made annotation: precision, recall and F1 by layer and letter.

    The letters of LETTERS_FOLDER (the five seed letters unless named) are read again, or the files
    in --findings are taken. Exit status 1: a layer is below its floor; 2: something cannot be read.
    """
    from navograaf.scoring import evaluation
    from navograaf.scoring.changes import changes, judged
    from navograaf.scoring.registry import AnnotationError, read_json

    annotation = gold or _own_annotation()
    earlier = _earlier(against, annotation) if against else None
    floor = read_json(floors) if floors else {}
    findings_of = cache(_from_files(given) if given else _extracting(letters))
    result = evaluation.evaluate(annotation, findings_of)
    if listed is not None and listed not in result.total:
        raise AnnotationError(f"there is no layer {listed!r}", todo=f"Layers: {', '.join(result.total)}")
    click.echo(f"{len(result.letters)} letters")
    _print_totals(result.total)
    if not totals:
        _print_by_letter(result)
    if listed is not None:
        for which in ("missed", "false"):
            for line in result.places(listed, which):
                click.echo(f"{which}  {line}")
    figures = judged(result.as_json(), annotation, findings_of) if earlier is not None or out is not None else {}
    if earlier is not None:
        for line in changes(earlier, figures) or ["nothing changed"]:
            click.echo(line)
    if out is not None:
        write_text(out, json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    low = evaluation.below_floors(result.total, floor)
    for line in low:
        click.echo(f"below the floor: {line}", err=True)
    if low:
        ctx.exit(1)


def _own_annotation() -> Path:
    from navograaf import files
    from navograaf.scoring.registry import AnnotationError

    gold = files.root() / "tests" / "gold"
    if not gold.is_dir():
        raise AnnotationError(
            "the annotation is part of the checkout, not of an installed navograaf", todo="Name a folder with --gold"
        )
    return gold


def _earlier(source: Path, annotation: Path) -> dict[str, Any]:
    """The figures of an earlier run; made now where `source` holds findings."""
    from navograaf.scoring.changes import judged
    from navograaf.scoring.evaluation import evaluate as score
    from navograaf.scoring.evaluation import findings_in
    from navograaf.scoring.registry import AnnotationError, read_json

    figures = None if source.is_dir() else read_json(source)
    if isinstance(figures, dict) and "file" not in figures:
        return figures
    if not findings_in(source):
        raise AnnotationError("there are neither figures nor findings in it", where=str(source))
    findings_of = cache(_from_files(source))
    return judged(score(annotation, findings_of).as_json(), annotation, findings_of)


def _from_files(folder: Path) -> Callable[[str], dict[str, Any]]:
    from navograaf.scoring.evaluation import findings_in

    found = findings_in(folder)

    def findings_of(file: str) -> dict[str, Any]:
        if file not in found:
            click.echo(f"{folder} has no findings of {file}: all of it counts as missed", err=True)
        return found.get(file, {})

    return findings_of


def _extracting(folder: Path | None) -> Callable[[str], dict[str, Any]]:
    from navograaf import files
    from navograaf.findings.extract import extract
    from navograaf.findings.model import as_json
    from navograaf.letters.reading import read_letter
    from navograaf.scoring.registry import AnnotationError

    letters = folder or files.folder("seeds") / "letters"

    def findings_of(file: str) -> dict[str, Any]:
        if not (letters / file).is_file():
            raise AnnotationError("the annotated letter is not there", where=str(letters / file))
        return as_json(extract(read_letter(letters / file)))

    return findings_of


def _print_totals(total: dict[str, Tally]) -> None:
    click.echo(f"{'layer':18} {'P':>5} {'R':>6} {'F1':>6}   found false missed")
    for layer, tally in total.items():
        # topics-spans counts characters: figures that say nothing beside items
        counts = "" if layer == "topics-spans" else f"   {tally.hits:5d} {tally.false_hits:5d} {tally.misses:6d}"
        click.echo(f"{layer:18} {_shown(tally.precision)}  {_shown(tally.recall)}  {_shown(tally.f1)}{counts}")


def _print_by_letter(result: Evaluation) -> None:
    files = list(result.letters)
    for first in range(0, len(files), _ABREAST):
        shown = files[first : first + _ABREAST]
        click.echo(f"\n{'P, R, F1 by letter':18}" + "".join(f"  {Path(file).stem[:17]:17}" for file in shown).rstrip())
        for layer in result.total:
            figures = (result.letters[file][layer] for file in shown)
            cells = (" ".join(map(_shown, (one.precision, one.recall, one.f1))) for one in figures)
            click.echo(f"{layer:18}" + "".join(f"  {cell}" for cell in cells))


def _shown(value: float | None) -> str:
    return f"{'–':>5}" if value is None else f"{value:5.3f}"
