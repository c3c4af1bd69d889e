"""What the letter itself is: kind, number, date, place, addressee, signatories, the meeting that it is about.

A field is filled only with what the letter prints; what can be reasoned out stands under `inferred`, with the reason.
"""

from __future__ import annotations

import re
from collections import Counter

from navograaf.findings.dates import Date, find_dates
from navograaf.findings.layout import Layout
from navograaf.findings.model import Document, Inference, Meeting, Reference, Signature
from navograaf.findings.opening import Kind, opening
from navograaf.findings.references import dossiers
from navograaf.words.lists import meanings
from navograaf.words.reference import find
from navograaf.words.rules import of_kind


def kind_of(layout: Layout) -> Kind:
    """The kind of letter, from its headings, title and opening sentences in this order; "letter" when none tells."""
    return opening(layout).kind


def printed_date(layout: Layout) -> tuple[str | None, str | None]:
    """Date (ISO) and place that the letterhead prints, each None where it does not."""
    rules = [r for r in of_kind("layout", "letterhead") if "year" in r.regex.groupindex]
    for block in layout.text.blocks:
        if block.kind != "letterhead":
            continue
        words = layout.words(block)
        for rule in rules:
            if match := rule.regex.match(words):
                place = match["place"]
                dates = find_dates(words)
                if dates and dates[0].has_year:
                    return dates[0].value, place
    return None, None


def day_of(layout: Layout, dates: list[Date], printed: str | None) -> str | None:
    """The day from which dates without a year are reckoned: the printed one, else the latest that is looked back on."""
    if printed:
        return printed
    tense = meanings("tense")
    back: list[str] = []
    for date in dates:
        if not date.has_year or len(date.value) < 7 or layout.block_at(date.start).kind != "text":
            continue
        words = layout.word_set(layout.sentence_at(date.start))
        seen = {tense[w] for w in words if w in tense}
        if "past" in seen and "future" not in seen:
            back.append(date.value)
    if back:
        return max(back)
    first = next((d.value for d in dates if d.has_year and len(d.value) == 10 and d.last), None)
    return first or next((d.value for d in dates if d.has_year and len(d.value) == 10), None)


def read_document(layout: Layout, kind: Kind, about: Meeting | None, references: list[Reference]) -> Document:
    """All that is known of the letter as a document."""
    date, place = printed_date(layout)
    number, dossier = _numbers(layout)
    year = None
    printed = [line.text for line in layout.text.footers]
    printed += [layout.words(b) for b in layout.text.blocks if b.kind == "letterhead"]
    for words in printed:
        for rule in of_kind("document", "parliamentary-year"):
            if match := rule.regex.search(words):
                year = f"{match['first']}-{match['first'][: 4 - len(match['second'])]}{match['second']}"
    own = next((r for r in references if r.self), None)
    if own is not None:
        dossier, _, last = own.ids[0].rpartition("-")
        number = number or last
    head = " ".join(layout.words(b) for b in layout.text.blocks if b.kind == "letterhead")
    addressee = next((m["addressee"] for r in of_kind("document", "addressee") if (m := r.regex.search(head))), None)
    opening = " ".join(layout.words(s) for s in layout.text.sentences if s.kind == "text" and s.block < 6)[:600]
    behalf = tuple(m["role"] for r in of_kind("document", "behalf") for m in r.regex.finditer(opening))
    heading = layout.text.blocks[0] if layout.text.blocks and layout.text.blocks[0].kind == "heading" else None
    return Document(
        kind=kind,
        dossier=dossier,
        number=number,
        date=date,
        place=place,
        addressee=addressee,
        about_meeting=about.id if about and kind != "letter" else None,
        parliamentary_year=year,
        signed_by=tuple(signatures(layout)),
        on_behalf_of=behalf,
        title=layout.words(heading) if heading else None,
        inferred=tuple(_inferred(dossier, about, references)),
    )


def _numbers(layout: Layout) -> tuple[str | None, str | None]:
    """The number and dossier printed at the head; with several dossiers over one number the first is its own."""
    number = dossier = None
    for block in layout.text.blocks:
        if block.kind != "letterhead":
            continue
        words = layout.words(block)
        for rule in of_kind("document", "number"):
            if number is None and (match := rule.regex.match(words)):
                number = match["number"]
        for rule in of_kind("document", "dossier"):
            if dossier is None and (match := rule.regex.match(words)):
                dossier = dossiers(match["dossier"])[0]
    return number, dossier


def signatures(layout: Layout) -> list[Signature]:
    """The names under the letter with the post that stands above each."""
    found: list[Signature] = []
    role: str | None = None
    for block in layout.text.blocks:
        if block.kind != "signature":
            continue
        words = layout.words(block)
        if any(rule.regex.match(words) for rule in of_kind("layout", "signature-closing")):
            continue
        whole = next((m for rule in of_kind("layout", "signature-line") if (m := rule.regex.match(words))), None)
        if whole:  # "De Minister van Buitenlandse Zaken, W.B. Hoekstra"
            start, end = layout.text.view.raw_span(block.start + whole.start("name"), block.start + whole.end("name"))
            found.append(Signature(whole["name"], whole["role"], start, end))
            continue
        officer = next((m for rule in of_kind("layout", "signature-officer") if (m := rule.regex.match(words))), None)
        if officer:  # "De griffier van de commissie, De Lange", or the surname on the next line
            role = officer["role"]
            if officer["name"]:
                start, end = layout.text.view.raw_span(
                    block.start + officer.start("name"), block.start + officer.end("name")
                )
                found.append(Signature(officer["name"].strip(), role, start, end))
                role = None
            continue
        match = next((m for rule in of_kind("layout", "signature-role") if (m := rule.regex.match(words))), None)
        if match:
            role = match["role"]
            continue
        name = next((m["name"] for rule in of_kind("layout", "signature-name") if (m := rule.regex.match(words))), None)
        if name is None and role and any(r.regex.match(words) for r in of_kind("layout", "signature-surname")):
            name = words.rstrip(" ,")
        if name:
            start, end = layout.text.view.raw_span(block.start, block.end)
            found.append(Signature(name, role, start, end))
            role = None
    return found


def _inferred(dossier: str | None, about: Meeting | None, references: list[Reference]) -> list[Inference]:
    if dossier is not None or about is None:
        return []
    series = find("series", re.sub(r"-\d{4}.*$", "", about.id))
    usual = series.one("usualDossier") if series else None
    if usual is None:
        return []
    cited = Counter(r.ids[0].rpartition("-")[0] for r in references if r.kind == "kamerstuk" and r.ids)
    if cited[usual]:
        reason = f"letters about these meetings are printed in dossier {usual}, which the letter cites"
        return [Inference("dossier", usual, reason, "high")]
    return [Inference("dossier", usual, f"letters about these meetings are printed in dossier {usual}", "medium")]
