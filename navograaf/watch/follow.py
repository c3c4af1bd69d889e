"""Letters are built as they appear: the loop behind `navograaf watch`, without a clock and without a terminal.

Takes ticks (what changed since the last one, from changes.py or a test), has letters built, and says what became of
them. Laws: each letter is built once it is at rest; what could not be built since the graph is being written, or a
rule is broken, is built later; the same trouble is said once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from navograaf.errors import NavograafError
from navograaf.graph.build import BuildReport
from navograaf.graph.folder import GraphFolder
from navograaf.graph.lock import GraphBusyError
from navograaf.watch.letters import Place
from navograaf.watch.settling import Look, Settling, is_file, is_gone, look

Build = Callable[[Path, Sequence[Path]], BuildReport]
"""Builds letters in the graph folder at a path. Raises NavograafError as graph.build.build does."""


@dataclass(frozen=True, slots=True)
class Built:
    """A build: its report, and the ids of the letters that the graph did not have, and of those it had otherwise."""

    report: BuildReport
    added: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """Ids of letters of the graph whose files are no longer in the folder; the graph keeps them."""

    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing could be built. waits: another process is writing the graph, and it will be tried again."""

    error: NavograafError
    waits: bool


Said = Built | Gone | Trouble


def follow(
    folder: Path,
    graph: Path,
    ticks: Iterable[Set[Path]],
    build: Build,
    say: Callable[[Said], None],
    *,
    look: Callable[[Path], Look] = look,
) -> bool:
    """Build the letters of `folder` in the graph folder at `graph`: first all of them, then what changes.

    ticks: the paths that changed since the tick before, none at most; they come about once a second, and when they end
    the watch does. A change anywhere gives what a broken rule kept from being built another try. True when Ctrl-C ended
    a build, which then is stored as far as it came.
    """
    watched = _Watch(Place(folder, graph), build, say, Settling(look))
    for number, changed in enumerate(ticks):
        if number == 0:
            watched.begin()
        else:
            watched.tick(changed)
        if watched.interrupted:
            return True
    return False


class _Watch:
    """What is still to be built, and what was said already."""

    def __init__(self, place: Place, build: Build, say: Callable[[Said], None], settling: Settling) -> None:
        self._place, self._build, self._say, self._settling = place, build, say, settling
        self._graph = GraphFolder(place.graph)
        self._pending: set[Path] = set()
        self._told: set[str] = set()
        self._trouble = ""
        self._broken = False
        self.interrupted = False

    def begin(self) -> None:
        """Take all that is there for changed, and say what is not there any more."""
        self._settling.take(self._place.all())
        self._say_gone()

    def tick(self, changed: Set[Path]) -> None:
        """Take what changed, and build what came to rest."""
        rest = self._settling.take(path for path in changed if self._place.holds(path))
        for path in rest:
            self._pending |= self._place.concerned(path)
        if self._pending and (changed or rest or not self._broken):
            self._try()
        if any(map(is_gone, rest)):
            self._say_gone()

    def _try(self) -> None:
        sources = sorted(path for path in self._pending if is_file(path))
        if not sources:
            self._pending.clear()
            return
        try:
            known = {one.id for one in self._graph.letters()}
            report = self._build(self._place.graph, sources)
        except NavograafError as error:
            self._broken = not isinstance(error, GraphBusyError)
            self._say_trouble(error)
            return
        except (OSError, MemoryError) as error:
            self._broken = True
            why = (error.strerror if isinstance(error, OSError) else "") or str(error) or "there is too little memory"
            self._say_trouble(NavograafError(f"this graph cannot be written ({why})", where=str(self._place.graph)))
            return
        self._trouble, self._broken = "", False
        self._pending.clear()
        self._told -= set(report.stored) | set(report.unchanged)
        self.interrupted = report.left is not None
        stored = dict.fromkeys(report.stored)
        self._say(
            Built(
                report,
                tuple(one for one in stored if one not in known),
                tuple(one for one in stored if one in known),
            )
        )

    def _say_trouble(self, error: NavograafError) -> None:
        if str(error) != self._trouble:
            self._say(Trouble(error, waits=not self._broken))
        self._trouble = str(error)

    def _say_gone(self) -> None:
        """Say which letters have no file in the folder any more, each once."""
        try:
            stored = self._graph.letters()
        except NavograafError:  # said when it is written
            return
        gone = [one.id for one in stored if self._place.holds(Path(one.source)) and is_gone(Path(one.source))]
        new = tuple(one for one in sorted(gone) if one not in self._told)
        self._told = set(gone)
        if new:
            self._say(Gone(new))
