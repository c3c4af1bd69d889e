"""`navograaf evaluate`: findings compared with a hand-made annotation, as figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from navograaf.cli.output import write_text

if TYPE_CHECKING:
    from navograaf.scoring import Evaluation, Tally

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("letters", required=False, metavar="[LETTERS_FOLDER]", type=FOLDER)
@click.option("--gold", type=FOLDER, metavar="DIR", help="The annotation.  [default: tests/gold of the checkout]")
@click.option("--findings", "given", type=FOLDER, metavar="DIR", help="Score these findings instead of extracting.")
@click.option("--floors", type=FILE, metavar="FILE", help='JSON such as {"missions": 0.9}: a lower F1 exits 1.')
@click.option("--list", "listed", metavar="LAYER", help="Also list what was missed and what was false in LAYER.")
@click.option("--by-letter", is_flag=True, help="Also print F1 by layer and letter.")
@click.option(
    "--json", "out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT", help="Write the figures."
)
@click.option("--against", type=FILE, metavar="OLD", help="Say what changed since the figures in OLD (from --json).")
@click.pass_context
def evaluate(
    ctx: click.Context,
    letters: Path | None,
    gold: Path | None,
    given: Path | None,
    floors: Path | None,
    listed: str | None,
    by_letter: bool,
    out: Path | None,
    against: Path | None,
) -> None:
    """Compare findings with a hand-made annotation: precision, recall and F1 by layer.

    The letters of LETTERS_FOLDER (the five seed letters unless named) are read again, or the files
    in --findings are taken. Exit status 1: a layer is below its floor; 2: something cannot be read.
    """
    from navograaf.scoring import evaluation
    from navograaf.scoring.registry import AnnotationError, read_json

    earlier = read_json(against) if against else None
    floor = read_json(floors) if floors else {}
    result = evaluation.evaluate(gold or _own_annotation(), _from_files(given) if given else _extracting(letters))
    if listed is not None and listed not in result.total:
        raise AnnotationError(f"there is no layer {listed!r}", todo=f"Layers: {', '.join(result.total)}")
    click.echo(f"{len(result.letters)} letters")
    _print_totals(result.total)
    if by_letter:
        _print_by_letter(result)
    if listed is not None:
        for which in ("missed", "false"):
            for line in result.places(listed, which):
                click.echo(f"{which}  {line}")
    if earlier is not None:
        for line in evaluation.changes(earlier, result.as_json()) or ["nothing changed"]:
            click.echo(line)
    if out is not None:
        write_text(out, json.dumps(result.as_json(), ensure_ascii=False, indent=1) + "\n")
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
    from navograaf.letters import read_letter
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
    names = [Path(file).stem.partition("_")[0] for file in result.letters]
    click.echo(f"\n{'F1 by letter':18} " + " ".join(f"{name:>5}" for name in names))
    for layer in result.total:
        figures = (_shown(layers[layer].f1) for layers in result.letters.values())
        click.echo(f"{layer:18} " + " ".join(figures))


def _shown(value: float | None) -> str:
    return f"{'–':>5}" if value is None else f"{value:5.3f}"
