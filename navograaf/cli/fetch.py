"""`navograaf fetch`: the letters of a dossier, from the services that publish them, put in a folder."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.cli.counts import counted
from navograaf.cli.progress import progress

if TYPE_CHECKING:
    from navograaf.fetch.outcome import Outcome
    from navograaf.fetch.paper import Listing

_NAMED = 10
"""So many of the papers that are not there are named in the last sentence."""


@click.command()
@click.argument("dossier", nargs=-1, required=True, metavar="DOSSIER")
@click.option(
    "--to", "folder", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="Where the letters go."
)
@click.option("--since", default="", metavar="DATE", help="Only papers dated on or after DATE.")
@click.option(
    "--source",
    type=click.Choice(["koop", "tweedekamer"]),
    default="koop",
    show_default=True,
    help="Who is asked: officielebekendmakingen.nl, or the open data of the Tweede Kamer.",
)
@click.option("--all", "everything", is_flag=True, help="Papers of every type, not only letters and consultations.")
@click.option("--attachments", is_flag=True, help="Attachments too.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=2_000, show_default=True, help="Papers at most, the newest first."
)
@click.option(
    "--delay", type=click.FloatRange(0, 60), default=0.25, show_default=True, help="Seconds between two requests."
)
@click.option("--refresh", is_flag=True, help="Ask also for what is there already, whether it changed.")
@click.option("--dry-run", is_flag=True, help="Name the papers, and fetch none.")
@click.option("--allow-host", "more", multiple=True, metavar="HOST", help="Ask this host too, when an answer names it.")
@click.option("--base", default="", metavar="URL", help="Ask a copy of the service at this address; allow its host.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what goes wrong.")
@click.pass_context
def fetch(
    ctx: click.Context,
    dossier: tuple[str, ...],
    folder: Path,
    since: str,
    source: str,
    everything: bool,
    attachments: bool,
    limit: int,
    delay: float,
    refresh: bool,
    dry_run: bool,
    more: tuple[str, ...],
    base: str,
    quiet: bool,
) -> None:
    """Put the letters of a dossier in a folder: what is new or changed there.

    DOSSIER is its number: 28676, "28 676", 35300-X. Beside each letter goes what the service says of it, and
    fetched.json says what was fetched from where. The same command goes on after Ctrl-C or a failure; what a person
    changed in the folder is never overwritten.
    """
    from navograaf.answers.periods import asked_period
    from navograaf.answers.terminal import safe
    from navograaf.fetch import koop, tweedekamer
    from navograaf.fetch.answers_kept import Kept
    from navograaf.fetch.dossier import dossier as read_dossier
    from navograaf.fetch.download import Target, download
    from navograaf.fetch.hosts import Hosts
    from navograaf.fetch.manifest import Manifest
    from navograaf.fetch.outcome import Outcome
    from navograaf.fetch.paper import Choice
    from navograaf.fetch.placed import folder_made, tidy
    from navograaf.fetch.polite import Client
    from navograaf.fetch.sources import source as read_source
    from navograaf.kept import cache_folder

    def say(words: str) -> None:
        click.echo(safe(words), err=True)

    meant = read_dossier(" ".join(dossier))
    service = read_source(source, base)
    choice = Choice(asked_period(since, "since")[0] if since else None, everything, attachments, limit)
    manifest = Manifest.read(folder)
    client = Client(Hosts(service.hosts, more), delay=delay, kept=Kept(cache_folder()), say=say)
    outcome = Outcome()
    try:
        with progress("Listing", quiet=quiet) as far:
            asked = tweedekamer if source == "tweedekamer" else koop
            listed = asked.listing(
                client, service, meant, choice, lambda done, total: far.at(done, max(done, total, 1))
            )
        for note in listed.notes:
            say(note)
        if not listed.papers and not since:
            from navograaf.errors import NavograafError

            raise NavograafError(
                f"{service.title} lists no such papers in dossier {meant}",
                todo="Check the number" + ("" if everything else ", or take papers of every type with --all"),
            )
        if dry_run:
            _say_papers(listed)
            return
        folder_made(folder)
        tidy(folder)
        target = Target(manifest, source, str(meant), refresh)
        with progress("Fetching", len(listed.papers), quiet=quiet) as far:
            total = len(listed.papers)
            download(client, listed.papers, target, outcome, tell=lambda done, name: far.at(done, total, name))
    except KeyboardInterrupt:
        done = f" after {counted(outcome.there, 'paper')}" if outcome.there else ""
        say(f"Interrupted{done}: the same command goes on with the rest")
        raise
    finally:
        client.close()
    for note in outcome.notes:
        say(note)
    for name, why in outcome.failed:
        say(f"{name}: {why}")
    for name in outcome.missing:
        say(f"{name}: the service lists it and has no file of it")
    if outcome.stopped:
        rest = counted(outcome.unasked, "paper")
        say(f"{outcome.stopped}: {rest} not asked for; the same command goes on with the rest")
    if not quiet:
        click.echo(safe(_told(outcome, str(meant), folder)))
        if outcome.there:
            click.echo(f"Next: navograaf build {shlex.quote(str(folder))}")
    if outcome.failed or outcome.missing or outcome.unasked:
        ctx.exit(1)


def _say_papers(listed: Listing) -> None:
    from navograaf.answers.terminal import safe

    for paper in listed.papers:
        click.echo(safe(f"{paper.name:<20} {paper.date:<10}  {paper.title}".rstrip()))
    click.echo(f"{counted(len(listed.papers), 'paper')} to fetch", err=True)


def _told(outcome: Outcome, dossier: str, folder: Path) -> str:
    parts = [f"{outcome.new:,} new"] if outcome.new else []
    parts += [f"{outcome.changed:,} changed"] if outcome.changed else []
    parts += [f"{outcome.same:,} as they were"] if outcome.same else []
    parts += [f"{outcome.left:,} left alone"] if outcome.left else []
    if outcome.failed:
        parts.append(f"{len(outcome.failed):,} could not be had")
    if outcome.missing:
        named = ", ".join(outcome.missing[:_NAMED])
        more = len(outcome.missing) - _NAMED
        parts.append(f"{len(outcome.missing):,} not there: {named}{f' and {more:,} more' if more > 0 else ''}")
    return f"{counted(outcome.there, 'paper')} of dossier {dossier} in {folder}/: {', '.join(parts) or 'nothing new'}"
