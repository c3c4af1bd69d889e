"""How far a command is: lines where there is no terminal, few of them, and none for what is short."""

from __future__ import annotations

import pytest

from navograaf.cli.progress import progress


@pytest.mark.parametrize(
    ("total", "lines"), [(5, 0), (100, 0), (101, 1), (500, 4), (1_000, 9), (10_000, 9), (123_456, 9)]
)
def test_lines_are_few_whatever_the_length(total: int, lines: int, capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Letters") as far:
        for done in range(1, total + 1):
            far.at(done, total, "x.txt")
        far.stage("storing")
    out, err = capsys.readouterr()
    told = err.splitlines()
    assert out == ""
    assert len(told) == lines + bool(lines)
    if told:
        every = max(100, -(-total // 10))
        assert told[0] == f"Letters: {every:,} of {total:,}"
        assert told[-1] == f"Letters: {total:,} of {total:,}, storing"


def test_a_build_that_reads_one_letter_of_many_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Letters") as far:
        far.at(7_000, 10_000, "x.txt")
        far.at(10_000, 10_000)
        far.stage("storing")
    assert capsys.readouterr().err == ""


def test_steps_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Pushing", 250) as far:
        for _ in range(250):
            far.step()
    assert capsys.readouterr().err.splitlines() == ["Pushing: 100 of 250", "Pushing: 200 of 250"]


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Pushing", 250, quiet=True) as far:
        for _ in range(250):
            far.step()
    assert capsys.readouterr().err == ""


def test_a_terminal_has_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress("Letters") as far:
        far.at(1, 2, "one.txt")
        far.at(2, 2)
        far.stage("storing")
    err = capsys.readouterr().err
    assert err.count("\r") >= 2 or err.count("\x1b") >= 1
    assert "Letters: 1 of 2" not in err
    with progress("Pushing", 0) as far:
        far.stage("nothing")
    assert "Pushing" not in capsys.readouterr().err
