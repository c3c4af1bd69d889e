"""A letter whose graph changed: the store ends with the new graph, whatever stood there and whatever is trusted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from factory import draft
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from navograaf.graph import loading
from navograaf.graph.change import Writer
from navograaf.graph.difference import Replaced, difference
from navograaf.graph.evidence import graph_iri
from navograaf.graph.folder import GraphFolder
from navograaf.graph.manifest import Entry

GRAPH = graph_iri("a")
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def literal(words: str) -> str:
    return str(Literal(words))


def text(*objects: str) -> str:
    """The N-Quads of letter a that says these terms."""
    return "".join(sorted(f"<https://x.org/s> <https://x.org/says> {term} <{GRAPH}> .\n" for term in set(objects)))


def put(folder: GraphFolder, nquads: str) -> None:
    with Writer(folder) as writer:
        writer.put(Entry("a", "a.txt", "../a.txt", nquads), draft(writer, nquads, "raw"))
        assert writer.commit()


def stored(folder: GraphFolder) -> set[str]:
    return {str(quad) for quad in folder.store().quads_for_pattern(None, None, None, NamedNode(GRAPH))}


def named(quads: set[str]) -> list[str]:
    """The quads; a store gives blank nodes names of its own."""
    return sorted(re.sub(r"_:\w+", "_:", quad) for quad in quads)


def meant(nquads: str) -> set[str]:
    return {str(quad) for quad in parse(nquads, format=RdfFormat.N_QUADS)}


def replaced(folder: Path, before: str, after: str, sha256: str = "") -> Replaced:
    from hashlib import sha256 as hashed

    for name, words in (("before", before), ("after", after)):
        (folder / name).write_text(words, encoding="utf-8", newline="")
    return Replaced(GRAPH, folder / "before", sha256 or hashed(before.encode()).hexdigest(), folder / "after")


TERMS = st.one_of(
    st.text(max_size=6).map(lambda words: literal("".join(c for c in words if c.isprintable()))),
    st.sampled_from(['"1"', f'"1"^^<{INTEGER}>', f'"01"^^<{INTEGER}>', '"x"@nl', "_:b1", "_:b2", "<https://x.org/o>"]),
)


@settings(max_examples=25, deadline=None)
@given(versions=st.lists(st.lists(TERMS, min_size=1, max_size=6), min_size=2, max_size=4), bulk=st.booleans())
def test_the_store_has_the_last_version_whatever_came_before(
    tmp_path_factory: pytest.TempPathFactory, versions: list[list[str]], bulk: bool
) -> None:
    folder = GraphFolder.create(tmp_path_factory.mktemp("graph"))
    was = loading.BULK
    loading.BULK = 0 if bulk else was
    try:
        last = ""
        for version in versions:
            nquads = text(*version)
            if nquads != last:
                put(folder, nquads)
            last = nquads
    finally:
        loading.BULK = was
    fresh = Store()
    fresh.load(last, format=RdfFormat.N_QUADS)
    assert named(stored(folder)) == named({str(quad) for quad in fresh})


def test_only_what_changed_is_taken_out_and_put_in(tmp_path: Path) -> None:
    before, after = [text(*(literal(word) for word in words.split())) for words in ("a b c d", "b c d e")]
    found = difference(replaced(tmp_path, before, after))
    assert found is not None
    assert [str(quad.object) for quad in found.gone] == ['"a"']
    assert found.came.decode() == text('"e"')
    same = difference(replaced(tmp_path, before, before))
    assert same is not None
    assert (same.gone, same.came, same.size) == ([], b"", 4)


ONE, ALSO_ONE, TWO = (f'"{number}"^^<{INTEGER}>' for number in ("1", "01", "2"))


@pytest.mark.parametrize("before", [(ONE, ALSO_ONE, TWO), (ALSO_ONE, TWO), (ONE, TWO)])
@pytest.mark.parametrize("after", [(ONE,), (ALSO_ONE,), (ONE, ALSO_ONE)])
def test_a_quad_that_another_line_still_means_stays(
    tmp_path: Path, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    folder = GraphFolder.create(tmp_path / "graph")
    put(folder, text(*before))
    put(folder, text(*after))
    assert stored(folder) == meant(text(ONE))


UNSURE = {
    "another file than was stored": (text('"a"'), text('"b"'), "0" * 64),
    "a blank node that goes": (text("_:b"), text('"b"'), ""),
    "a blank node that comes": (text('"a"'), text("_:b"), ""),
}


@pytest.mark.parametrize("case", UNSURE)
def test_where_it_is_not_sure_there_is_no_difference(tmp_path: Path, case: str) -> None:
    before, after, sha256 = UNSURE[case]
    assert difference(replaced(tmp_path, before, after, sha256)) is None


def test_a_file_that_is_gone_gives_no_difference(tmp_path: Path) -> None:
    one = replaced(tmp_path, text('"a"'), text('"b"'))
    one.before.unlink()
    assert difference(one) is None


def test_what_somebody_wrote_into_the_file_of_a_letter_stays_out_of_the_store(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "graph")
    put(folder, text('"a"', '"b"'))
    (letter,) = folder.letters()
    for change in (text('"b"', '"c"'), None):
        if change is None:
            letter.nquads.unlink()
        else:
            letter.nquads.write_text(change, encoding="utf-8", newline="")
        new = text('"c"', '"d"') if change else text('"e"')
        put(folder, new)
        assert stored(folder) == meant(new)
        assert folder.nquads(folder.letters()[0]) == new
