"""navograaf.network.palette: kinds are told apart by all readers, on all backgrounds."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from network_samples import Rows, made_network, made_projection
from page_colours import contrast

from navograaf.network.model import Network
from navograaf.network.palette import (
    OTHER,
    PALETTE,
    PLAIN,
    STROKES,
    Colour,
    colours_of,
    edge_colours,
    edge_strokes,
    hexadecimal,
)

Matrix = tuple[tuple[float, float, float], ...]

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
# deficiency" (2009), severity 1.0, for linear RGB.
SIGHTS: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
# Björn Ottosson's Oklab, in which distance is how unlike two colours look: linear RGB to cones, cones to Lab.
CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
UNLIKE = 0.07  # the two nearest of Okabe and Ito's own six lie 0.076 apart


def times(matrix: Matrix, point: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, point, strict=True)) for row in matrix)


def seen(colour: Colour, sight: str) -> tuple[float, ...]:
    linear = tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour))
    shown = tuple(min(1.0, max(0.0, part)) for part in times(SIGHTS[sight], linear))
    return times(LAB, tuple(math.cbrt(part) for part in times(CONES, shown)))


@pytest.mark.parametrize("sight", sorted(SIGHTS))
def test_no_two_colours_look_alike(sight: str) -> None:
    pairs = list(combinations(PALETTE, 2))
    assert len(pairs) == 45
    near = [pair for pair in pairs if math.dist(seen(pair[0], sight), seen(pair[1], sight)) < UNLIKE]
    assert near == []


@pytest.mark.parametrize("sight", sorted(SIGHTS))
def test_no_two_strokes_of_edges_look_alike_nor_like_the_grey_one(sight: str) -> None:
    pairs = list(combinations([stroke.colour for stroke in (*STROKES, PLAIN)], 2))
    assert len(pairs) == 28
    assert [pair for pair in pairs if math.dist(seen(pair[0], sight), seen(pair[1], sight)) < UNLIKE] == []


def test_strokes_are_told_apart_without_colour() -> None:
    assert len({stroke.dash for stroke in STROKES}) == len(STROKES) == 7


def test_the_judge_knows_what_looks_alike() -> None:
    # A red and a green of one brightness: far apart for most readers, the same for one without red or green cones.
    red, green = (200, 80, 60), (130, 115, 50)
    assert math.dist(seen(red, "full"), seen(green, "full")) > UNLIKE
    assert math.dist(seen(red, "deuteranopia"), seen(green, "deuteranopia")) < UNLIKE


@pytest.mark.parametrize("background", ["#ffffff", "#1e1e1e"])
def test_each_colour_stands_out_from_light_and_dark(background: str) -> None:
    for colour in (*PALETTE, OTHER, *(stroke.colour for stroke in (*STROKES, PLAIN))):
        assert contrast(hexadecimal(colour), background) > 1.6


def test_colours_follow_the_projection_then_the_alphabet() -> None:
    kinds = "zyxwvutsrqp"
    rows: Rows = [{"id": kind, "label": kind, "kind": kind} for kind in kinds]
    colours = colours_of(made_network(rows, [], made_projection()))
    assert (colours["topic"], colours["mission"]) == PALETTE[:2]
    assert [colours[kind] for kind in sorted(kinds)] == [*PALETTE[2:], OTHER, OTHER, OTHER]
    assert len(set(PALETTE)) == 10


def with_kinds(*kinds: str, named: tuple[str, ...] = ()) -> Network:
    nodes: Rows = [{"id": name, "label": name, "kind": "topic"} for name in "ab"]
    edges: Rows = [{"source": "a", "target": "b", "kind": kind} for kind in kinds]
    return replace(made_network(nodes, edges), edge_kinds=named)


def test_strokes_follow_the_projection_then_the_alphabet() -> None:
    strokes = edge_strokes(with_kinds("a", "z", "m", named=("z", "y")))
    assert strokes == dict(zip("zyam", STROKES, strict=False))
    assert edge_colours(with_kinds("a", "z", "m", named=("z", "y"))) == {
        kind: stroke.colour for kind, stroke in strokes.items()
    }


@given(st.sets(st.sampled_from("abcdefghij"), min_size=1), st.permutations("abcdef"), st.integers(0, 6))
def test_a_kind_that_is_named_looks_the_same_whatever_else_is_there(
    kinds: set[str], order: list[str], count: int
) -> None:
    named = tuple(order[:count])
    less, whole = (
        edge_strokes(with_kinds(*sorted(kinds), named=named)),
        edge_strokes(with_kinds(*"abcdefghij", named=named)),
    )
    assert kinds <= less.keys()
    assert all(less[kind] == whole[kind] for kind in named)


def test_an_only_kind_is_grey_and_so_are_those_beyond_the_strokes() -> None:
    assert edge_strokes(with_kinds("a")) == {"a": PLAIN}
    assert edge_strokes(with_kinds("a", named=("a",))) == {"a": PLAIN}
    assert edge_strokes(with_kinds("a", named=("a", "b")))["a"] == STROKES[0]
    assert edge_strokes(with_kinds("a", "b", named=("a",))) == {"a": PLAIN, "b": STROKES[0]}
    assert edge_strokes(with_kinds()) == {}
    many = edge_strokes(with_kinds(*"abcdefghi"))
    assert list(many.values()) == [*STROKES, PLAIN, PLAIN]
