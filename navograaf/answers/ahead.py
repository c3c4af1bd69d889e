"""Whether a sentence looks ahead: a plan among facts.

For entries.py, by the rules of extract/ahead.toml. Law: it says how the sentence is worded, not that what it tells
will come true.
"""

from __future__ import annotations

from navograaf.words.rules import of_kind


def looks_ahead(words: str, letter_kind: str) -> bool:
    """Whether the words of a sentence, on one line, tell what will happen; in an agenda also what a session will do."""
    rules = of_kind("ahead", "ahead")
    if letter_kind == "agenda":  # "De ministers spreken over": at a meeting that is still to come
        rules += of_kind("ahead", "session")
    return any(rule.regex.search(words) for rule in rules)
