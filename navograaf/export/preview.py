"""A laid-out network as one web page to look at without any program: drawn, searched, filtered by kind and by day.

One of the writers of a network. preview_data.py makes the data; templates/ holds the page, its style and its script,
vendor/ the two libraries that draw (vendor/README.md). Laws: the page loads nothing from anywhere, runs only the
scripts whose hashes its policy names and carries their licences; a letter's words are data, never markup; the same
network gives the same bytes.
"""

from __future__ import annotations

import hashlib
import math
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from navograaf.answers.terminal import safe
from navograaf.errors import ExportError
from navograaf.export.limits import LESS, check_size
from navograaf.export.notices import notices
from navograaf.export.preview_data import data_pieces
from navograaf.network.model import Network, Node

TEXT_LIMIT = 32 * 2**20
"""Most characters of data in a page: evidence grows with the letters, and a browser reads all of it at once."""

_HERE = Path(__file__).parent
_LIBRARIES = ("graphology.umd.min.js", "sigma.min.js")
_SCRIPTS = (
    "network.js",
    "drawing.js",
    "fit.js",
    "axis.js",
    "labels.js",
    "panel.js",
    "controls.js",
    "search.js",
    "list.js",
    "start.js",
)


def write_preview(network: Network, stream: IO[bytes]) -> None:
    """Write `network` as HTML in UTF-8. Memory: one element beyond the network itself.

    Raises ExportError for a network without places, or one above the limits of limits.py or TEXT_LIMIT; the last is
    only known when much has been written.
    """
    check_size("html", len(network.nodes), len(network.edges))
    if not all(map(_has_place, network.nodes)):
        raise ExportError("the network has not been laid out, and a page needs the places", todo=LESS)
    for piece in _page(network):
        stream.write(piece.encode("utf-8"))


def script_hash(text: str) -> str:
    """How a content security policy names exactly this inline script or style."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _has_place(node: Node) -> bool:
    position = node.look.position if node.look else None
    return position is not None and all(map(math.isfinite, position))


def _page(network: Network) -> Iterator[str]:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    own = "".join(_text("templates", name) for name in _SCRIPTS)
    scripts = [*map(_library, _LIBRARIES), f'\n(() => {{\n"use strict";\n{own}}})();\n']
    style = f"\n{_text('templates', 'preview.css')}"
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Markup: our own files, licences, hashes, and data that preview_data.py has escaped. All else is autoescaped.
    yield from environment.get_template("preview.html").generate(
        title=safe(network.title),
        description=safe(network.description),
        notices=Markup(notices()),  # noqa: S704
        style=Markup(style),  # noqa: S704
        style_hash=Markup(script_hash(style)),  # noqa: S704
        scripts=[Markup(script) for script in scripts],  # noqa: S704
        script_hashes=Markup(" ".join(map(script_hash, scripts))),  # noqa: S704
        data=(Markup(piece) for piece in _data(network)),  # noqa: S704
    )


def _text(folder: str, name: str) -> str:
    return (_HERE / folder / name).read_text(encoding="utf-8")


def _library(name: str) -> str:
    """A vendored library without the address of its source map, which a browser's tools would go and look for."""
    lines = _text("vendor", name).splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("//# sourceMappingURL="))


def _data(network: Network) -> Iterator[str]:
    written = 0
    for piece in data_pieces(network):
        written += len(piece)
        if written > TEXT_LIMIT:
            raise ExportError(f"the texts are longer than a page can hold ({TEXT_LIMIT:,} characters)", todo=LESS)
        yield piece
