"""What stands below a picture: what colours, sizes, lines and widths mean, and what is not shown.

For svg.py. Law: the kinds of nodes and of edges are named, those beyond the first _MOST as a number; everything else
that is left out is told.
"""

from __future__ import annotations

from collections import Counter

from navograaf.answers.terminal import safe
from navograaf.export.escaped import escaped
from navograaf.export.lettering import cut, one_line, width_of, wrapped
from navograaf.export.picture import Picture
from navograaf.export.picture_words import edges_said, number_said, said
from navograaf.network.model import Network
from navograaf.network.palette import hexadecimal
from navograaf.network.room import spoken_of

INK = "#1a1a1a"
FONTS = (
    "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Verdana, sans-serif"
)
"""What is there on one system or another, by name: some renderers know no `sans-serif`."""
_LEFT, _ROW, _FONT = 24.0, 24.0, 12.0
_MOST = 24  # kinds that are named one by one


def legend(made: Picture, top: float) -> tuple[list[str], float]:
    """The lines of SVG from `top` downwards, and the height of the whole image (pixels)."""
    rows = [_node_items(made), _edge_items(made)]
    pieces = [
        f'<g id="legend" font-size="{_FONT:g}">\n',
        f'<path d="M24 {top + 6:g}H{made.page.right - 24:g}" stroke="#cccccc"/>\n',
    ]
    y = top + 28.0
    for items in rows:
        x = _LEFT
        for mark, words, room in items:
            wide = room + width_of(words, _FONT) + 26
            if x > _LEFT and x + wide > made.page.right - _LEFT:
                x, y = _LEFT, y + _ROW
            pieces.append(
                f'<g transform="translate({x:g} {y:g})">{mark}<text x="{room:g}" y="4">{marked_up(words)}</text></g>\n'
            )
            x = round(x + wide, 1)
        y += _ROW if items else 0
    for note in _told(made):
        for line in wrapped(note, int(made.page.right / 6.9), 3):
            pieces.append(f'<text x="{_LEFT:g}" y="{y:g}" fill="#555555">{marked_up(line)}</text>\n')
            y += 17
    return [*pieces, "</g>\n"], round(y + 4, 1)


def marked_up(text: str) -> str:
    """`text` as it stands in the image: escaped, and without the marks that would turn the words around it."""
    return escaped(safe(text))


def size_means(network: Network) -> str:
    """What node sizes follow (network/room.py): how often it is named, else its number of edges."""
    return said("legend.mentions" if spoken_of(network) else "legend.degree")


def _node_items(made: Picture) -> list[tuple[str, str, float]]:
    colours = {disc.node.kind: disc.node.look.colour for disc in made.discs if disc.node.look}
    counted = Counter(disc.node.kind for disc in made.discs)
    order = {kind: place for place, kind in enumerate(made.network.kinds)}
    kinds = sorted(counted, key=lambda kind: (order.get(kind, len(order)), kind))
    items = []
    for kind in kinds[:_MOST]:
        mark = f'<circle cx="7" r="7" fill="{hexadecimal(colours[kind])}"/>'
        items.append((mark, f"{_name(made.network.kind_names.get(kind, kind))} ({counted[kind]})", 20.0))
    items += _rest(len(kinds))
    radii = {disc.radius for disc in made.discs}
    mark = '<circle cx="4" r="3" fill="none" stroke="#555555"/><circle cx="17" r="7" fill="none" stroke="#555555"/>'
    return [*items, (mark, size_means(made.network), 30.0)] if len(radii) > 1 else items


def _edge_items(made: Picture) -> list[tuple[str, str, float]]:
    items = []
    labels = Counter(made.edge_labels.values())
    for kind, stroke in list(made.strokes.items())[:_MOST]:
        colour, dash = hexadecimal(stroke.colour), stroke.dash
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        head = f'<polygon points="34,0 25,4 25,-4" fill="{colour}"/>' if made.network.directed else ""
        mark = f'<path d="M0 0H{26 if head else 34}" stroke="{colour}" stroke-width="2.5"{dashed}/>{head}'
        name, label = _name(kind), _name(made.edge_labels[kind])
        # Two kinds of one label are told apart by their ids.
        items.append((mark, label if labels[made.edge_labels[kind]] == 1 else f"{label} ({name})", 42.0))
    items += _rest(len(made.strokes))
    if made.weights and made.weights[0] != made.weights[1]:
        low, high = made.weights
        mark = '<path d="M0 0H16" stroke="#555555"/><path d="M20 0H36" stroke="#555555" stroke-width="6"/>'
        items.append((mark, said("legend.weight", low=number_said(low), high=number_said(high)), 44.0))
    return items


def _rest(count: int) -> list[tuple[str, str, float]]:
    return [("", said("legend.rest", count - _MOST), 0.0)] if count > _MOST else []


def _told(made: Picture) -> list[str]:
    # Network.notes are for the terminal: they speak of files and programs, and not the language of the picture.
    result = [said("left_out.spread")] if made.axis and not made.axis.even else []
    if made.unlabelled:
        result.append(said("left_out.labels", made.unlabelled, all=len(made.discs)))
    if made.undrawn:
        result.append(said("left_out.edges", made.undrawn, all=edges_said(made.network)))
    return result


def _name(text: str) -> str:
    return cut(one_line(text), 48) or "?"
