"""What a reader gives: the letter's canonical text, with the structure and the facts that its format tells.

The contract between the readers of formats and the text station. Of a text file the canonical text is the file itself,
without parts; of other formats it is laid down by canonical.py.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

Format = Literal["txt", "pdf", "docx", "html", "xml"]
Kind = Literal["letterhead", "heading", "text", "signature", "footnote"]
PartKind = Kind | Literal["footer"]
MEDIA_TYPES: dict[Format, str] = {
    "txt": "text/plain",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "xml": "application/xml",
}
"""The names of formats at IANA (https://www.iana.org/assignments/media-types)."""


class Part(NamedTuple):
    """A paragraph of the canonical text, raw[start:end], as its format has it."""

    start: int
    end: int
    kind: PartKind | None = None
    """None where the format does not tell; the text station tells it by the words."""
    path: str = ""
    """The element, as an XPath without prefixes: "/kamerstuk[1]/stuk[1]/al[3]". "" where the format has none."""
    level: int = 0
    """Of a heading, from 1; 0 where the format does not tell."""
    number: str = ""
    """Of a footnote, as it is printed."""
    markers: tuple[tuple[int, int], ...] = ()
    """Of a footnote: where the canonical text refers to it, in its order."""

    @property
    def marker(self) -> tuple[int, int] | None:
        """The first of the places that refer to a footnote."""
        return self.markers[0] if self.markers else None


class Fact(NamedTuple):
    """What is said about a letter outside its sentences: by its format, or by a file beside it."""

    field: str
    """dossier ("28676"), number ("344"), date (ISO 8601), kind (as Document.kind), title, addressee, signatory,
    parliamentary_year ("2019-2020"), identifier ("kst-28676-344"), kenmerk, published (ISO 8601), address (a URL)."""
    value: str
    source: str
    """Which file and element says so: "metadata.xml, OVERHEIDop.dossiernummer"; "letters.tsv, row 3"."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as read: `source` is the path as given ("-" for standard input), `file` its last part."""

    file: str
    raw: str
    """The canonical text: what offsets count in (code points)."""
    sha256: str
    """Of the bytes of the source."""
    encoding: str
    source: str
    format: Format = "txt"
    parts: tuple[Part, ...] = ()
    """In the order of the canonical text; none overlaps another."""
    pages: tuple[tuple[int, int], ...] = ()
    """Offset and page: from this offset on the text stands on this page, the first sheet of the file being 1. Offsets
    rise; pages need not, since footnotes are laid down behind the text."""
    facts: tuple[Fact, ...] = ()

    def page(self, offset: int) -> int | None:
        """The page that an offset of the canonical text stands on; None where the format has no pages."""
        at = bisect_right(self.pages, offset, key=lambda run: run[0])
        return self.pages[at - 1][1] if at else None

    def path(self, offset: int) -> str:
        """The path of the element that an offset stands in; "" where the format has none."""
        at = bisect_right(self.parts, offset, key=lambda part: part.start)
        part = self.parts[at - 1] if at else None
        return part.path if part and offset < part.end else ""
