"""`navograaf export`: the graph, or a network of it, as a file that other programs open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.cli.options import graph_option
from navograaf.errors import ExportError

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

NETWORKS = ("gexf", "graphml", "csv")
RDF = ("ttl", "trig", "nq", "jsonld")
DEFAULT_PROJECTION = "topics"


@click.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--projection", metavar="NAME", help=f"Which network (gexf, graphml, csv); by default {DEFAULT_PROJECTION}."
)
@click.option("--letter", metavar="LETTER", help="Only this letter's own graph (ttl, trig, nq, jsonld).")
@graph_option
def export(out: Path, projection: str | None, letter: str | None, graph: Path) -> None:
    """Write the graph, or a network of it, to OUT.

    The ending of OUT chooses the format. Networks: .gexf (Gephi, Gephi Lite), .graphml, .csv (a pair:
    OUT-nodes.csv and OUT-edges.csv). The graph itself: .ttl, .trig, .nq, .jsonld.

    A projection is a folder in queries/gephi/. An existing file is replaced, once the new one is whole.
    """
    from navograaf.graph.folder import GraphFolder

    kind = out.suffix[1:].lower()
    if kind not in NETWORKS + RDF:
        ending = f"the ending {out.suffix!r} is not known" if kind else "the name has no ending"
        known = ", ".join(f".{name}" for name in NETWORKS + RDF)
        raise ExportError(ending, where=str(out), todo=f"Choose one of: {known}")
    if kind in NETWORKS and letter is not None:
        raise ExportError(f"--letter does not go with .{kind}", todo=f"Choose one of: .{', .'.join(RDF)}")
    if kind in RDF and projection is not None:
        raise ExportError(f"--projection does not go with .{kind}", todo=f"Choose one of: .{', .'.join(NETWORKS)}")
    if kind in NETWORKS:
        _network(out, kind, projection or DEFAULT_PROJECTION, graph)
    else:
        _rdf(out, kind, letter, GraphFolder.open(graph))


def _network(out: Path, kind: str, name: str, graph: Path) -> None:
    from navograaf.export import projection as projections
    from navograaf.export.gexf import write_gexf
    from navograaf.export.graphml import write_graphml
    from navograaf.export.layout import laid_out
    from navograaf.export.network import network
    from navograaf.export.tables import table_paths, write_tables
    from navograaf.export.target import written
    from navograaf.graph.folder import GraphFolder

    chosen = projections.projection(name)
    store = GraphFolder.open(graph).store()
    made = laid_out(network(chosen, projections.run(chosen.nodes, store), projections.run(chosen.edges, store)))
    paths = table_paths(out) if kind == "csv" else (out,)
    with written(*paths) as streams:
        if kind == "csv":
            write_tables(made, *streams)
        elif kind == "gexf":
            write_gexf(made, streams[0])
        else:
            write_graphml(made, streams[0])
    click.echo(f"{' and '.join(map(str, paths))}: {len(made.nodes)} nodes, {len(made.edges)} edges ({name})", err=True)
    if made.removed:
        click.echo(f"{made.removed} characters that XML cannot hold were left out of texts", err=True)
    if kind != "csv" and not all(node.look and node.look.position for node in made.nodes):
        click.echo("The network is too large to be laid out here: run a layout in Gephi", err=True)


def _rdf(out: Path, kind: str, letter: str | None, folder: GraphFolder) -> None:
    from navograaf.export.rdf import letter_graph, write_rdf
    from navograaf.export.target import written

    one = (
        letter_graph(letter, [(stored.id, stored.file) for stored in folder.letters()]) if letter is not None else None
    )
    store = folder.store()
    with written(out) as (stream,):
        count = write_rdf(store, stream, kind, one)
    click.echo(f"{out}: {count} statements", err=True)
