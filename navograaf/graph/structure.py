"""What the format of a letter tells beside its words, as the graph folder keeps it: its parts, its pages, its facts.

Beside the canonical text in texts/ID.txt stands texts/ID.json, written with the draft of a letter (drafts.py) and read
wherever a stored letter is made again. Laws: a letter that is restored is the letter that was read; a text file without
facts has no such file; the bytes depend on the letter alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from navograaf.errors import GraphError
from navograaf.letters.model import MEDIA_TYPES, Fact, Letter, Part


def written(letter: Letter) -> str:
    """The structure of a letter as JSON, one line; "" for a text file of which nothing is told."""
    if letter.format == "txt" and not (letter.parts or letter.pages or letter.facts):
        return ""
    told = {"facts": letter.facts, "format": letter.format, "pages": letter.pages, "parts": letter.parts}
    return _json(told) + "\n"


def restored(told: str, *, file: str, raw: str, sha256: str, source: str) -> Letter:
    """The letter with the text `raw` and the structure that `written` made ("" for none).

    Raises GraphError for a structure that is damaged.
    """
    if not told:
        return Letter(file, raw, sha256, "utf-8", source)
    try:
        found = json.loads(told)
        if found["format"] not in MEDIA_TYPES:
            raise ValueError(found["format"])
        return Letter(
            file,
            raw,
            sha256,
            "utf-8",
            source,
            found["format"],
            tuple(_part(*row) for row in found["parts"]),
            tuple((int(offset), int(page)) for offset, page in found["pages"]),
            tuple(Fact(*map(str, row)) for row in found["facts"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise GraphError(
            "what is kept of the letter's structure is damaged", where=file, todo="Build the letter again"
        ) from error


def page_count(letter: Letter) -> int:
    """The pages of a letter, up to the last with text or, where its format counts them, to the last; 0 for none."""
    counted = [int(fact.value) for fact in letter.facts if fact.field == "pages" and fact.value.isdecimal()]
    return max([*counted, *(page for _, page in letter.pages)], default=0) if letter.pages else 0


def facts_digest(facts: Iterable[Fact]) -> str:
    """16 hexadecimal digits for what is said of a letter outside it; "" for nothing."""
    rows = tuple(facts)
    return hashlib.sha256(_json(rows).encode("utf-8")).hexdigest()[:16] if rows else ""


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))  # ASCII: a value may hold half a character


def _part(start: int, end: int, kind: Any, path: str, level: int, number: str, markers: Any) -> Part:
    found = tuple((int(first), int(last)) for first, last in markers)
    return Part(int(start), int(end), kind, str(path), int(level), str(number), found)
