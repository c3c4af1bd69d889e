"""A docx as the zip of parts that it is (ISO/IEC 29500-2), opened without trust: what a part holds, as a tree.

First step of the reader of docx. Laws: only the parts that are asked for are unpacked, in memory, and counted while
they are; what a part says of its size is not believed; no DTD, entity, or file outside the zip is ever looked at.
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from navograaf.errors import LetterError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBERS = 4_000
"""Files in a zip: a letter has some twenty, and one for each picture."""
MAX_UNPACKED = 32_000_000
"""Bytes of XML in all, unpacked: some 1,000 pages as Word writes them."""
MAX_RATIO = 250
"""Times that a part of more than RATIO_FROM bytes may be larger than it is packed: Word's are 10 to 40 times."""
RATIO_FROM = 1_000_000
MAX_TAGS = 1_000_000
"""Tags and attributes in all, each some 250 bytes in memory: as many as Word writes for 1,000 pages."""
_DIRECTORY = b"PK\x01\x02"
"""What each entry of a zip's table of contents begins with (APPNOTE 4.3.12)."""
_PIECE = 1 << 16
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN = (BadZipFile, NotImplementedError, ValueError, struct.error, zlib.error, EOFError, OSError, RuntimeError)
"""What zipfile raises for a damaged zip."""
_KINDS = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "visio/": "a Visio drawing",
}
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text (odt)",
    b"application/vnd.oasis.opendocument": "an OpenDocument file",
    b"application/epub+zip": "an e-book (epub)",
}
_AS_DOCX = "Save the letter as docx, PDF or plain text first"
_AGAIN = "Fetch the letter again, or open it in Word and save it anew"


class Relation(NamedTuple):
    """What a part refers to: "footnotes" and the name of a part. Links out of the file are none."""

    kind: str
    part: str


class Package:
    """The parts of a docx. Raises LetterError, with `source`, for a zip that is no docx, damaged or out of bounds."""

    def __init__(self, data: bytes, source: str) -> None:
        self._source, self._unpacked, self._tags = source, 0, 0
        if data.count(_DIRECTORY) > MAX_MEMBERS:  # zipfile would make an object for each
            raise self.refused(f"the zip holds more than {MAX_MEMBERS:,} files", _AGAIN)
        try:
            self._zip = ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except _BROKEN as error:
            raise self.refused("the docx or zip file is cut or damaged", _AGAIN) from error
        # names of parts are alike whatever their case (ISO/IEC 29500-2, 6.2.2.3)
        self._named = Counter(_name(info) for info in infos)
        self._members = {_name(info): info for info in infos}
        self.main = self._main_part()

    def refused(self, what: str, todo: str = _AGAIN) -> LetterError:
        """The error that says so of this file."""
        return LetterError(what, where=self._source, todo=todo)

    def tree(self, part: str) -> _Element | None:
        """The root element of a part; None where the file has no such part."""
        data = self._bytes(part)
        return None if data is None else self._parsed(data, part)

    def related(self, part: str) -> dict[str, Relation]:
        """Id -> what the part refers to inside the file."""
        folder, name = posixpath.split(part)
        found: dict[str, Relation] = {}
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for one in () if root is None else root:
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], path)
        return found

    def first(self, part: str, kind: str) -> str:
        """The part of a kind that `part` refers to; "" where there is none."""
        return next((one.part for one in self.related(part).values() if one.kind == kind), "")

    def _main_part(self) -> str:
        """The part with the text of the letter."""
        mime = self._bytes("mimetype") or b""
        for magic, what in _MIMETYPES.items():
            if mime.startswith(magic):
                raise self.refused(f"this is {what}", _AS_DOCX)
        for start, what in _KINDS.items():
            if any(name.startswith(start) for name in self._members):
                raise self.refused(f"this is {what}", _AS_DOCX)
        main = self.first("", "officeDocument") or "word/document.xml"
        if main.lower() in self._members:
            return main
        if "[content_types].xml" in self._members or any(name.startswith("word/") for name in self._members):
            raise self.refused(f"the docx has no text: {main} is missing")
        raise self.refused("this is a zip file, and no docx", "Unpack it, and give the letters in it")

    def _bytes(self, part: str) -> bytes | None:
        name = part.lower()
        info = self._members.get(name)
        if info is None:
            return None
        if self._named[name] > 1:
            raise self.refused(f"the docx holds {part} twice: which of them is the letter cannot be told")
        if info.flag_bits & 1:
            raise self.refused("the zip is encrypted", "Take the password off first")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the only two of ISO/IEC 29500-2, 7.3.6
            raise self.refused(f"{part} is packed in a way that docx does not know")
        try:
            return self._unpack(info, part)
        except _BROKEN as error:
            raise self.refused(f"the docx is cut or damaged: {part} cannot be unpacked") from error

    def _unpack(self, info: ZipInfo, part: str) -> bytes:
        pieces: list[bytes] = []
        size = 0
        with self._zip.open(info) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                self._unpacked += len(piece)
                if self._unpacked > MAX_UNPACKED:
                    raise self.refused(f"the docx unpacks to more than {MAX_UNPACKED // 1_000_000} MB of XML")
                if size > RATIO_FROM and size > MAX_RATIO * info.compress_size:
                    raise self.refused(f"{part} unpacks to more than {MAX_RATIO} times its size, as no letter does")
                pieces.append(piece)
        return b"".join(pieces)

    def _parsed(self, data: bytes, part: str) -> _Element:
        from lxml import etree

        if any(sign in data for sign in _DOCTYPES):  # ISO/IEC 29500-2, 6.2.5 forbids it in a part
            raise self.refused(f"{part} has a DTD, which may define entities and is not read")
        self._tags += data.count(b"<") + data.count(b"=")
        if self._tags > MAX_TAGS:
            raise self.refused(f"the docx has more than {MAX_TAGS:,} tags and attributes", "Give one letter a file")
        try:
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                data = data.decode("utf-16").encode()
            # The encoding is given, not asked: a DTD in UTF-7 would not have been seen above.
            parser = etree.XMLParser(
                encoding="utf-8",
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            why = "is nested too deep" if "depth" in str(error) else "is no well-formed XML"
            raise self.refused(f"{part} {why}") from error


def _name(info: ZipInfo) -> str:
    return info.filename.replace("\\", "/").lstrip("/").lower()
