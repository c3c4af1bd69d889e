"""From which day parliament had a letter: its date, else its kind and its meeting; as stored, as answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import found_links
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_letters import Letter, collect

from navograaf.answers.collection import letters
from navograaf.answers.filters import known
from navograaf.iris import PREFIXES, THINGS
from navograaf.links.known_from import known_from
from navograaf.links.link_quads import graph_iri

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

KINDS = st.sampled_from(["agenda", "questions", "report", "letter"])
DAYS = st.dates(date(1949, 4, 4), date(9990, 12, 31))
PRECISION = st.sampled_from([4, 7, 10])
ISO = st.builds(lambda day, size: day.isoformat()[:size], DAYS, PRECISION)


@pytest.mark.parametrize(
    ("kind", "printed", "start", "end", "day", "how"),
    [
        ("agenda", "2020-10-14", "2020-10-22", "2020-10-23", date(2020, 10, 14), "dated"),
        ("report", "2020-11-05", "2020-10-22", "2020-10-23", date(2020, 11, 5), "dated"),
        ("letter", "2020-10", "", "", date(2020, 10, 31), "dated"),
        ("letter", "2020", "", "", date(2020, 12, 31), "dated"),
        ("letter", "2020-02", "", "", date(2020, 2, 29), "dated"),
        ("letter", "9999-12-31", "", "", date(9999, 12, 31), "dated"),
        ("agenda", "", "2020-10-22", "2020-10-23", date(2020, 10, 21), "before"),
        ("questions", "", "2020-10-22", "2020-10-23", date(2020, 10, 21), "before"),
        ("agenda", "", "2021-01-01", "", date(2020, 12, 31), "before"),
        ("agenda", "", "2020-10", "", date(2020, 10, 30), "before"),
        ("agenda", "", "", "2020-10-22", date(2020, 10, 21), "before"),
        ("report", "", "2020-10-22", "2020-10-23", date(2020, 10, 24), "after"),
        ("letter", "", "2020-10-22", "2020-10-23", date(2020, 10, 24), "after"),
        ("report", "", "2020-12-31", "", date(2021, 1, 1), "after"),
        ("report", "", "2020-10", "", date(2020, 11, 1), "after"),
        ("report", "", "2020-10", "2020-10-05", date(2020, 11, 1), "after"),
        ("report", "", "2020-10-22", "2020-01-23", date(2020, 10, 23), "after"),
        ("report", "2020-02-30", "2020-02-12", "2020-02-13", date(2020, 2, 14), "after"),
        ("report", "", "2020-02-30", "", None, ""),
        ("agenda", "", "0001-01-01", "", None, ""),
        ("report", "", "9999-12-31", "", None, ""),
        ("report", "", "9999", "", None, ""),
        ("agenda", "", "", "", None, ""),
        ("letter", "vandaag", "", "", None, ""),
    ],
)
def test_a_letter_is_known_from_its_date_else_by_its_kind_and_its_meeting(
    kind: str, printed: str, start: str, end: str, day: date | None, how: str
) -> None:
    assert known_from(kind, printed, start, end) == (day, how)


@given(KINDS, ISO, st.one_of(st.just(""), ISO), st.one_of(st.just(""), ISO))
def test_a_letter_with_a_date_always_has_a_day_and_not_before_that_date(
    kind: str, printed: str, start: str, end: str
) -> None:
    day, how = known_from(kind, printed, start, end)
    assert day is not None
    assert how == "dated"
    assert day.isoformat()[: len(printed)] == printed
    assert (day + timedelta(days=1)).isoformat()[: len(printed)] != printed


@given(
    KINDS, DAYS, st.integers(0, 800), st.integers(0, 40), st.integers(0, 40), PRECISION, st.sampled_from([0, 4, 7, 10])
)
def test_a_later_meeting_never_gives_an_earlier_day(
    kind: str, start: date, later: int, days: int, more: int, size: int, end_size: int
) -> None:
    def day(first: date, last: date) -> date:
        found, _ = known_from(kind, "", first.isoformat()[:size], last.isoformat()[:end_size])
        assert found is not None
        return found

    end = start + timedelta(days)
    assert day(start, end) <= day(start + timedelta(later), end + timedelta(later + more))


@given(DAYS, st.integers(0, 3))
def test_what_is_written_before_a_meeting_is_there_before_what_is_written_after(start: date, days: int) -> None:
    end = (start + timedelta(days=days)).isoformat()
    before, after = (known_from(kind, "", start.isoformat(), end)[0] for kind in ("agenda", "report"))
    assert before is not None
    assert after is not None
    assert before < start < after
    assert after - before == timedelta(days=days + 2)


def test_the_day_of_a_letter_that_others_tie_to_a_meeting_is_stored() -> None:
    agenda = Letter("agenda", "agenda", "nato-dmm-2030-10-10", "2030-10-11", paper="28676-900")
    report, lost = Letter("report", "report"), Letter("lost", "letter")
    report.say("Zie de geannoteerde agenda.", "kamerstuk/28676-900")
    made = found_links.found(found_links.digests(collect(agenda, report, lost)))
    assert [link.source for link in made.ties] == [report.iri]
    found = [line for line in made.lines if f"<{PREFIXES['navo']}known" in line]
    day, text = f"<{PREFIXES['navo']}knownFrom>", f"<{PREFIXES['navo']}knownBy>"
    date_, graph = f"^^<{PREFIXES['xsd']}date>", f"<{graph_iri('letters')}> ."
    assert found == [
        f'<{agenda.iri}> {text} "before" {graph}',
        f'<{agenda.iri}> {day} "2030-10-09"{date_} {graph}',
        f'<{report.iri}> {text} "after" {graph}',
        f'<{report.iri}> {day} "2030-10-12"{date_} {graph}',
    ]


def test_what_is_stored_is_what_answers_go_by(seeds_graph: GraphFolder) -> None:
    from pyoxigraph import QuerySolutions

    store = seeds_graph.store()
    answer = store.query(
        "SELECT ?letter ?day ?how { GRAPH ?g { ?letter navo:knownFrom ?day ; navo:knownBy ?how } }", prefixes=PREFIXES
    )
    assert isinstance(answer, QuerySolutions)
    rows = {row["letter"].value: (row["day"].value, row["how"].value) for row in answer}
    assert {iri: day for iri, (day, _) in rows.items()} == {
        card.iri: str(known(card).day) for card in letters(store) if known(card).day
    }
    assert rows[f"{THINGS}letter/28676-346"] == ("2020-10-21", "before")
    assert rows[f"{THINGS}letter/001_7a350f4bd663867b"] == ("2020-10-24", "after")
    assert rows[f"{THINGS}letter/004_0903ee5900ae3cce"] == ("2020-02-03", "dated")
    assert len(rows) == 5
