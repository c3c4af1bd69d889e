"""navograaf.export.png: the same picture in pixels, or an error that says what to install."""

from __future__ import annotations

import io
import struct
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from network_samples import sample_network

from navograaf.errors import ExportError
from navograaf.export import png
from navograaf.export.png import PIXEL_LIMIT, SCALE, scale_of, write_png
from navograaf.export.svg import write_svg
from navograaf.network.layout import laid_out

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'


def drawn() -> bytes:
    stream = io.BytesIO()
    write_png(laid_out(sample_network()), stream)
    return stream.getvalue()


def shape(image: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the head of a PNG gives them."""
    width, height = struct.unpack(">II", image[16:24])
    return width, height


@pytest.fixture
def renderer() -> Any:
    module = pytest.importorskip("resvg_py")
    try:
        png._family(module)
    except ExportError:
        pytest.skip("no font to draw with")
    return module


def test_a_png_is_twice_the_size_of_the_svg(renderer: Any) -> None:
    stream = io.BytesIO()
    write_svg(laid_out(sample_network()), stream)
    image = drawn()
    assert image.startswith(SIGNATURE)
    width, height = shape(image)
    text = stream.getvalue().decode()
    assert f'width="{width / SCALE:g}"' in text
    assert abs(height / SCALE - float(text.split('height="')[1].split('"')[0])) <= 0.5


def test_the_same_network_gives_the_same_image(renderer: Any) -> None:
    assert drawn() == drawn()


def test_words_are_drawn(renderer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drawn()
    draw = renderer.svg_to_bytes
    monkeypatch.setattr(png, "_renderer", lambda: SimpleNamespace(svg_to_bytes=lambda **options: draw(**options)))
    monkeypatch.setattr(png, "_family", lambda module: "No Such Font")
    monkeypatch.setattr("navograaf.export.svg.FONTS", "No Such Font")
    assert len(drawn()) < len(whole)  # what the check of the font is for


def test_pixels_are_bounded() -> None:
    assert scale_of(SQUARE.format(1000)) == SCALE
    scale = scale_of(SQUARE.format(20_000))
    assert 0 < scale < SCALE
    assert (20_000 * scale) ** 2 <= PIXEL_LIMIT


def test_without_a_renderer_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    stream = io.BytesIO()
    with pytest.raises(ExportError, match=r"pip install 'navograaf\[png\]'.*\.svg"):
        write_png(laid_out(sample_network()), stream)
    assert stream.getvalue() == b""


def test_without_a_font_there_is_an_error_and_no_wordless_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", SimpleNamespace(svg_to_bytes=lambda **options: SIGNATURE))
    with pytest.raises(ExportError, match=r"needs a font.*\.svg"):
        drawn()


def test_a_renderer_that_fails_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(*, svg_string: str, **options: Any) -> bytes:
        if "<title" in svg_string:
            raise ValueError("no such luck")
        return svg_string.encode()

    monkeypatch.setitem(sys.modules, "resvg_py", SimpleNamespace(svg_to_bytes=draw))
    with pytest.raises(ExportError, match=r"no such luck.*\.svg"):
        drawn()
