"""A document that got another name -> the places in other letters where it has its old one.

One kind of link. "waarvan de titel inmiddels is veranderd in Resilience Assessment 2020" stands in one letter, the old
title in others. Laws: it is a document that changes its name, never a unit or a person; a letter that has the new name
in any of its sentences is no place of the old one; where it cannot be told which document is meant, there is no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from navograaf.links.model import Confidence, Link, Sentence
from navograaf.words.folding import fold
from navograaf.words.rules import of_kind
from navograaf.words.stems import stem, stems

_DOCUMENT = "document/"
RENAME = "rename"
_LEAST = 2
"""A name that no list has is looked up by its words when it has so many."""
MOST = 100
"""So many letters at most are given for one change of name: the first ones."""
_BREAK = re.compile(r"\s[–—-]\s|[,;:()]")
_CAPITAL = re.compile(r"(?<!\w)[A-Z]\w")
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of name as a sentence tells it."""

    sentence: Sentence
    rule: str
    document: str
    """End of the IRI of the document by its old name, "" where only its words are known."""
    old: str
    new: str


def link(change: Change, source: str, targets: tuple[str, ...]) -> Link:
    """The link of a change of name that `source` tells to the places with the old name."""
    confidence: Confidence = "high" if change.document else "medium"
    old = change.old or change.document.removeprefix(_DOCUMENT)
    reason = f"the old name is {old!r}, the new one {change.new!r}" if change.new else f"the old name is {old!r}"
    return Link("documents", source, targets, change.rule, confidence, reason)


def has_new(words: Iterable[str], change: Change) -> bool:
    """Whether the sentences of a letter have the new name; not as a part of the old one: "Report" in "Readiness
    Report"."""
    new, old = fold(change.new), fold(change.old)
    if not new:
        return False
    text = fold("\n".join(words))
    text = text.replace(old, "\n") if new in old else text
    return bool(re.search(rf"(?<!\w){re.escape(new)}(?!\w)", text))


def changes(sentences: Sequence[Sentence]) -> Iterable[Change]:
    """The changes of name that sentences, in the order of reading, tell."""
    before: Sentence | None = None
    for sentence in sentences:
        previous = before if before and before.letter.iri == sentence.letter.iri else None
        before = sentence
        for rule in of_kind("links", "documents-renamed"):
            match = rule.regex.search(sentence.words)
            change = _change(rule.id, match, sentence, previous) if match else None
            if change:
                yield change
                break


def _change(rule: str, match: re.Match[str], sentence: Sentence, previous: Sentence | None) -> Change | None:
    groups = match.groupdict()
    new, old = _clean(groups.get("new") or groups.get("new2")), _clean(groups.get("old"))
    here = {one for one in sentence.named if one.startswith(_DOCUMENT)}
    gone_by = old or sentence.words[: match.start()]
    if not here and previous and not old:  # "De titel daarvan is veranderd in X": named in the sentence before
        here = {one for one in previous.named if one.startswith(_DOCUMENT)}
    document = _meant(here, gone_by, new)
    if document is None or not (document or len(_WORD.findall(old)) >= _LEAST):
        return None
    return Change(sentence, rule, document, old or _before(gone_by), new)


def _before(words: str) -> str:
    """The name that stands before "– waarvan de titel": the last part with two capitals, "" when none has."""
    parts = (_clean(part) for part in _BREAK.split(words))
    return next((part for part in reversed([*parts]) if len(_CAPITAL.findall(part)) >= _LEAST), "")


def _meant(documents: set[str], old: str, new: str) -> str | None:
    """Of the documents named, the one with the old name; "" when none is named, None when it cannot be told.

    The id of a document is made of its name: "state-of-civil-preparedness-report".
    """
    if len(documents) < _LEAST:
        return next(iter(documents), "")
    by_old = {one: _alike(one, old) - _alike(one, new) for one in documents}
    best = max(by_old.values())
    first = [one for one in sorted(documents) if by_old[one] == best]
    return first[0] if len(first) == 1 and best > 0 else None


def _alike(document: str, words: str) -> float:
    parts = {stem(part) for part in document.removeprefix(_DOCUMENT).split("-")}
    return len(parts & {one.stem for one in stems(words)}) / len(parts)


def _clean(words: str | None) -> str:
    return " ".join((words or "").split()).strip(" .,;:–-«»“”\"'()")
