"""A graph brought to a real server: only what changed, on from where it stopped, and nothing of others touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store, parse
from sparql_server import oxigraph, passing, served

from navograaf.cli import group
from navograaf.cli.push import push as command
from navograaf.errors import EndpointError
from navograaf.graph.build import build, remove
from navograaf.graph.folder import GraphFolder
from navograaf.server import push as pushing
from navograaf.server import pushed
from navograaf.server.address import address
from navograaf.server.graph_store import GraphStore
from navograaf.server.parts import parts
from navograaf.server.push import Plan, check_deletions, plan, push
from navograaf.server.remote import Endpoint

OTHERS = "https://example.org/not-ours"
LETTER = "https://w3id.org/navograaf/graph/letter/"
WORDS = "Geachte voorzitter,\n\nHierbij zend ik u de agenda van de bijeenkomst van de NAVO over {}.\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with oxigraph(tmp_path / "server") as url:
        yield url


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph folder of six small letters and the letters themselves; copy it before changing it."""
    place = tmp_path_factory.mktemp("small")
    for name in ("een", "twee", "drie", "vier", "vijf", "zes"):
        (place / f"{name}.txt").write_text(WORDS.format(name), encoding="utf-8")
    build(GraphFolder.create(place / "graph"), [place])
    return place


@pytest.fixture
def letters(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "letters"))


def store_at(url: str) -> GraphStore:
    return GraphStore(address(url, environ={}), wait=lambda _: None)


def bring(folder: GraphFolder, url: str) -> Plan:
    store = store_at(url)
    found = plan(folder, store)
    push(folder, store, found)
    store.close()
    return found


def there(url: str) -> dict[str, set[str]]:
    """The graphs of a server with their triples, less the list of what was pushed."""
    asker = store_at(url)
    listed = pushed.read(asker)
    return {graph: set(asker.get(graph).decode().splitlines()) for graph in (*listed, OTHERS) if asker.get(graph)}


def here(folder: GraphFolder) -> dict[str, set[str]]:
    """The same of a folder, out of its store."""
    found: dict[str, set[str]] = {}
    for quad in folder.store():
        found.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .")
    return found


def names(seen: list[str], method: str) -> list[str]:
    """The ends of the graphs of the requests of one kind."""
    return [line.rpartition("%2F")[2] for line in seen if line.startswith(f"{method} ")]


def test_everything_is_brought_and_then_nothing(letters: Path, server: str) -> None:
    folder = GraphFolder.open(letters / "graph")
    found = bring(folder, server)
    assert len(found.new) == len(here(folder)) >= 7
    assert there(server) == here(folder)
    seen: list[str] = []
    with passing(server, seen) as url:
        again = bring(folder, url)
    assert again.empty
    assert again.same == len(found.new)
    assert len(seen) == 1
    assert names(seen, "GET") == ["pushed"]


def test_parts_are_what_the_store_holds(seeds_graph: GraphFolder) -> None:
    found = {part.graph: part for part in parts(seeds_graph)}
    stored = here(seeds_graph)
    assert found.keys() == stored.keys()
    assert any("/links/" in graph for graph in found)
    for graph, part in found.items():
        quads = parse(part.read(), format=RdfFormat.N_TRIPLES)
        assert {f"{quad.triple} ." for quad in quads} == stored[graph]
    wanted = frozenset(sorted(found)[:3])
    assert {part.graph for part in parts(seeds_graph, wanted)} == wanted


def test_only_what_changed_goes_a_second_time(letters: Path, server: str) -> None:
    folder = GraphFolder.open(letters / "graph")
    bring(folder, server)
    before = {part.graph: part.sha256 for part in parts(folder)}
    (letters / "drie.txt").write_text(WORDS.format("Resolute Support"), encoding="utf-8")
    build(folder, [letters / "drie.txt"])
    after = {part.graph: part.sha256 for part in parts(folder)}
    changed = sorted(graph for graph in after if before.get(graph) != after[graph])
    assert f"{LETTER}drie" in changed
    assert len(changed) < len(after) - 3
    seen: list[str] = []
    with passing(server, seen) as url:
        found = bring(folder, url)
    assert sorted((*found.changed, *found.new)) == changed
    assert sorted(names(seen, "PUT")) == sorted(["pushed", "pushed", *(name.rpartition("/")[2] for name in changed)])
    assert there(server) == here(folder)


def test_a_letter_that_is_gone_goes_and_nothing_else(letters: Path, server: str) -> None:
    folder = GraphFolder.open(letters / "graph")
    bring(folder, server)
    store_at(server).put(OTHERS, b"<urn:a> <urn:b> <urn:c> .\n")
    store_at(server).put(f"{LETTER}of-another", b"<urn:a> <urn:b> <urn:c> .\n")
    remove(folder, "vier")
    seen: list[str] = []
    with passing(server, seen) as url:
        found = bring(folder, url)
    assert f"{LETTER}vier" in found.gone
    assert names(seen, "DELETE").count("vier") == 1
    assert there(server) == here(folder) | {OTHERS: {"<urn:a> <urn:b> <urn:c> ."}}
    assert store_at(server).get(f"{LETTER}of-another")
    assert bring(folder, server).empty


@pytest.mark.parametrize("after", [1, 2, 3, 5, 8])
def test_a_push_that_breaks_off_is_gone_on_with(
    letters: Path, server: str, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "BATCH", 2)
    folder = GraphFolder.open(letters / "graph")
    seen: list[str] = []
    with passing(server, seen, stop=lambda _: len(names(seen, "PUT")) > after) as url, pytest.raises(EndpointError):
        bring(folder, url)
    marked = sum(sha256 != pushed.UNDERWAY for sha256 in pushed.read(store_at(server)).values())
    assert after - 3 <= marked < after
    again: list[str] = []
    with passing(server, again) as url:  # as another machine would
        bring(GraphFolder.open(letters / "graph"), url)
    assert len(names(again, "PUT")) == len(here(folder)) - marked + 2
    assert there(server) == here(folder)
    assert bring(folder, server).empty


def test_what_was_pushed_before_ctrl_c_stays_marked(letters: Path, server: str) -> None:
    folder = GraphFolder.open(letters / "graph")
    store = store_at(server)
    done: list[int] = []

    def tell(number: int) -> None:
        done.append(number)
        if len(done) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(folder, store, plan(folder, store), tell=tell)
    listed = pushed.read(store)
    assert sum(sha256 != pushed.UNDERWAY for sha256 in listed.values()) == 3
    with Endpoint(server) as half:
        assert half.is_half_pushed()
    said = CliRunner().invoke(group, ["ask", "signatures", "--endpoint", server])
    assert "a push to this server is under way or broke off" in said.stderr
    found = plan(folder, store)
    assert (found.same, found.new, found.changed) == (3, (), ()), "what was under way is neither new nor changed"
    assert len(found.unsure) == len(listed) - 3
    dry = CliRunner().invoke(command, ["--dry-run", "--endpoint", server, "--graph", str(folder.path)])
    assert dry.stdout.count("left     https://w3id.org/navograaf/graph/") == len(found.unsure)
    left = len(found.unsure)
    assert f"{left} graphs to store (0 new, 0 changed, {left} left by a push that broke off)" in dry.stderr
    push(folder, store, found)
    with Endpoint(server) as whole:
        assert not whole.is_half_pushed()
    assert there(server) == here(folder)


def test_a_graph_that_goes_back_is_pushed_again(letters: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between storing a graph and marking it, and then the letter is as it was at first."""
    folder = GraphFolder.open(letters / "graph")
    bring(folder, server)
    first = (letters / "een.txt").read_text(encoding="utf-8")
    (letters / "een.txt").write_text(WORDS.format("Irak"), encoding="utf-8")
    build(folder, [letters / "een.txt"])
    monkeypatch.setattr(pushed, "add", lambda *_, **__: None)
    store = store_at(server)

    def kill(_: int) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        push(folder, store, plan(folder, store), tell=kill)
    monkeypatch.undo()
    (letters / "een.txt").write_text(first, encoding="utf-8")
    build(folder, [letters / "een.txt"])
    bring(folder, server)
    assert there(server) == here(folder)


def test_the_wrong_folder_does_not_empty_a_server() -> None:
    listed = {f"{LETTER}{n}": "0" for n in range(10)}
    going = tuple(sorted(listed))
    check_deletions(Plan((), (), going[:5], 5, listed), allowed=False, where="x")
    with pytest.raises(EndpointError, match="6 of the 10 letters"):
        check_deletions(Plan((), (), going[:6], 4, listed), allowed=False, where="x")
    check_deletions(Plan((), (), going[:6], 4, listed), allowed=True, where="x")


def test_a_list_that_is_none_is_not_overwritten(letters: Path, server: str) -> None:
    store_at(server).put(pushed.PUSHED, b"<urn:a> <urn:b> <urn:c> .\n")
    with pytest.raises(EndpointError, match="something else"):
        bring(GraphFolder.open(letters / "graph"), server)


class TestCommand:
    """What the command says and does not do."""

    def test_it_pushes_and_says_so(self, letters: Path, server: str) -> None:
        options = ["--endpoint", server.replace("//", "//ann:s3cret@"), "--graph", str(letters / "graph")]
        count = len(here(GraphFolder.open(letters / "graph")))
        dry = CliRunner().invoke(command, [*options, "--dry-run"])
        assert dry.exit_code == 0
        assert dry.stdout.count("new      https://w3id.org/navograaf/graph/") == count
        assert there(server) == {}
        wet = CliRunner().invoke(command, options)
        assert wet.exit_code == 0
        assert wet.stdout == ""
        assert wet.stderr == f"{server}/store: {count} graphs stored ({count} new, 0 changed), 0 there already\n"
        again = CliRunner().invoke(command, [*options, "--all"])
        assert f"{count} graphs stored (0 new, 0 changed, {count} the same again), 0 there already" in again.stderr
        assert "s3cret" not in dry.output + wet.output + again.output

    def test_a_server_that_takes_no_graphs(self, letters: Path) -> None:
        options = ["--graph", str(letters / "graph"), "--endpoint"]
        with served(lambda handler: handler.send(405, b"read only", "text/plain")) as url:
            found = CliRunner().invoke(command, [*options, url])
        assert isinstance(found.exception, EndpointError)
        assert "405: read only" in str(found.exception)
        assert "--graph-store" in str(found.exception)
        assert found.exception.status == 2

    def test_a_push_that_breaks_off_says_how_far_it_came(self, letters: Path, server: str) -> None:
        seen: list[str] = []

        def stop(line: str) -> bool:
            return len(names(seen, "PUT")) > 3

        with passing(server, seen, stop=stop) as url, pytest.MonkeyPatch.context() as patch:
            patch.setattr("navograaf.server.graph_store._WAITS", (0.0,))
            found = CliRunner().invoke(command, ["--graph", str(letters / "graph"), "--endpoint", url])
        assert isinstance(found.exception, EndpointError)
        assert "trying again" in found.stderr
        assert "Broken off after 2 graphs" in found.stderr


def test_the_server_is_whole_after_each_push(seeds_graph: GraphFolder, server: str) -> None:
    bring(seeds_graph, server)
    assert there(server) == here(seeds_graph)
    assert isinstance(seeds_graph.store(), Store)
