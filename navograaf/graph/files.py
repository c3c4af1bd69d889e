"""What a build does with several files of one letter: one is read, under one id, and the others are listed with it.

Beside the desk (desk.py), which reads the files; works.py says which of them are one letter. Laws: what is listed with
a letter is all that the graph knows of its other files, so that a later build needs not read them again; a file that
is one letter with no other any more is read as a letter of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from navograaf.graph.drafts import Draft
from navograaf.graph.folder import TEXTS
from navograaf.graph.manifest import Entry, found_source
from navograaf.graph.members import SURE, Member, alike
from navograaf.graph.sketch import days, sketch
from navograaf.graph.works import Work, works
from navograaf.letters.model import Fact
from navograaf.letters.sources import STDIN


@dataclass(frozen=True, slots=True)
class Made:
    """A letter that a build read: the source as given, its row, and what was made of it."""

    source: str
    entry: Entry
    draft: Draft


def key_of(source: str, identifier: str) -> str:
    """What makes a source one: its path; for standard input, which is many letters, the letter's id as well."""
    return f"{STDIN}\0{identifier}" if source == STDIN else source


class Files:
    """The files of the letters of a graph: those that it has, and those that a build made."""

    def __init__(self, folder: Path, rows: Mapping[str, Mapping[str, Any]], made: Mapping[str, Made]) -> None:
        """folder: of the graph; rows: its list of letters, by id; made: by key."""
        self._folder, self._rows, self._made = folder, dict(rows), made
        self._listed = {one["source"]: (row["id"], one) for row in rows.values() for one in row.get("also", ())}

    def works(self) -> list[Work]:
        """The letters of which several files are known, or were."""
        found = works(self._members())
        return [one for one in found if one.others or len({m.id for m in one.chosen}) > 1 or self._had_others(one)]

    def also(self, work: Work) -> list[dict[str, Any]]:
        """What the list of letters says of the other files of a letter, by path."""
        found = {one.path: self._row(one) for one in work.others}
        there = {row["sha256"] for row in found.values() if self._is_there(row["source"])}
        # Of one file at two places, one that is gone, the graph needs not know.
        kept = [row for row in found.values() if self._is_there(row["source"]) or row["sha256"] not in there]
        return sorted(kept, key=lambda row: str(row["source"]))

    def number(self, work: Work) -> tuple[Fact, ...]:
        """Dossier and number of a letter, as another file of it prints them; () when none does."""
        teller = next((one for one in work.others if one.numbered and one.id == work.id), None)
        if teller is None:
            return ()
        dossier, _, number = work.id.rpartition("-")
        file = str(self._row(teller)["file"])
        return Fact("dossier", dossier, file), Fact("number", number, file)

    def doubts(self, one: Member, work: Work) -> tuple[str, ...]:
        """Why to look at a file that is listed with another which is read."""
        rate = max((alike(one, other) for other in work.chosen), default=1.0)
        if rate >= SURE:
            return ()
        return (f"Its words differ from those that are read: of the two together {rate:.0%} are the same.",)

    def _members(self) -> Iterator[Member]:
        held = {key_of(row["source"], row["id"]): row["id"] for row in self._rows.values()}
        for key, made in self._made.items():
            entry, draft = made.entry, made.draft
            yield Member(
                key,
                "made",
                entry.id,
                draft.numbered,
                draft.format,
                entry.source,
                draft.text_sha256,
                draft.sketch,
                draft.days,
                held=held.get(key, ""),
            )
        ids = {made.entry.id for made in self._made.values()}
        texts = {made.draft.text_sha256 for made in self._made.values()}
        only_text = not self._listed and {"txt"} >= {row.get("format", "txt") for row in self._rows.values()}
        only_text = only_text and {"txt"} >= {made.draft.format for made in self._made.values()}
        for row in self._rows.values():
            key = key_of(row["source"], row["id"])
            if only_text and row["id"] not in ids and row["text_sha256"] not in texts:
                continue  # text files that differ are other letters
            if key not in self._made:
                if "sketch" not in row:
                    row = {**row, **_sketched(self._folder, row["stem"], row["id"], row["file"])}
                yield Member(
                    key,
                    "stored",
                    row["id"],
                    row["numbered"],
                    row.get("format", "txt"),
                    row["source"],
                    row["text_sha256"],
                    row["sketch"],
                    row.get("days", ""),
                    self._is_there(row["source"]),
                    row["id"],
                )
        for source, (_, one) in self._listed.items():
            if source not in self._made:
                yield Member(
                    source,
                    "listed",
                    one["id"],
                    one["numbered"],
                    one["format"],
                    source,
                    one["words"],
                    one["sketch"],
                    one.get("days", ""),
                )

    def _row(self, one: Member) -> dict[str, Any]:
        if one.state == "listed":
            return dict(self._listed[one.key][1])
        if one.state == "made":
            entry, draft = self._made[one.key].entry, self._made[one.key].draft
            told: Mapping[str, Any] = {"file": entry.file, "sha256": entry.sha256, "made_by": entry.made_by}
            told = {**told, "facts": entry.facts, "pages": draft.pages}
        else:
            row = self._rows[one.id]
            told = {name: row.get(name, 0) for name in ("file", "sha256", "made_by", "facts", "pages")}
        return {
            **told,
            "source": one.path,
            "format": one.format,
            "id": one.id,
            "numbered": one.numbered,
            "sketch": one.kept,
            "days": one.days,
            "words": one.words,
        }

    def _had_others(self, work: Work) -> bool:
        return any(one.state == "stored" and self._rows[one.id].get("also") for one in work.chosen) or any(
            one.state == "made" and self._rows.get(work.id, {}).get("also") for one in work.chosen
        )

    def _is_there(self, source: str) -> bool:
        return source != STDIN and Path(found_source(self._folder, source)).exists()


@lru_cache(maxsize=1 << 15)
def _sketched(folder: Path, stem: str, identifier: str, file: str) -> dict[str, Any]:
    """What a version of the program that stored letters without sketches did not say of one: a text file, which was
    called by its number where it had one."""
    try:
        raw = (folder / TEXTS / f"{stem}.txt").read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):  # `verify` tells of it
        raw = ""
    return {"sketch": sketch(raw), "days": days(raw), "numbered": identifier != PurePath(file).stem}


def orphans(found: Iterable[Work], sources: Iterable[str]) -> list[str]:
    """Of `sources`, files that were listed with a letter, those that are one letter with no file that can be read."""
    alone = {one.path for work in found if not work.chosen for one in work.others}
    return [source for source in sources if source in alone]
