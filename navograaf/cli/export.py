"""`navograaf export`: the graph, or a network of it, as a file that other programs open."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option
from navograaf.cli.source import asked as source
from navograaf.cli.source import endpoint_option
from navograaf.errors import ExportError
from navograaf.export.formats import NETWORKS, RDF

if TYPE_CHECKING:
    from navograaf.server.remote import Endpoint

DEFAULT_PROJECTION = "topics"
_LARGE = 10_000
"""From so many nodes or, five times as many, edges on a network is slow to open."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that say which network is wanted."""

    projection: str | None
    by: str | None
    since: str | None
    until: str | None
    topics: tuple[str, ...]
    missions: tuple[str, ...]
    min_weight: float
    largest: bool
    dynamic: bool

    @property
    def any(self) -> bool:
        """Whether any of them was given."""
        return self != Asked(None, None, None, None, (), (), 0, False, False)


def _list_projections(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the names of the projections and leave."""
    if not wanted or ctx.resilient_parsing:
        return
    from navograaf.network.projection import projections

    known = projections()
    width = max(map(len, known), default=0)
    for name, title in known.items():
        click.echo(f"{name:<{width}}  {title}")
    ctx.exit()


@click.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--projection", metavar="NAME", help=f"Which network, or the path of a folder.  [default: {DEFAULT_PROJECTION}]"
)
@click.option("--by", metavar="VARIANT", help="Another way to draw its edges: edges-VARIANT.rq.")
@click.option("--since", metavar="DATE", help="Only what is dated on or after DATE.")
@click.option("--until", metavar="DATE", help="Only what is dated on or before DATE.")
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="Only what is about a topic; may be repeated.")
@click.option(
    "--mission", "missions", multiple=True, metavar="NAME", help="Only what is about a mission; may be repeated."
)
@click.option(
    "--min-weight", type=click.FloatRange(min=0), default=0, metavar="N", help="Only edges of weight N or more."
)
@click.option("--largest-component", "largest", is_flag=True, help="Only the largest connected part.")
@click.option("--dynamic-columns", "dynamic", is_flag=True, help="Numbers by meeting, for Gephi's time line (.gexf).")
@click.option("--letter", metavar="LETTER", help="Only this letter's own graph (ttl, trig, nq, jsonld).")
@click.option(
    "--projections",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_projections,
    help="List the projections and stop.",
)
@graph_option
@endpoint_option
def export(
    out: Path,
    projection: str | None,
    by: str | None,
    since: str | None,
    until: str | None,
    topics: tuple[str, ...],
    missions: tuple[str, ...],
    min_weight: float,
    largest: bool,
    dynamic: bool,
    letter: str | None,
    graph: Path,
    endpoint: str | None,
) -> None:
    """Write the graph, or a network of it, to OUT.

    The ending of OUT chooses the format. Networks: .gexf (Gephi, Gephi Lite), .graphml, .csv (a pair:
    OUT-nodes.csv and OUT-edges.csv), .json (node-link), .dot; .html to look at in a browser; .svg and
    .png as a picture. The graph itself: .ttl, .trig, .nq, .jsonld.

    A projection is a folder in queries/gephi/, or one of your own. DATE is a day, a month or a year. An
    existing file is replaced, once the new one is whole.
    """
    kind = out.suffix[1:].lower()
    if kind not in NETWORKS + RDF:
        ending = f"the ending {out.suffix!r} is not known" if kind else "the name has no ending"
        known = ", ".join(f".{name}" for name in NETWORKS + RDF)
        raise ExportError(ending, where=str(out), todo=f"Choose one of: {known}")
    if not math.isfinite(min_weight):
        raise click.BadParameter("is no number", param_hint="--min-weight")
    asked = Asked(projection, by, since, until, topics, missions, min_weight, largest, dynamic)
    if kind in NETWORKS:
        if letter is not None:
            raise ExportError(f"--letter does not go with .{kind}", todo=f"Choose one of: .{', .'.join(RDF)}")
        if dynamic and kind != "gexf":
            raise ExportError(f"--dynamic-columns does not go with .{kind}", todo="Write a .gexf, or leave it out")
        with source(graph, endpoint) as place:
            _network(out, kind, asked, place)
        return
    if asked.any:
        raise ExportError(
            f"what chooses a network (--projection, --since, --topic...) does not go with .{kind}",
            todo=f"Choose one of: .{', .'.join(NETWORKS)}",
        )
    with source(graph, endpoint) as place:
        _rdf(out, kind, letter, place)


def _network(out: Path, kind: str, asked: Asked, place: Path | Endpoint) -> None:
    from navograaf.answers.lookup import open_store
    from navograaf.export.formats import check_size, write_network
    from navograaf.network.assemble import network
    from navograaf.network.layout import laid_out
    from navograaf.network.projection import projection
    from navograaf.network.rows import run
    from navograaf.network.selection import Selection, window
    from navograaf.network.things import things

    chosen = projection(DEFAULT_PROJECTION if asked.projection is None else asked.projection, asked.by)
    days = window(asked.since, asked.until)
    store = open_store(place)
    about = things(store, "topic", asked.topics) | things(store, "mission", asked.missions)
    named = [f"--topic {name}" for name in asked.topics] + [f"--mission {name}" for name in asked.missions]
    selection = Selection(days, about, tuple(named), asked.min_weight, asked.largest)
    made = network(chosen, run(chosen.nodes, store), run(chosen.edges, store), selection, dynamic=asked.dynamic)
    check_size(kind, len(made.nodes), len(made.edges))  # before the time that a layout takes
    made = laid_out(made)
    paths = write_network(made, out, kind)
    nodes, edges = len(made.nodes), len(made.edges)
    size = f"{counted(nodes, 'node')}, {counted(edges, 'edge')}"
    click.echo(f"{' and '.join(map(str, paths))}: {size} ({chosen.name})", err=True)
    if not edges:
        click.echo("There are no edges: edges.rq joins none of these nodes", err=True)
    for note in made.notes:
        click.echo(note, err=True)
    if made.removed:
        click.echo(f"{made.removed} characters that XML cannot hold were left out of texts", err=True)
    if nodes > _LARGE or edges > 5 * _LARGE:
        click.echo("This is a large network: --topic, --mission, --since or --min-weight make it smaller", err=True)


def _rdf(out: Path, kind: str, letter: str | None, place: Path | Endpoint) -> None:
    from navograaf.answers.lookup import open_store
    from navograaf.export.rdf import letter_graph, write_rdf
    from navograaf.export.target import written

    store = open_store(place)
    one = letter_graph(letter, _letters(place)) if letter is not None else None
    with ExitStack() as held:
        if kind == "ttl" and not isinstance(place, Path):  # it asks of one thing after another
            folder = held.enter_context(TemporaryDirectory(prefix="navograaf-"))
            store = place.copied(Path(folder) / "store", one)
        (stream,) = held.enter_context(written(out))
        counts: dict[str, int] = {}
        count = write_rdf(store, stream, kind, one, counts)
    click.echo(f"{out}: {counted(count, 'statement')}{_of_what(counts, whole=one is None)}", err=True)


def _of_what(counts: dict[str, int], *, whole: bool) -> str:
    """What the statements of a whole graph say, by named graph; counts: none for Turtle."""
    from navograaf.iris import GRAPHS

    if not whole:
        return ""
    if not counts:
        return ", what several graphs say once"
    kinds = {"letter/": "letters", "links": "links", "reference": "reference data", "corrections": "corrections"}
    kinds["manifestations"] = "other files of letters"
    numbers = dict.fromkeys([*kinds.values(), "others"], 0)
    for graph, number in counts.items():
        name = graph.removeprefix(GRAPHS)
        numbers[
            next((kind for start, kind in kinds.items() if name != graph and name.startswith(start)), "others")
        ] += number
    told = [f"{number:,} of {kind}" for kind, number in numbers.items() if number]
    return f" ({', '.join(told)})"


def _letters(place: Path | Endpoint) -> list[tuple[str, str]]:
    """Id and file name of the letters."""
    if isinstance(place, Path):
        from navograaf.graph.folder import GraphFolder

        return [(stored.id, stored.file) for stored in GraphFolder.open(place).letters()]
    from navograaf.answers.collection import letters
    from navograaf.answers.lookup import open_store

    return [(card.id, card.file) for card in letters(open_store(place))]
