"""Extraction of whole letters, beside spaCy's PhraseMatcher that only finds names in the same letters.

    python benchmarks/extract_names.py [--rounds R]

Letters are made up, every round has others; seconds are those of the processor, of one core. spaCy stands in the
dependency group `bench`; without it the row says so.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import Any

from measured import Options, Row, interleaved

NAMES = 5_000
BATCH = 40
"""Letters a round."""


def rows(options: Options) -> Iterator[Row]:
    """Letters a second on one core, and how many times as many as the PhraseMatcher."""
    from make_letters import letter

    from navograaf.files import folder
    from navograaf.findings.extract import extract
    from navograaf.letters.model import Letter
    from navograaf.letters.reading import from_bytes, read_letter
    from navograaf.letters.sources import letter_paths

    def batch(number: int) -> list[Letter]:
        return [from_bytes(letter(number * BATCH + k).encode(), f"{k}.txt") for k in range(BATCH)]

    batches: Iterator[list[Letter]] = (batch(number) for number in range(1, options.rounds + 1))
    for warm in batch(0):
        extract(warm)
    find = _matcher()
    gc.collect()
    gc.freeze()
    current: list[Letter] = []

    def ours() -> float:
        current[:] = next(batches)
        return _rate(current, extract)

    def theirs() -> float:
        return _rate(current, find) if find else 0.0

    found = interleaved(options.rounds, {"ours": ours, "theirs": theirs})
    said = f"{found['ours']:,.0f} letters/s"
    what = "extraction of whole letters, letters/s on one core, against spaCy's PhraseMatcher (names only)"
    if not find:
        yield Row(what, None, goal=1.0, floor=1 / 3, note=f"{said}; spaCy is not installed")
        return
    beside = f"{said}, PhraseMatcher {found['theirs']:,.0f}; {NAMES:,} names, {BATCH} letters a round"
    yield Row(what, found["ours"] / found["theirs"], goal=1.0, floor=1 / 3, note=beside)
    seeds = [read_letter(path) for path in letter_paths([folder("seeds")])]
    for seed in seeds:
        extract(seed)  # the made-up letters found their words in the caches too
    again = {"ours": lambda: _rate(seeds, extract), "theirs": lambda: _rate(seeds, find)}
    found = interleaved(options.rounds, again)
    note = f"{found['ours']:,.0f} letters/s, PhraseMatcher {found['theirs']:,.0f}; 16 kB a letter"
    yield Row("the same on the five letters of seeds/", found["ours"] / found["theirs"], note=note)


def _rate(letters: list[Any], do: Any) -> float:
    begin = time.process_time()
    for each in letters:
        do(each)
    return len(letters) / (time.process_time() - begin)


def _matcher() -> Any:
    """spaCy's PhraseMatcher over names of the ontology, or None where it is not installed."""
    try:
        version("spacy")
    except PackageNotFoundError:
        return None
    import spacy
    from spacy.matcher import PhraseMatcher

    from navograaf.words.reference import things

    names = sorted({label.text for thing in things().values() for label in thing.labels if len(label.text) > 3})
    step = max(1, len(names) // NAMES)
    chosen = list(islice(names, 0, None, step))[:NAMES]
    language = spacy.blank("nl")
    matcher = PhraseMatcher(language.vocab)
    matcher.add("names", [language.make_doc(name) for name in chosen])

    def find(letter: Any) -> int:
        return len(matcher(language(letter.raw)))

    return find
