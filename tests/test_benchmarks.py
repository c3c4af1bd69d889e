"""benchmarks/: that they can be run with any numbers; how fast anything is, no test says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")


@pytest.fixture
def export_networks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import export_networks

    return export_networks


@pytest.mark.parametrize(("nodes", "most"), [(1, 0), (2, 0), (3, 3), (4, 4), (5, 10), (10, 40)])
def test_as_many_edges_as_said_can_be_made_and_no_more(export_networks: ModuleType, nodes: int, most: int) -> None:
    import random_rows

    assert random_rows.most_edges(nodes) == most
    rows = list(random_rows.edge_rows(nodes, most))
    assert len({frozenset((row["source"], row["target"])) for row in rows}) == most
    with pytest.raises(ValueError, match=r"[Ss]ample larger"):
        list(random_rows.edge_rows(nodes, most + 1))


def test_the_table_of_memory_stops_where_the_pairs_do(export_networks: ModuleType) -> None:
    assert export_networks.growing(1_000) == (100_000, 250_000)
    assert export_networks.growing(100) == ()
    assert export_networks.growing(100_000) == export_networks.GROWTH


@pytest.mark.parametrize(
    "args", [("--nodes", "10", "--edges", "41"), ("--nodes", "2"), ("--nodes", "9", "--edges", "0")]
)
def test_numbers_that_cannot_be_are_refused_in_a_sentence(args: tuple[str, ...]) -> None:
    command = [sys.executable, str(FOLDER / "export_networks.py"), *args]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr and "Traceback" not in done.stderr


def test_few_nodes_have_a_report(
    export_networks: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []

    def figures(way: str, nodes: int, edges: int) -> dict[str, float]:
        asked.append(edges)
        return {"seconds": 1.0, "bytes": 1e6, "memory": 1.0}

    monkeypatch.setattr(export_networks, "_run", figures)
    monkeypatch.setattr(sys, "argv", ["export_networks.py", "--nodes", "1000", "--repeat", "1"])
    export_networks.main()
    assert "| 250,000 |" in capsys.readouterr().out
    assert asked == [499_000] * 4 + [100_000, 250_000]


@pytest.fixture
def make_letters(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import make_letters

    return make_letters


MADE = 20
"""Letters that the tests make: two groups of meetings, every kind of letter."""


def test_the_same_seed_makes_the_same_letters_in_any_process(make_letters: ModuleType, tmp_path: Path) -> None:
    command = [sys.executable, str(FOLDER / "make_letters.py"), str(MADE), str(tmp_path), "--seed", "7"]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run(command, check=True, timeout=120, env=environment)
    made = dict(make_letters.letters(MADE, 7))
    written = {path.name: path.read_bytes().decode("utf-8") for path in tmp_path.iterdir()}
    assert len(made) == MADE
    assert written == made
    assert dict(make_letters.letters(MADE, 8)) != made


def test_a_letter_does_not_depend_on_how_many_are_made(make_letters: ModuleType) -> None:
    few, more = list(make_letters.letters(5)), list(make_letters.letters(MADE))
    assert more[:5] == few
    assert make_letters.letter(12) == more[12][1]


def test_sentences_do_not_come_back_from_letter_to_letter(make_letters: ModuleType) -> None:
    seen: dict[str, set[str]] = {}
    for name, text in make_letters.letters(MADE):
        whole = " ".join(text.replace("-\n", "").split())
        for sentence in re.split(r"(?<=[a-zë]\.) ", whole):
            if len(sentence) > 60:
                seen.setdefault(sentence, set()).add(name)
    assert len(seen) > 50 * MADE
    assert sum(len(letters) > 1 for letters in seen.values()) < 0.02 * len(seen)


def test_no_two_letters_are_one_paper_and_they_refer_to_earlier_ones(make_letters: ModuleType) -> None:
    plans = [make_letters.plan(number) for number in range(0, 40_000, 7)]
    assert len({(plan.dossier, plan.nr) for plan in plans}) == len(plans) == 5_715
    referred = 0
    for number in range(MADE):
        plan, text = make_letters.plan(number), " ".join(make_letters.letter(number).split())
        own = re.findall(rf"Kamerstuk {plan.dossier[:2]} {plan.dossier[2:]}, nr\. (\d+)", text)
        assert all(int(nr) < plan.nr for nr in own)
        referred += bool(own)
    assert referred > MADE * 3 // 4


def test_letters_over_decades_are_signed_by_who_was_in_office(make_letters: ModuleType) -> None:
    days = [make_letters.plan(number).day for number in range(1_000)]
    assert days[0].year == 2003 and days[-1].year == 2024
    for number in range(0, 1_000, 111):
        assert make_letters.letter(number).rstrip().splitlines()[-1][0].isupper()


def test_made_letters_are_valid_and_as_full_as_real_ones(make_letters: ModuleType) -> None:
    from navograaf.files import folder
    from navograaf.findings.extract import extract
    from navograaf.graph.check import check_letter, conforms
    from navograaf.graph.quads import letter_quads
    from navograaf.letters.model import Letter
    from navograaf.letters.reading import from_bytes, read_letter
    from navograaf.letters.sources import letter_paths

    def density(letters: list[Letter]) -> dict[str, float]:
        found: dict[str, float] = {}
        for letter in letters:
            findings = extract(letter)
            quads = letter_quads(findings, letter.raw)
            assert conforms(check_letter(quads)), letter.file
            counts = {"triples": quads.count("\n"), "decisions": len(findings.decisions)}
            counts |= {"positions": len(findings.positions), "topics": len(findings.topics)}
            for name, count in counts.items():
                found[name] = found.get(name, 0) + count
        size = sum(len(letter.raw) for letter in letters)
        return {name: count / size for name, count in found.items()}

    real = density([read_letter(path) for path in letter_paths([folder("seeds")])])
    made = density([from_bytes(text.encode(), name) for name, text in make_letters.letters(10)])
    assert len(made) == 4
    for name, count in made.items():
        assert 0.75 < count / real[name] < 1.6, name


def test_sizes_are_those_of_the_five_letters(make_letters: ModuleType) -> None:
    sizes = sorted(len(text) for _, text in make_letters.letters(100))
    assert 7_000 < sizes[50] < 10_000
    assert 25_000 < sizes[-1] < 46_000


def test_what_is_always_printed_in_one_way_stands_with_the_other_words(
    make_letters: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import kill_builds
    from letter_words import genre

    printed = ("Kamerstuk", "Vastgesteld", "Den Haag", "Vraag 1", "Antwoord\n", "januari", "miljoen")
    before = "".join(text for _, text in make_letters.letters(MADE))
    assert [word for word in printed if word not in before] == []
    monkeypatch.setitem(genre(), "months", [f"month{number}" for number in range(12)])
    monkeypatch.setitem(genre(), "amounts", ["thousand"])
    for name in ("paper", "set", "sent", "question", "answer", "added"):
        monkeypatch.setitem(genre()["form"], name, f"<{name}>")
    after = "".join(text for _, text in make_letters.letters(MADE))
    assert [word for word in printed if word in after] == []
    assert all(word in after for word in ("<paper>", "<set>", "<sent>", "<question>", "<answer>", "month3", "thousand"))
    changed = kill_builds._write(tmp_path / "changed", {"a.txt": "A", "b.txt": "B"}, 1)
    assert (changed / "b.txt").read_text("utf-8") == "B\n\n<added>\n"


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import measured

    return measured


@pytest.mark.parametrize(
    ("value", "goal", "floor", "most", "verdict"),
    [
        (50.0, 50, None, False, "met"),
        (25.0, 50, None, False, "missed by 2.00x"),
        (0.5, 1, 1 / 3, False, "missed by 2.00x (floor met)"),
        (0.1, 1, 1 / 3, False, "missed by 10.00x (floor missed by 3.3x)"),
        (1.1, 1.2, None, True, "met"),
        (2.4, 1.2, None, True, "missed by 2.00x"),
        (-1.0, 10, None, True, "met"),
        (0.0, 0, None, True, "met"),
        (2.0, 0, None, True, "missed"),
        (None, 10, None, True, "not measured"),
        (3.0, None, None, False, ""),
    ],
)
def test_a_row_says_whether_its_goal_is_met(
    measured: ModuleType, value: float | None, goal: float | None, floor: float | None, most: bool, verdict: str
) -> None:
    row = measured.Row("this", value, goal=goal, floor=floor, most=most)
    assert row.verdict == verdict
    assert measured.from_json(json.loads(json.dumps(measured.as_json([row])))) == [row]


def test_every_measure_is_there_or_said_not_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import run

    monkeypatch.setattr(run, "MEASURES", {"no_such_module": "Nothing"})
    (row,) = run._measure("no_such_module", Namespace(sizes=(5,), rounds=1, large=False), tmp_path)
    assert (row.verdict, row.note) == ("not measured", "benchmarks/no_such_module.py is not there")


def test_a_measure_that_runs_alone_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import run
    from measured import Row

    figures = {"one": Row("a", 2.0, goal=1.0), "two": Row("b", None, note="no room")}
    monkeypatch.setattr(run, "MEASURES", {"one": "The first", "two": "The second"})
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results.md")
    monkeypatch.setattr(run, "_measure", lambda name, asked, work: [figures[name]])

    def made(*args: str) -> str:
        monkeypatch.setattr("sys.argv", ["run.py", "--write", *args])
        run.main()
        text = (tmp_path / "results.md").read_text(encoding="utf-8")
        assert text.splitlines()[-1] == capsys.readouterr().out.splitlines()[-1]
        return text

    whole = made()
    assert whole.endswith("\n\nGoals met: 1 of 1. Not measured: 1.\n")
    figures["two"] = Row("b", 3.0, "s", goal=1.0, most=True)
    figures["one"] = Row("a", 9.0, goal=1.0)
    again = made("--only", "two")
    assert [title in again for title in ("## The first", "| a | 2.00x |", "| a | 9.00x |")] == [True, True, False]
    assert "| b | 3 s | at most 1 s | missed by 3.00x |  |" in again and again.index("first") < again.index("second")
    assert again.endswith("\n\nGoals met: 1 of 2. Not measured: 0.\n")
    figures["two"] = Row("b", None, note="no room")
    assert made("--only", "two") == whole


def test_a_build_is_measured_with_all_its_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import stores

    made = stores.built(tmp_path, 1)
    assert (made.letters, made.run.status) == (1, 0)
    assert made.quads > 3_000 and made.disk > 1_000_000
    assert made.run.cpu > 0 and 30 < made.run.main_mb < 3_000
    assert stores.built(tmp_path, 1) == made  # a second measure finds it


def test_a_command_that_fails_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import stores

    with pytest.raises(RuntimeError, match=r"^navograaf no-such-command ended with 2: .*no command"):
        stores.measured([*stores.navograaf(), "no-such-command"], tmp_path)


def test_without_spacy_the_row_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import extract_names
    from measured import Options

    monkeypatch.setattr(extract_names, "BATCH", 1)
    monkeypatch.setattr(extract_names, "_matcher", lambda: None)
    (row,) = extract_names.rows(Options(tmp_path, rounds=1))
    assert row.verdict == "not measured" and "spaCy is not installed" in row.note


def test_rdflib_is_given_the_same_triples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import rdflib_way

    (some,) = rdflib_way.sample(1)
    naive, well = (add([some])[1] for add in (rdflib_way.add_naively, rdflib_way.add_well))
    assert len(some) > 3_000
    assert len(naive) == len(well) == len(set(some))


def test_too_small_a_disk_is_a_reason_and_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import build_sizes
    from measured import Options
    from stores import shutil

    monkeypatch.setattr(shutil, "disk_usage", lambda path: Namespace(free=1_000_000))
    found = list(build_sizes.rows(Options(tmp_path, sizes=(1_000,), large=True)))
    assert [row.value for row in found] == [None, None]
    assert found[1].note.startswith("100,000 letters need about 405 GB on the disk")


@pytest.mark.parametrize(
    "args", [("--sizes", "five"), ("--sizes", "0"), ("--rounds", "0"), ("--work", "no-such-folder"), ("--keep",)]
)
def test_a_wrong_call_of_the_whole_is_refused_in_a_sentence(args: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, str(FOLDER / "run.py"), *args], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr and "Traceback" not in done.stderr


def test_the_table_of_writing_compares_with_the_first_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import write_quads

    rows = [write_quads.Measured("a way", 0.5, 1_000, 1.0), write_quads.Measured("another", 0.0125, 1_000, 40.0)]
    assert list(write_quads.table(rows))[-2:] == [
        "| a way | 500.0 | 2,000 | 1.0 |",
        "| another | 12.5 | 80,000 | 40.0 |",
    ]
