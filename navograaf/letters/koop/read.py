"""Letters as officielebekendmakingen publishes them: XML of KOOP, in the modern and in the legacy dialect.

A reader of the first station. Laws: each character between the tags is in the canonical text, that of metadata apart;
each paragraph has the path of its element; what the head of the paper says is laid down and told as facts.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from navograaf.errors import LetterError
from navograaf.letters.canonical import MAX_CHARACTERS, Canonical, TooLong
from navograaf.letters.koop import names
from navograaf.letters.koop.blocks import Blocks
from navograaf.letters.koop.facts import paper_facts
from navograaf.letters.koop.markup import name_of as element_name
from navograaf.letters.koop.markup import tree
from navograaf.letters.model import Letter
from navograaf.letters.reading import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_koop(data: bytes, source: str) -> Letter:
    """The Letter in the XML of a published paper, of one of both dialects, with or without its wrapper.

    Raises LetterError as `markup.tree` does, for XML that is no paper, and for a paper without words or too long.
    """
    root, encoding = tree(data, source)
    name = element_name(root)
    _refuse(root, name, source)
    canonical = Canonical()
    try:
        Blocks(root, canonical).block(root, name, f"/{name}[1]")
        raw, parts, pages = canonical.laid()
    except TooLong:
        raise LetterError(
            f"the letter is longer than {MAX_CHARACTERS:,} characters", where=source, todo="Give one letter a file"
        ) from None
    if not raw.strip():
        raise LetterError("the paper holds no words", where=source, todo="Fetch the letter as PDF")
    file = name_of(data, source)
    digest = hashlib.sha256(data).hexdigest()
    return Letter(file, raw, digest, encoding, source, "xml", parts, pages, paper_facts(root, file))


def _refuse(root: _Element, name: str, source: str) -> None:
    """Raises LetterError for XML that is no paper of parliament or government."""
    if name in names.NO_LETTERS:
        what, _, todo = names.NO_LETTERS[name].partition(". ")
        raise LetterError(f"the root element is <{name}>: this is {what}", where=source, todo=todo)
    if not any(element_name(one) in names.TEXTS for one in root.iter()):
        raise LetterError(
            f"the root element is <{name}>, and no element in it holds the text of a paper as KOOP publishes it",
            where=source,
            todo="Fetch the letter's own XML, or save the letter as HTML or plain text",
        )
