"""A small hand-made graph of statements, and what a projection makes of it, for the tests of the shipped projections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network_samples import PREFIXES

from navograaf.network.assemble import network
from navograaf.network.model import Network
from navograaf.network.projection import projection
from navograaf.network.rows import run

if TYPE_CHECKING:
    from pyoxigraph import Store

# Two letters about the meeting of October (a signed agenda, a consultation that nobody signs) and a dated letter
# about none. The meeting has its start in two precisions, as two letters may give it.
_GRAPH = r"""
graph:reference {
    id:topic\/space skos:inScheme id:scheme\/topics ; skos:prefLabel "ruimte"@nl , "space"@en .
    id:topic\/iraq skos:inScheme id:scheme\/topics ; skos:prefLabel "Irak"@nl , "Iraq"@en .
    id:mission\/NMI a navo:Mission ; skos:prefLabel "NAVO-missie in Irak"@nl , "NATO Mission Iraq"@en .
    id:mission\/RSM a navo:Mission ; skos:prefLabel "Resolute Support"@nl .
    id:country\/DE skos:prefLabel "Duitsland"@nl , "Germany"@en . id:country\/FR skos:prefLabel "Frankrijk"@nl , "France"@en .
    id:organisation\/nato skos:prefLabel "NAVO"@nl , "North Atlantic Treaty Organization"@en .
    id:organisation\/afghan-government skos:prefLabel "Afghaanse regering"@nl , "Government of Afghanistan"@en .
    id:organisation\/sp a navo:Party ; skos:prefLabel "SP"@nl .
    id:organisation\/dutch-government skos:prefLabel "kabinet"@nl .
    id:post\/nl-defence-minister skos:prefLabel "minister van Defensie"@nl .
    id:series\/nato-dmm skos:prefLabel "NAVO-ministers van Defensie"@nl , "NATO defence ministers"@en .
}
graph:letter\/agenda {
    id:letter\/agenda navo:letterKind "agenda" ; navo:aboutMeeting id:meeting\/october .
    id:meeting\/october navo:startDate "2020-10-22"^^xsd:date , "2020"^^xsd:gYear ; navo:endDate "2020-10-23"^^xsd:date ;
        rdfs:label "NAVO-ministers, oktober 2020"@nl .
    id:sign navo:letter id:letter\/agenda ; navo:inRole id:post\/nl-defence-minister .
    id:a1 a navo:Position ; navo:polarity "opposes" ; navo:holder id:organisation\/nato ; navo:holderName "NATO" ;
        navo:about id:topic\/space .
    id:a2 a navo:Position ; navo:polarity "supports" ; navo:holderName "Germany, France and allies (many)" ;
        navo:about id:topic\/space , id:topic\/iraq .
    id:a3 a navo:Decision ; navo:status "taken" ; navo:deciderName "NATO defence ministers" ; navo:about id:mission\/NMI .
    id:a4 a navo:Decision ; navo:status "expected" ; navo:about id:mission\/NMI .
    id:a5 a navo:Decision ; navo:status "expected" ; navo:deciderName "NATO" ; navo:about id:mission\/NMI .
    id:a6 a navo:Commitment ; navo:holder id:post\/nl-defence-minister ; navo:about id:mission\/NMI , id:topic\/iraq .
    id:a7 a navo:Quantity ; navo:about id:mission\/NMI .
    id:a8 navo:mentions id:mission\/NMI . id:a9 navo:mentions id:mission\/NMI . id:a11 navo:mentions id:mission\/NMI .
    id:a10 a navo:Position ; navo:polarity "opposes" ; navo:holder id:organisation\/nato ;
        navo:about id:topic\/space , id:topic\/iraq .
    id:a12 a navo:Position ; navo:polarity "stresses" ; navo:holder id:organisation\/nato ; navo:about id:topic\/space .
    id:a13 a navo:Position ; navo:polarity "supports" ; navo:holderName "Afghan government" ; navo:about id:mission\/NMI .
}
graph:letter\/consultation {
    id:letter\/consultation navo:letterKind "questions" ; navo:aboutMeeting id:meeting\/october .
    id:meeting\/october rdfs:label "NAVO-ministers, oktober 2020"@nl .
    id:b1 a navo:Question ; navo:party id:organisation\/sp ; navo:about id:topic\/space , id:mission\/NMI .
    id:b2 a navo:Question ; navo:party id:organisation\/sp ; navo:about id:topic\/space .
    id:b3 a navo:Answer ; navo:answerKind "answered" ; navo:answers id:b1 , id:b2 .
}
graph:letter\/dated {
    id:letter\/dated navo:letterKind "letter" ; eli:date_document "2021-03-01"^^xsd:date .
    id:c1 a navo:Position ; navo:polarity "opposes" ; navo:holder id:organisation\/nato ; navo:about id:topic\/space .
    id:c2 navo:mentions id:mission\/RSM .
}
"""
_PLACES = {
    "agenda": (
        *("a1 0 10", "a2 20 50", "a3 60 70", "a4 71 80", "a5 81 90", "a6 91 99", "a7 100 110", "a8 3 6", "a9 7 9"),
        *("a10 2 8 a1", "a11 3 4 a8", "a12 9 10 a1", "a13 120 130"),
    ),
    "consultation": ("b1 0 100", "b2 100 200", "b3 200 300"),
    "dated": ("c1 5 12", "c2 0 4"),
}
"""Of each letter the statements with their places, and whose sentence it is where that is another's; a sentence of its
own ends two characters further, at most after 40."""


def _placed(letter: str) -> str:
    rows = []
    for name, start, end, *shared in (row.split() for row in _PLACES[letter]):
        stop = min(int(end) + 2, int(start) + 40)
        whole = shared[0] if shared else name
        rows.append(
            f"id:{name} navo:letter id:letter\\/{letter} ; navo:evidence id:{name}-own ; navo:inSentence id:{whole}-in .\n"
            f'id:{name}-own navo:start {start} ; navo:end {end} ; navo:exact "woorden\\n van {name} {"x" * 400}" .\n'
        )
        if not shared:
            rows.append(
                f"id:{name}-in navo:evidence id:{name}-all . id:{name}-all navo:start {start} ; navo:end {stop} .\n"
            )
    return f"graph:letter\\/{letter} {{\n{''.join(rows)}}}\n"


def statements_store() -> Store:
    """The graph above, with the places, in a store in memory."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    text = PREFIXES + _GRAPH
    store.load((text + "".join(_placed(letter) for letter in _PLACES)).encode(), RdfFormat.TRIG)
    return store


def drawn(name: str, store: Store) -> Network:
    """The network of a shipped projection."""
    chosen = projection(name)
    return network(chosen, run(chosen.nodes, store), run(chosen.edges, store))


def pairs(found: Network) -> dict[tuple[str, str, str], int | float]:
    """The weight of each edge by source, kind and target."""
    return {(edge.source, edge.kind, edge.target): edge.weight for edge in found.edges}
