"""The command line: `navograaf COMMAND ...`, the outermost station of the flow.

A command is imported when it is called, so `navograaf --help` costs little more than click itself.
Law: data goes to stdout and messages to stderr; whatever goes wrong is said in one sentence with an
exit status, and a traceback is shown under --debug alone.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from navograaf.errors import NavograafError

INTERNAL, INTERRUPTED, BROKEN_PIPE = 2, 130, 141
"""Exit statuses: a defect of navograaf; Ctrl-C and a reader that went away, as a shell counts signals (128 + n)."""

_NEW_OBJECTS = 50_000
"""So many before Python looks for rubbish: rules and reference data stay, and to look through them is a sixth of the
work of a small build."""

COMMANDS: dict[str, tuple[str, str]] = {
    "fetch": ("fetch:fetch", "Put the letters of a dossier in a folder."),
    "build": ("build:build", "Read letters and store them in a graph folder."),
    "watch": ("watch:watch", "Build letters as they appear in a folder."),
    "remove": ("build:remove", "Take letters out of the graph."),
    "correct": ("correct:correct", "Say that a finding is wrong or right, amend it, or add one."),
    "check": ("check:check", "Validate the graph and say what is wrong, in sentences."),
    "verify": ("verify:verify", "Prove that every quote is still at its place in its letter."),
    "trace": ("trace:trace", "What was said about a subject over time, with the sentences."),
    "ledger": ("ledger:ledger", "What was expected and promised, and what came of it."),
    "meetings": ("meetings:meetings", "The meetings, each with its set of papers and what is missing."),
    "show": ("show:show", "Show a letter with what was found marked in it."),
    "ask": ("ask:ask", "List the ready-made questions, or answer one."),
    "query": ("ask:query", "Run a SPARQL query of your own."),
    "export": ("export:export", "Write the graph, or a network of it, to a file."),
    "push": ("push:push", "Bring the graph to a SPARQL server: what is new or changed."),
    "findings": ("findings:findings", "What is found in letters, as JSON, without a graph."),
    "candidates": ("candidates:candidates", "Names that ontology/ does not know, ready to be added."),
    "coverage": ("coverage:coverage", "The sentences in which nothing was found."),
    "evaluate": ("evaluate:evaluate", "Compare findings with a hand-made annotation."),
}
"""Command -> (module:function under navograaf.cli, the line that --help prints). In the order of use."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and line of help, and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        target, line = COMMANDS[cmd_name]
        module, _, function = target.partition(":")
        command: click.Command = getattr(import_module(f"navograaf.cli.{module}"), function)
        command.short_help = line
        if not any(p.name == "debug" for p in command.params):
            command.params.append(_debug_option(hidden=True))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f"There is no command {args[0]!r}." + (f" Did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # click would exit with 1 here, which for `navograaf check | head` reads as "does not conform".
            _mute_stdout()
            ctx.exit(BROKEN_PIPE)


def _debug_option(*, hidden: bool = False) -> click.Option:
    # `main` reads --debug from the arguments: it is needed even when they do not parse.
    return click.Option(
        ["--debug"], is_flag=True, hidden=hidden, expose_value=False, help="Show the traceback of an error."
    )


@click.group(
    cls=LazyGroup,
    params=[_debug_option()],
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="navograaf", prog_name="navograaf", message="%(prog)s %(version)s")
@click.pass_context
def group(ctx: click.Context) -> None:
    """Letters of Dutch ministers about NATO, as a graph that leads back to the sentence.

    Begin with `navograaf build FOLDER`, then `navograaf trace SUBJECT`.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    import logging

    # rdflib logs an ill-formed literal with a traceback; without a handler that would reach the user.
    logging.getLogger().addHandler(logging.NullHandler())


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    args: the arguments after the program's name; None means those of the process.
    """
    given = list(sys.argv[1:] if args is None else args)
    debug = "--debug" in (given[: given.index("--")] if "--" in given else given)
    _prepare_streams()
    gc.set_threshold(_NEW_OBJECTS)
    try:
        result = group.main(args, prog_name="navograaf", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        _mute_stdout()
        return BROKEN_PIPE
    except Exception as error:
        if debug:
            import traceback

            traceback.print_exc()
        sentence, status = _said(error)
        if sentence:
            from navograaf.answers.terminal import safe  # a letter or a correction may be quoted in it

            click.echo(f"Error: {safe(sentence)}", err=True)
        return status


def _said(error: Exception) -> tuple[str, int]:
    """The sentence and the exit status for an exception that reached `main`."""
    if isinstance(error, NavograafError):
        return str(error), error.status
    if isinstance(error, click.Abort) and isinstance(error.__cause__, KeyboardInterrupt):
        return "", INTERRUPTED
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror or type(error).__name__}", INTERNAL
    text = " ".join(str(error).split())[:200]
    kind = type(error.__cause__ or error).__name__
    return f"internal error ({kind}{': ' if text else ''}{text}); run with --debug to see where", INTERNAL


def _prepare_streams() -> None:
    """Make output in Dutch safe: UTF-8 into pipes and files, and no failure on a terminal that lacks a letter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:  # a test's or a notebook's stand-in
            continue
        piped = not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
        reconfigure(encoding="utf-8") if piped else reconfigure(errors="replace")


def _mute_stdout() -> None:
    # The interpreter flushes stdout when it ends, and would complain about the same broken pipe.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
