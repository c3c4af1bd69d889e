"""Where the files that an analyst edits are found: ontology/, extract/, queries/, seeds/.

Order: the variable NAVOGRAAF_FILES, then the copy that a wheel carries inside the package,
then the checkout that the package stands in (an editable install).
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Literal

from navograaf.errors import NavograafError

Folder = Literal["ontology", "extract", "queries", "seeds"]
VARIABLE = "NAVOGRAAF_FILES"


@cache
def root() -> Path:
    """The folder that holds ontology/, extract/, queries/ and seeds/.

    Raises NavograafError when none of the three places holds an ontology/ folder.
    """
    package = Path(__file__).resolve().parent
    named = os.environ.get(VARIABLE)
    for place in [Path(named)] if named else [package / "files", package.parent]:
        if (place / "ontology").is_dir():
            return place
    raise NavograafError(
        "the folders ontology/, extract/ and queries/ are not found",
        where=named or str(package),
        todo=f"Set {VARIABLE} to the folder that holds them, or install navograaf again",
    )


def folder(name: Folder) -> Path:
    """The path of one of the four folders; raises NavograafError as `root` does."""
    return root() / name
