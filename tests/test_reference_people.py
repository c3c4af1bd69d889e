"""The reference data on people, posts, organisations, countries, acts and meetings.

What matching and answers lean on: ids as the annotation has them, terms of office that do not overlap,
countries that are complete and told apart, and no name that is also an ordinary word.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from rdflib import DCTERMS, FOAF, ORG, RDF, SKOS, Graph, Literal, Namespace, URIRef

from navograaf.iris import ONTOLOGY, PREFIXES, THINGS
from navograaf.words.folding import fold

HERE = Path(__file__).parent
FILES = ("people", "organisations", "countries", "acts", "meetings")
NAVO = Namespace(ONTOLOGY)
SCHEMA = Namespace(PREFIXES["schema"])
NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, NAVO.abbreviation, NAVO.description)
KINDS = {
    "people": {"person", "post", "membership"},
    "organisations": {"organisation"},
    "countries": {"country"},
    "acts": {"act", "scheme"},
    "meetings": {"meeting", "series"},
}
ONE_OFF = {
    # A commander whom one letter names by the base ("de Amerikaanse commandant van de basis"): no office with a name.
    "us-commander-erbil",
}
ORDINARY = {
    *("Austin", "Ban", "Bartels", "Berlijn", "Blok", "Bot", "Brown", "Carter", "Clark", "Cohen", "Costa", "Donner"),
    *("Gates", "Hagel", "Jones", "Kamp", "Klever", "Knapen", "Kok", "Kroon", "May", "Miller", "Pavel", "Peach"),
    *("Rice", "Schoof", "Slot", "Smith", "Tuinman", "Visser", "Wolters"),
}
"""Family names that are also a word, a given name, a place or a name of many; "Slot" stands in "Bruins Slot"."""


@cache
def graph(name: str) -> Graph:
    """One file of ontology/."""
    return Graph().parse(HERE.parent / "ontology" / f"{name}.ttl")


def ids(name: str, kind: str) -> set[str]:
    """The dcterms:identifier of the things of a kind in a file."""
    start = f"{THINGS}{kind}/"
    return {str(o) for s, o in graph(name).subject_objects(DCTERMS.identifier) if str(s).startswith(start)}


def labels(name: str, kind: str) -> dict[str, set[str]]:
    """Every name that is matched in letters, without those that are search only, to the ids it names."""
    found: dict[str, set[str]] = defaultdict(set)
    start = f"{THINGS}{kind}/"
    for predicate in NAMES:
        for thing, label in graph(name).subject_objects(predicate):
            if str(thing).startswith(start) and label not in set(graph(name).objects(thing, NAVO.notMatched)):
                found[str(label)].add(str(thing).removeprefix(start))
    return found


def gold(name: str) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads((HERE / "gold" / "entities.json").read_text("utf-8"))[name]
    return entries


@pytest.mark.parametrize("name", FILES)
def test_every_thing_has_one_id_that_ends_its_iri_and_a_name_in_both_languages(name: str) -> None:
    seen = Counter(str(o) for o in graph(name).objects(None, DCTERMS.identifier))
    things = set(graph(name).subjects(DCTERMS.identifier))
    assert len(things) > 50
    for thing in things:
        kind, _, end = str(thing).removeprefix(THINGS).partition("/")
        assert kind in KINDS[name]
        assert [str(o) for o in graph(name).objects(thing, DCTERMS.identifier)] == [end]
        named = list(graph(name).objects(thing, SKOS.prefLabel))
        assert sorted(x.language or "" for x in named if isinstance(x, Literal)) == ["en", "nl"]
    shared = {i for i, n in seen.items() if n > 1}
    assert not shared, "an id stands for one thing"


@pytest.mark.parametrize("name", FILES)
def test_no_blank_nodes_and_no_empty_or_padded_name(name: str) -> None:
    for subject, predicate, value in graph(name):
        assert isinstance(subject, URIRef)
        assert isinstance(value, URIRef | Literal)
        if predicate in (*NAMES, NAVO.notMatched, NAVO.adjective, NAVO.notWithin, NAVO.partyName):
            assert str(value).strip() == str(value) != ""


@pytest.mark.parametrize("name", FILES)
def test_a_search_only_name_never_silences_another_name_by_its_accents(name: str) -> None:
    # Names are compared folded: search-only "Israel" would also take away "Israël".
    for thing, weak in graph(name).subject_objects(NAVO.notMatched):
        for predicate in NAMES:
            for label in graph(name).objects(thing, predicate):
                assert str(label) == str(weak) or fold(str(label)) != fold(str(weak)), (thing, label)


def test_everything_pointed_to_is_there() -> None:
    known = {s for name in FILES for s in graph(name).subjects()}
    pointers = 0
    for name in FILES:
        for _, predicate, value in graph(name):
            if isinstance(value, URIRef) and str(value).startswith(THINGS) and predicate != RDF.type:
                assert value in known, value
                pointers += 1
    assert pointers > 1000


# --- the ids of the annotation


def test_people_and_posts_of_the_annotation_are_here() -> None:
    wanted = {x["id"] for x in gold("people")}
    assert len(wanted) == 13
    assert wanted - (ids("people", "person") | ids("people", "post")) == ONE_OFF


def test_organisations_of_the_annotation_are_here_with_their_kind() -> None:
    wanted = gold("organisations")
    assert len(wanted) == 54
    for entry in wanted:
        thing = URIRef(f"{THINGS}organisation/{entry['id']}")
        assert str(graph("organisations").value(thing, NAVO.organisationKind)) == entry["kind"], entry["id"]


def test_countries_of_the_annotation_are_here_and_called_so() -> None:
    named = labels("countries", "country")
    words = 0
    for file in sorted((HERE / "gold").glob("00?.json")):
        for country in json.loads(file.read_text("utf-8"))["countries"]:
            for mention in country["mentions"]:
                surface = mention.get("normal") or mention.get("surface")
                if surface and "\n" not in surface and "- " not in surface:
                    assert named[surface] == {country["iso2"]}, surface
                    words += 1
    assert words > 150


def test_acts_of_the_annotation_are_here() -> None:
    wanted = set()
    for file in sorted((HERE / "gold").glob("00?.json")):
        wanted |= {x["act"] for x in json.loads(file.read_text("utf-8"))["decisions"]}
    here = {
        str(o)
        for s in graph("acts").subjects(NAVO.actSet, Literal("core"))
        for o in graph("acts").objects(s, SKOS.prefLabel)
        if isinstance(o, Literal) and o.language == "en"
    }
    assert len(wanted) == 48
    assert here == wanted


def test_summits_of_the_annotation_are_here_by_day_or_by_year() -> None:
    wanted = {x["id"] for x in gold("meetings") if x["id"].startswith("nato-summit")}
    here = ids("meetings", "meeting") | {str(o) for o in graph("meetings").objects(None, SKOS.notation)}
    assert len(wanted) == 4
    assert wanted <= here


# --- people and posts


def moment(value: str, *, last: bool) -> date:
    """The first or last day of a date, month or year; the last day of a month is taken as the 28th."""
    parts = [int(x) for x in value.split("-")]
    year, month, day = (parts + ([12, 28] if last else [1, 1])[len(parts) - 1 :])[:3]
    return date(year, month, day)


def terms(post: URIRef) -> list[tuple[str, str, str]]:
    """(start, end or "", person) of the terms in a post, in order."""
    people = graph("people")
    found = []
    for term in people.subjects(ORG.role, post):
        during = people.value(term, ORG.memberDuring)
        start, end = people.value(during, NAVO.startDate), people.value(during, NAVO.endDate)
        found.append((str(start), str(end or ""), str(people.value(term, ORG.member)).rsplit("/", 1)[-1]))
    return sorted(found)


def test_terms_begin_before_they_end_and_have_a_person_and_a_post() -> None:
    people = graph("people")
    members = list(people.subjects(RDF.type, ORG.Membership))
    assert len(members) == 229
    for term in members:
        assert (people.value(term, ORG.member), RDF.type, FOAF.Person) in people
        assert (people.value(term, ORG.role), RDF.type, ORG.Post) in people
    for post in people.subjects(RDF.type, ORG.Post):
        for start, end, person in terms(URIRef(str(post))):
            assert not end or moment(start, last=False) <= moment(end, last=True), (post, person)


def test_a_post_for_one_has_one_holder_at_a_time() -> None:
    people = graph("people")
    posts = [URIRef(str(x)) for x in people.subjects(NAVO.uniqueHolder, Literal(True))]
    assert len(posts) == 46
    for post in posts:
        line = terms(post)
        for (_, end, one), (start, _, other) in pairwise(line):
            assert end, f"{one} never leaves {post}"
            # A month or a year may be the whole of it: only a sure overlap is an error.
            assert (moment(end, last=False) - moment(start, last=True)).days <= 1, (post, one, other)


@pytest.mark.parametrize("post", ["nl-defence-minister", "nl-foreign-minister", "nl-prime-minister"])
def test_the_ministers_who_sign_follow_each_other_without_a_gap(post: str) -> None:
    line = terms(URIRef(f"{THINGS}post/{post}"))
    assert line[0][0] < "1999" and line[-1][1] == ""
    assert all(end == start for (_, end, _), (start, _, _) in pairwise(line))


@pytest.mark.parametrize(
    ("post", "day", "person"),
    [
        ("nl-defence-minister", "2020-02-03", "bijleveld-schouten"),  # letter 004
        ("nl-defence-minister", "2021-10-11", "kamp"),  # letter 002 speaks of "21 en 22 oktober a.s."
        ("nl-defence-minister", "2021-09-20", "grapperhaus"),
        ("nl-defence-minister", "2005-06-09", "kamp"),
        ("nl-foreign-minister", "2018-02-20", "kaag"),
        ("nl-foreign-minister", "2025-09-01", "brekelmans"),
        ("eu-high-representative", "2020-02-03", "borrell"),  # letter 004: "de nieuwe EU Hoge Vertegenwoordiger"
        ("sg-nato", "2020-10-22", "stoltenberg"),
        ("sg-nato", "2008-04-02", "de-hoop-scheffer"),
        ("saceur", "2011-06-01", "stavridis"),
        ("ua-president", "2020-02-12", "zelensky"),
    ],
)
def test_who_held_a_post_on_a_day(post: str, day: str, person: str) -> None:
    line = terms(URIRef(f"{THINGS}post/{post}"))
    assert [who for start, end, who in line if start <= day and (not end or day < end)] == [person]


def test_a_family_name_that_is_an_ordinary_word_is_not_matched_alone() -> None:
    named = labels("people", "person")
    assert not ORDINARY & set(named)
    search_only = {str(o) for o in graph("people").objects(None, NAVO.notMatched)}
    assert ORDINARY - {"Slot"} <= search_only


def test_a_name_of_a_person_or_post_names_one() -> None:
    for kind, least in (("person", 500), ("post", 200)):
        named = labels("people", kind)
        assert len(named) > least
        assert {name: who for name, who in named.items() if len(who) > 1} == {}


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("A.Th.B. Bijleveld-Schouten", "bijleveld-schouten"),
        ("drs. A.Th.B. Bijleveld-Schouten", "bijleveld-schouten"),
        ("Henk Kamp", "kamp"),
        ("H.G.J. Kamp", "kamp"),
        ("H.G.J. Bruins Slot", "bruins-slot"),  # the same initials as Kamp
        ("J.A. Hennis-Plasschaert", "hennis-plasschaert"),
        ("drs. J.S.J. Hillen", "hillen"),
        ("B.R. Bot", "bot"),
        ("Zelensky", "zelensky"),
        ("Borrell", "borrell"),
    ],
)
def test_names_as_signatures_and_letters_print_them(name: str, person: str) -> None:
    assert labels("people", "person")[name] == {person}


def test_posts_that_stand_for_their_holder() -> None:
    people = graph("people")
    resolved = {str(s).rsplit("/", 1)[-1] for s in people.subjects(NAVO.resolveHolder, Literal(True))}
    assert {"nl-defence-minister", "eu-high-representative"} <= resolved
    assert not {"sg-nato", "saceur", "nl-foreign-minister", "nl-speaker"} & resolved


# --- countries


def test_countries_have_their_codes_once() -> None:
    countries = graph("countries")
    two = [str(o) for o in countries.objects(None, SCHEMA.identifier)]
    three = [str(o) for o in countries.objects(None, NAVO.iso3)]
    assert len(two) == len(three) == 206
    assert len(set(two)) == len(two) and len(set(three)) == len(three)
    assert all(len(x) == 2 and x.isupper() for x in two)
    assert all(len(x) == 3 and x.isupper() for x in three)


def test_nato_has_thirty_two_members_and_the_european_union_twenty_seven() -> None:
    countries = graph("countries")
    since = {str(s)[-2:]: str(o) for s, o in countries.subject_objects(NAVO.natoSince)}
    assert len(since) == 32
    assert Counter(since.values()) == {
        **{"1949-08-24": 12, "1952-02-18": 2, "1955-05-06": 1, "1982-05-30": 1, "1999-03-12": 3, "2004-03-29": 7},
        **{"2009-04-01": 2, "2017-06-05": 1, "2020-03-27": 1, "2023-04-04": 1, "2024-03-07": 1},
    }
    assert (since["FI"], since["SE"], since["MK"], since["NL"]) == (
        *("2023-04-04", "2024-03-07", "2020-03-27", "1949-08-24"),
    )
    union = {str(s)[-2:] for s in countries.subjects(NAVO.euSince)}
    assert len(union - {str(s)[-2:] for s in countries.subjects(NAVO.euUntil)}) == 27


def test_a_name_or_an_adjective_tells_one_country() -> None:
    named = labels("countries", "country")
    adjectives: dict[str, set[str]] = defaultdict(set)
    for country, word in graph("countries").subject_objects(NAVO.adjective):
        adjectives[str(word)].add(str(country)[-2:])
    assert len(adjectives) > 350
    assert all(len(x) == 1 for x in (*named.values(), *adjectives.values()))
    assert not set(named) & set(adjectives), "an adjective is no mention of a country"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("VS", "US"), ("VK", "GB"), ("Tsjechische Republiek", "CZ"), ("Macedonië", "MK"), ("Wit-Rusland", "BY")),
        *(("Belgié", "BE"), ("Italig", "IT"), ("Slovenig", "SI"), ("Israël", "IL"), ("Haïti", "HT"), ("Turkije", "TR")),
        *(("Bosnië-Herzegovina", "BA"), ("Kosovo", "XK"), ("Oekraine", "UA"), ("Ruslands", "RU")),
    ],
)
def test_names_of_countries_as_letters_print_them(name: str, code: str) -> None:
    assert labels("countries", "country")[name] == {code}


@pytest.mark.parametrize(
    "name",
    [
        *("Amerika", "Engeland", "Holland", "Korea", "US", "ons Koninkrijk", "Nederlands", "Georgia", "Jordan"),
        "Iraq",  # only inside English names: "NATO Mission Iraq"
        "Servië en Montenegro",  # two countries since 2006
        "Servies",  # crockery: what is left of "Serviës" without its diaeresis
    ],
)
def test_words_that_do_not_mention_a_country(name: str) -> None:
    assert name not in labels("countries", "country")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        *(("Iraakse", "IQ"), ("Oekraïense", "UA"), ("Amerikaanse", "US"), ("Britse", "GB"), ("Zweedse", "SE")),
        *(("Finse", "FI"), ("Chinese", "CN"), ("Portugese", "PT"), ("Afghaanse", "AF"), ("Noord-Koreaanse", "KP")),
    ],
)
def test_adjectives_lead_to_their_country(word: str, code: str) -> None:
    country = URIRef(f"{THINGS}country/{code}")
    assert (country, NAVO.adjective, Literal(word, lang="nl")) in graph("countries")


# --- organisations


def test_an_organisation_name_names_one() -> None:
    named = labels("organisations", "organisation")
    assert len(named) > 700
    assert {name: who for name, who in named.items() if len(who) > 1} == {}


@pytest.mark.parametrize(
    "word",
    [
        *("IS", "Raad", "raad", "coalitie", "krijgsmacht", "Commissie", "Unie", "bondgenootschap", "CoE", "CD"),
        *("militaire autoriteiten", "Congres", "Senaat", "landmacht", "marine"),
    ],
)
def test_words_too_ambiguous_for_an_organisation(word: str) -> None:
    assert word not in labels("organisations", "organisation")


def test_parties_have_the_name_that_stands_before_fractie() -> None:
    organisations = graph("organisations")
    parties = set(organisations.subjects(RDF.type, NAVO.Party))
    assert len(parties) == 37
    assert all(list(organisations.objects(x, NAVO.partyName)) for x in parties)
    for name, party in (("SP", "sp"), ("D66", "d66"), ("GroenLinks", "groenlinks"), ("GL-PvdA", "groenlinks-pvda")):
        assert (URIRef(f"{THINGS}organisation/{party}"), NAVO.partyName, Literal(name)) in organisations


def test_the_ministry_is_not_named_inside_its_ministers() -> None:
    inside = {str(o) for o in graph("organisations").objects(URIRef(f"{THINGS}organisation/dutch-mod"), NAVO.notWithin)}
    assert {"ministers van Defensie", "ministeries van Defensie", "Defensie Actieplan 1325"} <= inside


# --- acts and meetings


def test_acts_have_dutch_words_in_the_forms_that_letters_use() -> None:
    acts = graph("acts")
    concepts = set(acts.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == 76
    assert all(list(acts.objects(x, SKOS.altLabel)) for x in concepts)
    agree = URIRef(f"{THINGS}act/agree")
    for form in ("ingestemd", "in te stemmen", "instemmen", "overeengekomen"):
        assert (agree, SKOS.altLabel, Literal(form, lang="nl")) in acts
    assert (agree, NAVO.splitVerb, Literal("stemden … in", lang="nl")) in acts  # "De Ministers stemden in met"
    assert all(str(o).count(" … ") == 1 for o in acts.objects(None, NAVO.splitVerb))


def test_summits_are_in_order_and_their_ids_are_their_first_days() -> None:
    meetings = graph("meetings")
    summits = set(meetings.subjects(NAVO.series, URIRef(f"{THINGS}series/nato-summit")))
    assert len(summits) == 23
    for summit in summits:
        start, end = (str(meetings.value(summit, x)) for x in (NAVO.startDate, NAVO.endDate))
        assert str(summit) == f"{THINGS}meeting/nato-summit-{start}"
        assert 0 <= (date.fromisoformat(end) - date.fromisoformat(start)).days <= 2


def test_a_name_of_a_summit_names_one() -> None:
    named = labels("meetings", "meeting")
    assert len(named) > 200
    assert {name: who for name, who in named.items() if len(who) > 1} == {}
    assert named["NAVO-top in 2018"] == {"nato-summit-2018-07-11"}
    assert named["NAVO-top in Warschau"] == {"nato-summit-2016-07-08"}
    assert named["NAVO-top in december 2019"] == {"nato-summit-2019-12-03"}
    assert "NAVO-top in Brussel" not in named and "NAVO-top in 2022" not in named
