"""The sentences of a letter that tell that the House was told or given something.

Asked by digest.py of each letter alone; fulfilment.py finds which of them answers to a promise. Law: a question of
members of parliament tells nothing.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

from navograaf.links.model import Item, Sentence
from navograaf.links.promise import says, tells_done
from navograaf.links.rarity import PROSE


def done(sentences: Iterable[Sentence], items: Iterable[Item]) -> list[Sentence]:
    """Those of the sentences of a letter that tell of something done; none of a question. items: its statements."""
    stated = sorted(items, key=lambda one: one.order)
    promised = {item.sentence for item in stated if item.kind == "commitment"}
    asked = [item for item in stated if item.kind == "question"]
    return [
        sentence
        for sentence in sentences
        if sentence.kind in PROSE
        and (tells_done(sentence.words) or (says("here", sentence.words) and sentence.iri not in promised))
        and not _inside(asked, sentence)
    ]


def _inside(items: Sequence[Item], sentence: Sentence) -> bool:
    at = bisect.bisect_right(items, sentence.start, key=lambda one: one.start) - 1
    return at >= 0 and sentence.start < items[at].end
