"""navograaf.export.svg and what stands behind it: a picture that is whole, well-formed, readable and the same each time."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from nasty_words import NASTY
from network_samples import Rows, made_network, made_projection, sample_network

from navograaf.answers.terminal import safe
from navograaf.errors import ExportError
from navograaf.export import picture as pictures
from navograaf.export.lettering import ELLIPSIS, Box, cut, width_of, wrapped
from navograaf.export.picture import Picture, picture
from navograaf.export.svg import write_svg
from navograaf.export.time_axis import day_places, time_axis
from navograaf.network.layout import laid_out
from navograaf.network.model import Layout, Look, Network, Node

SVG = "{http://www.w3.org/2000/svg}"
EXTREMES = [  # for the room that words take
    "",
    " \n\t ",
    "<script>alert(1)</script>",
    "👩‍👩‍👧‍👦🇳🇱 emoji",
    "e" + "\u0301" * 300,
    "woord " * 2_000,
]


def written(network: Network) -> bytes:
    stream = io.BytesIO()
    write_svg(network, stream)
    return stream.getvalue()


def parts(network: Network, name: str) -> Any:
    """The group of the image with this id."""
    (found,) = [group for group in etree.fromstring(written(network)).iter(f"{SVG}g") if group.get("id") == name]
    return found


def words(network: Network) -> str:
    """All that can be read in the picture, without the tooltips."""
    return "\n".join("".join(text.itertext()) for text in etree.fromstring(written(network)).iter(f"{SVG}text"))


def dense(count: int, layout: Layout = "network", *, directed: bool = False, label: str = "onderwerp") -> Network:
    """`count` nodes on a square of a few units, each with an edge to its next two."""
    nodes: Rows = [
        {"id": f"topic/{n:03}", "label": f"{label} {n}", "kind": "topic", "weight": n + 1} for n in range(count)
    ]
    edges: Rows = [
        {"source": f"topic/{n:03}", "target": f"topic/{(n + step) % count:03}", "kind": "together", "weight": n + 1}
        for n in range(count)
        for step in (1, 2)
    ]
    made = laid_out(made_network(nodes, edges, made_projection(directed=directed)))
    placed = [
        replace(node, look=Look(8.0 + n % 30, (0, 114, 178), (float(n % 12) * 9, float(n // 12) * 7)))
        for n, node in enumerate(made.nodes)
    ]
    return replace(made, nodes=tuple(placed), layout=layout)


def check_labels(made: Picture) -> None:
    """The law: no label overlaps another one or a node, and none leaves the page."""
    for one, other in itertools.combinations(made.labels, 2):
        assert not one.box.overlaps(other.box), (one, other)
    discs = {d.node.id: Box(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in made.discs}
    for label in made.labels:
        assert label.box.within(made.page)
        # Eight pixels from a node that it does not name: nearer, and it would be read as the name of that one.
        beside = label.box._replace(left=label.box.left - 7.9, right=label.box.right + 7.9)
        assert not any((label.box if name == label.name else beside).overlaps(disc) for name, disc in discs.items())
        assert max(width_of(line, label.font) for line in label.lines) <= label.box.right - label.box.left + 0.2


def test_the_picture_has_title_counts_period_and_every_node_and_edge() -> None:
    network = laid_out(sample_network())
    root = etree.fromstring(written(network))
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    assert root.findtext(f"{SVG}title") == network.title
    assert network.description in root.findtext(f"{SVG}desc")
    assert network.title in words(network)
    assert "3 knopen, 2 lijnen, 1 feb 2020 t/m 23 okt 2020" in words(network)
    assert len(parts(network, "nodes").findall(f"{SVG}circle")) == 3
    assert len(parts(network, "edges").findall(f"{SVG}g")) == 2


def test_tooltips_tell_the_whole_of_nodes_and_edges() -> None:
    network = laid_out(sample_network())
    nodes = {title.text.split("\n")[0]: title.text for title in parts(network, "nodes").iter(f"{SVG}title")}
    assert set(nodes) == {"Irak", "NAVO-missie in Irak (NMI)", "alleen"}
    told = nodes["NAVO-missie in Irak (NMI)"]
    for part in (
        "soort: mission", "vermeldingen: 7", "vindplaatsen: 28676-333, 28676-346", "mission/NMI", "12 feb 2020"
    ):  # fmt: skip
        assert part in told
    edges = [title.text for title in parts(network, "edges").iter(f"{SVG}title")]
    assert len(edges) == 2
    assert any("\nsamen\n" in text and 'vindplaatsen: een "a", [b]' in text for text in edges)
    assert any("\nlos\n" in text and "gewicht: 0,5" in text for text in edges)


def test_the_legend_names_kinds_sizes_and_widths() -> None:
    network = laid_out(sample_network())
    legend = "\n".join("".join(text.itertext()) for text in parts(network, "legend").iter(f"{SVG}text"))
    for part in (
        "topic (2)",
        "mission (1)",
        "samen",
        "los",
        "grootte: aantal vermeldingen",
        "dikte: gewicht, 0,5 tot 2",
    ):
        assert part in legend.splitlines()
    colours = [path.get("stroke") for path in parts(network, "edges").iter(f"{SVG}path")]
    assert len(set(colours)) == 2  # two kinds, two colours


def test_parallel_edges_take_different_ways() -> None:
    ways = [line.bend for line in picture(laid_out(sample_network())).lines]
    assert len(ways) == len(set(ways)) == 2


@pytest.mark.parametrize("directed", [True, False])
def test_only_directed_networks_have_arrows(directed: bool) -> None:
    network = laid_out(sample_network(directed=directed))
    assert bool(list(parts(network, "edges").iter(f"{SVG}polygon"))) == directed


@pytest.mark.parametrize("layout", ["network", "sides", "time"])
@pytest.mark.parametrize("count", [1, 2, 40, 300])
def test_every_node_is_drawn_and_labels_keep_apart(count: int, layout: Layout) -> None:
    made = picture(dense(count, layout) if count > 2 else replace(alone(count), layout=layout))
    assert len(made.discs) == count
    assert made.labels
    check_labels(made)


def alone(count: int) -> Network:
    return laid_out(made_network([{"id": f"topic/{n}", "label": "een", "kind": "topic"} for n in range(count)], []))


def test_labels_without_room_are_those_of_the_smallest_nodes_and_are_counted() -> None:
    network = dense(300, label="een tamelijk lange naam voor een onderwerp")
    made = picture(network)
    assert 0 < made.unlabelled < 300
    assert f"Voor {made.unlabelled} van de 300 namen is geen ruimte (van de kleinste knopen;" in words(network)
    shown = {label.name for label in made.labels}
    sizes = {disc.node.id: disc.radius for disc in made.discs}
    left_out = [sizes[name] for name in sizes if name not in shown]
    assert sum(left_out) / len(left_out) < sum(sizes.values()) / len(sizes)


def test_labels_of_two_sides_stand_outside() -> None:
    network = dense(24, "sides")
    placed = tuple(
        replace(
            node, values={**node.values, "side": "left" if n % 2 else "right"}, look=Look(10.0, (0, 0, 0), place(n))
        )
        for n, node in enumerate(network.nodes)
    )
    made = picture(replace(network, nodes=placed))
    assert len(made.labels) == 24
    anchors = {label.name: label.anchor for label in made.labels}
    assert all(anchors[node.id] == ("end" if node.values["side"] == "left" else "start") for node in placed)


def place(n: int) -> tuple[float, float]:
    return (0.0 if n % 2 else 300.0, float(n // 2) * 30)


def dated(days: list[str], xs: list[float]) -> list[tuple[Node, float]]:
    return [
        (Node(f"n/{n}", "n", "k", values={"first": day}), x) for n, (day, x) in enumerate(zip(days, xs, strict=True))
    ]


def test_the_date_axis_names_days_where_they_stand() -> None:
    page = Box(0, 0, 1000, 400)
    axis = time_axis(dated(["2020-01-01", "2020-07-01", "2020-12-31"], [100, 500, 900]), page)
    assert axis and axis.even
    assert axis.ticks == ((100, "2020-01-01"), (500, "2020-07-01"), (900, "2020-12-31"))
    crowded = time_axis(dated(["2020-01-01", "2020-01-02", "2022-01-01"], [100, 500, 900]), page)
    assert crowded and not crowded.even
    assert time_axis(dated(["2020-01-01", "2020-01-01"], [100, 500]), page) is None
    assert time_axis([], page) is None


def test_the_date_axis_never_runs_backwards() -> None:
    # The layout moves nodes apart, and the middle of a day may come to lie before that of an earlier one.
    days = dated(["2020-03-01", "2020-01-01", "2020-02-01", "2020-04-01"], [450, 500, 100, 900])
    assert [(day.month, x) for day, x in day_places(days)] == [(1, 500), (2, 500), (3, 500), (4, 900)]
    axis = time_axis(days, Box(0, 0, 1000, 400))
    assert axis
    xs = [x for x, _ in axis.ticks]
    assert xs == sorted(xs)


def test_many_days_get_a_calendar_that_runs_forward() -> None:
    days = [f"{2000 + n // 12}-{n % 12 + 1:02}-15" for n in range(120)]
    axis = time_axis(dated(days, [100 + 7.0 * n for n in range(120)]), Box(0, 0, 1000, 400))
    assert axis
    assert [text for _, text in axis.ticks] == [str(year) for year in range(2001, 2010)]
    xs = [x for x, _ in axis.ticks]
    assert xs == sorted(xs) and xs[0] >= 100 and xs[-1] <= 940


def test_a_network_in_time_shows_its_days() -> None:
    nodes: Rows = [{"id": f"l/{n}", "label": "brief", "kind": "letter", "start": f"202{n}-05-01"} for n in range(4)]
    network = laid_out(made_network(nodes, []))
    placed = tuple(replace(node, look=Look(9.0, (0, 0, 0), (100.0 * n, 0.0))) for n, node in enumerate(network.nodes))
    text = words(replace(network, nodes=placed, layout="time"))
    assert all(f"1 mei 202{n}" in text.splitlines() for n in range(4))


def one_word(text: str) -> str:
    """A kind with the letters of `text`."""
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace()) or "k"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        NASTY | st.sampled_from(EXTREMES),
        min_size=2,
        max_size=8,
    )
)
def test_nasty_labels_are_well_formed_text_and_keep_apart(labels: list[str]) -> None:
    nodes: Rows = [{"id": f"topic/{n}", "label": label, "kind": one_word(label[:50])} for n, label in enumerate(labels)]
    edges: Rows = [
        {"source": "topic/0", "target": "topic/1", "kind": one_word(label[:9]), "label": label} for label in labels
    ]
    network = laid_out(made_network(nodes, edges))
    data = written(network)
    root = etree.fromstring(data)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "path", "circle", "polygon", "text", "tspan"}
    told = [title.text for title in parts(network, "nodes").iter(f"{SVG}title")]
    assert sorted(text.rpartition("\n")[2] for text in told) == [f"topic/{n}" for n in range(len(labels))]
    assert all(any(text.startswith(safe(node.label)) for text in told) for node in network.nodes)
    check_labels(picture(network))
    assert all(len(line) <= 60 for label in picture(network).labels for line in label.lines)


def test_marks_that_turn_the_direction_of_reading_do_not_get_in() -> None:
    marks = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x9B)))
    text = f"a{marks}b"
    nodes: Rows = [{"id": f"topic/{n}", "label": text, "kind": "topic", "evidence": text} for n in range(2)]
    edges: Rows = [{"source": "topic/0", "target": "topic/1", "kind": "k", "label": text, "evidence": text}]
    network = laid_out(made_network(nodes, edges))
    whole = replace(network, title=text, description=text, kind_names={"topic": text})
    assert marks[0] in whole.nodes[0].label
    assert not set(written(whole).decode()) & set(marks)


def test_a_node_without_a_name_is_called_by_its_id_where_an_edge_is_told() -> None:
    nodes: Rows = [{"id": "topic/a", "label": "x", "kind": "topic"}, {"id": "topic/b", "label": "bee", "kind": "topic"}]
    network = laid_out(made_network(nodes, [{"source": "topic/a", "target": "topic/b", "kind": "k"}]))
    bare = replace(network, nodes=(replace(network.nodes[0], label=" \u202e"), network.nodes[1]))
    (told,) = [title.text for title in parts(bare, "edges").iter(f"{SVG}title")]
    assert told.split("\n")[0] == "topic/a – bee"


def test_long_names_stand_whole_with_their_node_and_short_with_each_of_its_edges() -> None:
    network = laid_out(sample_network())
    long = tuple(replace(node, label="naam " * 4_000) for node in network.nodes)
    made = replace(network, nodes=long)
    assert len(written(made)) < 3 * 20_000 + 10_000
    assert ["naam " * 4_000 in title.text for title in parts(made, "nodes").iter(f"{SVG}title")] == [True] * 3
    for title in parts(made, "edges").iter(f"{SVG}title"):
        assert len(title.text.split("\n")[0]) <= 2 * 120 + 3


@pytest.mark.parametrize("text", ["Wat Nederland bij de NAVO heeft " * 3, "WWWWW " * 20, "x" * 300])
def test_a_long_title_has_two_lines_that_fit(text: str) -> None:
    network = replace(laid_out(sample_network()), title=text.strip())
    lines = [line for line in parts(network, "head").iter(f"{SVG}text") if line.get("font-weight") == "bold"]
    width = float(etree.fromstring(written(network)).get("width"))
    assert len(lines) == (1 if " " not in text else 2)
    assert all(float(line.get("x")) + width_of(line.text, 21) * 1.1 <= width for line in lines)
    ys = [float(line.get("y")) for line in parts(network, "head").iter(f"{SVG}text")]
    assert ys == sorted(set(ys)), "and what is below moves down"
    if text.startswith("Wat"):
        assert " ".join(line.text for line in lines) == text.strip()


def test_the_file_asks_for_nothing_outside_itself() -> None:
    text = written(laid_out(sample_network(directed=True))).decode()
    assert not re.search(r"href|url\(|<script|<style|<image|@import|onload|<!DOCTYPE|<!ENTITY", text)
    assert re.findall(r"https?://[^\s\"<]+", text) == ["http://www.w3.org/2000/svg"]


def test_the_same_network_gives_the_same_bytes() -> None:
    assert written(dense(60, directed=True)) == written(dense(60, directed=True))
    network = dense(60)
    assert written(network) == written(network)


def test_no_group_is_seen_through() -> None:
    # Each would cost a renderer a page of its own: minutes for ten thousand edges.
    assert not re.search(r'[< "]opacity=|filter=|mask=', written(dense(60, directed=True)).decode())


def test_coordinates_are_rounded() -> None:
    assert not re.search(r'"[^"]*\d\.\d{3,}[^"]*"', written(dense(60, directed=True)).decode())


def test_edges_above_the_limit_are_the_lightest_and_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LINE_LIMIT", 5)
    network = dense(40)
    made = picture(network)
    assert len(made.lines) == 5
    assert made.undrawn == len(network.edges) - 5
    assert min(line.edge.weight for line in made.lines) >= 38
    assert f"{made.undrawn} van de {len(network.edges)} lijnen zijn niet getekend (de lichtste)." in words(network)


def test_notes_for_the_terminal_do_not_stand_in_the_picture() -> None:
    network = replace(laid_out(sample_network()), notes=("Only 2020: 3 rows were left out",))
    assert written(network) == written(replace(network, notes=()))


@pytest.mark.parametrize("directed", [True, False])
def test_one_of_a_thing_is_told_as_one(directed: bool) -> None:
    nodes: Rows = [{"id": name, "label": name, "kind": "topic", "start": "2020-03-02"} for name in "ab"]
    pair = laid_out(
        made_network(nodes, [{"source": "a", "target": "b", "kind": "k"}], made_projection(directed=directed))
    )
    assert f"2 knopen, 1 {'pijl' if directed else 'lijn'}, 2 mrt 2020" in words(pair).splitlines()
    assert "1 knoop, 0 lijnen" in words(alone(1)).splitlines()


def test_no_word_of_the_picture_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LINE_LIMIT", 5)
    for layout in ("network", "sides", "time"):
        network = replace(dense(300, layout, directed=True), kind_names={"topic": "onderwerp"})
        text = written(network).decode().replace("text-anchor", "")
        told = " ".join(re.findall(r">([^<>]+)<", text))
        own = {"together"}  # an edge without a label of its own is called by its kind, and these are made up
        english = {
            "node",
            "nodes",
            "edge",
            "edges",
            "to",
            "of",
            "kind",
            "size",
            "width",
            "weight",
            "mentions",
            "labels",
        }
        english |= {"evidence", "number", "drawn", "days", "room", "and", "more", "meetings", "there", "is not", "the"}
        assert set(re.findall(r"[a-z]+", told.lower())) & (english - own) == set()


def test_two_kinds_of_one_label_are_told_apart_in_the_legend() -> None:
    nodes: Rows = [{"id": name, "label": name, "kind": "topic"} for name in "ab"]
    edges: Rows = [{"source": "a", "target": "b", "kind": kind, "label": "over"} for kind in ("x", "y")]
    legend = words(laid_out(made_network(nodes, edges))).splitlines()
    assert {"over (x)", "over (y)"} <= set(legend)


def test_a_kind_of_edge_keeps_colour_and_dash_when_others_are_filtered_away() -> None:
    network = replace(laid_out(sample_network()), edge_kinds=("together", "cites", "apart"))
    less = replace(network, edges=tuple(edge for edge in network.edges if edge.kind == "apart"))

    def stroke(shown: Network) -> set[tuple[str | None, str | None]]:
        groups = [group for group in parts(shown, "edges") if "\nlos\n" in group.findtext(f"{SVG}title")]
        return {
            (path.get("stroke"), path.get("stroke-dasharray")) for group in groups for path in group.iter(f"{SVG}path")
        }

    assert len(less.edges) == 1
    assert stroke(less) == stroke(network) == {("#00a488", "2 3")}


@pytest.mark.parametrize("position", [None, (float("nan"), 0.0)])
def test_a_network_without_places_is_an_error_with_a_remedy(position: tuple[float, float] | None) -> None:
    network = laid_out(sample_network())
    lost = replace(network, nodes=tuple(replace(node, look=Look(8.0, (0, 0, 0), position)) for node in network.nodes))
    stream = io.BytesIO()
    with pytest.raises(ExportError) as error:
        write_svg(lost, stream)
    assert stream.getvalue() == b""
    assert "3 nodes and 2 edges" in str(error.value)
    assert all(word in str(error.value) for word in ("--topic", "--since", "--min-weight", ".gexf"))


def test_a_network_too_large_for_places_is_refused_before_anything_is_drawn() -> None:
    network = laid_out(sample_network())
    stream = io.BytesIO()
    with pytest.raises(ExportError, match=r"2,001 nodes are more than a picture can show \(2,000\)"):
        write_svg(replace(network, nodes=network.nodes[:1] * 2001), stream)
    assert stream.getvalue() == b""


def test_a_network_that_was_never_laid_out_is_an_error_too() -> None:
    with pytest.raises(ExportError):
        picture(sample_network())


def test_extreme_places_stay_on_the_page() -> None:
    network = dense(30)
    far = tuple(
        replace(node, look=Look(1e6 if n else 0.0, (1, 2, 3), (1e12 * n, -1e-9 * n)))
        for n, node in enumerate(network.nodes)
    )
    made = picture(replace(network, nodes=far))
    assert all(0 <= disc.x <= made.page.right and 0 <= disc.y <= made.page.bottom for disc in made.discs)
    assert all(disc.radius <= 24 for disc in made.discs)


def test_long_words_are_cut_with_an_ellipsis() -> None:
    assert cut("lang", 4) == "lang"
    assert cut("langer", 4) == "lan" + ELLIPSIS
    assert cut("cafe\u0301s en meer", 5) == "caf" + ELLIPSIS
    assert wrapped("een twee drie vier", 8, 2) == ("een twee", "drie vi" + ELLIPSIS)
    assert wrapped("een\ntwee", 30, 2) == ("een twee",)
    assert wrapped(" ", 30, 2) == ("",)
