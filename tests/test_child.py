"""The process that runs queries: it ends with its parent, it is stopped by memory and time, and another takes its place."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from navograaf.answers.child import Child, Gone, Refused
from navograaf.answers.query import Engine
from navograaf.errors import GraphError, QueryError

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

LONG = "SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z ?a ?b ?c"
linux = pytest.mark.skipif(sys.platform != "linux", reason="the limit, and the list of processes, are those of Linux")


def request(query: str) -> dict[str, Any]:
    """A request as query.py makes it."""
    return {"query": query, "prefixes": {}, "graphs": [], "rows": 10, "characters": 1000}


def test_it_answers_one_request_after_another(seeds_graph: GraphFolder) -> None:
    child = Child(seeds_graph.store_path, 0)
    try:
        child.ready()
        for _ in range(3):
            assert list(child.ask(request("ASK { }"), 10)) == [{"truth": True}, {"done": True}]
        assert [reply["error"] for reply in child.ask(request("ASK"), 10)] == ["syntax"]
        assert list(child.ask(request("ASK { }"), 10)) == [{"truth": True}, {"done": True}]
    finally:
        child.kill()
    assert not child.alive


def test_it_says_when_there_is_no_store(tmp_path: Path) -> None:
    child = Child(tmp_path / "none", 0)
    try:
        with pytest.raises(Refused):
            child.ready()
    finally:
        child.kill()


def test_when_time_is_up_it_is_gone(seeds_graph: GraphFolder) -> None:
    child = Child(seeds_graph.store_path, 0)
    try:
        child.ready()
        began = time.monotonic()
        with pytest.raises(Gone) as caught:
            list(child.ask(request(LONG), 0.3))
        assert caught.value.late
        assert time.monotonic() - began < 5
    finally:
        child.kill()


@linux
def test_a_query_that_takes_too_much_memory_is_stopped(seeds_graph: GraphFolder) -> None:
    with Engine(seeds_graph, memory=200 << 20) as engine:
        with pytest.raises(QueryError, match=r"needed more than 0\.2 GB of memory"):
            engine.run(LONG, timeout=60)
        assert engine.run("ASK { }").truth


@linux
def test_it_does_not_outlive_a_parent_that_is_killed(seeds_graph: GraphFolder) -> None:
    program = f"""
import sys
from navograaf.answers.query import Engine
engine = Engine({str(seeds_graph.path)!r})
engine.run("ASK {{ }}")
print(engine.start()._process.pid, flush=True)
engine.run({LONG!r}, timeout=60)
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    time.sleep(0.3)  # the long query runs now
    parent.kill()
    parent.communicate()
    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.05)
    os.kill(child, 9)
    pytest.fail("the child process goes on without its parent")


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # ended, and nobody has asked how


def test_after_a_break_the_next_query_gets_its_own_answer(
    seeds_graph: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Engine(seeds_graph) as engine:
        ask = Child.ask

        def broken(child: Child, *args: Any) -> Any:
            next(ask(child, *args))
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(Child, "ask", broken)
            with pytest.raises(KeyboardInterrupt):
                engine.run("SELECT * { ?s ?p ?o } LIMIT 5")
        assert engine.run("ASK { FILTER(false) }").truth is False


def test_an_engine_takes_a_store_alone(seeds_graph: GraphFolder, tmp_path: Path) -> None:
    with Engine(seeds_graph.store_path) as engine:
        assert engine.run("ASK { ?letter navo:letterKind ?kind }").truth
    (tmp_path / "CURRENT").write_text("broken", encoding="utf-8")
    with Engine(tmp_path) as engine, pytest.raises(GraphError, match="the store cannot be opened"):
        engine.run("ASK { }")


def test_an_engine_finds_the_state_that_a_build_made_meanwhile(
    seeds_graph: GraphFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from navograaf.answers import query

    places = iter([tmp_path / "replaced"])
    known = query._store_path
    monkeypatch.setattr(query, "_store_path", lambda place: next(places, None) or known(place))
    with Engine(seeds_graph) as engine:
        assert engine.run("ASK { ?letter navo:letterKind ?kind }").truth
