"""The preview: what is in the page, what can never get out of its data, how large it may be."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from network_samples import made_network, sample_network

import navograaf.export
from navograaf.errors import ExportError
from navograaf.export import preview
from navograaf.export.limits import EDGE_LIMIT
from navograaf.export.notices import notices
from navograaf.export.picture import picture
from navograaf.export.preview import script_hash, write_preview
from navograaf.export.svg import svg_pieces
from navograaf.network.layout import LAYOUT_LIMIT
from navograaf.network.model import Edge, Edges, Layout, Look, Network
from navograaf.network.palette import edge_colours, hexadecimal

VENDOR = Path(navograaf.export.__file__).parent / "vendor"
TEMPLATES = VENDOR.with_name("templates")
HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>&lt;\u2028\u2029'\"`${alert(3)}"
ONE_WORD = re.sub(r"\s", "", HOSTILE)
HOSTILE_ID = f"topic/{ONE_WORD}"


def placed(network: Network) -> Network:
    """The network with places in a row, without the algorithms of the layout."""
    looks = (Look(8.0 + number, (0, 114, 178), (60.0 * number, -30.0)) for number in range(len(network.nodes)))
    return replace(
        network, nodes=tuple(replace(node, look=look) for node, look in zip(network.nodes, looks, strict=True))
    )


def page(network: Network) -> str:
    stream = io.BytesIO()
    write_preview(network, stream)
    return stream.getvalue().decode("utf-8")


def data_of(text: str) -> dict[str, Any]:
    found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert len(found) == 1
    result: dict[str, Any] = json.loads(found[0])
    return result


def scripts_of(text: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


@pytest.fixture(scope="module")
def sample_page() -> str:
    return page(placed(sample_network()))


def test_the_data_has_the_nodes_with_their_places_days_and_cells(sample_page: str) -> None:
    found = data_of(sample_page)
    head = found["head"]
    assert [kind[0] for kind in head["nodeKinds"]] == ["topic", "mission"]
    assert head["days"] == sorted(head["days"])
    iraq = next(node for node in found["nodes"] if node[0] == "topic/iraq")
    identity, label, kind, x, y, size, colour, spells, cells = iraq
    assert (identity, label, head["nodeKinds"][kind][0]) == ("topic/iraq", "Irak", "topic")
    assert (x, y, size, colour) == (120.0, -30.0, 10.0, "#0072b2")
    assert [[head["days"][day] for day in spell] for spell in spells] == [
        ["2020-02-01", "2020-02-29"],
        ["2020-10-22", "2020-10-23"],
    ]
    values = dict(zip(head["nodeColumns"], cells, strict=True))
    assert values["first"] == "2020-02-01"
    assert values["last"] == "2020-10-23"
    assert values["mentions"] == 5
    assert values["evidence"] is None


def test_the_data_has_every_edge_with_its_ends_kind_weight_and_evidence(sample_page: str) -> None:
    found = data_of(sample_page)
    names = [node[0] for node in found["nodes"]]
    told = {
        (names[source], names[target], found["head"]["edgeKinds"][kind][0]): (label, weight, cells)
        for source, target, kind, label, weight, _, cells in found["edges"]
    }
    assert set(told) == {("mission/NMI", "topic/iraq", "apart"), ("mission/NMI", "topic/iraq", "together")}
    assert told["mission/NMI", "topic/iraq", "apart"][:2] == ("los", 0.5)
    evidence = found["head"]["edgeColumns"].index("evidence")
    assert told["mission/NMI", "topic/iraq", "together"][2][evidence] == ['een "a", [b]']


def test_kinds_of_edges_differ_in_colour_and_have_a_label_when_they_share_one(sample_page: str) -> None:
    apart, together = data_of(sample_page)["head"]["edgeKinds"]
    assert (apart[0], apart[2], together[0], together[2]) == ("apart", "los", "together", "samen")
    assert apart[1] != together[1]


def test_the_page_and_the_picture_draw_a_kind_of_edge_in_one_colour_whatever_is_left_out() -> None:
    network = replace(placed(sample_network()), edge_kinds=("together", "cites", "apart"))
    kinds = data_of(page(network))["head"]["edgeKinds"]
    assert [kind[0] for kind in kinds] == ["together", "apart"]
    colours = {kind: hexadecimal(colour) for kind, colour in edge_colours(network).items()}
    assert {kind[0]: kind[1] for kind in kinds} == {kind: colours[kind] for kind in ("together", "apart")}
    less = replace(network, edges=tuple(edge for edge in network.edges if edge.kind == "apart"))
    assert data_of(page(less))["head"]["edgeKinds"] == [kinds[1]]
    assert f'stroke="{kinds[1][1]}"' in "".join(svg_pieces(picture(less)))


def test_a_network_in_time_tells_where_its_days_stand() -> None:
    network = placed(sample_network())
    assert data_of(page(network))["head"]["axis"] == []
    # placed() puts the nodes at 0, 60 and 120; the one at 60 has no date.
    first = {node.id: node.values.get("first") for node in network.nodes}
    assert [first[name] for name in ("mission/NMI", "topic/alone", "topic/iraq")] == ["2020-02-12", None, "2020-02-01"]
    later = replace(network.nodes[2], values={**network.nodes[2].values, "first": "2020-02-20"})
    made = replace(network, nodes=(*network.nodes[:2], later), layout="time")
    assert data_of(page(made))["head"]["axis"] == [[0.0, "2020-02-12"], [120.0, "2020-02-20"]]
    assert data_of(page(replace(network, nodes=network.nodes[:2], edges=(), layout="time")))["head"]["axis"] == []


def test_a_kind_whose_edges_have_several_labels_has_none_in_the_legend() -> None:
    nodes = [{"id": name, "label": name, "kind": "topic"} for name in "abc"]
    edges = [
        {"source": "a", "target": "b", "kind": "together", "label": "een"},
        {"source": "b", "target": "c", "kind": "together", "label": "twee"},
    ]
    assert data_of(page(placed(made_network(nodes, edges))))["head"]["edgeKinds"] == [["together", "#6a6a6a", ""]]


def test_title_description_and_maker_are_in_the_page(sample_page: str) -> None:
    assert "<title>Een &#34;net&#34; &amp; meer - navograaf</title>" in sample_page
    assert '<h1 lang="nl">Een &#34;net&#34; &amp; meer</h1>' in sample_page
    assert "Over &lt;niets&gt;" in sample_page
    assert '<html lang="en">' in sample_page
    assert "<noscript>" in sample_page


def test_the_page_carries_the_licences_of_the_libraries_inside_it(sample_page: str) -> None:
    comment = sample_page.partition("<!--")[2].partition("-->")[0]
    assert notices() in comment
    assert comment.count("Permission is hereby granted") == 5


def test_title_and_description_cannot_turn_the_words_around_them() -> None:
    made = replace(placed(sample_network()), title="a\u202eb\x9b", description="c\u2067d")
    text = page(made)
    assert '<h1 lang="nl">a b </h1>' in text
    assert not set(text) & set("\u202e\u2067\x9b")


def test_the_policy_names_exactly_the_scripts_and_the_style_of_the_page(sample_page: str) -> None:
    match = re.search(r'Content-Security-Policy" content="([^"]*)"', sample_page)
    assert match
    rules = dict(rule.split(" ", 1) for rule in match[1].split("; "))
    scripts = scripts_of(sample_page)
    assert len(scripts) == 3
    assert rules["script-src"].split() == [script_hash(script) for script in scripts]
    (style,) = re.findall(r"<style>(.*?)</style>", sample_page, re.DOTALL)
    assert rules["style-src"] == script_hash(style)
    assert rules["default-src"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert set(rules) == {
        "default-src", "script-src", "style-src", "base-uri", "form-action", "require-trusted-types-for", "trusted-types"
    }  # fmt: skip


def test_the_hash_is_the_one_that_browsers_compute() -> None:
    # The example of Content Security Policy Level 3, 8.3: alert('Hello, world.');
    assert script_hash("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_the_page_asks_for_nothing(sample_page: str) -> None:
    head = sample_page.partition("<script")[0]
    assert not re.search(r"\b(src|href)=\"(?!#)", head)
    assert "@import" not in sample_page
    assert "url(" not in head
    assert "sourceMappingURL" not in sample_page


def test_the_scripts_of_the_page_never_make_markup_of_text() -> None:
    names = sorted(path.name for path in TEMPLATES.glob("*.js"))
    assert names == sorted(preview._SCRIPTS)
    for name in names:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
            assert word not in text, (name, word)
        assert not re.search(r"</script|<!--", text, re.IGNORECASE), name


def test_hostile_words_stay_inside_the_data() -> None:
    network = made_network(
        [
            {"id": HOSTILE_ID, "label": HOSTILE, "kind": ONE_WORD, "remark": HOSTILE, "evidence": HOSTILE},
            {"id": "topic/b", "label": "b", "kind": "topic"},
        ],
        [{"source": "topic/b", "target": HOSTILE_ID, "kind": ONE_WORD, "label": HOSTILE, "evidence": HOSTILE}],
    )
    text = page(replace(placed(network), title=HOSTILE, description=HOSTILE))
    assert text.count("<script") == text.count("</script>") == 4
    assert "onerror=alert(2)>" not in text
    # One comment, our own, that ends before the data begin.
    assert text.count("<!--") == 1
    assert 0 < text.index("<!--") < text.index("-->") < text.index('id="data"')
    found = data_of(text)
    assert HOSTILE in [node[1] for node in found["nodes"]]
    assert found["edges"][0][3] == HOSTILE


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_label_comes_back_as_it_was_but_for_controls_and_marks_of_direction(label: str) -> None:
    from navograaf.answers.terminal import safe

    network = placed(made_network([{"id": "topic/a", "label": "a", "kind": "topic"}], []))
    text = page(replace(network, nodes=(replace(network.nodes[0], label=label),)))
    assert data_of(text)["nodes"][0][1] == safe(label)
    inside = text.partition('id="data">')[2].partition("</script>")[0]
    assert not set(inside) & set("<>&\u2028\u2029\u202e\x00")


def test_numbers_that_json_or_javascript_cannot_hold_become_text() -> None:
    network = placed(made_network([{"id": "topic/a", "label": "a", "kind": "topic", "big": 1, "odd": 0.5}], []))
    node = replace(network.nodes[0], values={"big": 2**60, "odd": float("nan")})
    found = data_of(page(replace(network, nodes=(node,))))
    assert dict(zip(found["head"]["nodeColumns"], found["nodes"][0][-1], strict=True)) == {
        "big": str(2**60),
        "odd": "nan",
    }


def test_a_weight_beyond_what_javascript_holds_comes_over_whole() -> None:
    network = placed(sample_network())
    edges = tuple(edge._replace(weight=2**60) for edge in network.edges)
    assert [edge[4] for edge in data_of(page(replace(network, edges=edges)))["edges"]] == [str(2**60)] * 2


def test_kinds_that_the_projection_does_not_name_stand_in_order() -> None:
    nodes = [{"id": kind, "label": kind, "kind": kind} for kind in "hgfedcba"]
    edges = [{"source": "a", "target": "b", "kind": kind} for kind in "zyxwvuts"]
    head = data_of(page(placed(made_network(nodes, edges))))["head"]
    assert [kind[0] for kind in head["nodeKinds"]] == list("abcdefgh")
    assert [kind[0] for kind in head["edgeKinds"]] == list("stuvwxyz")


@pytest.mark.parametrize("layout", ["network", "sides", "time"])
@pytest.mark.parametrize("directed", [True, False])
def test_the_page_knows_how_the_network_is_laid_out(layout: Layout, directed: bool) -> None:
    head = data_of(page(replace(placed(sample_network()), layout=layout, directed=directed)))["head"]
    assert (head["layout"], head["directed"]) == (layout, directed)


def test_the_same_network_gives_the_same_bytes(sample_page: str) -> None:
    assert page(placed(sample_network())) == sample_page


def test_a_network_without_places_is_refused() -> None:
    with pytest.raises(ExportError, match="laid out") as caught:
        page(sample_network())
    assert "--min-weight" in caught.value.todo
    assert ".gexf" in caught.value.todo


@pytest.mark.parametrize("place", [(float("nan"), 0.0), (0.0, float("inf"))])
def test_places_that_are_nowhere_are_refused_before_anything_is_written(place: tuple[float, float]) -> None:
    network = placed(sample_network())
    lost = replace(network.nodes[1], look=Look(8.0, (0, 0, 0), place))
    stream = io.BytesIO()
    with pytest.raises(ExportError, match="laid out"):
        write_preview(replace(network, nodes=(network.nodes[0], lost, network.nodes[2])), stream)
    assert stream.getvalue() == b""


class Many(Edges):
    """As many edges as asked for, made one by one; counts how many were ever alive at once."""

    def __init__(self, edge: Edge, count: int) -> None:
        self.edge, self.count = edge, count

    def __iter__(self) -> Iterator[Edge]:
        return repeat(self.edge, self.count)

    def __len__(self) -> int:
        return self.count


def test_too_many_nodes_and_too_many_edges_are_refused_with_the_count_and_the_limit() -> None:
    network = placed(sample_network())
    (edge, *_) = network.edges
    with pytest.raises(ExportError, match=r"20,001 edges .*\(20,000\)"):
        page(replace(network, edges=Many(edge, EDGE_LIMIT + 1)))
    with pytest.raises(ExportError, match=r"2,001 nodes .*\(2,000\)"):
        page(replace(network, nodes=tuple(repeat(network.nodes[0], LAYOUT_LIMIT + 1))))


def test_edges_may_be_as_many_as_the_limit_and_need_not_be_a_list() -> None:
    network = placed(sample_network())
    (edge, *_) = network.edges
    assert len(data_of(page(replace(network, edges=Many(edge, EDGE_LIMIT))))["edges"]) == EDGE_LIMIT


def test_texts_beyond_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    network = placed(sample_network())
    monkeypatch.setattr(preview, "TEXT_LIMIT", 2_000)
    page(network)
    long = replace(network.nodes[0], label="a" * 2_000)
    with pytest.raises(ExportError, match=r"longer than a page can hold \(2,000 characters\)"):
        page(replace(network, nodes=(long, *network.nodes[1:])))
    # Of all texts together: none of these is too long by itself.
    several = tuple(replace(node, label="a" * 900) for node in network.nodes)
    with pytest.raises(ExportError, match="longer than a page can hold"):
        page(replace(network, nodes=several))


def test_a_network_without_edges_and_without_dates_is_a_page_too() -> None:
    found = data_of(page(placed(made_network([{"id": "topic/a", "label": "a", "kind": "topic"}], []))))
    assert found["head"]["days"] == []
    assert found["edges"] == []


def test_the_libraries_are_those_that_the_readme_names() -> None:
    rows = re.findall(
        r"^\| (\w+) \| ([\d.]+) \| \S+ \| (\S+) \| (\S+) \| ([0-9a-f]{64}) \|$",
        (VENDOR / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert [row[2] for row in rows] == ["sigma.min.js", "graphology.umd.min.js"]
    for _, _, name, licence, digest in rows:
        content = (VENDOR / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest, name
        assert b"\r" not in content, "a browser would change the line ends, and the hash in the policy with them"
        assert not re.search(rb"</script|<!--|\x00", content, re.IGNORECASE)
        assert "Permission is hereby granted" in (VENDOR / licence).read_text(encoding="utf-8")
    parts = re.findall(r"\| ([\w-]+\.LICENSE\.txt)\b", (VENDOR / "README.md").read_text(encoding="utf-8"))
    known = {"README.md", *chain(*((row[2], row[3]) for row in rows)), *parts}
    assert {path.name for path in VENDOR.iterdir()} == known
