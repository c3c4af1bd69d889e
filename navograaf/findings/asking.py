"""Questions in running text: the sentences of a party's contribution that ask, each with the words around it.

"Genoemde leden achten dit onverteerbaar. Wat onderneemt het kabinet?" asks in its second sentence; the first says
what it is about and is kept as context. "Zo ja, welke?" goes on with the question before it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from navograaf.findings.consultation import Piece
from navograaf.findings.layout import Layout
from navograaf.text.reading import Span
from navograaf.words.trials import finds, tried, worth

_BRACKETS = re.compile(r"\([^()]{1,60}\)[.?]?")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in running text: its span in the view, the index of its paragraph and the spans around it."""

    start: int
    end: int
    paragraph: int
    rule: str
    context: tuple[Piece, ...] = ()


def asks(words: str) -> str | None:
    """The id of the rule by which a sentence asks, or None."""
    return next(
        (rule.id for rule in tried("questions", "asks", worth(words, "questions")) if rule.regex.search(words)), None
    )


def members_speak(words: str) -> bool:
    """Whether the members of a party are the ones who speak in these words."""
    return finds("questions", "members", words)


def restates(words: str) -> bool:
    """Whether an answer repeats here what it was asked: "De leden van de VVD-fractie vroegen naar ..."."""
    return finds("questions", "restates", words)


def sentences_in(layout: Layout, piece: Piece) -> list[Span]:
    """The sentences of a piece, footnotes and headings left out; one that begins before it is cut to it."""
    all_of_them = layout.text.sentences
    first = layout.sentence_index(piece[0])
    found: list[Span] = []
    for sentence in itertools.islice(all_of_them, first, None):
        if sentence.start >= piece[1]:
            break
        if sentence.kind != "text" or sentence.end <= piece[0]:
            continue
        if found and found[-1].block == sentence.block and _BRACKETS.fullmatch(layout.words(sentence)):
            found[-1] = found[-1]._replace(end=sentence.end)  # "Hoeveel kost dat? (SP)"
        else:
            found.append(sentence if sentence.start >= piece[0] else sentence._replace(start=piece[0]))
    return found


def asked_in(layout: Layout, pieces: tuple[Piece, ...]) -> list[Asked]:
    """The questions of a contribution in order, each sentence that asks one of its own, "zo ja" with the one before."""
    found: list[Asked] = []
    for paragraph, piece in enumerate(pieces):
        around: list[Piece] = []
        for sentence in sentences_in(layout, piece):
            words = layout.words(sentence)
            rule = asks(words)
            if rule is None:
                around.append((sentence.start, sentence.end))
            elif found and found[-1].paragraph == paragraph and _goes_on(words):
                found[-1] = replace(found[-1], end=sentence.end)
            else:
                found.append(Asked(sentence.start, sentence.end, paragraph, rule, tuple(around[-2:])))
                around = []
        if around and found and found[-1].paragraph == paragraph:
            found[-1] = replace(found[-1], context=(*found[-1].context, *around))
    return found


def _goes_on(words: str) -> bool:
    return finds("questions", "depends", words)
