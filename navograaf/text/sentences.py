"""Sentences of a block, told by full stops that end one.

An abbreviation (extract/words/abbreviation.tsv), an initial and a number with a point do not end a
sentence; "jl.", "a.s." and their like do when a capital follows.
"""

from __future__ import annotations

import re
from functools import cache

from navograaf.words.lists import meanings

_STOPS = re.compile(r"[.?!…]+")
_BEHIND = re.compile(r"[»”\"’')\]]*\s+(?=[«\"“‘'’(\[]*[A-ZÀ-Þ0-9])")
"""What stands between the stops that may end a sentence and the next one."""
_TOKEN = re.compile(r"[^\s(«\"“‘\[]+$")
_LONGEST = 40
"""A longer word before a full stop is no abbreviation."""
_INITIAL = re.compile(r"^(?:[A-Z]\.|[A-Z][a-z]?\.(?:[A-Z][a-z]?\.)+)$")


@cache
def _abbreviations() -> dict[str, bool]:
    """Abbreviation in lower case -> whether it may end a sentence."""
    return {word.lower(): meaning == "end" for word, meaning in meanings("abbreviation").items()}


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences in text[start:end], in order, without the space between them."""
    spans: list[tuple[int, int]] = []
    begin = start
    for stop in _STOPS.finditer(text, start, end):
        behind = _BEHIND.match(text, stop.end(), end)
        if behind and _ends(text, begin, stop, behind.end()):
            spans.append((begin, begin + len(text[begin : behind.end()].rstrip())))
            begin = behind.end()
    if text[begin:end].strip():
        spans.append((begin, begin + len(text[begin:end].rstrip())))
    return spans


def _ends(text: str, begin: int, stop: re.Match[str], following: int) -> bool:
    """Whether the stops end a sentence; the next one would begin at `following`."""
    if stop[0][0] != "." or stop[0].startswith("..."):
        return True
    token = _TOKEN.search(text[max(begin, stop.start() - _LONGEST) : stop.start() + 1])
    word = token[0] if token else ""
    after = text[following : following + 1]
    may_end = _abbreviations().get(word.lower())
    if may_end is not None:
        return may_end and after.isalpha()
    if _INITIAL.match(word):
        return False
    # "1. Lastenverdeling" opens a list; "in 2018. Sindsdien" ends a sentence
    return not (re.fullmatch(r"\d{1,2}\.", word) and begin == stop.start() + 1 - len(word))
