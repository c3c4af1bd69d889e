"""Small networks and a small hand-made graph for the tests of navograaf.export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speaks_of import tell

from navograaf.network.assemble import network
from navograaf.network.cells import Value
from navograaf.network.front import Table
from navograaf.network.model import Layout, Network
from navograaf.network.projection import EDGE_COLUMNS, NODE_COLUMNS, Projection
from navograaf.network.selection import Selection

if TYPE_CHECKING:
    from pyoxigraph import Store

Rows = list[dict[str, Value]]

PREFIXES = """\
@prefix navo: <https://w3id.org/navograaf/ontology#> . @prefix id: <https://w3id.org/navograaf/id/> .
@prefix graph: <https://w3id.org/navograaf/graph/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
# Two letters about one meeting (28676-333 agenda, verslag), one about another (28676-346), and one about none.
# The meeting of October has its start in two precisions, as two letters may give it.
GRAPH = (
    PREFIXES
    + r"""
graph:reference {
    <https://w3id.org/navograaf/id/topic/iraq> skos:inScheme <https://w3id.org/navograaf/id/scheme/topics> ;
        skos:prefLabel "Irak"@nl , "Iraq"@en ; skos:broader id:topic\/missions .
    id:topic\/missions skos:inScheme id:scheme\/topics ; skos:prefLabel "operaties en missies"@nl .
    id:topic\/cyber skos:inScheme id:scheme\/topics ; skos:prefLabel "cyberverdediging"@nl , "cyber defence"@en .
    id:topic\/silent skos:inScheme id:scheme\/topics ; skos:prefLabel "stilte"@nl .
    id:mission\/NMI a navo:Mission ; skos:prefLabel "NAVO-missie in Irak"@nl , "NATO Mission Iraq"@en .
}
graph:letter\/28676-333 {
    id:letter\/28676-333 navo:letterKind "agenda" ; eli:date_document "2020-02-03"^^xsd:date ;
        navo:identifiedAs id:kamerstuk\/28676-333 ; navo:aboutMeeting id:meeting\/february .
    id:kamerstuk\/28676-333 dcterms:identifier "28676-333" .
    id:meeting\/february navo:startDate "2020-02"^^xsd:gYearMonth .
    id:m1 navo:mentions id:mission\/NMI ; navo:letter id:letter\/28676-333 .
    id:m2 navo:mentions id:mission\/NMI ; navo:letter id:letter\/28676-333 .
    id:p1 a navo:Passage ; navo:about id:topic\/iraq ; navo:depth "listed" ; navo:letter id:letter\/28676-333 .
    id:c1 navo:letter id:letter\/28676-333 ; navo:referenceKind "kamerstuk" ;
        navo:rawReference "Kamerstuk 27 925,\n nr. 692" ;
        navo:primaryCited id:kamerstuk\/27925-692 ; navo:givenDate "2020-01"^^xsd:gYearMonth .
    id:kamerstuk\/27925-692 dcterms:identifier "27925-692" .
    id:c2 navo:letter id:letter\/28676-333 ; navo:referenceKind "kamerstuk" ; navo:rawReference "28 676, nr. 333" ;
        navo:primaryCited id:kamerstuk\/28676-333 ; navo:selfReference true .
}
graph:letter\/verslag {
    id:letter\/verslag navo:letterKind "report" ; navo:aboutMeeting id:meeting\/february .
    id:meeting\/february navo:startDate "2020-02"^^xsd:gYearMonth ; rdfs:label "NAVO-ministers, februari 2020"@nl .
    id:m3 navo:mentions id:topic\/cyber ; navo:letter id:letter\/verslag .
    id:c3 navo:letter id:letter\/verslag ; navo:referenceKind "kamerstuk" ; navo:rawReference "nr. 333" ;
        navo:primaryCited id:kamerstuk\/28676-333 .
}
graph:letter\/28676-346 {
    id:letter\/28676-346 navo:letterKind "questions" ; navo:aboutMeeting id:meeting\/october .
    id:meeting\/october navo:startDate "2020-10-22"^^xsd:date , "2020"^^xsd:gYear ;
        navo:endDate "2020-10-23"^^xsd:date .
    id:m4 navo:mentions id:mission\/NMI ; navo:letter id:letter\/28676-346 .
    id:p2 a navo:Passage ; navo:about id:topic\/iraq ; navo:depth "substantive" ; navo:letter id:letter\/28676-346 .
}
graph:letter\/los {
    id:letter\/los navo:letterKind "letter" .
    id:m5 navo:mentions id:topic\/silent ; navo:letter id:letter\/los .
}
"""
)


def hand_made_store() -> Store:
    """The graph above in a store in memory."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load(GRAPH.encode(), RdfFormat.TRIG)
    tell(store)
    return store


def made_projection(
    *, directed: bool = False, sums: str = "meetings", lists: str = "", counts: str = "", layout: Layout = "network"
) -> Projection:
    """A projection that needs no files."""

    def table(name: str, required: tuple[str, ...]) -> Table:
        named = [frozenset(text.split()) for text in (sums, lists, counts)]
        return Table(
            f"queries/gephi/made/{name}", "", required, named[0] | {"weight"}, named[1] | {"evidence"}, named[2]
        )

    return Projection(
        name="made",
        title='Een "net" & meer',
        description="Over <niets>",
        directed=directed,
        kinds=("topic", "mission"),
        nodes=table("nodes.rq", NODE_COLUMNS),
        edges=table("edges.rq", EDGE_COLUMNS),
        layout=layout,
    )


def made_network(
    nodes: Rows,
    edges: Rows,
    projection: Projection | None = None,
    *,
    selection: Selection | None = None,
    dynamic: bool = False,
) -> Network:
    """The network of rows given as dicts; the columns are the keys in the order in which they first appear."""

    def columns(rows: Rows) -> list[str]:
        return list(dict.fromkeys(key for row in rows for key in row))

    tables = (columns(nodes), nodes), (columns(edges), edges)
    return network(projection or made_projection(), *tables, selection, dynamic=dynamic)


NODES: Rows = [
    {"id": "topic/iraq", "label": "Irak", "kind": "topic", "start": "2020-02", "weight": 2, "meetings": 1},
    {"id": "topic/iraq", "start": "2020-10-22", "end": "2020-10-23", "weight": 3, "meetings": 1, "share": 0.5},
    {"id": "mission/NMI", "label": "NAVO-missie in Irak (NMI)", "kind": "mission", "evidence": "28676-346\n28676-333"},
    {"id": "mission/NMI", "open": True, "share": 2, "start": "2020-02-12", "weight": 7, "meetings": 1},
    {"id": "topic/alone", "label": "alleen", "kind": "topic"},
]
EDGES: Rows = [
    {"source": "topic/iraq", "target": "mission/NMI", "kind": "together", "label": "samen", "start": "2020-10-22"},
    {
        "source": "mission/NMI",
        "target": "topic/iraq",
        "kind": "together",
        "start": "2020-02",
        "evidence": 'een "a", [b]',
    },
    {"source": "topic/iraq", "target": "mission/NMI", "kind": "apart", "label": "los", "weight": 0.5, "meetings": 4},
]


def sample_network(*, directed: bool = False) -> Network:
    """Three nodes (one without edges, one without time) and edges of two kinds between the other two."""
    return made_network(NODES, EDGES, made_projection(directed=directed))
