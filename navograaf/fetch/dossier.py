"""The number of a dossier, as people write it: 28676, "28 676", 35300-X, "35 300 X", kst-28676."""

from __future__ import annotations

import re
from typing import NamedTuple

from navograaf.errors import FetchError

_WRITTEN = re.compile(r"(?:kst-)?(\d{2})[ .]?(\d{3})(?:(?: ?- ?| )([A-Z]{1,6}\d{0,2}))?", re.IGNORECASE | re.ASCII)


class Dossier(NamedTuple):
    """A file of parliament: five digits, and for a chapter of the budget a letter or a Roman numeral."""

    number: str
    addition: str = ""

    def __str__(self) -> str:
        """As in the name of a paper: "28676", "35300-X"."""
        return f"{self.number}-{self.addition}" if self.addition else self.number


def dossier(written: str) -> Dossier:
    """The dossier that is meant. Raises FetchError for what is none."""
    found = _WRITTEN.fullmatch(" ".join(written.split()))
    if found is None:
        raise FetchError(
            f"{written!r} is no number of a dossier", todo='Write one of five digits: 28676, "28 676", 35300-X'
        )
    return Dossier(found[1] + found[2], (found[3] or "").upper())
