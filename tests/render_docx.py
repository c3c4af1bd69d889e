"""Letters as docx, for tests: the zip and its parts written here, so that each byte is known and the same each time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from printed import NoteMark, PrintedLetter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    R: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_OPEN = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_SPACES = (
    f'{_OPEN} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" mc:Ignorable="w14"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
    # as Word writes it in Dutch: its name in English, its id not
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Voettekst"><w:name w:val="footer"/></w:style>'
)
_RUN = 37
"""Characters after which a run ends: Word cuts words at every correction."""


def document(body: str) -> str:
    """word/document.xml."""
    return f"{_HEAD}<w:document {_SPACES}><w:body>{body}</w:body></w:document>"


def story(name: str, inside: str) -> str:
    """Another part: story("w:styles", ...)."""
    return f"{_HEAD}<{name} {_SPACES}>{inside}</{name}>"


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of one run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{run(words)}</w:p>"


def run(words: str) -> str:
    """A run: a line feed is a line break."""
    return (
        "<w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{escape(w)}</w:t>' for w in words.split("\n")) + "</w:r>"
    )


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files, of a fixed date."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            made.writestr(info, content)
    return out.getvalue()


def package(body: str, parts: Mapping[str, str] | None = None, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A docx. parts: the inside of parts beside the text, by name ("styles", "footnotes", "footer1"); more: files."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"rId1": (f"{R}/officeDocument", "word/document.xml")}),
        "word/document.xml": document(body),
    }
    links: dict[str, tuple[str, str]] = {}
    for name, inside in (parts or {}).items():
        kind = name.rstrip("0123456789")
        root = {"header": "w:hdr", "footer": "w:ftr"}.get(kind, f"w:{kind}")
        links[f"rId-{name}"] = (f"{R}/{kind}", f"{name}.xml")
        files[f"word/{name}.xml"] = story(root, inside)
    files["word/_rels/document.xml.rels"] = relations(links)
    return zipped(files | dict(more or {}))


def relations(links: Mapping[str, tuple[str, str]], mode: str = "") -> str:
    """A part with relations: id -> kind, target."""
    inside = "".join(f'<Relationship Id="{i}" Type="{k}" Target="{t}"{mode}/>' for i, (k, t) in links.items())
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def note(kind: str, number: str, words: str) -> str:
    """A footnote or endnote."""
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{number}"><w:p>{mark}{run(" " + words)}</w:p></w:{kind}>'


def reference(kind: str, number: str) -> str:
    """A reference to one."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def render(letter: PrintedLetter, page: int = 0) -> bytes:
    """A letter as Word would write it. page: characters on a page, 0 for a file that was never paginated."""
    ids: dict[str, str] = {}
    body, room = "", page
    for one in letter.paragraphs:
        inside = ""
        for piece in one.pieces:
            if isinstance(piece, NoteMark):
                # Word numbers by order: the id says nothing, and 0 and 1 are the lines above the notes
                ids.setdefault(piece.number, str(90 - len(ids)))
                inside += reference("footnote", ids[piece.number])
                continue
            for words in _cut(piece):
                if page and room < 0:
                    inside += "<w:r><w:lastRenderedPageBreak/></w:r>"
                    room = page
                room -= len(words)
                inside += run(words) + '<w:proofErr w:type="spellStart"/>'
        style = '<w:pPr><w:pStyle w:val="Kop1"/></w:pPr>' if one.kind == "heading" else ""
        body += f"<w:p>{style}{inside}</w:p>"
    body += '<w:sectPr><w:footerReference w:type="default" r:id="rId-footer1"/></w:sectPr>'
    notes = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    notes += "".join(note("footnote", ids[number], words) for number, words in letter.notes.items() if number in ids)
    footer = "".join(paragraph(words, "Voettekst") for words in letter.footers)
    return package(body, {"styles": STYLES, "footnotes": notes, "footer1": footer})


def _cut(words: str) -> Iterator[str]:
    for at in range(0, len(words), _RUN):
        yield words[at : at + _RUN]
