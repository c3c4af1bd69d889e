"""The annotation holds together: every offset gives its quote, every id is known."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_offsets_quotes_and_ids_hold(gold_folder: Path, letters_folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, gold_folder / "check.py", letters_folder], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.stdout.startswith("ok:"), run.stdout + run.stderr
    assert run.returncode == 0


def test_a_moved_offset_is_noticed(gold_folder: Path, letters_folder: Path, tmp_path: Path) -> None:
    for path in gold_folder.iterdir():
        if path.suffix in (".json", ".py"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    broken = tmp_path / "004.json"
    text = broken.read_text(encoding="utf-8")
    assert '"start": 1119' in text
    broken.write_text(text.replace('"start": 1119', '"start": 1120', 1), encoding="utf-8")
    run = subprocess.run([sys.executable, tmp_path / "check.py", letters_folder], capture_output=True, text=True)
    assert run.returncode == 1
    assert "differs from the letter" in run.stdout
