"""What letters and their parts speak of, asked of a store: what the writer tells as navo:speaksOf, found another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.iris import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

SPOKEN = """
SELECT DISTINCT ?part ?thing WHERE {
  {
    { ?said navo:mentions ?thing } UNION { ?said a navo:Passage ; navo:about ?thing }
    ?said navo:letter ?part .
  } UNION {
    { ?said navo:mentions ?thing ; navo:inSentence ?sentence }
    UNION { ?said a navo:Passage ; navo:about ?thing . ?sentence navo:inPassage ?said }
    OPTIONAL { ?sentence navo:inSection ?section }
    BIND(COALESCE(?section, ?sentence) AS ?part)
  }
  FILTER(REGEX(STR(?thing), "/id/(mission|topic)/"))
}"""


def spoken_of(store: Store) -> set[tuple[str, str]]:
    """Letters, sections and sentences under no heading, with the topics and missions that they speak of."""
    from pyoxigraph import QuerySolutions

    found = store.query(SPOKEN, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return {(row["part"].value, row["thing"].value) for row in found}


def tell(store: Store) -> None:
    """Give a hand-made store the triples that the writer makes of all that it says, instead of those that it had."""
    from pyoxigraph import NamedNode, Quad

    told, graph = NamedNode(PREFIXES["navo"] + "speaksOf"), NamedNode(PREFIXES["graph"] + "spoken")
    store.remove_graph(graph)
    store.extend(Quad(NamedNode(part), told, NamedNode(thing), graph) for part, thing in spoken_of(store))
