"""The papers of a listing put in a folder, one after another: what is there already is not asked for again.

The last station of a fetch. Laws: a file that a person changed, or that was not fetched, is told and left alone; after
each file the folder is as usable as before; one paper that cannot be had does not stop the others, a server that is
away does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import chain, count
from typing import NamedTuple

from navograaf.errors import FetchError
from navograaf.fetch.answer import Answer
from navograaf.fetch.content import check
from navograaf.fetch.failures import NotThere, Unreachable
from navograaf.fetch.manifest import Manifest, Row
from navograaf.fetch.outcome import Outcome
from navograaf.fetch.paper import Paper
from navograaf.fetch.placed import put
from navograaf.fetch.polite import Client, Known

TOGETHER = 2_000_000_000
"""Bytes that one call writes: 2,000 papers of a MB each."""
AWAY = 3
"""So many papers one after another that a server cannot give: then it is away, and the rest is not asked for."""
_METADATA = 1_000_000
_OFTEN = 20
"""Papers between two writings of the list; a program that is killed between them compares those files again."""


class Target(NamedTuple):
    """Where the papers go, and what is written of each file."""

    manifest: Manifest
    source: str
    dossier: str
    refresh: bool = False
    """Ask also for what is there already, whether it changed."""


def download(
    client: Client,
    papers: Sequence[Paper],
    target: Target,
    outcome: Outcome,
    *,
    tell: Callable[[int, str], None] = lambda *_: None,
    together: int = TOGETHER,
) -> None:
    """Fetch what is new or changed; `outcome` is filled as it goes, so that it tells of an interrupted fetch too.

    tell: called with the number of papers done and the name of the last. Raises FetchError when the folder cannot be
    written; the list of what was fetched is written whatever happens.
    """
    away = 0
    try:
        for done, paper in enumerate(papers, 1):
            if outcome.bytes >= together or away >= AWAY:
                outcome.unasked = len(papers) - done + 1
                size = f"{together // 1_000_000:,} MB were fetched, as many as one call fetches"
                outcome.stopped = "the server is away" if away >= AWAY else size
                break
            away = 0 if _paper(client, paper, target, outcome) else away + 1
            if done % _OFTEN == 0:
                target.manifest.write()
            tell(done, paper.name)
    finally:
        target.manifest.write()


def _paper(client: Client, paper: Paper, target: Target, outcome: Outcome) -> bool:
    """Whether the server was there."""
    name = target.manifest.name_of(target.source, paper.id) or _free(paper, target)
    try:
        there = _letter(client, paper, name, target, outcome)
        if there:
            _beside(client, paper, name, target, outcome)
    except _Unwritable as error:
        raise error.error from None
    except FetchError as error:
        outcome.failed.append((paper.name, str(error)))
        return not isinstance(error, Unreachable)
    return True


def _free(paper: Paper, target: Target) -> str:
    """A name for a new paper: its own, unless another paper, perhaps of the other service, has a file of that name."""
    endings = [*(place.ending for place in paper.places), _tells(paper)]
    apart = f"{paper.name}-{target.source}"
    for name in chain((paper.name, apart), (f"{apart}-{number}" for number in count(2))):
        rows = [target.manifest.row(f"{name}.{ending}") for ending in endings]
        if all(row is None or (row.source, row.paper) == (target.source, paper.id) for row in rows):
            break
    return name


def _tells(paper: Paper) -> str:
    """The ending of the file that tells of a paper."""
    return "metadata.json" if paper.told else "metadata.xml"


def _letter(client: Client, paper: Paper, name: str, target: Target, outcome: Outcome) -> bool:
    """Whether the paper is in the folder after this, in the best format that there is."""
    manifest = target.manifest
    names = [(f"{name}.{place.ending}", place) for place in paper.places]
    states = {file: manifest.state(file) for file, _ in names}
    for file, _ in names:
        if states[file] == "ours" and _is_current(manifest.row(file), paper) and not target.refresh:
            outcome.same += 1
            return True
    for file, place in names:
        if states[file] == "touched":
            outcome.notes.append(f"{file} was changed since it was fetched, and is left as it is")
            outcome.left += 1
            return True
        held = manifest.row(file) if states[file] == "ours" else None
        answer = _first(client, place.addresses, place.ending, held)
        if answer is None:
            continue
        outcome.count(_kept(answer, file, paper, target, outcome))
        return True
    outcome.missing.append(paper.name)
    return False


def _beside(client: Client, paper: Paper, name: str, target: Target, outcome: Outcome) -> None:
    """The file that tells of a paper, which is no letter."""
    file = f"{name}.{_tells(paper)}"
    manifest = target.manifest
    state = manifest.state(file)
    row = manifest.row(file)
    if state == "touched":
        outcome.notes.append(f"{file} was changed since it was fetched, and is left as it is")
    elif paper.told:
        if state != "ours" or row is None or row.sha256 != sha256(paper.told).hexdigest():
            _kept(Answer(paper.places[0].addresses[0], paper.told, ""), file, paper, target, outcome)
    elif state != "ours" or target.refresh or not _is_current(row, paper):
        answer = _first(client, paper.metadata, "metadata.xml", row if state == "ours" else None)
        if answer is None:
            outcome.notes.append(f"{paper.name}: there is no metadata.xml")
        else:
            _kept(answer, file, paper, target, outcome)


def _first(client: Client, addresses: Iterable[str], ending: str, held: Row | None) -> Answer | None:
    """What lies at the first address that has it, None where none has.

    Raises the first FetchError when none has it and one could not tell.
    """
    why: FetchError | None = None
    for address in addresses:
        # What the server marked a file with says nothing at another address.
        known = Known(held.etag, held.last_modified) if held and held.address == address else None
        try:
            if ending == "metadata.xml":
                answer = client.get(address, accept="application/xml", size=_METADATA, known=known)
                ending_asked = "xml"
            else:
                answer, ending_asked = client.get(address, known=known), ending
            if not answer.unchanged:
                check(answer.body, ending_asked, address)
        except NotThere:
            continue
        except FetchError as error:
            why = why or error
            continue
        return Answer(address, answer.body, answer.media_type, answer.etag, answer.last_modified, answer.unchanged)
    if why is not None:
        raise why
    return None


def _kept(answer: Answer, file: str, paper: Paper, target: Target, outcome: Outcome) -> str:
    """Put an answer in the folder; what became of it is told: new, changed, same or left."""
    manifest = target.manifest
    state, before = manifest.state(file), manifest.row(file)
    if answer.unchanged and before is not None:
        manifest.stamp(file, paper.stamp)
        return "same"
    digest = sha256(answer.body).hexdigest()
    if state == "other" and manifest.digest(file) != digest:
        outcome.notes.append(f"{file} is another file than the one that was fetched, and is left as it is")
        return "left"
    if state in ("absent", "gone") or (state == "ours" and (before is None or before.sha256 != digest)):
        try:
            put(manifest.folder / file, answer.body)
        except FetchError as error:
            raise _Unwritable(error) from None
        outcome.bytes += len(answer.body)
    if state == "gone" and not file.endswith(".json"):
        outcome.notes.append(f"{file} was taken away, and is fetched again")
    manifest.add(
        Row(
            file,
            answer.address,
            digest,
            len(answer.body),
            target.source,
            target.dossier,
            paper.id,
            paper.stamp,
            answer.etag,
            answer.last_modified,
        )
    )
    if state == "ours":
        return "same" if before is not None and before.sha256 == digest else "changed"
    return "same" if state == "other" else "new"


def _is_current(row: Row | None, paper: Paper) -> bool:
    return row is not None and row.stamp == paper.stamp


class _Unwritable(FetchError):
    """The folder takes no file: then the next paper will not do either."""

    def __init__(self, error: FetchError) -> None:
        super().__init__(error.what)
        self.error = error
