"""`navograaf coverage`: the sentences in which nothing was found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from navograaf.cli.options import graph_option, letters_argument

if TYPE_CHECKING:
    from navograaf.findings.coverage import Coverage
    from navograaf.findings.model import Sentence


@click.command()
@letters_argument(required=False)
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="Lines, or values."
)
@click.option("--all", "every", is_flag=True, help="Also list the sentences that name something and state nothing.")
@graph_option
@click.pass_context
def coverage(ctx: click.Context, letters: tuple[Path, ...], form: str, every: bool, graph: Path) -> None:
    """Say how much of each letter was read, and list the sentences in which nothing was found.

    Two shares: of the sentences without a statement (decision, position, commitment, quantity, question or answer), and
    of those without anything at all. The letters named are read; without one, the letters of the graph, read again. A
    letter that cannot be read is named, the others go on, and the exit status is 1.
    """
    from navograaf.cli.reading import read_all
    from navograaf.findings.coverage import cover

    failed: list[str] = []
    rows: list[dict[str, Any]] = []
    total = [0, 0, 0]
    for name, found in read_all(letters, graph, failed):
        one = cover(found)
        total = [a + b for a, b in zip(total, (one.sentences, len(one.unsaid), len(one.unread)), strict=True)]
        if form == "json":
            rows.append(_row(name, one))
            continue
        click.echo(_line(name, one.sentences, len(one.unsaid), len(one.unread)))
        for sentence in one.unsaid if every else one.unread:
            mark = "-" if sentence in one.unread else " "
            click.echo(f"  {mark} {sentence.start}-{sentence.end}  “{sentence.clean}”")
    if form == "json":
        click.echo(json.dumps({"letters": rows, "total": _figures(*total)}, ensure_ascii=False, indent=1))
    else:
        click.echo(_line("total", *total))
    if failed:
        ctx.exit(1)


def _line(name: str, sentences: int, unsaid: int, unread: int) -> str:
    shares = _figures(sentences, unsaid, unread)
    return (
        f"{name}: {sentences:,} sentence{'' if sentences == 1 else 's'}, "
        f"{unsaid:,} without a statement ({shares['share_without_statement']:.0%}), "
        f"{unread:,} without anything ({shares['share_without_anything']:.0%})"
    )


def _figures(sentences: int, unsaid: int, unread: int) -> dict[str, int | float]:
    return {
        "sentences": sentences,
        "without_statement": unsaid,
        "without_anything": unread,
        "share_without_statement": round(unsaid / sentences, 4) if sentences else 0.0,
        "share_without_anything": round(unread / sentences, 4) if sentences else 0.0,
    }


def _row(name: str, one: Coverage) -> dict[str, Any]:
    return {
        "letter": name,
        **_figures(one.sentences, len(one.unsaid), len(one.unread)),
        "listed": [_sentence(s, one) for s in one.unsaid],
    }


def _sentence(sentence: Sentence, one: Coverage) -> dict[str, Any]:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "kind": sentence.kind,
        "anything": sentence not in one.unread,
        "quote": sentence.clean,
    }
