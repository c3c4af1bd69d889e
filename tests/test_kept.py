"""What is kept for the next process: the same results with it, without it, and whatever lies in its place."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf import kept as module
from navograaf.files import folder
from navograaf.graph.reference import Reference, reference
from navograaf.graph.reference import _load as load_reference
from navograaf.kept import cache_folder, kept, key_of
from navograaf.words.facts import _known as known_facts
from navograaf.words.facts import facts
from navograaf.words.programs import made, of_words, parsed
from navograaf.words.reference import things
from navograaf.words.rules import Rule, rules

NAMES = sorted(path.stem for path in folder("extract").glob("*.toml"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(module.VARIABLE, str(tmp_path / "cache"))
    yield tmp_path / "cache"
    _forget()


def _forget() -> None:
    """What a new process does not know."""
    rules.cache_clear()
    things.cache_clear()
    load_reference.cache_clear()
    known_facts.clear()


def _own(name: str = "mine", key: str | None = None, data: object = (1, "é")) -> tuple[object, bool]:
    """What `kept` gives, and whether it was made."""
    asked = []
    found = kept(name, key or key_of("here", "part"), lambda: asked.append(1) or data, lambda got: list(got))
    return found, bool(asked)


def test_what_was_made_is_not_made_again(cache: Path) -> None:
    assert _own() == ([1, "é"], True)
    assert _own() == ([1, "é"], False)
    [path] = cache.iterdir()
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(cache.stat().st_mode) == 0o700


@pytest.mark.parametrize("parts", [("here", "other"), ("there", "part"), ("here", "part", ""), ("here", "par", "t")])
def test_another_part_is_another_key(cache: Path, parts: tuple[str, ...]) -> None:
    _own()
    assert key_of(*parts) != key_of("here", "part")
    assert _own(key=key_of(*parts)) == ([1, "é"], True)


def test_a_changed_program_is_another_key(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("here", "part")
    monkeypatch.setattr(module, "_program", lambda: "another")
    assert key_of("here", "part") != before


def test_a_program_that_changed_since_it_was_loaded_keeps_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STARTED", 0.0)
    module._program.cache_clear()
    try:
        assert key_of("here", "part") is None
    finally:
        module._program.cache_clear()


def test_of_one_thing_in_one_place_only_the_last_is_kept(cache: Path) -> None:
    _own()
    _own(key=key_of("here", "new"))
    _own(key=key_of("there", "part"))
    _own("mine-too")
    assert len(list(cache.iterdir())) == 3


def test_the_oldest_go_when_it_is_too_much(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        _own(f"n{number}", data=["x" * 1000])
        for path in cache.glob(f"*-n{number}-*"):
            os.utime(path, (number, number))
    monkeypatch.setattr(module, "_TOGETHER", 2500)
    _own("last")
    assert sorted(path.name.split("-")[1] for path in cache.iterdir()) == ["last", "n2", "n3"]
    monkeypatch.setattr(module, "_MOST", 2000)
    assert _own("large", data=["x" * 2000])[1]
    assert _own("large", data=["x" * 2000])[1]


def test_an_empty_variable_keeps_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.VARIABLE, "")
    assert cache_folder() is None
    assert key_of("here", "part") is None
    assert kept("mine", None, lambda: [1], list) == [1]
    assert not cache.exists()


@pytest.mark.skipif(os.name == "nt", reason="the folders of other systems")
def test_the_folder_follows_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(module.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "navograaf"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "navograaf"


def test_a_folder_that_cannot_be_written_is_no_hindrance(cache: Path) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert _own() == _own() == ([1, "é"], True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners")
def test_what_others_may_write_is_not_read(cache: Path) -> None:
    _own()
    [path] = cache.iterdir()
    path.chmod(0o666)
    assert _own()[1]
    assert not _own()[1]
    cache.chmod(0o777)
    assert _own()[1]
    path.unlink()
    assert _own()[1]
    assert not path.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_or_a_link_in_its_place_is_not_read(cache: Path, tmp_path: Path) -> None:
    _own()
    [path] = cache.iterdir()
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert _own()[1]
    assert not path.is_symlink()
    path.unlink()
    os.mkfifo(path)
    assert _own()[1]
    path.unlink()
    path.mkdir()
    assert _own()[1]


def _signed(head: bytes, body: bytes) -> bytes:
    """A body with a head that vouches for it, as one who means harm would write it."""
    return b" ".join([*head.split(b" ")[:-1], sha256(body).hexdigest().encode()]) + b"\n" + body


BROKEN: list[Callable[[bytes], bytes]] = [
    lambda data: b"",
    lambda data: data[:-1],
    lambda data: data[: len(data) // 2],
    lambda data: data.replace(b"1", b"2"),
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: b"\0" * len(data),
    lambda data: _signed(data.partition(b"\n")[0], b"[" * 100_000),
    lambda data: _signed(data.partition(b"\n")[0], b"null"),
    lambda data: _signed(data.partition(b"\n")[0], b"7"),
    lambda data: _signed(data.partition(b"\n")[0], b"1" * 10_000),
    lambda data: _signed(data.partition(b"\n")[0], b"\xff"),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_file_is_made_again(cache: Path, broken: Callable[[bytes], bytes]) -> None:
    _own()
    [path] = cache.iterdir()
    path.write_bytes(broken(path.read_bytes()))
    assert _own() == ([1, "é"], True)
    assert _own() == ([1, "é"], False)


def test_a_file_of_another_key_is_not_taken_for_ones_own(cache: Path) -> None:
    _own(data=["stale"])
    [path] = cache.iterdir()
    _own(key=key_of("here", "new"), data=["fresh"])
    [new] = cache.iterdir()
    new.rename(path)
    assert _own(data=["made"]) == (["made"], True)


def _told(name: str) -> list[tuple[object, ...]]:
    return [
        (r.id, r.kind, r.regex, r.regex.pattern, r.regex.flags, r.regex.groups, r.yes, r.no, r.more, *facts(r.regex))
        for r in rules(name)
    ]


@pytest.fixture(scope="module")
def unkept() -> dict[str, list[tuple[object, ...]]]:
    before = os.environ.get(module.VARIABLE)
    os.environ[module.VARIABLE] = ""
    _forget()
    try:
        return {name: _told(name) for name in NAMES}
    finally:
        _forget()
        if before is None:
            del os.environ[module.VARIABLE]
        else:
            os.environ[module.VARIABLE] = before


def test_rules_that_were_kept_are_the_rules(cache: Path, unkept: dict[str, list[tuple[object, ...]]]) -> None:
    for _ in range(2):
        _forget()
        assert {name: _told(name) for name in NAMES} == unkept
    assert len(list(cache.iterdir())) == len(NAMES) >= 20


def test_a_kept_pattern_is_the_one_that_re_makes(unkept: dict[str, list[tuple[object, ...]]]) -> None:
    rows = [row for name in NAMES for row in unkept[name]]
    assert len(rows) > 500
    for _, _, regex, pattern, flags, *_ in rows:
        assert regex == re.compile(str(pattern), flags)


def test_what_the_ontology_holds_is_the_same_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> tuple[object, Reference]:
        _forget()
        return things(), reference()

    first, again = told(), told()
    monkeypatch.setenv(module.VARIABLE, "")
    assert first == again == told()
    assert len(first[1].nquads) > 1_000_000


def test_a_changed_rule_file_is_read(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "files" / "ontology").mkdir(parents=True)
    extract = tmp_path / "files" / "extract"
    (extract / "words").mkdir(parents=True)
    (extract / "words" / "month.tsv").write_text("mei\n", encoding="utf-8")
    (extract / "words" / "common.tsv").write_text("de\t900\n", encoding="utf-8")
    program = "from navograaf.words.rules import rules; print([r.regex.pattern for r in rules('x')])"
    environ = {**os.environ, "NAVOGRAAF_FILES": str(tmp_path / "files")}

    def run() -> str:
        done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=False)
        return done.stdout or done.stderr

    rule = "[[rule]]\nid = 'x.a'\nkind = 'k'\nyes = ['b']\nno = ['c']\npattern = '{month}'\n"
    (extract / "x.toml").write_text(rule, encoding="utf-8")
    assert run() == run() == "['(?:mei)']\n"
    (extract / "words" / "month.tsv").write_text("mei\njuni\n", encoding="utf-8")
    assert run() == "['(?:(?:juni|mei))']\n"
    (extract / "x.toml").write_text(rule.replace("{month}", "a"), encoding="utf-8")
    assert run() == "['a']\n"
    (extract / "x.toml").write_text(rule.replace("{month}", "("), encoding="utf-8")
    assert "the pattern does not compile: missing ), unterminated subpattern at position 0" in run()
    assert len(list(cache.iterdir())) == 1


def _hostile(row: Any) -> Iterator[object]:
    """Rows of a rule file that are nearly right."""
    name, kind, (program, anywhere, opening, spaced, begun, *near), yes, no, more = row
    pattern, flags, code, groups, names = program
    programs: list[object] = [
        [pattern, flags, "AAAA", groups, names],
        [pattern, flags, code[:-8], groups, names],
        [pattern, flags, "/" * len(code), groups, names],
        [pattern, flags, code, 10**9, names],
        [pattern, flags, code, -1, names],
        [pattern, flags, code, groups, {"x": 99}],
        [pattern, "x", code, groups, names],
        [None, flags, code, groups, names],
        None,
    ]
    for one in programs:
        yield [name, kind, [one, anywhere, opening, spaced, begun, *near], yes, no, more]
    for own in (["?x"], [""], [1], 7):
        yield [name, kind, [program, own, opening, spaced, begun, *near], yes, no, more]
    yield [name, kind, [program, anywhere, opening, spaced, "g", *near], yes, no, more]
    yield [name, kind, [program, anywhere, opening, spaced, begun, *near], 1, no, more]
    yield [name, kind, [program, anywhere, opening, spaced, begun], yes, no, more]
    for beside in ([["=x"]], [["=x"], "x"], 7):
        yield [name, kind, [program, anywhere, opening, spaced, begun, True, beside], yes, no, more]
    yield [name]
    yield None


def test_rows_that_are_no_rules_are_made_again(cache: Path, unkept: dict[str, list[tuple[object, ...]]]) -> None:
    rules("dates")
    [path] = cache.iterdir()
    good = path.read_bytes()
    head, _, body = good.partition(b"\n")
    data = json.loads(body)
    tried = 0
    for row in _hostile(data[0]):
        path.write_bytes(_signed(head, json.dumps([row, *data[1:]]).encode()))
        _forget()
        assert _told("dates") == unkept["dates"]
        assert path.read_bytes() == good
        tried += 1
    assert tried == 21


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=8), st.text(max_size=20))
def test_a_pattern_of_words_is_the_same_kept(words: list[str], text: str) -> None:
    program = json.loads(json.dumps(parsed("|".join(map(re.escape, words)), int(re.IGNORECASE)).program))
    plain = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    assert made(program) == plain
    assert [m.span() for m in made(program).finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_names_are_kept_with_what_stands_around_them(cache: Path) -> None:
    for _ in range(2):
        assert of_words("some", "<(", ["ab", "a"], ")>").pattern == "<(a(?:b)?)>"
        assert of_words("some", "<(", ["ab", "a"], ")").pattern == "<(a(?:b)?)"
    assert len(list(cache.iterdir())) == 1


def test_rules_are_rules_still(cache: Path) -> None:
    assert all(isinstance(rule, Rule) and isinstance(rule.regex, re.Pattern) for rule in rules("dates"))
