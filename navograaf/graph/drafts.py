"""Drafts: letters that were made but do not count yet, kept on disk by what they were made from.

Between make.py, which makes letters in as many processes as there are, and change.py, which stores them. A build that
was killed leaves its drafts, and the next one takes them up instead of making the letters again. Laws: a draft is
whole or not there (its list is written last, in one step, with the hash of its files); the same letter, rules and
corrections have the same draft, whichever process made it.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import get_ident
from typing import Any

from navograaf.graph.structure import restored
from navograaf.letters.model import Format, Letter

FOLDER = "drafts"
"""The name of the folder with drafts, in a graph folder."""
STRUCTURE = ".structure"
"""The ending of the file with what a letter's format tells (structure.py)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter's graph, text and structure on disk: `path` with .nq, .txt and, where the format tells more than words,
    .structure; and what is known of them."""

    path: Path
    id: str
    quads: int
    warnings: int
    nquads_sha256: str
    text_sha256: str
    judged: str = ""
    """The N-Quads of the corrections that the graph shows."""
    doubts: tuple[str, ...] = ()
    """Reasons to distrust what was found."""
    structure_sha256: str = ""
    """"" where there is no structure."""
    format: Format = "txt"
    pages: int = 0
    sketch: str = ""
    """As sketch.py makes it."""
    days: str = ""
    """As sketch.py makes it, of the days that the letter names."""
    numbered: bool = False
    """Whether the id is the number of the letter, and not the name of its file."""


def key(*parts: str) -> str:
    """The name of the draft of a letter that was made from `parts`: hashes, fingerprints, names."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def write(
    path: Path,
    identifier: str,
    nquads: str,
    raw: str,
    warnings: int = 0,
    judged: str = "",
    doubts: tuple[str, ...] = (),
    *,
    structure: str = "",
    **known: Any,
) -> Draft:
    """Write a draft down; `path` is its place in the folder of drafts, without an ending; known: its other fields."""
    path.parent.mkdir(exist_ok=True)
    data, words, told = nquads.encode("utf-8"), raw.encode("utf-8"), structure.encode("utf-8")
    draft = Draft(
        path,
        identifier,
        nquads.count("\n"),
        warnings,
        hashlib.sha256(data).hexdigest(),
        hashlib.sha256(words).hexdigest(),
        judged,
        doubts,
        hashlib.sha256(told).hexdigest() if told else "",
        **known,
    )
    facts = asdict(draft)
    del facts["path"]
    files = [(".nq", data), (".txt", words), *([(STRUCTURE, told)] if told else [])]
    for ending, content in (*files, (".json", json.dumps(facts).encode("utf-8"))):
        # Two files with the same letter are one draft: each writer has a name of its own, and the last one counts.
        own = path.with_name(f".{path.name}-{os.getpid()}-{get_ident()}{ending}")
        own.write_bytes(content)
        own.replace(path.with_name(path.name + ending))
    return draft


def read(path: Path) -> Draft | None:
    """The draft at `path`, or None when there is none that is whole."""
    try:
        facts = json.loads(path.with_name(f"{path.name}.json").read_bytes())
        for ending, name in ((".nq", "nquads_sha256"), (".txt", "text_sha256"), (STRUCTURE, "structure_sha256")):
            if not facts[name]:
                continue
            if hashlib.sha256(path.with_name(path.name + ending).read_bytes()).hexdigest() != facts[name]:
                return None
        return Draft(path, **(facts | {"doubts": tuple(facts["doubts"])}))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def letter(draft: Draft, file: str, sha256: str, source: str) -> Letter:
    """The letter that a draft was made of. Raises GraphError for a draft whose structure is damaged."""
    raw = draft.path.with_name(f"{draft.path.name}.txt").read_bytes().decode("utf-8")
    told = draft.path.with_name(f"{draft.path.name}{STRUCTURE}").read_bytes() if draft.structure_sha256 else b""
    return restored(told.decode("utf-8"), file=file, raw=raw, sha256=sha256, source=source)
