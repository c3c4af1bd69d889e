"""The writer of PNG: the picture of svg.py, drawn by resvg where that is installed (`pip install 'navograaf[png]'`).

Laws: two pixels for each of the picture, fewer where it would pass PIXEL_LIMIT; a picture without its words is an
error, for resvg leaves out in silence what it finds no font for; drawing opens no file and asks no address, since the
SVG holds no reference.
"""

from __future__ import annotations

import io
import math
from typing import IO, TYPE_CHECKING

from navograaf.errors import ExportError
from navograaf.network.model import Network

if TYPE_CHECKING:
    from types import ModuleType

SCALE = 2.0
"""Pixels of the PNG for one of the SVG: 1200 wide becomes 2400, which is sharp on paper."""
PIXEL_LIMIT = 40_000_000
"""Most pixels of an image; four bytes each while it is drawn."""
_TRIED = ("Arial", "DejaVu Sans", "Liberation Sans", "Noto Sans", "Helvetica", "Segoe UI", "Verdana", "Open Sans")


def write_png(network: Network, stream: IO[bytes]) -> None:
    """Write `network`, laid out by network/layout.py, as a PNG image.

    Raises ExportError when no renderer or no font is installed, or as write_svg does.
    """
    from navograaf.export.svg import write_svg

    renderer = _renderer()
    drawn = io.BytesIO()
    write_svg(network, drawn)
    text = drawn.getvalue().decode("utf-8")
    family = _family(renderer)
    try:
        image = renderer.svg_to_bytes(
            svg_string=text, zoom=scale_of(text), sans_serif_family=family, font_family=family
        )
    except ValueError as error:
        raise ExportError(f"the picture cannot be drawn ({error})", todo="Export it as .svg instead") from error
    stream.write(image)


def scale_of(svg: str) -> float:
    """Pixels of the PNG for one of `svg`, the text of svg.py: SCALE, or less so that PIXEL_LIMIT holds."""
    from lxml import etree

    root = etree.fromstring(
        svg.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )
    area = float(root.get("width", "1")) * float(root.get("height", "1"))
    return min(SCALE, math.floor(math.sqrt(PIXEL_LIMIT / area) * 1000) / 1000)


def _renderer() -> ModuleType:
    try:
        import resvg_py
    except ImportError as error:
        raise ExportError(
            "a .png needs a renderer that is not installed",
            todo="Install it with: pip install 'navograaf[png]', or export a .svg, which every browser opens",
        ) from error
    return resvg_py


def _family(renderer: ModuleType) -> str:
    """A font that draws something: where none does, resvg gives an image without words and no error."""
    for family in _TRIED:
        pictures = [
            renderer.svg_to_bytes(
                svg_string='<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
                f'<text x="2" y="15" font-family="{family}">{letter}</text></svg>'
            )
            for letter in ("N", " ")
        ]
        if pictures[0] != pictures[1]:
            return family
    raise ExportError(
        f"a .png needs a font, and none of {', '.join(_TRIED)} is installed",
        todo="Install one (for example DejaVu Sans), or export a .svg, which a browser draws with its own fonts",
    )
