"""How the links of a collection differ from before: what the store and the files of the folder need to know.

After update.py, before stored.py. Law: the differences make of the links before those of now.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from navograaf.links.kept import Kept
from navograaf.links.written_out import Out


class LinkChange:
    """What the links of a changed collection are, and how they differ from before. A context manager."""

    def __init__(self, kept: Kept, out: Out) -> None:
        self._kept, self._out = kept, out

    @property
    def whole(self) -> bool:
        """Whether the database is new: then the links of the store, if it has any, give place to `all`."""
        return self._kept.new

    def __enter__(self) -> LinkChange:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.close()

    def differences(self) -> Iterator[tuple[set[str], set[str]]]:
        """N-Quads lines (without line feed) that go and lines that come, in small parts; none does both."""
        return self._out.changes()

    def files(self) -> Iterator[tuple[str, str]]:
        """Id and sorted N-Quads of each letter from which other links start than before; "" when none do now."""
        ids = {n: identifier for identifier, n in self._kept.numbers.items()}
        for n in self._out.letters():
            if n in ids:
                yield ids[n], self._out.of_letter(n)

    def rules(self) -> str:
        """What tells of the rules of all links, as sorted N-Quads."""
        return self._out.rules()

    def all(self) -> Iterator[str]:
        """All links as N-Quads, in parts."""
        return self._out.all()
