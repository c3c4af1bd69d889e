"""Commitments: what the government promises to tell or send the House, when, and on what condition.

After the meetings, beside the other statements. Law: a sentence promises once; what has been told before, what the
letter itself brings, what is refused and what a party asks for is no promise.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from navograaf.findings.dates import Date
from navograaf.findings.due import find_moment
from navograaf.findings.layout import Layout
from navograaf.findings.model import Document, Meeting, Signature
from navograaf.findings.rounds import asking
from navograaf.findings.told import Commitment
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.reference import of_kind as things
from navograaf.words.rules import Rule
from navograaf.words.sweeps import Sweep
from navograaf.words.trials import asked, finds, tried, worth

GOVERNMENT, GOVERNMENT_ID = "Dutch government", "organisation/dutch-government"
_SEMICOLON = re.compile(r";\s+")
_LONGEST = 900
"""A longer sentence is no sentence, but a table or text without full stops: only so much of it is read."""


def find_commitments(
    layout: Layout,
    document: Document,
    dates: Sequence[Date],
    meetings: Sequence[Meeting],
    day: str | None,
) -> list[Commitment]:
    """The promises of a letter in text order, as promisers.py finishes them.

    document: who signs and which meeting the letter is about; dates: with their years; day: the day of the letter.
    """
    found: list[Commitment] = []
    text, sweep = layout.text.view.text, Sweep(layout.text.places, "commitments")
    if not finds("commitments", "setting", text, sweep.worth(0, len(text))):
        return found  # nobody speaks to a House here
    promising = asked("commitments", "promise", "present")
    for start, end in _clauses(layout):
        bits = sweep.worth(start, end)
        if bits & promising and (rule := _promise(text[start:end], bits)) is not None:
            found.append(_commitment(layout, start, end, rule, document, dates, meetings, day))
    return found


def _clauses(layout: Layout) -> Iterable[tuple[int, int]]:
    """The sentences of the letter's own voice, cut at semicolons: not headings, not the questions of the House."""
    text = layout.text.view.text
    theirs = _theirs(layout)
    starts = [start for start, _ in theirs]
    for sentence in layout.text.sentences:
        before = bisect.bisect_right(starts, sentence.start) - 1
        if sentence.kind not in ("text", "footnote") or (before >= 0 and sentence.start < theirs[before][1]):
            continue
        begin = sentence.start
        if text.find(";", begin, sentence.end) >= 0:
            for stop in _SEMICOLON.finditer(text, begin, sentence.end):
                if stop.start() > begin:
                    yield begin, min(stop.start(), begin + _LONGEST)
                begin = stop.end()
        if sentence.end > begin:
            yield begin, min(sentence.end, begin + _LONGEST)


def _theirs(layout: Layout) -> list[tuple[int, int]]:
    """The spans of the view in which the House speaks, in order: nothing in them is promised."""
    return [piece for one in asking(layout) for piece in one.pieces] if layout.is_consultation else []


def _promise(words: str, bits: int) -> Rule | None:
    """The rule by which a sentence promises something, or None. bits: what is worth trying on its words."""
    for rule in tried("commitments", "promise", bits) + tried("commitments", "present", bits):
        match = rule.regex.search(words)
        if match is None or (rule.kind == "present" and not finds("commitments", "future", words, bits)):
            continue
        return None if finds("commitments", "not-promise", words, bits) else rule
    return None


def _commitment(
    layout: Layout,
    start: int,
    end: int,
    rule: Rule,
    document: Document,
    dates: Sequence[Date],
    meetings: Sequence[Meeting],
    day: str | None,
) -> Commitment:
    view, raw = layout.text.view, layout.text.letter.raw
    condition = _first("condition", view.text[start:end])
    moment = find_moment(layout, start, end, dates, meetings, document.about_meeting, day)
    by, by_id = _speaker(view.text[start:end], document)
    a, b = view.raw_span(start, end)
    return Commitment(
        a,
        b,
        raw[a:b],
        rule.id,
        by,
        by_id,
        due=view.text[moment.start : moment.end] if moment else None,
        due_date=moment.date if moment else None,
        meeting=moment.meeting if moment else None,
        condition=condition[0].strip(" ,") if condition else None,
        conditional=condition is not None,
    )


def _first(kind: str, words: str) -> re.Match[str] | None:
    """The leftmost match of the rules of a kind."""
    hits = [m for rule in tried("commitments", kind, worth(words, "commitments")) if (m := rule.regex.search(words))]
    return min(hits, key=lambda m: (m.start(), -m.end()), default=None)


def _speaker(words: str, document: Document) -> tuple[str, str | None]:
    """Who promises: the one minister who signs where the sentence says "ik" or nobody else, else the government."""
    post = next((p for p in map(_post_of, document.signed_by) if p), None) if len(document.signed_by) == 1 else None
    if post is None or finds("commitments", "government", words):
        return GOVERNMENT, GOVERNMENT_ID
    return meanings("holder-name").get(post) or post, f"post/{post}"


def _post_of(signature: Signature) -> str | None:
    """The id of the post in which a letter is signed, where the ontology knows it."""
    role = fold(signature.role or "")
    return next((t.id for t in things("post") if any(fold(x.text) == role for x in t.labels)), None)
