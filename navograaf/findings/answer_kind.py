"""What an answer does: answers, points to another answer, puts off, or refuses and why; and which answers it points to.

Told by its sentences. An answer that says something of substance and ends in "zie voorts het antwoord op vraag 13"
is an answer; one of nothing but such sentences is a referral. A refusal in so many words ("kan ik in het openbaar
geen mededelingen doen") counts wherever it stands; that a thing is classified counts when little else is said.
"""

from __future__ import annotations

import re

from navograaf.findings.asking import sentences_in
from navograaf.findings.consultation import Piece, numbers_in
from navograaf.findings.layout import Layout
from navograaf.findings.told import AnswerKind
from navograaf.words.lists import meanings
from navograaf.words.sweeps import sweep_of
from navograaf.words.trials import finds, tried, worth

_OPENING = 2
"""An answer that puts off in one of so many first sentences is put off, whatever it adds."""
_SECRET_SHARE = 1 / 3
"""So much of an answer must speak of secrecy before that is taken for a refusal."""
_WORD = re.compile(r"[^\W\d_]+")


def kind_of_answer(layout: Layout, piece: Piece, *, shared: bool) -> tuple[AnswerKind, str | None]:
    """The kind of an answer and, for a refusal, its ground in the letter's clean words (None: it gives none)."""
    if shared:
        return "shared", None
    sweep = sweep_of(layout.kept, layout.text.places, "questions")
    spans = sentences_in(layout, piece)
    sentences = [layout.words(s) for s in spans]
    bits = {words: sweep.worth(s.start, s.end) for words, s in zip(sentences, spans, strict=True)}
    said = [s for s in sentences if not _fits(s, "pointing", bits[s])]
    if not said:
        return "referred", None
    refusing = [s for s in said if _fits(s, "refused", bits[s])]
    secret = [s for s in said if _fits(s, "secret", bits[s])]
    if not refusing and len(secret) > _SECRET_SHARE * len(said) and not any(_fits(s, "turns", bits[s]) for s in said):
        refusing = secret
    if refusing:
        return "refused", ground_of(refusing[0])
    later = [s for s in said if _fits(s, "deferred", bits[s]) and not _fits(s, "conditional", bits[s])]
    opening = said[:_OPENING]
    if 2 * len(later) >= len(said) or any(_puts_off(s) for s in later if s in opening):
        return (
            "deferred",
            None,
        )  # "De Kamer zal over de uitkomst in het verslag worden geïnformeerd", then what is known
    return "answered", None


def _puts_off(sentence: str) -> bool:
    """Whether a sentence puts off the answer itself: the House hears of it later."""
    return any(
        rule.more.get("opening") and rule.regex.search(sentence)
        for rule in tried("questions", "deferred", worth(sentence, "questions"))
    )


def ground_of(sentence: str) -> str | None:
    """Why a sentence refuses: its clause with "omdat", its phrase with "vanwege", else the word for secrecy in it."""
    for kind in ("ground", "ground-last"):
        for rule in tried("questions", kind, worth(sentence, "questions")):
            if match := rule.regex.search(sentence.rstrip(" .")):
                return match["ground"].strip()
    return None


def numbers_referred(words: str) -> tuple[int, ...]:
    """The numbers of the questions whose answers the words point to, in order and once."""
    found: dict[int, None] = {}
    for rule in tried("questions", "refers", worth(words, "questions")):
        for match in rule.regex.finditer(words):
            found.update(dict.fromkeys(numbers_in(_WORD.sub(_figure, match["numbers"]))))
    return tuple(found)


def refers_back(words: str) -> bool:
    """Whether the words point to the answer just before ("zie hierboven")."""
    return finds("questions", "refers-back", words)


def parties_referred(words: str) -> list[str]:
    """The words for those whose question was answered already ("mijn antwoord op de vraag van de leden van ...")."""
    return [
        match["who"]
        for rule in tried("questions", "refers-party", worth(words, "questions"))
        for match in rule.regex.finditer(words)
    ]


def _figure(match: re.Match[str]) -> str:
    value = meanings("number-word").get(match[0].lower(), "")
    return value if value.isdigit() else match[0]


def _fits(sentence: str, kind: str, bits: int) -> bool:
    return finds("questions", kind, sentence, bits)
