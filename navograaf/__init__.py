"""navograaf: what ministers told the Dutch parliament about NATO, as a graph that leads back to the sentence.

    from navograaf import open_graph
    for entry in open_graph("graph").trace("NMI").entries:
        print(entry.date, entry.letter.name, entry.quote)

The package follows a letter: letters, text, words, findings, graph, answers, export; cli is the door.
Law: importing it costs nothing; what is heavy is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from navograaf.answers.opened import open_graph

    __version__: str

__all__ = ["__version__", "open_graph"]


def __getattr__(name: str) -> Any:
    if name == "open_graph":
        from navograaf.answers.opened import open_graph

        return open_graph
    if name == "__version__":
        from importlib.metadata import version

        return version("navograaf")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
