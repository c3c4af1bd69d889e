"""The command line's own promises: fast help, one sentence an error, exit statuses, colours, pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click
import pytest
from click.testing import CliRunner

import navograaf.cli as cli
from navograaf.errors import GraphError, LetterError

HEAVY = {"rdflib", "pyshacl", "networkx", "numpy", "lxml", "jinja2", "pyoxigraph", "importlib.metadata", "logging"}


def run(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`navograaf ARGS` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "navograaf", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make the command `check` raise."""

    @click.command()
    def command() -> NoReturn:
        raise error

    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda self, ctx, name: command)
    command.params.append(cli._debug_option(hidden=True))


def test_help_lists_every_command_and_imports_none() -> None:
    code = (
        "import sys; sys.argv = ['navograaf', '--help']\n"
        "from navograaf.cli import main; main()\n"
        f"print([m for m in sys.modules if m in {HEAVY} or m.startswith('navograaf.cli.')], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert result.stderr.strip() == "[]"
    for name, (_, line) in cli.COMMANDS.items():
        assert f"  {name} " in result.stdout
        assert line in result.stdout


def test_the_table_names_commands_that_exist() -> None:
    context = click.Context(cli.group)
    assert len(cli.COMMANDS) == 19
    for name in cli.COMMANDS:
        command = cli.group.get_command(context, name)
        assert isinstance(command, click.Command)
        assert command.name == name
        assert command.help, f"{name} has no help"


def test_every_command_answers_help() -> None:
    for name in cli.COMMANDS:
        result = CliRunner().invoke(cli.group, [name, "--help"])
        assert (result.exit_code, result.output[:5]) == (0, "Usage")


def test_a_misspelt_command_is_put_right() -> None:
    result = run("trce")
    assert result.returncode == 2
    assert "There is no command 'trce'. Did you mean 'trace'?" in result.stderr
    assert result.stdout == ""


def test_version() -> None:
    result = run("--version")
    assert result.returncode == 0
    assert result.stdout.split()[0] == "navograaf"
    assert result.stdout.split()[1][0].isdigit()


@pytest.mark.parametrize(
    ("error", "sentence", "status"),
    [
        (
            LetterError("the file is empty", where="a.txt", todo="Remove it"),
            "Error: a.txt: the file is empty. Remove it\n",
            1,
        ),
        (GraphError("there is no graph"), "Error: there is no graph\n", 2),
        (
            ValueError("odd\nthing"),
            "Error: internal error (ValueError: odd thing); run with --debug to see where\n",
            2,
        ),
        (PermissionError(13, "Permission denied", "/data/x"), "Error: /data/x: Permission denied\n", 2),
        (EOFError(), "\nError: internal error (EOFError); run with --debug to see where\n", 2),
    ],
)
def test_an_error_is_one_sentence_and_a_status(
    error: Exception,
    sentence: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    raising(monkeypatch, error)
    assert cli.main(["check"]) == status
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", sentence)


@pytest.mark.parametrize("arguments", [["--debug", "check"], ["check", "--debug"]])
def test_debug_shows_the_traceback_wherever_it_stands(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raising(monkeypatch, ValueError("odd"))
    assert cli.main(arguments) == 2
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_quiet_and_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    raising(monkeypatch, KeyboardInterrupt())
    assert cli.main(["check"]) == 130
    assert capsys.readouterr().err.strip() == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_reader_that_goes_away_is_no_error() -> None:
    code = (
        "import sys, click, navograaf.cli as cli\n"
        "@click.command()\n"
        "def command():\n"
        "    for _ in range(100_000): click.echo('a line of output')\n"
        "cli.LazyGroup.get_command = lambda *_: command\n"
        "sys.exit(cli.main(['check']))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.parametrize(("value", "coloured"), [(None, True), ("", True), ("1", False)])
def test_no_color_is_honoured(
    value: str | None, coloured: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    @click.pass_context
    def command(ctx: click.Context) -> None:
        click.echo("no colours" if ctx.color is False else "as the terminal likes")

    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda self, ctx, name: command)
    monkeypatch.delenv("NO_COLOR", raising=False)
    if value is not None:
        monkeypatch.setenv("NO_COLOR", value)
    assert cli.main(["check"]) == 0
    assert (capsys.readouterr().out == "as the terminal likes\n") is coloured


def test_dutch_goes_into_a_pipe_as_utf8_whatever_the_locale(letters_folder: Path) -> None:
    letter = next(letters_folder.glob("004*.txt"))
    result = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "navograaf", "findings", letter],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    )
    assert result.returncode == 0, result.stderr
    assert "ë" in result.stdout.decode("utf-8")


def test_a_status_that_a_command_sets_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    @click.pass_context
    def command(ctx: click.Context) -> None:
        ctx.exit(1)

    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda self, ctx, name: command)
    assert cli.main(["check"]) == 1
