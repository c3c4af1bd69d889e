"""`navograaf push`: the graph folder brought to a SPARQL server, and what changed in it since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option
from navograaf.cli.progress import progress

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
    from navograaf.errors import EndpointError
    from navograaf.graph.folder import GraphFolder
    from navograaf.server.address import address
    from navograaf.server.graph_store import GraphStore
    from navograaf.server.parts import count
    from navograaf.server.push import check_deletions, plan
    from navograaf.server.push import push as push_graphs

    place = address(endpoint, graphs=graph_store)
    folder = GraphFolder.open(graph)
    store = GraphStore(place, say=lambda words: click.echo(words, err=True))
    where, done = place.store_name, 0

    def stored(number: int) -> None:
        nonlocal done
        done += number
        far.step(number)

    try:
        with progress("Comparing", count(folder), quiet=quiet) as far:
            found = plan(folder, store, everything=everything, tell=far.step)
        if dry_run:
            _say_plan(found, where)
            return
        check_deletions(found, allowed=delete, where=where)
        with progress("Pushing", len(found.to_store) + len(found.gone), quiet=quiet) as far:
            push_graphs(folder, store, found, tell=stored)
    except KeyboardInterrupt:
        click.echo(f"Interrupted{_so_far(done)}: the same command goes on with the rest", err=True)
        raise
    except EndpointError:
        if done:
            click.echo(f"Broken off{_so_far(done)}", err=True)
        raise
    finally:
        store.close()
    if not quiet:
        click.echo(f"{where}: {_told(found, 'stored', 'deleted')}", err=True)


def _so_far(done: int) -> str:
    return f" after {counted(done, 'graph')}" if done else ""


def _told(found: Plan, stored: str, deleted: str) -> str:
    parts = [f"{counted(len(found.to_store), 'graph')} {stored}"]
    if found.to_store:
        kinds = [f"{len(found.new):,} new", f"{len(found.changed):,} changed"]
        kinds += [f"{len(found.unsure):,} left by a push that broke off"] if found.unsure else []
        kinds += [f"{len(found.again):,} the same again"] if found.again else []
        parts[0] += f" ({', '.join(kinds)})"
    if found.gone:
        parts.append(f"{len(found.gone):,} {deleted}")
    return ", ".join([*parts, f"{found.same:,} there already"])


def _say_plan(found: Plan, where: str) -> None:
    kinds = {"new": found.new, "changed": found.changed, "left": found.unsure, "again": found.again, "gone": found.gone}
    for word, graphs in kinds.items():
        for graph in graphs:
            click.echo(f"{word:<8} {graph}")
    click.echo(f"{where}: {_told(found, 'to store', 'to delete')}", err=True)
