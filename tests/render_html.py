"""The letters as HTML: as official pages are built, as plain paragraphs, and as a word processor writes them.

Made after descriptions of those pages, nothing copied. Deterministic.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby

from printed import NoteMark, Paragraph, PrintedLetter


def render_official(letter: PrintedLetter, **facts: str) -> bytes:
    """A page as zoek.officielebekendmakingen.nl has it. facts: metadata, with "_" for "." ("OVERHEIDop_ondernummer")."""
    metas = "\n".join(
        f'<meta name="{name.replace("_", ".")}" content="{escape(value)}" />' for name, value in facts.items()
    )

    def mark(number: str) -> str:
        return f'<a class="nootnum supernote-click-ID-x-d1e{number}" href="#ID-x-d1e{number}">{number}</a>'

    body: list[str] = []
    for signs, run in groupby(letter.paragraphs, lambda one: one.kind == "signature"):
        lines = list(run)
        if signs:
            body.append(f'<p class="ondertekening">{"".join(map(_signed, lines))}</p>')
            continue
        body += [_official(one, mark) for one in lines]
    notes = "\n".join(
        f'<div class="voet noot snp-mouseoffset snb-pinned notedefault" id="supernote-note-ID-x-d1e{number}">'
        f'<h5 class="note-close"><a class="note-close" href="#close-ID-x-d1e{number}">X</a> Noot</h5>'
        f'<sup><span class="nootnum"><a id="ID-x-d1e{number}" name="ID-x-d1e{number}"></a>{number}</span></sup>'
        f"<p>{escape(words)}</p></div>"
        for number, words in letter.notes.items()
    )
    return f"""<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"/><title>Kamerstuk | Overheid.nl</title>
{metas}
<script>document.write("script");</script><style>p {{ margin: 0 }}</style></head>
<body><div class="skiplinks"><a href="#content">Ga direct naar de inhoud</a></div>
<header class="header" role="banner"><a href="/">Overheid.nl</a><nav><ul><li><a href="/a">Menu een</a></li></ul></nav></header>
<div class="columns columns--sidebar-left"><div class="sidebar"><h2>Documenten</h2><p>Zijbalk</p></div>
<div id="content" role="main"><div id="main-column"><table><tr><td>Datum publicatie</td><td>Organisatie</td></tr>
<tr><td>1 mei 2020</td><td>Tweede Kamer</td></tr></table>
<div id="broodtekst" class="stuk broodtekst-container">
{chr(10).join(body)}
<div id="noten"><hr />{notes}</div>
</div></div></div></div>
<footer><p>Over deze website</p><ul><li><a href="/c">Contact</a></li></ul></footer></body></html>
""".encode()


def _official(one: Paragraph, mark: Callable[[str], str]) -> str:
    words = _words(one, mark)
    if one.kind == "heading":
        return f'<h3 class="tussenkop no-toc"><strong class="tussenkop_vet">{words}</strong></h3>'
    if one.kind == "letterhead" and one.words.startswith("Nr."):
        number, _, title = words.removeprefix("Nr. ").partition(" ")
        return f'<h2 class="stuktitel"><span class="stuknummer">Nr. {number}</span> {title}</h2>'
    if one.kind == "letterhead" and one.words[-4:].isdigit():
        return f'<p class="kamerstukdatum">{words}</p>'
    return f"<p>{words}</p>"


def _signed(one: Paragraph) -> str:
    role = one.words.startswith(("De ", "DE "))
    return f'<span class="{"functie" if role else "naam"}">{escape(one.words)}</span>'


def render_plain(letter: PrintedLetter) -> bytes:
    """A page of nothing but paragraphs, with notes as most converters write them."""

    def mark(number: str) -> str:
        return f'<sup><a href="#fn{number}" id="ref{number}">{number}</a></sup>'

    body = "\n".join(f"<p>{_words(one, mark)}</p>" for one in letter.paragraphs)
    notes = "".join(
        f'<p id="fn{number}"><sup>{number}</sup> {escape(words)} <a href="#ref{number}">↩</a></p>\n'
        for number, words in letter.notes.items()
    )
    return f"<html><body>\n{body}\n{notes}</body></html>\n".encode()


def render_word(letter: PrintedLetter) -> bytes:
    """A page as Word saves it: Windows-1252, conditional comments, its own classes, lines of 70 characters."""

    def mark(number: str) -> str:
        return (
            f'<a style=\'mso-footnote-id:ftn{number}\' href="#_ftn{number}" name="_ftnref{number}" title="">'
            f"<span class=MsoFootnoteReference><![if !supportFootnotes]>[{number}]<![endif]></span></a>"
        )

    def style(one: Paragraph) -> str:
        return "<h2>{}</h2>" if one.kind == "heading" else "<p class=MsoNormal>{}<o:p></o:p></p>"

    body = "\n".join(style(one).format(_words(one, mark).replace(" ", "\n", 3)) for one in letter.paragraphs)
    notes = "".join(
        f"<div style='mso-element:footnote' id=ftn{number}><p class=MsoFootnoteText>"
        f'<a style=\'mso-footnote-id:ftn{number}\' href="#_ftnref{number}" name="_ftn{number}" title="">'
        f"<span class=MsoFootnoteReference><![if !supportFootnotes]>[{number}]<![endif]></span></a>"
        f" {escape(words)}</p></div>\n"
        for number, words in letter.notes.items()
    )
    page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><style>p.MsoNormal {{margin:0}}</style></head>
<body lang=NL><div class=WordSection1>
{body}
</div><div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr width="33%"><![endif]>
{notes}</div></body></html>
"""
    return page.encode("cp1252", "xmlcharrefreplace")


def _words(one: Paragraph, mark: Callable[[str], str]) -> str:
    return "".join(mark(piece.number) if isinstance(piece, NoteMark) else escape(piece) for piece in one.pieces)
