"""XML of a server, parsed so that it can do nothing: no entities, no DTD, nothing fetched, not too deep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.errors import FetchError

if TYPE_CHECKING:
    from lxml.etree import _Element


def parsed(data: bytes, where: str) -> _Element:
    """The root. Raises FetchError for what is not well-formed."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise FetchError(f"the answer is no XML ({why})", where=where) from None


def local(element: _Element) -> str:
    """The name of an element without its namespace, "" for a comment or instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
