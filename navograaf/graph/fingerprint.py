"""One hash for all that a letter's graph depends on besides the letter.

The rules and words in extract/, the reference data and shapes in ontology/, the program itself: when none
of them changed, neither did the graph of a letter that did not change, and build skips it. The program
counts by its own source text, so that a change of code is noticed in a checkout as well as in a release.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import navograaf
from navograaf.files import folder


def fingerprint() -> str:
    """16 hexadecimal digits. Raises NavograafError when the folders are not found."""
    digest = hashlib.sha256()
    program = Path(navograaf.__file__).parent
    for place, endings in (
        (folder("extract"), {".toml", ".tsv"}),
        (folder("ontology"), {".ttl"}),
        (program, {".py"}),
    ):
        for path in sorted(place.rglob("*")):
            if path.suffix in endings and path.is_file():
                data = path.read_bytes()
                digest.update(f"{place.name}/{path.relative_to(place).as_posix()}\0{len(data)}\0".encode())
                digest.update(data)
    return digest.hexdigest()[:16]
