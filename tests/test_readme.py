"""README.md and docs/commands tell the truth: their commands run, and print what is shown."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from navograaf.cli import COMMANDS, group

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = ("...", "…")


def console_commands(text: str) -> list[tuple[str, list[str]]]:
    """Each `$ navograaf ...` of the console blocks, with the lines shown under it."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip():
                found[-1][1].append(line.rstrip())
    return found


def run(command: str, folder: Path) -> str:
    """The output of a `navograaf ...` command run in `folder`, with the graph in its graph/."""
    program, *arguments = shlex.split(command)
    assert program == "navograaf", command
    result = subprocess.run(
        [sys.executable, "-m", "navograaf", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=environment(),
    )
    assert result.returncode == 0, f"{command}: {result.stderr}"
    return result.stdout + result.stderr


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NAVOGRAAF_")}
    return {**kept, "COLUMNS": "100", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def missing_line(shown: list[str], printed: str) -> str | None:
    """The first shown line that is not printed, in order; lines of dots stand for anything."""
    lines = iter([line.rstrip() for line in printed.splitlines()])
    return next((line for line in shown if line.strip() not in GAP and line not in lines), None)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it after the first command: seeds/ and graph/."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    run("navograaf build seeds/letters", folder)
    return folder


@pytest.fixture
def workplace(built: Path, tmp_path: Path) -> Path:
    """A copy of that folder for one test."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def documents() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs" / "commands").glob("*.md"))]


def test_the_readme_shows_commands() -> None:
    commands = console_commands((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(commands) >= 5
    assert {shlex.split(command)[1] for command, _ in commands} >= {"build", "trace", "export"}


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_the_commands_shown_run_and_print_what_is_shown(document: Path, workplace: Path) -> None:
    commands = console_commands(document.read_text(encoding="utf-8"))
    if any(command.startswith("navograaf build ") for command, _ in commands):
        shutil.rmtree(workplace / "graph")  # the reader begins without one
    for command, shown in commands:
        printed = run(command, workplace)
        assert missing_line(shown, printed) is None, f"{command} does not print this line"


def test_the_python_example_runs(workplace: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=workplace,
        env=environment(),
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) > 5


def test_a_line_that_is_not_printed_is_noticed() -> None:
    assert missing_line(["a", "...", "c"], "a\nb\nc  \n") is None
    assert missing_line(["c", "a"], "a\nb\nc\n") == "a"


def test_links_of_the_documents_lead_somewhere() -> None:
    pages = [*documents(), ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not link.startswith("http")
    ]
    assert len(links) > 15
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_that_names_its_options(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    page = (ROOT / "docs" / "commands" / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# navograaf {name}\n")
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    for option in options:
        assert any(f"`{flag}" in page for flag in option.opts), f"{option.opts} is not in docs/commands/{name}.md"
    named = set(re.findall(r"^\| `(--[a-z-]+)", page, re.MULTILINE))
    assert named <= {flag for option in options for flag in [*option.opts, *option.secondary_opts]}
