"""How far an act has come: taken, expected, proposed, pending or not yet, by helping verbs and words of time.

"stemden in" is taken, "zullen instemmen" expected, "wordt gevraagd in te stemmen" proposed, "werkt aan" pending,
"nog geen besluit" not yet. A clause that hangs on another ("om ... te verlengen") takes its standing from the words
that govern it: after "besloten" it is taken, after "gevraagd" proposed; a mere purpose is no decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from navograaf.findings.acts import ActWord
from navograaf.findings.clauses import Clause, helping_verbs
from navograaf.findings.told import Status
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.rules import of_kind
from navograaf.words.trials import finds, worth

_PARTICIPLE = re.compile(r"(?:^|[a-z])ge|^(?:be|ver|her|ont|onder|over|aanvaard)")
_PHRASE = 90
"""A noun phrase that an act tells of is quoted with so many characters behind the act."""
_GOVERN = 110
"""So many characters before "te" may hold the word that governs it, where no clause of its own begins."""


def said(kind: str, words: str, bits: int | None = None) -> bool:
    """Whether a rule of extract/decisions.toml of this kind finds something in the words (bits: as in `finds`)."""
    return finds("decisions", kind, words, bits)


def status_of(
    text: str, clauses: Sequence[Clause], at: int, word: ActWord, *, foreseen: Callable[[str], bool]
) -> Status | None:
    """The status of the act whose word stands in clauses[at]; None when the clause makes no decision of it.

    foreseen: whether what a clause tells in the present tense is still to come ("tijdens de bijeenkomst", "in 2027").
    """
    clause = clauses[at]
    words, bits = clause.words(text), clause.worth
    before = _governing(text, clauses, at)
    above = worth(before, "decisions") if clause.kind == "that" else 0
    verbs = {tells for _, tells in clause.helping}
    if attributive(word, text, clause):
        before_it = text[clause.start : word.start]
        if word.weight != "strong" and not said("by-body", before_it):
            return None  # "de onlangs gepubliceerde visie" tells which one
        return "expected" if said("to-come", before_it[-12:]) else "taken"
    if clause.kind == "that" and verbs & {"can", "become", "will", "would", "must"} and said("decided", before, above):
        return "expected" if foreseen(words) else "taken"  # "besloten dat de activiteiten hervat kunnen worden"
    if clause.kind == "that" and said("judged", before, above):
        return None  # "van belang dat de rol wordt aangepast": a view, nothing is decided
    if clause.kind == "main" and said("whether", words, bits):
        return "not_yet"  # "Of een bijdrage mogelijk is, ..."
    if clause.kind in ("condition", "question") or clause.opener == "wanneer" or said("not", words, bits):
        return "not_yet" if said("not-yet", words + before) else None
    if said("against", f"{before} {words}") or said("put-off", f"{before} {_without(word, text, clause)}"):
        return None  # "was tegen het besluit om ...", "het besluit om ... uitgesteld"
    if clause.kind == "purpose" or is_infinitive(word, text):
        governed = _governed(before + " " + text[max(clause.start, word.start - _GOVERN) : word.start])
        urged = (
            governed == "proposed"
            and word.weight in ("passive", "body")
            and not said("asked-to-decide", before + words)
        )
        return None if urged else governed  # "dringt aan op het verhogen": urged, nothing is put to a decider
    if said("not-yet", words, bits):
        return "not_yet"
    if said("proposed", words, bits) or "want" in verbs:
        return "proposed"
    if "will" in verbs or (clause.kind == "that" and said("expected", before, above)):
        return "expected"
    if "would" in verbs or said("pending", words, bits):
        return "pending"
    if said("expected", words, bits):
        return "expected"
    past = verbs & {"have", "had", "was", "became"}
    if "must" in verbs and not past:
        return "not_yet" if word.act == "frame" else None  # "het besluit moet door de NAVO worden genomen"
    if verbs & {"can", "may", "seem"} and not past:
        return None
    done = bool(past) or ("be" in verbs and "become" not in verbs and bool(_PARTICIPLE.search(fold(word.words))))
    ahead = foreseen(words) and not (said("settled", words, bits) and "become" not in verbs)
    return "expected" if not done and ahead and ("become" in verbs or not _past(word)) else "taken"


def _without(word: ActWord, text: str, clause: Clause) -> str:
    """The words of the clause but those of the act: "het besluit is uitgesteld" is itself the putting off."""
    if not any(start <= word.start and word.end <= end for start, end in clause.parts):
        return clause.words(text)
    return " ".join(
        f"{text[a : word.start]} {text[word.end : b]}" if a <= word.start < b else text[a:b] for a, b in clause.parts
    )


def _past(word: ActWord) -> bool:
    """Whether the finite form is past: "stemden", "besloot"."""
    first = fold(word.words).split()[0]
    return first in meanings("past") or (" te " not in word.words and re.search(r"\w{3}(?:d|t)en?$", first) is not None)


def _governing(text: str, clauses: Sequence[Clause], at: int) -> str:
    """The words of the clauses that this one hangs on, nearest last."""
    found: list[str] = []
    parent = clauses[at].parent
    while parent is not None and len(found) < 2:
        found.insert(0, clauses[parent].words(text))
        parent = clauses[parent].parent if clauses[parent].kind != "main" else None
    return " ".join(found)


def _governed(before: str) -> Status | None:
    bits = worth(before, "decisions")
    if said("not-yet", before, bits):
        return "not_yet"
    if said("decided", before, bits):
        return "expected" if said("expected", before, bits) else "taken"
    if said("asked", before, bits):
        return "proposed"
    if said("announced", before, bits):
        return "expected"
    if said("planned", before, bits):
        return "pending"
    return None


def is_infinitive(word: ActWord, text: str) -> bool:
    """ "te verlengen", "uit te breiden"."""
    return " te " in f" {word.words} " or text[max(0, word.start - 4) : word.start].lower().endswith(" te ")


def attributive(word: ActWord, text: str, clause: Clause) -> tuple[int, int] | None:
    """The span of the noun phrase when the word stands before a noun, None when it does not.

    "de in 2016 aangenomen verklaring", "de aan Kiev verleende status": what is told so is done.
    """
    if word.form != "verb" or " " in word.words or not _PARTICIPLE.search(word.words):
        return None
    after = re.match(r"\s+(\(?[\w«“\"-]+)", text[word.end : word.end + 40])
    if after is None or helping_verbs(after[1]):
        return None
    first = max(clause.start, word.start - _GOVERN)
    article = next((m for r in of_kind("decisions", "article") if (m := r.regex.search(text, first, word.start))), None)
    if article is None or article.end() != word.start:
        return None
    named = after[1][0].isupper() or after[1][0] in '«“"'
    if not named and (not word.words.endswith("e") or helping_verbs(text[article.start() : word.start])):
        return None
    end = min(clause.end, word.end + _PHRASE)
    return article.end("article"), end if end == clause.end else text.rindex(" ", word.end, end)
