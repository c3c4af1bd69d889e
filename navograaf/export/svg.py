"""The writer of SVG: a picture of a network for a memo or a browser.

picture.py decides what is drawn where; legend.py what is said below it. Laws: one file that runs nothing and asks for
nothing (no scripts, no addresses, no fonts of its own); every text escaped; what is cut short in the picture stands
whole in a tooltip; the same network gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO

from navograaf.answers.terminal import safe
from navograaf.export.curves import Disc, Line
from navograaf.export.legend import FONTS, INK, legend, marked_up
from navograaf.export.lettering import LINE_HEIGHT, Label, cut, one_line, width_of, wrapped
from navograaf.export.limits import check_size
from navograaf.export.picture import Picture, picture
from navograaf.export.picture_words import date_said, edges_said, number_said, period_said, said
from navograaf.network.cells import Value
from navograaf.network.model import Edge, Network
from navograaf.network.palette import OTHER, hexadecimal

_LIST = 12  # letters named in a tooltip; the other formats have them all
_NAME = 120  # characters of the name of an end of an edge; whole, a long name would be there once for each edge
_TITLE, _BOLD, _TITLE_ROW = 21.0, 1.12, 25.0  # pixels; how much wider bold letters are; from one line to the next


def write_svg(network: Network, stream: IO[bytes]) -> None:
    """Write `network`, laid out by network/layout.py, as one SVG image, UTF-8.

    Raises ExportError when it is too large to be laid out, or its nodes have no places.
    """
    check_size("svg", len(network.nodes), len(network.edges))
    made = picture(network)
    for piece in svg_pieces(made):
        stream.write(piece.encode("utf-8"))


def svg_pieces(made: Picture) -> Iterator[str]:
    """The image in pieces: head, title, edges, nodes, labels, axis, legend."""
    network, width = made.network, made.page.right
    limit = int(width / 7.6)
    about = wrapped(network.description, limit, 4) if network.description.strip() else ()
    title = _fitted(network.title, _TITLE * _BOLD, width - 48, 2)
    under = 58.0 + _TITLE_ROW * (len(title) - 1)
    top = under + 8 + 17.0 * len(about)
    axis = 30.0 if made.axis else 0.0
    below, height = legend(made, top + made.page.bottom + axis)
    told = f"{network.title}. {network.description} {counts(network)}".strip()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="title desc" lang="nl" '
        f'font-family="{FONTS}" font-size="12" fill="{INK}">\n'
    )
    yield f'<title id="title">{marked_up(network.title)}</title>\n<desc id="desc">{marked_up(told)}</desc>\n'
    yield f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>\n<g id="head">\n'
    for row, line in enumerate(title):
        place = f'x="24" y="{36 + _TITLE_ROW * row:g}"'
        yield f'<text {place} font-size="{_TITLE:g}" font-weight="bold">{marked_up(line)}</text>\n'
    for row, line in enumerate((*about, counts(network))):
        yield f'<text x="24" y="{under + 17 * row:g}" font-size="13" fill="#444444">{marked_up(line)}</text>\n'
    yield f'</g>\n<g transform="translate(0 {top:g})">\n'
    if made.axis:
        yield '<g id="axis" stroke="#dddddd" font-size="12" text-anchor="middle">\n'
        left, right, floor = made.axis.left, made.axis.right, made.axis.y
        yield f'<path d="M{left:.1f} {floor:g}H{right:.1f}" stroke="#888888"/>\n'
        for x, text in made.axis.ticks:
            words = (
                f'<text x="{x:g}" y="{floor + 20:g}" stroke="none">{marked_up(date_said(text))}</text>' if text else ""
            )
            yield f'<path d="M{x:g} 0V{floor + 5:g}"/>{words}\n'
        yield "</g>\n"
    yield '<g id="edges" fill="none">\n'
    names = {node.id: cut(one_line(safe(node.label)) or node.id, _NAME) for node in network.nodes}
    for edge in made.lines:
        yield _line(edge, names, made)
    yield '</g>\n<g id="nodes" stroke="#ffffff" stroke-width="1">\n'
    for disc in made.discs:
        yield _disc(disc, network)
    # Under the letters a white rim, so that they can be read where lines cross them.
    yield '</g>\n<g id="labels" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">\n'
    for label in made.labels:
        yield _label(label)
    yield "</g>\n</g>\n"
    yield from below
    yield "</svg>\n"


def counts(network: Network) -> str:
    """How much the picture shows, and of which days: `12 knopen, 34 lijnen, 12 feb 2020 t/m 23 okt 2020`."""
    days = [day for node in network.nodes for spell in node.spells for day in spell]
    days += [day for edge in network.edges for spell in edge.spells for day in spell]
    told = said("counts", nodes=said("nodes", len(network.nodes)), edges=edges_said(network))
    return f"{told}, {period_said(min(days), max(days))}" if days else told


def _fitted(text: str, font: float, room: float, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines, none wider than `room` pixels at `font`; the rest is cut."""
    for limit in range(max(int(room / (font * 0.4)), 2), 1, -1):
        result = wrapped(text, limit, lines)
        if all(width_of(line, font) <= room for line in result):
            break
    return result


def _line(line: Line, names: dict[str, str], made: Picture) -> str:
    stroke = made.strokes[line.edge.kind]
    colour, dash = hexadecimal(stroke.colour), stroke.dash
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    (x, y), (bend_x, bend_y), (end_x, end_y) = line.start, line.bend, line.end
    arrow = ""
    if line.arrow:
        corners = " ".join(f"{corner_x:g},{corner_y:g}" for corner_x, corner_y in line.arrow)
        arrow = f'<polygon points="{corners}" fill="{colour}" fill-opacity="{line.opacity:g}"/>'
    # Opacity of strokes, not of groups: a group that is seen through costs a renderer a page of its own.
    return (
        f"<g><title>{marked_up(_edge_words(line.edge, names, made.network.directed))}</title>"
        f'<path d="M{x:g} {y:g}Q{bend_x:g} {bend_y:g} {end_x:g} {end_y:g}" stroke="{colour}" '
        f'stroke-width="{line.width:g}" stroke-opacity="{line.opacity:g}"{dashed}/>{arrow}</g>\n'
    )


def _disc(disc: Disc, network: Network) -> str:
    colour = hexadecimal(disc.node.look.colour if disc.node.look else OTHER)
    kind = said("tooltip.kind", kind=network.kind_names.get(disc.node.kind, disc.node.kind))
    words = [disc.node.label, kind, *_words(disc.node.values), disc.node.id]
    return (
        f'<circle cx="{disc.x:g}" cy="{disc.y:g}" r="{disc.radius:g}" fill="{colour}">'
        f"<title>{marked_up(chr(10).join(words))}</title></circle>\n"
    )


def _label(label: Label) -> str:
    spans = "".join(
        f'<tspan x="{label.x:g}" y="{label.y + row * label.font * LINE_HEIGHT:.1f}">{marked_up(line)}</tspan>'
        for row, line in enumerate(label.lines)
    )
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return f'<text font-size="{label.font:g}"{anchor}>{spans}</text>\n'


def _edge_words(edge: Edge, names: dict[str, str], directed: bool) -> str:
    ends = f"{names[edge.source]} {'→' if directed else '–'} {names[edge.target]}"
    weight = said("tooltip.weight", weight=number_said(edge.weight))
    return "\n".join((ends, edge.label, weight, *_words(edge.values)))


def _words(values: Mapping[str, Value]) -> Iterator[str]:
    """The lines of a tooltip: days, counts, letters."""
    first, last = values.get("first"), values.get("last")
    if first or last:
        yield period_said(str(first or last), str(last or first))
    for name in ("mentions", "meetings"):
        if name in values:
            yield said(f"tooltip.{name}", count=number_said(values[name]))
    evidence = values.get("evidence")
    if isinstance(evidence, tuple) and evidence:
        places, rest = ", ".join(evidence[:_LIST]), len(evidence) - _LIST
        yield said("tooltip.evidence", places=said("tooltip.more", rest, places=places) if rest > 0 else places)
