"""What a graph is made with, besides the letters: the files that count, and one hash for those that make a letter.

The rules and words in extract/, the reference data and shapes in ontology/, the program itself: when none of them
changed, neither did the graph of a letter that did not change, and build skips it. The program counts by its own source
text, so that a change of code is noticed in a checkout as well as in a release; of the program only what makes graphs
does, not what asks or draws them. A rule file counts by what it says: its comments and examples find nothing, and to
change them must not have every letter read again.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import navograaf
from navograaf.files import folder
from navograaf.kept import digest, kept, key_of

_MAKE = ("letters", "text", "words", "findings", "graph", "links")
"""The parts of the program that make graphs, beside the modules at its top."""
_LINKS = ("navograaf/links/", "extract/links.toml")
"""What makes links between letters, and no letter."""
_EXAMPLES = ("yes", "no")


def files_that_count() -> dict[str, str]:
    """Name -> sha256 of each file that a graph is made with, sorted.

    Raises NavograafError when a folder is not found.
    """
    program = Path(navograaf.__file__).parent
    places = [(folder("extract"), "extract", {".toml", ".tsv"}), (folder("ontology"), "ontology", {".ttl"})]
    places += [(program / part, f"navograaf/{part}", {".py"}) for part in _MAKE]
    found = [
        (f"{name}/{path.relative_to(place).as_posix()}", path)
        for place, name, endings in places
        for path in place.rglob("*")
        if path.suffix in endings and path.is_file()
    ]
    found += [(f"navograaf/{path.name}", path) for path in program.glob("*.py")]
    read = {name: path.read_bytes() for name, path in sorted(found)}
    return {name: hashlib.sha256(data).hexdigest() for name, data in read.items()} | _meanings(read)


def _meanings(files: Mapping[str, bytes]) -> dict[str, str]:
    """Name -> sha256 of what each rule file says, without comments and examples; none for one that does not parse."""
    rules = {name: data for name, data in files.items() if name.startswith("extract/") and name.endswith(".toml")}
    key = key_of(str(folder("extract")), digest(rules), Path(__file__).read_bytes())
    return kept("meanings", key, lambda: {name: _meaning(data) for name, data in rules.items()}, _told)


def _meaning(data: bytes) -> str:
    """ "" for what is no TOML."""
    try:
        said = tomllib.loads(data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
        rows = [
            # That a rule has examples counts: one without is an error.
            {name: bool(value) if name in _EXAMPLES else value for name, value in row.items()}
            for row in said.get("rule", [])
        ]
        # In the order of the file: the first rule that fits is the one that finds.
        text = json.dumps(said | {"rule": rows}, ensure_ascii=False, default=repr)
    except (ValueError, AttributeError, TypeError, RecursionError):
        return ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _told(meanings: dict[str, str]) -> dict[str, str]:
    return {str(name): str(sha256) for name, sha256 in meanings.items() if sha256}


def fingerprint(files: Mapping[str, str] | None = None) -> str:
    """16 hexadecimal digits for what makes a letter, of `files_that_count`."""
    rows = (files if files is not None else files_that_count()).items()
    text = "".join(f"{name}\0{sha256}\n" for name, sha256 in sorted(rows) if not name.startswith(_LINKS))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The names of the files that are new, gone or not the same, sorted; none where it is not known what was before."""
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name)) if before else []
