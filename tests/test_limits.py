"""navograaf.export.limits: what is too large to be drawn is refused, with the remedy, before it is laid out."""

from __future__ import annotations

import pytest

from navograaf.errors import ExportError
from navograaf.export.formats import NETWORKS, check_size
from navograaf.export.limits import DRAWN, EDGE_LIMIT
from navograaf.network import layout
from navograaf.network.layout import LAYOUT_LIMIT
from navograaf.network.linked import LINKED_LIMIT

REMEDIES = ("--topic", "--mission", "--since", "--until", "--min-weight", "--largest-component", ".gexf")


@pytest.mark.parametrize("kind", DRAWN)
def test_what_has_places_is_drawn_and_one_node_more_is_refused(kind: str) -> None:
    check_size(kind, LAYOUT_LIMIT, EDGE_LIMIT)
    with pytest.raises(ExportError, match=r"2,001 nodes are more than a (page|picture) can show \(2,000\)") as caught:
        check_size(kind, LAYOUT_LIMIT + 1, 0)
    assert all(word in caught.value.todo for word in REMEDIES)


def test_a_page_has_a_limit_of_its_own_for_edges() -> None:
    check_size("svg", 10, EDGE_LIMIT + 1)
    with pytest.raises(ExportError, match=r"20,001 edges are more than a page can show \(20,000\)"):
        check_size("html", 10, EDGE_LIMIT + 1)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_picture_needs_places_too(kind: str) -> None:
    check_size(kind, 10, LINKED_LIMIT - 10)
    with pytest.raises(ExportError, match=r"10 nodes and 49,991 edges are more than a picture can show \(50,000 tog"):
        check_size(kind, 10, LINKED_LIMIT - 9)


def test_files_of_data_have_no_limit() -> None:
    free = sorted(set(NETWORKS) - set(DRAWN))
    assert free == ["csv", "dot", "gexf", "graphml", "json"]
    for kind in free:
        check_size(kind, 10**9, 10**9)


def test_the_limit_of_the_layout_is_the_only_one_for_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LAYOUT_LIMIT", 3)
    check_size("html", 3, 0)
    with pytest.raises(ExportError, match=r"\(3\)"):
        check_size("html", 4, 0)
