"""A written consultation cut into stretches: who speaks where, the House or the minister, and under which number.

Three layouts come to the same: numbered ("Vraag 4", "Antwoord"), by party ("Vragen en opmerkingen van de leden
van de D66-fractie", "Reactie van de minister") and lists ("1", "Antwoord op vraag 1:", "12. Kunt u ...").
A heading that only names a party stands over questions or over answers: what comes before and after it decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from navograaf.findings.layout import Layout
from navograaf.findings.parties import bracketed_parties, only_parties, parties_in
from navograaf.text.reading import Block
from navograaf.words.rules import of_kind
from navograaf.words.trials import finds

Role = Literal["question", "answer", "contribution", "party", "topic", "none"]
_LONGEST_RANGE = 60
"""A range over more questions than this is no range ("Antwoord 2 - 2020")."""
Piece = tuple[int, int]
"""A paragraph, or what is left of it behind a mark: start and end in the view."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs under one mark. `numbers` are those that the mark prints, `parties` those that it names."""

    role: Role
    pieces: tuple[Piece, ...] = ()
    numbers: tuple[int, ...] = ()
    parties: tuple[str, ...] = ()
    rule: str = ""


def numbers_in(words: str) -> tuple[int, ...]:
    """The numbers of "7, 8 en 9" or "2 t/m 4", ranges written out, in order and once."""
    found: dict[int, None] = {}
    for match in (match for rule in of_kind("questions", "range") for match in rule.regex.finditer(words)):
        first, last = int(match["only"] or match["first"]), int(match["only"] or match["last"])
        ordered = first <= last <= first + _LONGEST_RANGE
        found.update(dict.fromkeys(range(first, last + 1) if ordered else (first, last)))
    return tuple(found)


def read_stretches(layout: Layout) -> list[Stretch]:
    """The letter as stretches in order, each with the role of question, answer or neither decided."""
    if __name__ not in layout.kept:
        layout.kept[__name__] = tuple(_decided(_marked(layout)))
    return list(layout.kept[__name__])


def _marked(layout: Layout) -> list[Stretch]:
    text = layout.text.view.text
    numbered = _numbered_blocks(layout)
    made = [Stretch("none")]
    pieces: list[list[Piece]] = [[]]

    def open_with(mark: Stretch) -> None:
        made.append(mark)
        pieces.append([])

    for i, block in enumerate(layout.text.blocks):
        if block.kind == "heading":
            open_with(_of_heading(layout.words(block)))
        elif block.kind == "text":
            mark, skip = _of_paragraph(layout.words(block), i in numbered)
            if mark is not None:
                open_with(mark)
            start = block.start + skip
            while start < block.end and text[start].isspace():
                start += 1
            if start < block.end:
                pieces[-1].append((start, block.end))
        elif block.kind != "footnote":
            open_with(Stretch("none"))
    return [replace(one, pieces=tuple(held)) for one, held in zip(made, pieces, strict=True)]


def _of_heading(words: str) -> Stretch:
    for kind, role in (
        ("mark-question", "question"),
        ("mark-number", "question"),
        ("mark-answer", "answer"),
        ("mark-reaction", "answer"),
        ("mark-contribution", "contribution"),
    ):
        for rule in of_kind("questions", kind):
            match = rule.regex.match(words)
            # a number alone is a question's only where nothing else stands in the heading ("1 Inleiding")
            if match and not (kind == "mark-number" and match.end() < len(words)):
                printed = match.groupdict().get("numbers")
                parties = parties_in(words) or bracketed_parties(words)
                return Stretch(role, (), numbers_in(printed or ""), parties, rule.id)  # type: ignore[arg-type]
    for rule in of_kind("layout", "heading"):
        if rule.regex.match(words) and parties_in(words):
            return Stretch("party", (), (), parties_in(words), rule.id)
    alone = only_parties(words)
    return Stretch("party", (), (), alone, "layout.heading.party") if alone else Stretch("topic")


def _of_paragraph(words: str, numbered: bool) -> tuple[Stretch | None, int]:
    """The mark with which a paragraph opens ("Antwoord 3: ja", "12. Kunt u") and its length in characters."""
    if any(rule.regex.match(words) for rule in of_kind("layout", "opening")):
        for kind, role in (("mark-question", "question"), ("mark-answer", "answer")):
            for rule in of_kind("questions", kind):
                if match := rule.regex.match(words):
                    numbers = numbers_in(match.groupdict().get("numbers") or "")
                    parties = parties_in(match[0]) or bracketed_parties(match[0])
                    return Stretch(role, (), numbers, parties, rule.id), match.end()  # type: ignore[arg-type]
    if numbered:
        for rule in of_kind("questions", "mark-number"):
            if match := rule.regex.match(words):
                return Stretch("question", (), numbers_in(match["numbers"]), (), rule.id), match.end()
    return None, 0


def _numbered_blocks(layout: Layout) -> frozenset[int]:
    """The paragraphs that open with the number of a question ("12. Kunt u ...?"), where the numbers run on from 1."""
    found: list[int] = []
    expected = 1
    blocks = layout.text.blocks
    for i, block in enumerate(blocks):
        words = layout.words(block)
        if block.kind != "text":
            continue
        for rule in of_kind("questions", "mark-number"):
            match = rule.regex.match(words)
            if match is None or not ("?" in words or finds("questions", "asks", words)):
                continue
            if numbers_in(match["numbers"])[0] == expected:
                found.append(i)
                expected = numbers_in(match["numbers"])[-1] + 1
    return frozenset(found) if len(found) >= 2 and _answers_questions(layout, blocks) else frozenset()


def _answers_questions(layout: Layout, blocks: tuple[Block, ...]) -> bool:
    kinds = of_kind("layout", "answer-line") + of_kind("layout", "list-title")
    return any(rule.regex.match(layout.words(block)) for block in blocks for rule in kinds)


def _decided(made: list[Stretch]) -> list[Stretch]:
    """Headings that name a party become questions or answers, and topics go on with what they stand in.

    "CDA-fractie" under "II Reactie van de minister" opens answers; before it, or with an answer of its own, questions.
    """
    out: list[Stretch] = []
    answering, seen = False, set[str]()
    for i, one in enumerate(made):
        if one.role in ("contribution", "party"):
            repeated = one.role == "party" or bool(set(one.parties) & seen)
            if answering and (not repeated or _answered_below(made, i)):
                answering = False
            seen |= set(one.parties) if not answering else set()
            one = replace(one, role="answer" if answering else "contribution")
        elif one.role in ("answer", "question"):
            answering = one.role == "answer"
        elif one.role == "topic" and out and out[-1].role in ("answer", "question", "contribution"):
            one = replace(one, role="answer" if answering else "contribution", parties=out[-1].parties, rule="")
        out.append(one)
    return out


def _answered_below(made: list[Stretch], i: int) -> bool:
    """Whether an answer mark follows before the next heading of a party."""
    for one in made[i + 1 :]:
        if one.role == "answer":
            return True
        if one.role in ("contribution", "party"):
            return False
    return False
