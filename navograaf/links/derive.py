"""All links of a store, ready to be stored beside the letters.

The station between the letters' graphs and the answers. Law: what comes out depends on the letters that the store
holds, not on when or in which order they were built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.links import asked, commitments, decisions, letters, meetings, outcomes, renamed
from navograaf.links.gather import gather
from navograaf.links.link_quads import link_quads
from navograaf.links.model import Collection, Link, Thread

if TYPE_CHECKING:
    from pyoxigraph import Store


def derive(store: Store) -> dict[str, str]:
    """IRI of each graph of links -> its N-Quads."""
    collection = gather(store)
    links, threads = find(collection)
    return link_quads(links, threads, meetings.tied(collection, links).letters)


def find(collection: Collection) -> tuple[list[Link], list[Thread]]:
    """Every link of a collection, and the threads of decisions."""
    ties = meetings.tie(collection)
    collection = meetings.tied(collection, ties)
    links, threads = decisions.find(collection)
    links += ties
    links += outcomes.find(collection, threads, links)
    for kind in (commitments, renamed, letters, asked):
        links += kind.find(collection)
    return links, threads
