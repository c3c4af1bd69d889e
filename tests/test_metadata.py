"""metadata.xml tells the facts of a letter, each with its name; what it cannot tell in their form it does not."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.errors import LetterError
from navograaf.findings import references
from navograaf.letters.koop.metadata import metadata_facts
from navograaf.letters.koop.published import FIELDS, dossiers, values
from navograaf.letters.model import Fact


def metadata(*pairs: tuple[str, str]) -> bytes:
    rows = "".join(f'<metadata name={quoteattr(n)} scheme="" content={quoteattr(c)}/>\n' for n, c in pairs)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<metadata_gegevens>\n{rows}</metadata_gegevens>\n'.encode()


def told(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [(fact.field, fact.value) for fact in metadata_facts(metadata(*pairs), "kst-28676-344/metadata.xml")]


def test_every_field_is_told_with_its_name_in_the_order_of_the_file() -> None:
    pairs = [
        ("DC.identifier", "kst-28676-344"),
        ("DC.title", "NAVO; Brief regering; Geannoteerde  agenda"),
        ("DC.type", "Kamerstuk"),
        ("OVERHEIDop.documenttitel", "Geannoteerde agenda"),
        ("OVERHEIDop.dossiernummer", "28676"),
        ("OVERHEIDop.dossiernummer", "29521"),
        ("OVERHEIDop.dossiertitel", "NAVO"),
        ("OVERHEIDop.ondernummer", "344"),
        ("OVERHEIDop.indiener", "A.Th.B. Bijleveld-Schouten"),
        ("OVERHEIDop.indiener", "S.A. Blok"),
        ("OVERHEIDop.ontvanger", "Tweede Kamer der Staten-Generaal"),
        ("OVERHEIDop.vergaderjaar", "2020-2021"),
        ("OVERHEIDop.datumBrief", "2020-10-09"),
        ("DCTERMS.issued", "2020-10-12"),
        ("DCTERMS.available", "2020-10-14T09:00:00"),
        ("OVERHEID.category", ""),
    ]
    facts = metadata_facts(metadata(*pairs), "map/metadata.xml")
    assert facts == (
        Fact("identifier", "kst-28676-344", "metadata.xml, DC.identifier"),
        Fact("title", "NAVO; Brief regering; Geannoteerde agenda", "metadata.xml, DC.title"),
        Fact("title", "Geannoteerde agenda", "metadata.xml, OVERHEIDop.documenttitel"),
        Fact("dossier", "28676", "metadata.xml, OVERHEIDop.dossiernummer"),
        Fact("dossier", "29521", "metadata.xml, OVERHEIDop.dossiernummer"),
        Fact("number", "344", "metadata.xml, OVERHEIDop.ondernummer"),
        Fact("signatory", "A.Th.B. Bijleveld-Schouten", "metadata.xml, OVERHEIDop.indiener"),
        Fact("signatory", "S.A. Blok", "metadata.xml, OVERHEIDop.indiener"),
        Fact("addressee", "Tweede Kamer der Staten-Generaal", "metadata.xml, OVERHEIDop.ontvanger"),
        Fact("parliamentary_year", "2020-2021", "metadata.xml, OVERHEIDop.vergaderjaar"),
        Fact("date", "2020-10-09", "metadata.xml, OVERHEIDop.datumBrief"),
        Fact("published", "2020-10-12", "metadata.xml, DCTERMS.issued"),
        Fact("published", "2020-10-14", "metadata.xml, DCTERMS.available"),
    )


def test_the_fields_are_those_of_facts() -> None:
    known = set(
        re.findall(r"[a-z_]+", "dossier number date kind title addressee signatory parliamentary_year identifier")
    )
    assert set(FIELDS.values()) <= known | {"kenmerk", "published", "address"} and len(FIELDS) == 14


def test_the_day_of_handing_in_dates_a_letter_that_has_no_day_of_its_own() -> None:
    handed = ("OVERHEIDop.datumIndiening", "2020-10-10")
    assert told(handed) == [("date", "2020-10-10")]
    assert told(handed, ("OVERHEIDop.datumBrief", "2020-10-09")) == [("date", "2020-10-09")]
    assert told(handed, ("OVERHEIDop.datumBrief", " ")) == [("date", "2020-10-10")]


def test_values_are_brought_into_the_form_of_facts_or_left_out() -> None:
    cases = [
        ("dossier", "35300-X", ["35300-X"]),
        ("dossier", "35 300 X", ["35300-X"]),
        ("dossier", "28676; 21501-28", ["28676", "21501-28"]),
        ("dossier", "geen", []),
        ("date", "2020-02-30", []),
        ("date", "2020-02", []),
        ("date", "3 februari 2020", []),
        ("published", "2020-02-03T10:00Z", ["2020-02-03"]),
        ("parliamentary_year", "Vergaderjaar 2019–2020", ["2019-2020"]),
        ("parliamentary_year", "2019/20", ["2019-2020"]),
        ("parliamentary_year", "2019", []),
        ("title", " Een\n titel ", ["Een titel"]),
        ("number", "", []),
    ]
    assert len(cases) == 13
    for field, value, made in cases:
        assert values(field, value) == made, (field, value)


def test_names_in_any_case_and_values_said_twice() -> None:
    assert told(("dc.Identifier", "kst-1"), ("DC.identifier", "")) == [("identifier", "kst-1")]
    assert told(("DC.title", "A"), ("DC.title", "A")) == [("title", "A")]
    assert told() == [] and told(("onbekend", "x")) == []


def test_a_namespace_changes_nothing() -> None:
    data = metadata(("DC.title", "A")).replace(b"<metadata_gegevens", b'<metadata_gegevens xmlns="https://x.example/"')
    assert metadata_facts(data, "metadata.xml") == (Fact("title", "A", "metadata.xml, DC.title"),)


def test_other_files_are_refused() -> None:
    cases = [
        (b"<kamerstuk><al>a</al></kamerstuk>", "root element is <kamerstuk>"),
        (b"<metadata_gegevens><metadata", "cut or damaged"),
        (b"<html><body>fout404</body></html>", "root element is <html>"),
        (b"", "cut or damaged"),
        (b'<!DOCTYPE m [<!ENTITY e "x">]><metadata_gegevens>&e;</metadata_gegevens>', "entity &e;"),
    ]
    assert len(cases) == 5
    for data, what in cases:
        with pytest.raises(LetterError, match=re.escape(what)) as error:
            metadata_facts(data, "map/metadata.xml")
        assert error.value.where.startswith("map/metadata.xml") and error.value.todo


NUMBERS = st.integers(20_000, 39_999).map(str)
PARTS = st.sampled_from(["", "-28", "-07", "-X", " X", " (XVI)", " VIII"])


@given(st.lists(st.tuples(NUMBERS, st.sampled_from(["", " ", "."]), PARTS), min_size=1, max_size=4))
def test_dossiers_are_written_as_those_of_references_are(parts: list[tuple[str, str, str]]) -> None:
    text = " en ".join(f"{number[:2]}{gap}{number[2:]}{part}" for number, gap, part in parts)
    ids = ["-".join(filter(None, (number, part.strip(" -()")))) for number, _, part in parts]
    assert dossiers(text) == references.dossiers(text) == ids
