"""`navograaf push`: the graph folder brought to a SPARQL server, and what changed in it since."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option

if TYPE_CHECKING:
    from navograaf.server.push import Plan


@click.command()
@click.option("--endpoint", required=True, metavar="URL", help="The server: http://HOST:PORT, or a data set on it.")
@click.option("--graph-store", default="", metavar="URL", help="Where it takes graphs, when that does not follow.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--all", "everything", is_flag=True, help="Store every graph, also those that the server has already.")
@click.option("--delete", is_flag=True, help="Also when more than half of the letters on the server would go.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what goes wrong.")
@graph_option
def push(
    endpoint: str, graph_store: str, dry_run: bool, everything: bool, delete: bool, quiet: bool, graph: Path
) -> None:
    """Bring the graph to a SPARQL server: a named graph a letter, and only what is new or has changed.

    The server keeps a list of what it has, so the same command goes on after Ctrl-C or a failure, also on another
    machine. Letters that were taken out of the graph are deleted there; graphs of others are left alone.
    """
    from navograaf.graph.folder import GraphFolder
    from navograaf.server.address import address
    from navograaf.server.graph_store import GraphStore
    from navograaf.server.parts import count
    from navograaf.server.push import check_deletions, plan
    from navograaf.server.push import push as push_graphs

    place = address(endpoint, graphs=graph_store)
    folder = GraphFolder.open(graph)
    store = GraphStore(place)
    try:
        with _bar("Comparing", count(folder), quiet) as bar:
            found = plan(folder, store, everything=everything, tell=_teller(bar))
        if dry_run:
            _say_plan(found, place.graphs)
            return
        check_deletions(found, allowed=delete, where=place.graphs)
        with _bar("Pushing", len(found.to_store) + len(found.gone), quiet) as bar:
            push_graphs(folder, store, found, tell=_teller(bar))
    except KeyboardInterrupt:
        click.echo("Interrupted: the same command goes on with the rest", err=True)
        raise
    finally:
        store.close()
    if not quiet:
        click.echo(f"{place.graphs}: {_told(found, 'stored', 'deleted')}", err=True)


def _bar(label: str, length: int, quiet: bool) -> Any:
    if length and not quiet and sys.stderr.isatty():
        return click.progressbar(length=length, file=sys.stderr, label=label)
    return nullcontext()


def _teller(bar: Any) -> Any:
    return bar.update if bar is not None else lambda _: None


def _told(found: Plan, stored: str, deleted: str) -> str:
    parts = [f"{counted(len(found.to_store), 'graph')} {stored}"]
    if found.to_store:
        parts[0] += f" ({len(found.new):,} new, {len(found.changed):,} changed)"
    if found.gone:
        parts.append(f"{len(found.gone):,} {deleted}")
    return ", ".join([*parts, f"{found.same:,} there already"])


def _say_plan(found: Plan, where: str) -> None:
    for word, graphs in (("new", found.new), ("changed", found.changed), ("gone", found.gone)):
        for graph in graphs:
            click.echo(f"{word:<8} {graph}")
    click.echo(f"{where}: {_told(found, 'to store', 'to delete')}", err=True)
