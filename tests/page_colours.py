"""The colours of the pages and how far they stand apart, read from the style sheet that the pages carry."""

from __future__ import annotations

import re

from navograaf.answers.pages import TEMPLATES

PALETTES = {
    name: dict(re.findall(r"--(\w+): (#[0-9a-f]{6})\b", block))
    for name, block in zip(
        ("light", "dark"),
        re.findall(r":root \{([^}]*)\}", (TEMPLATES / "style.css").read_text(encoding="utf-8")),
        strict=True,
    )
}
"""Palette -> name of a colour -> its code."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 reckons it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
