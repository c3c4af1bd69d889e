"""The projections topics, countries and citations: rows worked out by hand, and what they show of the five letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from network_samples import GRAPH, PREFIXES, hand_made_store
from speaks_of import spoken_of, tell
from two_engines import dataset, in_oxigraph, in_rdflib

from navograaf.network.assemble import network
from navograaf.network.model import Edge, Network, Node
from navograaf.network.projection import projection
from navograaf.network.rows import run

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.graph.folder import GraphFolder

DRAWN = [
    *(("topics", by) for by in ("", "sentence", "meeting")),
    *(("countries", by) for by in ("", "section")),
    ("citations", ""),
]
# Sentences and sections for the letters of network_samples. In the agenda NMI and Irak stand in one sentence and cyber
# in the next, under one heading; a third stands under none. The questions speak of Irak without naming it ("p2") and go
# on about NMI. The loose letter has no meeting and no date; the last two have dates and no meeting.
SAID = r"""
graph:letter\/28676-333 {
    id:part a navo:Section ; navo:letter id:letter\/28676-333 ; navo:bodyStart 100 ; navo:bodyEnd 200 .
    id:s1 a navo:Sentence ; navo:letter id:letter\/28676-333 ; navo:inSection id:part ; navo:evidence id:q1 ;
        navo:inPassage id:p1 .
    id:q1 navo:start 110 ; navo:end 150 .
    id:m1 navo:inSentence id:s1 . id:m2 navo:inSentence id:s1 .
    id:n1 navo:mentions id:country\/NL , id:country\/IQ ; navo:inSentence id:s1 ; navo:letter id:letter\/28676-333 .
    id:s2 a navo:Sentence ; navo:letter id:letter\/28676-333 ; navo:inSection id:part ; navo:evidence id:q2 .
    id:q2 navo:start 151 ; navo:end 199 .
    id:m6 navo:mentions id:topic\/cyber , id:country\/FI ; navo:inSentence id:s2 ; navo:letter id:letter\/28676-333 .
    id:s3 a navo:Sentence ; navo:letter id:letter\/28676-333 ; navo:evidence id:q3 .
    id:q3 navo:start 10 ; navo:end 50 .
    id:n3 navo:mentions id:country\/NL , id:country\/FI , id:country\/FR ; navo:inSentence id:s3 ;
        navo:letter id:letter\/28676-333 .
    id:c1 navo:inSentence id:s1 .
}
graph:letter\/verslag {
    id:s4 a navo:Sentence ; navo:letter id:letter\/verslag ; navo:evidence id:q4 .
    id:q4 navo:start 20 ; navo:end 60 .
    id:m3 navo:inSentence id:s4 .
    id:m7 navo:mentions id:topic\/iraq ; navo:inSentence id:s4 ; navo:letter id:letter\/verslag .
    id:letter\/verslag navo:knownFrom "2020-02-28"^^xsd:date .
}
graph:letter\/28676-346 {
    id:other a navo:Section ; navo:letter id:letter\/28676-346 ; navo:bodyStart 300 ; navo:bodyEnd 400 .
    id:s5 a navo:Sentence ; navo:letter id:letter\/28676-346 ; navo:inSection id:other ; navo:evidence id:q5 .
    id:q5 navo:start 310 ; navo:end 340 .
    id:m4 navo:inSentence id:s5 .
    id:s6 a navo:Sentence ; navo:letter id:letter\/28676-346 ; navo:inSection id:other ; navo:evidence id:q6 ;
        navo:inPassage id:p2 ; navo:continues id:mission\/NMI .
    id:q6 navo:start 350 ; navo:end 390 .
    id:n6 navo:mentions id:country\/IQ , id:country\/NL ; navo:inSentence id:s6 ; navo:letter id:letter\/28676-346 .
}
graph:letter\/los {
    id:s7 a navo:Sentence ; navo:letter id:letter\/los ; navo:evidence id:q7 .
    id:q7 navo:start 5 ; navo:end 9 .
    id:m5 navo:inSentence id:s7 .
    id:m8 navo:mentions id:topic\/cyber ; navo:inSentence id:s7 ; navo:letter id:letter\/los .
}
graph:letter\/28676-450 {
    id:letter\/28676-450 navo:letterKind "letter" ; eli:date_document "2023-04-04"^^xsd:date .
    id:s8 a navo:Sentence ; navo:letter id:letter\/28676-450 ; navo:evidence id:q8 .
    id:q8 navo:start 1 ; navo:end 2 .
    id:n8 navo:mentions id:country\/FI , id:country\/SE ; navo:inSentence id:s8 ; navo:letter id:letter\/28676-450 .
}
graph:countries {
    id:country\/NL a schema:Country ; skos:prefLabel "Nederland"@nl ; navo:natoSince "1949-08-24"^^xsd:date .
    id:country\/FR a schema:Country ; skos:prefLabel "Frankrijk"@nl ; navo:natoSince "1949-08-24"^^xsd:date .
    id:country\/FI a schema:Country ; skos:prefLabel "Finland"@nl ; navo:natoSince "2023-04-04"^^xsd:date .
    id:country\/SE a schema:Country ; skos:prefLabel "Zweden"@nl ; navo:natoSince "2024-03-07"^^xsd:date .
    id:country\/IQ a schema:Country ; skos:prefLabel "Irak"@nl , "Iraq"@en .
}
"""
FEBRUARY, OCTOBER = ("2020-02-01", "2020-02-29"), ("2020-10-22", "2020-10-23")


def store_of(graph: str) -> Store:
    """The hand-made store with more in it."""
    from pyoxigraph import RdfFormat

    store = hand_made_store()
    store.load(f"{PREFIXES}@prefix schema: <https://schema.org/> .\n{graph}".encode(), RdfFormat.TRIG)
    tell(store)
    return store


@pytest.fixture(scope="module")
def said() -> Store:
    return store_of(SAID)


def drawn(store: Store, name: str, by: str = "") -> Network:
    chosen = projection(name, by or None)
    return network(chosen, run(chosen.nodes, store), run(chosen.edges, store))


def pairs(found: Network) -> dict[tuple[str, str], Edge]:
    """Edges by the ends of the names of their nodes: ("NMI", "iraq")."""
    return {(edge.source.split("/")[1], edge.target.split("/")[1]): edge for edge in found.edges}


def weights(found: Network) -> dict[tuple[str, str], int | float]:
    return {pair: edge.weight for pair, edge in pairs(found).items()}


def test_every_topic_and_mission_is_a_node_on_the_days_of_its_meetings(said: Store) -> None:
    nodes = {node.id: node for node in drawn(said, "topics").nodes}
    assert sorted(nodes) == ["mission/NMI", "topic/cyber", "topic/iraq", "topic/silent"]
    assert nodes["mission/NMI"].spells == (FEBRUARY, OCTOBER)
    assert nodes["mission/NMI"].label == "NAVO-missie in Irak"
    assert {name: value for name, value in nodes["mission/NMI"].values.items() if name != "degree"} == {
        "first": "2020-02-01",
        "last": "2020-10-23",
        "mentions": 3,
        "meetings": 2,
        "evidence": ("28676-333", "28676-346"),
    }
    iraq = nodes["topic/iraq"].values
    assert (iraq["depth"], iraq["broader"]) == ("substantive", "operaties en missies")
    assert (iraq["mentions"], iraq["meetings"]) == (1, 2), "a passage is no mention, but its letter counts"
    silent = nodes["topic/silent"]
    assert (silent.spells, silent.values.get("meetings")) == ((), None), "a letter about no meeting, without a date"


def test_a_section_ties_what_it_speaks_of(said: Store) -> None:
    found = drawn(said, "topics")
    edges = pairs(found)
    assert weights(found) == {
        ("NMI", "iraq"): 2, ("NMI", "cyber"): 1, ("cyber", "iraq"): 2, ("cyber", "silent"): 1,
    }  # fmt: skip
    both = edges["NMI", "iraq"]
    assert both.spells == (FEBRUARY, OCTOBER)
    assert (both.values["meetings"], both.values["evidence"]) == (2, ("28676-333:100-200", "28676-346:300-400"))
    cyber = edges["cyber", "iraq"].values
    assert (cyber["meetings"], cyber["evidence"]) == (1, ("28676-333:100-200", "verslag:20-60")), (
        "a sentence under no heading is a section of its own; agenda and report are about one meeting"
    )
    assert "meetings" not in edges["cyber", "silent"].values


def test_a_sentence_ties_what_it_names(said: Store) -> None:
    found = drawn(said, "topics", "sentence")
    assert weights(found) == {("cyber", "iraq"): 1, ("cyber", "silent"): 1}
    assert pairs(found)["cyber", "iraq"].values["evidence"] == ("verslag:20-60",)


def test_a_meeting_ties_what_its_letters_speak_of(said: Store) -> None:
    found = drawn(said, "topics", "meeting")
    assert weights(found) == {("NMI", "cyber"): 1, ("NMI", "iraq"): 2, ("cyber", "iraq"): 1}
    assert pairs(found)["NMI", "cyber"].values["evidence"] == ("28676-333", "verslag")
    assert pairs(found)["NMI", "iraq"].spells == (FEBRUARY, OCTOBER)
    assert found.modified == "2020-10-23"


def test_what_other_letters_tell_of_a_meeting_goes_first() -> None:
    store = store_of(
        SAID
        + r"""graph:links { id:tie a navo:MeetingTie ; navo:linkFrom id:letter\/verslag ;
        navo:linkTo id:meeting\/october . }"""
    )
    by_meeting = weights(drawn(store, "topics", "meeting"))
    assert by_meeting == {("NMI", "cyber"): 2, ("NMI", "iraq"): 2, ("cyber", "iraq"): 2}, "its cyber is of October"
    assert pairs(drawn(store, "topics"))["cyber", "iraq"].values["meetings"] == 2


def test_a_sentence_ties_the_countries_that_it_names(said: Store) -> None:
    found = drawn(said, "countries")
    assert {node.id: (node.label, node.kind, node.values.get("nato")) for node in found.nodes} == {
        "country/NL": ("Nederland", "home", "1949-08-24"),
        "country/FR": ("Frankrijk", "ally", "1949-08-24"),
        "country/FI": ("Finland", "ally", "2023-04-04"),
        "country/SE": ("Zweden", "other", "2024-03-07"),
        "country/IQ": ("Irak", "other", None),
    }
    assert weights(found) == {
        ("IQ", "NL"): 2, ("FI", "NL"): 1, ("FR", "NL"): 1, ("FI", "FR"): 1, ("FI", "SE"): 1,
    }  # fmt: skip
    iraq = pairs(found)["IQ", "NL"].values
    assert (iraq["meetings"], iraq["evidence"]) == (2, ("28676-333:110-150", "28676-346:350-390"))
    last = pairs(found)["FI", "SE"]
    assert last.spells == (("2023-04-04", "2023-04-04"),), "a letter about no meeting has its own date"


def test_an_ally_is_a_member_on_the_day() -> None:
    store = store_of(SAID.replace("2023-04-04", "2023-04-05", 1))
    assert [node.kind for node in drawn(store, "countries").nodes if node.id == "country/FI"] == ["ally"]
    store = store_of(SAID.replace("2023-04-04", "2023-04-03", 1))
    assert [node.kind for node in drawn(store, "countries").nodes if node.id == "country/FI"] == ["other"]


def test_a_section_ties_more_countries(said: Store) -> None:
    found = weights(drawn(said, "countries", "section"))
    assert found == {
        ("IQ", "NL"): 2, ("FI", "NL"): 2, ("FI", "IQ"): 1, ("FR", "NL"): 1, ("FI", "FR"): 1, ("FI", "SE"): 1,
    }  # fmt: skip


def test_rows_of_countries_are_about_what_stands_with_them(said: Store) -> None:
    base = "https://w3id.org/navograaf/id/"
    nmi, iraq, cyber = f"{base}mission/NMI", f"{base}topic/iraq", f"{base}topic/cyber"
    found = abouts_of_countries(said, "")
    assert found == {"28676-333:110-150": {nmi, iraq}, "28676-346:350-390": {nmi, iraq}}
    found = abouts_of_countries(said, "section")
    assert found == {"28676-333:100-200": {nmi, iraq, cyber}, "28676-346:300-400": {nmi, iraq}}


def abouts_of_countries(store: Store, by: str) -> dict[str, set[str]]:
    rows = run(projection("countries", by or None).edges, store)[1]
    return {str(row["evidence"]): set(str(row["about"]).split()) for row in rows if "about" in row}


def test_citations_join_letters_and_papers_by_their_number(said: Store) -> None:
    found = drawn(said, "citations")
    nodes = {node.id: node for node in found.nodes}
    assert {name: node.label for name, node in nodes.items()} == {
        "kamerstuk/27925-692": "27925-692",
        "kamerstuk/28676-333": "28676-333 (geannoteerde agenda)",
        "letter/28676-346": "28676-346",
        "letter/28676-450": "28676-450",
        "letter/los": "los",
        "letter/verslag": "verslag NAVO-ministers, februari 2020",
    }
    cited = nodes["kamerstuk/27925-692"]
    assert cited.kind == "kamerstuk"
    assert cited.spells == (("2020-01-01", "2020-01-31"), ("2020-02-03", "2020-02-03")), "its own date, and when cited"
    assert {name: value for name, value in cited.values.items() if name != "degree"} == {
        "first": "2020-01-01", "last": "2020-02-03", "dated": "2020-01", "mentions": 1, "meetings": 1,
        "collected": False, "evidence": ("28676-333:110-150",),
    }  # fmt: skip
    known = nodes["kamerstuk/28676-333"]
    assert (known.kind, known.values["collected"], known.values["mentions"]) == ("letter", True, 1)
    assert known.spells == (("2020-02-03", "2020-02-03"), ("2020-02-28", "2020-02-28")), "its date, and when cited"
    assert known.values["dated"] == "2020-02-03"
    assert "dated" not in nodes["letter/verslag"].values, "the day from which parliament had it is not its date"
    assert [(edge.source, edge.target, edge.values["reference"], edge.values["evidence"]) for edge in found.edges] == [
        ("kamerstuk/28676-333", "kamerstuk/27925-692", ("Kamerstuk 27 925, nr. 692",), ("28676-333:110-150",)),
        ("letter/verslag", "kamerstuk/28676-333", ("nr. 333",), ("verslag",)),
    ], "the letter's own number in its footer is no citation"
    assert (found.directed, found.layout) == (True, "time")
    rows = list(run(projection("citations").edges, said)[1])
    assert {str(row["target"]): set(str(row.get("about", "")).split()) for row in rows} == {
        "kamerstuk/27925-692": {
            "https://w3id.org/navograaf/id/mission/NMI",
            "https://w3id.org/navograaf/id/topic/iraq",
        },
        "kamerstuk/28676-333": set(),
    }


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
def test_both_engines_give_the_same_rows(said: Store) -> None:
    both = dataset(said)
    compared = 0
    for name, by in DRAWN:
        for table in (projection(name, by or None).nodes, projection(name, by or None).edges):
            ours = sorted(map(in_order, in_oxigraph(said, table.text)))
            assert ours
            assert sorted(map(in_order, in_rdflib(both, table.text))) == ours, table.where
            compared += 1
    assert compared == 2 * len(DRAWN) == 12


def in_order(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row with the lines of its cells sorted: their order inside GROUP_CONCAT is the engine's own affair."""
    return tuple("\n".join(sorted(cell.partition("^^")[0].split("\n"))) for cell in row)


def test_what_the_writer_tells_is_what_the_letters_say(seeds_graph: GraphFolder) -> None:
    store = seeds_graph.store()
    told = "SELECT ?part ?thing WHERE { ?part <https://w3id.org/navograaf/ontology#speaksOf> ?thing }"
    rows = [(part.strip("<>"), thing.strip("<>")) for part, thing in in_oxigraph(store, told)]
    assert sorted(rows) == sorted(spoken_of(store)), "each once"
    assert {part.count("/") > 6 for part, _ in rows} == {False, True}, "letters and parts of them"


def test_twice_the_letters_give_twice_the_rows() -> None:
    """Pairs are made inside one section or sentence, so that rows grow with the letters and not with their square."""
    from pyoxigraph import RdfFormat, Store

    def copies(count: int) -> Store:
        store = Store()
        head = f"{PREFIXES}@prefix schema: <https://schema.org/> .\n"
        for number in range(count):
            text = (GRAPH + SAID).replace(PREFIXES, "")
            for prefix in ("letter", "meeting"):
                text = text.replace(f"id:{prefix}\\/", f"id:{prefix}\\/{number}-")
            for name in ("part", "other", *(f"{k}{n}" for k in "smnqpc" for n in range(1, 9))):
                text = text.replace(f"id:{name} ", f"id:{name}-{number} ")
            store.load((head + text).encode(), RdfFormat.TRIG)
        tell(store)
        return store

    once, often = copies(1), copies(7)
    for name, by in DRAWN:
        table = projection(name, by or None).edges
        rows = len(list(run(table, once)[1]))
        assert rows > 0
        assert len(list(run(table, often)[1])) == 7 * rows, table.where


def test_the_five_letters_are_no_hairball(seeds_graph: GraphFolder) -> None:
    store = seeds_graph.store()
    sizes = {pair: drawn(store, *pair) for pair in DRAWN}
    for (name, by), found in sizes.items():
        elements: list[Node | Edge] = [*found.nodes, *found.edges]
        assert len({element.id for element in elements}) == len(elements), (name, by)
        assert all(element.label for element in elements)
    number = len(sizes["topics", ""].nodes)
    full = number * (number - 1) / 2
    assert 70 <= number <= 90
    density = {by: len(sizes["topics", by].edges) / full for by in ("", "sentence", "meeting")}
    assert density["sentence"] < 0.09 < density[""] < 0.2 < 0.6 < density["meeting"], density
    countries = sizes["countries", ""]
    assert len(countries.edges) < len(sizes["countries", "section"].edges) < 3 * len(countries.nodes) + 20


def test_known_edges_of_the_five_letters(seeds_graph: GraphFolder) -> None:
    """Counted by hand in the letters."""
    store = seeds_graph.store()
    topics = pairs(drawn(store, "topics"))
    nmi = topics["NMI", "iraq"]
    assert nmi.values["meetings"] == 2
    assert "001_7a350f4bd663867b:4472-6492" in nmi.values["evidence"]  # type: ignore[operator]
    # 000 under "Operaties en missies" and "Irak", 001 and 004 under one heading each, and three times in the questions.
    assert nmi.weight == 7
    # 000 under "NLD SOCOM"; of the questions the answers "Composite SOCC" (2) and "opwerkprogramma van het C-SOCC" (19).
    assert topics["C-SOCC", "special-operations-forces"].weight == 3
    countries = pairs(drawn(store, "countries"))
    # "de ministers van Defensie van Finland en Zweden": 002 once, 004 twice.
    assert (countries["FI", "SE"].weight, countries["FI", "SE"].values["meetings"]) == (3, 2)
    # Special operations commands in 000 (two sentences), the C-SOCC in the questions, the air defence letter in 001.
    assert countries["BE", "DK"].weight == 4
    kinds = {node.id[-2:]: node.kind for node in drawn(store, "countries").nodes}
    assert (kinds["FI"], kinds["DE"], kinds["NL"], kinds["AF"]) == ("other", "ally", "home", "other")
    cited = {(edge.source, edge.target) for edge in drawn(store, "citations").edges}
    assert len(cited) == 15
    assert ("letter/001_7a350f4bd663867b", "kamerstuk/34919-71") in cited
