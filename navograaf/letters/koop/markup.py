"""XML bytes become a tree, safely. Used by the readers of published XML and of its metadata.

Laws: no document type is processed and no entity but the five of XML is known, so nothing expands and nothing is
fetched; the encoding is chosen here, from a closed list; size, number of marks and depth are bounded.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from navograaf.errors import LetterError

if TYPE_CHECKING:
    from lxml.etree import XMLSyntaxError, _Element

MAX_XML_BYTES = 16_000_000
"""Of an XML file: the longest paper that is known, a budget, has a million characters."""
MAX_MARKS = 600_000
"""Of "<", and of "=", in a file: an element takes 200 bytes of memory, and an attribute as many."""
MAX_DEPTH = 100
"""Of elements in each other: published papers nest 20 deep."""
ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
    # Whoever writes one of these means the other, as browsers know (WHATWG Encoding, 4.2).
    **dict.fromkeys(("windows-1252", "cp1252", "iso-8859-1", "latin1", "iso_8859-1"), "cp1252"),
    **dict.fromkeys(("iso-8859-15", "latin-9"), "iso-8859-15"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be"), "utf-8"),  # without a mark and without noughts: it is not
}
"""The names of encodings in a declaration -> the encoding as it is read."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.-]{0,30})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*>")
_BEFORE = re.compile(r"(?>\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_DOCTYPE = re.compile(
    r"""<!DOCTYPE (?>[^\[>"']+ | "[^"]*" | '[^']*')*
        (?: \[ (?>[^\]"'<]+ | <!--.*?--> | <\?.*?\?> | <(?!!--|\?) | "[^"]*" | '[^']*')* \] \s* )? >""",
    re.VERBOSE | re.DOTALL,
)
_ENTITY = re.compile(r"Entity '([^']{1,40})' not defined")


def tree(data: bytes, source: str) -> tuple[_Element, str]:
    """The root element and the encoding of an XML file.

    Raises LetterError for one that is too large, in an unknown encoding, not well-formed, cut, or that uses entities.
    """
    from lxml import etree

    if len(data) > MAX_XML_BYTES or max(data.count(b"<"), data.count(b"=")) > MAX_MARKS:
        raise LetterError(
            f"the XML is larger than {MAX_XML_BYTES // 1_000_000} MB, or has more than {MAX_MARKS:,} elements",
            where=source,
            todo="Give one letter a file",
        )
    text, encoding = _decoded(data, source)
    # Entities and outside definitions are refused thrice: no document type, no expansion, no network.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=False,
    )
    try:
        root = etree.fromstring(_bare(text, source).encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise _said(error, source) from None
    _shallow(root, source)
    return root, encoding


def name_of(element: _Element) -> str:
    """The name of an element without its namespace; "" for a comment, an instruction and an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _decoded(data: bytes, source: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _text(data[len(bom) :], encoding, source), encoding
    for head, encoding in _UNMARKED:
        if data.startswith(head):
            return _text(data, encoding, source), encoding
    declared = _DECLARED.match(data)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name not in ENCODINGS:
        raise LetterError(f"the encoding {name} is not read", where=source, todo="Save it as UTF-8")
    encoding = ENCODINGS[name]
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return _text(data, "cp1252", source), "cp1252"  # the one that is most often meant


def _text(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LetterError(
            "the bytes are not in the encoding that the file declares, nor in Windows-1252",
            where=f"{source}:{line}",
            todo="Save it as UTF-8",
        ) from None


def _bare(text: str, source: str) -> str:
    """The text without declaration and document type, its lines where they were."""
    start = _DECLARATION.match(text)
    text = _lines(text, 0, start.end()) if start else text
    before = _BEFORE.match(text)
    at = before.end() if before else 0
    if not text.startswith("<!DOCTYPE", at):
        return text
    found = _DOCTYPE.match(text, at)
    if found is None:
        raise LetterError("the document type is cut or damaged", where=source, todo="Fetch the file again")
    return _lines(text, at, found.end())


def _lines(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _said(error: XMLSyntaxError, source: str) -> LetterError:
    line = error.lineno or 0
    where = f"{source}:{line}" if line else source
    if used := _ENTITY.search(error.msg or ""):
        return LetterError(
            f"the XML uses the entity &{used[1]};, and entities are not expanded",
            where=where,
            todo="Save it with the character itself",
        )
    if "depth" in (error.msg or ""):
        return _deep(where)
    what = (error.msg or "it is empty").partition(", line ")[0].splitlines()[0]
    return LetterError(f"the XML is cut or damaged ({what})", where=where, todo="Fetch the file again")


def _shallow(root: _Element, source: str) -> None:
    """Raises LetterError where elements stand deeper in each other than MAX_DEPTH."""
    from lxml import etree

    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise _deep(f"{source}:{element.sourceline}")


def _deep(where: str) -> LetterError:
    return LetterError(
        f"elements stand more than {MAX_DEPTH} deep in each other", where=where, todo="Fetch the letter as PDF"
    )
