"""metadata.xml, which officielebekendmakingen keeps beside each publication, as facts about the letter.

Used by outside.py. The form: `<metadata_gegevens><metadata name= scheme= content=/>`, names repeated at will. Law: a
field that is no fact is passed over; a file of another form is an error.
"""

from __future__ import annotations

from pathlib import Path

from navograaf.errors import LetterError
from navograaf.letters.koop.markup import name_of, tree
from navograaf.letters.koop.published import facts
from navograaf.letters.model import Fact

ROOT, FIELD = "metadata_gegevens", "metadata"


def metadata_facts(data: bytes, source: str) -> tuple[Fact, ...]:
    """The facts in a metadata.xml, in its order: of several dossiers the first is the letter's own.

    source: its path, whose last part each fact names. Raises LetterError for a file that is damaged or something else.
    """
    root, _ = tree(data, source)
    name = name_of(root)
    if name != ROOT:
        raise LetterError(
            f"the root element is <{name}>, not <{ROOT}>", where=source, todo="Fetch the metadata.xml of the letter"
        )
    pairs = [(one.get("name", ""), one.get("content", "")) for one in root.iter() if name_of(one) == FIELD]
    return facts(pairs, Path(source).name)
