"""The notices of the libraries inside the page: their licences ask that every copy carries them, and each page is one.

Beside preview.py, for templates/preview.html. Laws: every vendor/*.LICENSE.txt is in it, word for word; the text can
stand in an HTML comment.
"""

from __future__ import annotations

from pathlib import Path

_VENDOR = Path(__file__).parent / "vendor"
_ENDING = ".LICENSE.txt"


def notices() -> str:
    """The licences one after the other, each under the name of its library, by name; ends with a line break."""
    files = sorted(_VENDOR.glob(f"*{_ENDING}"))
    return "\n".join(
        f"{file.name.removesuffix(_ENDING)}\n\n{file.read_text(encoding='utf-8').strip()}\n" for file in files
    )
