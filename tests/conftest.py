"""What several tests need: where the letters and the annotation stand, and a graph built from the five letters."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

ROOT = Path(__file__).resolve().parent.parent

if "NAVOGRAAF_CACHE" not in os.environ:  # the tests leave the user's own folder alone; test files read rules on import
    os.environ["NAVOGRAAF_CACHE"] = tempfile.mkdtemp(prefix="navograaf-tests-")
    atexit.register(shutil.rmtree, os.environ["NAVOGRAAF_CACHE"], ignore_errors=True)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what it puts in the background deaf to Ctrl-C, and the programs that tests start would be so too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def letters_folder() -> Path:
    """The folder with the five seed letters."""
    return ROOT / "seeds" / "letters"


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The hand-made annotation of the five letters."""
    return ROOT / "tests" / "gold"


@pytest.fixture(scope="session")
def seeds_graph(tmp_path_factory: pytest.TempPathFactory, letters_folder: Path) -> GraphFolder:
    """A graph folder with the five seed letters, built once: read it, never change it."""
    from navograaf.graph.build import build
    from navograaf.graph.folder import GraphFolder

    folder = GraphFolder.create(tmp_path_factory.mktemp("seeds") / "graph")
    report = build(folder, [letters_folder])
    assert not report.set_aside
    return folder
