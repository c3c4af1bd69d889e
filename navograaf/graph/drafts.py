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

FOLDER = "drafts"
"""The name of the folder with drafts, in a graph folder."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter's graph and text on disk: `path` with .nq and .txt, and what is known of them."""

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
) -> Draft:
    """Write a draft down; `path` is its place in the folder of drafts, without an ending."""
    path.parent.mkdir(exist_ok=True)
    data, words = nquads.encode("utf-8"), raw.encode("utf-8")
    draft = Draft(
        path,
        identifier,
        nquads.count("\n"),
        warnings,
        hashlib.sha256(data).hexdigest(),
        hashlib.sha256(words).hexdigest(),
        judged,
        doubts,
    )
    facts = asdict(draft)
    del facts["path"]
    for ending, content in ((".nq", data), (".txt", words), (".json", json.dumps(facts).encode("utf-8"))):
        # Two files with the same letter are one draft: each writer has a name of its own, and the last one counts.
        own = path.with_name(f".{path.name}-{os.getpid()}-{get_ident()}{ending}")
        own.write_bytes(content)
        own.replace(path.with_name(path.name + ending))
    return draft


def read(path: Path) -> Draft | None:
    """The draft at `path`, or None when there is none that is whole."""
    try:
        facts = json.loads(path.with_name(f"{path.name}.json").read_bytes())
        for ending, name in ((".nq", "nquads_sha256"), (".txt", "text_sha256")):
            if hashlib.sha256(path.with_name(path.name + ending).read_bytes()).hexdigest() != facts[name]:
                return None
        return Draft(path, **(facts | {"doubts": tuple(facts["doubts"])}))
    except (OSError, ValueError, KeyError, TypeError):
        return None
