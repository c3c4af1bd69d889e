"""Doubts: reasons to distrust what was found in a text, told from its words before anyone reads the findings.

After the layers. Laws: a doubt never stops a letter from being read; where the text is not Dutch, or is long enough to
judge and plainly no letter about the alliance, no decision, position, commitment or unknown name is told from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from navograaf.findings.layout import Layout
from navograaf.findings.model import Doubt, Findings
from navograaf.findings.word_counts import counted, subject_words
from navograaf.letters.canonical import CELLS

_SHORT, _JUDGED = 40, 60
"""Words. Shorter than the first is no letter; from the second on a text can be told from a letter by its words."""
_CAPITALS = 0.5
"""Share of the letters. In the letters that were read it is 0.03 to 0.08."""
_DUTCH, _HARDLY_DUTCH = 0.14, 0.07
"""Share of common Dutch words: 0.32 and more in every letter that was read."""
_DAMAGED, _GLUED, _FEW = 0.02, 0.01, 3
"""Signs of damage, and words of more than 26 letters, for each word; fewer than three of them say nothing."""
_SUBJECTS, _SUBJECT, _FORM = 3, 0.012, 2
"""Different words about the alliance, their share of all words, and phrases of letters to parliament: fewer tell a text
that is no letter. In every letter that was read there are 14 different ones, 0.025 of the words."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is counted in a text. Shares are of its words; `capitals` is of its letters."""

    words: int
    dutch: int
    foreign: int
    capitals: float
    damaged: int
    hyphens: int
    """Doubled hyphens inside words."""
    glued: int
    subject: int
    subjects: int
    """How many different words about the alliance."""
    alliance: int
    form: int
    """How many different words that belong to a letter to parliament."""


def judged(layout: Layout, found: Findings) -> Findings:
    """The findings, with the doubts about their text put first, and without what such a text cannot tell."""
    whole = measure(layout)
    found = replace(found, doubts=(*_doubts(whole), *found.doubts))
    if {"characters", "spaces", "capitals"} & {doubt.about for doubt in found.doubts}:
        found = replace(found, candidates=())  # an unknown name is likely to be a known one, misread
    if not bars_statements(whole):
        return found
    # what is pasted below a letter does not take away what the letter says
    signed = next((block.start for block in layout.text.blocks if block.kind == "signature"), None)
    head = measure(layout, signed) if signed else whole
    if head.words >= _JUDGED and not bars_statements(head):
        return found
    return replace(found, decisions=(), positions=(), commitments=(), candidates=())


def measure(layout: Layout, end: int | None = None) -> Measures:
    """Count what doubts are made of, up to `end` in the view; headings, letterhead and signatures are read too."""
    text, folded = layout.text.view.text[:end], layout.text.view.folded[:end]
    if layout.text.letter.parts:
        text = text.replace(CELLS, " ")  # put there by the reader, between the cells of a table
    hits = subject_words(folded)
    words, dutch, english, other, letters, capitals, damaged, hyphens, glued = counted(text)
    return Measures(
        words=words,
        dutch=dutch,
        foreign=max(english, other),
        capitals=capitals / max(1, letters),
        damaged=damaged,
        hyphens=hyphens,
        glued=glued,
        subject=hits["subject"].total() + hits["alliance"].total(),
        subjects=len(hits["subject"]) + len(hits["alliance"]),
        alliance=hits["alliance"].total(),
        form=len(hits["form"]),
    )


def _doubts(found: Measures) -> Iterator[Doubt]:
    """The doubts about a text, in whole sentences."""
    if is_foreign(found) or (found.words >= _SHORT and found.dutch < _DUTCH * found.words and not _is_glued(found)):
        what = f"The text does not read as Dutch: {found.dutch} of its {found.words} words are common Dutch words"
        yield Doubt("language", f"{what}, {found.foreign} are common words of another language.")
    elif is_off_subject(found):
        what = (
            f"It does not read as a letter to parliament about the alliance: {found.subject} of its {found.words} words"
        )
        yield Doubt(
            "kind", f"{what} are about that, and {found.form or 'none'} of the phrases of such letters stand in it."
        )
    if found.words < _SHORT:
        yield Doubt("length", f"The text holds {found.words} words, few for a letter.")
    if found.capitals > _CAPITALS:
        yield Doubt(
            "capitals", f"{found.capitals:.0%} of its letters are capitals: names can hardly be told from other words."
        )
    if found.damaged >= _FEW and found.damaged > _DAMAGED * found.words:
        yield Doubt(
            "characters", f"The text looks damaged: {found.damaged} odd signs or spellings in {found.words} words."
        )
    elif found.hyphens >= _FEW:
        yield Doubt("characters", f"The text looks damaged: {found.hyphens} hyphens inside words are doubled.")
    if _is_glued(found):
        yield Doubt(
            "spaces", f"Spaces seem to be lost: {found.glued} of its {found.words} words have more than 26 letters."
        )


def _is_glued(found: Measures) -> bool:
    return found.glued >= _FEW and found.glued > _GLUED * found.words


def is_foreign(found: Measures) -> bool:
    """Whether the text is plainly in another language than Dutch."""
    if found.words < 12 or _is_glued(found):
        return False
    return found.foreign > found.dutch or (found.words >= _SHORT and found.dutch < _HARDLY_DUTCH * found.words)


def is_off_subject(found: Measures) -> bool:
    """Whether the text is long enough to judge and hardly has the words of letters about the alliance."""
    # a page on a war of long ago has the words of the subject, and neither the alliance nor the form of a letter
    alien = not found.alliance and found.form < _FORM
    rare = found.subjects < _SUBJECTS or found.subject < _SUBJECT * found.words
    return found.words >= _JUDGED and (rare or alien)


def bars_statements(found: Measures) -> bool:
    """Whether decisions, positions, commitments and unknown names are not to be told from this text.

    A letter to parliament about another matter is read: its form tells that it is one.
    """
    return is_foreign(found) or (is_off_subject(found) and found.form < _FORM)
