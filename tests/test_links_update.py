"""Links brought up to date: after any change they are what all letters give at once, and the differences lead there."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import found_links
import pytest
from conftest import ROOT
from small_letters import Letter, collect, pad

from navograaf.findings.extract import extract
from navograaf.graph.quads import letter_quads
from navograaf.graph.reference import reference
from navograaf.letters.reading import from_bytes, read_letter
from navograaf.links import answering, grouped, paired, pairs, threaded, told_done
from navograaf.links.digest import Digest, digest
from navograaf.links.known_things import Reference
from navograaf.links.stored import put_into
from navograaf.links.update import update
from navograaf.links.weights import rounded

FOLDERS = (ROOT / "tests" / "cases" / "evolution", ROOT / "tests" / "cases" / "threads")
_GRAPH = re.compile(r"/graph/letter/([^>]+)> \.$", re.MULTILINE)
_CUT = ("/decision/", "/commitment/", "/sentence/")
STEPS = 14


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Id -> N-Quads of the letters of two cases, each whole and with a part of its statements gone."""
    found: dict[str, str] = {}
    for path in itertools.chain.from_iterable(sorted(folder.glob("*.txt")) for folder in FOLDERS):
        letter = read_letter(str(path))
        nquads = letter_quads(extract(letter), letter.raw)
        match = _GRAPH.search(nquads)
        assert match
        found[unquote(match[1])] = nquads
    return found


@pytest.fixture(scope="module")
def made(texts: dict[str, str]) -> dict[tuple[str, int], Digest]:
    """Digests of each letter in three versions: whole, and twice with a part of its statements gone."""
    known = Reference(reference().nquads)
    found = {(one, version): digest(one, less(texts[one], version), known) for one in texts for version in range(3)}
    return {key: value for key, value in found.items() if value}


def less(nquads: str, version: int) -> str:
    """The graph without a part of its decisions, promises and sentences, another part for each version."""
    lines = nquads.splitlines(keepends=True)
    chance = random.Random(f"{version} {len(nquads)}")
    subjects = sorted({line.partition(" ")[0] for line in lines if any(cut in line.partition(" ")[0] for cut in _CUT)})
    gone = {subject for subject in subjects if chance.random() < 0.3} if version else set()
    return "".join(line for line in lines if line.partition(" ")[0] not in gone)


class Kept:
    """Links that are brought up to date in one file, and the lines that the differences make of them."""

    def __init__(self, path: Path, made: Mapping[tuple[str, int], Digest], exact: int = 0) -> None:
        self.path, self.made, self.exact = path, made, exact
        self.state: dict[str, int] = {}
        self.lines: set[str] = set()

    def change(self, new: dict[str, int]) -> set[str]:
        """Store these versions of letters and no others; all links afterwards."""
        changed = {one: self.made[one, version] for one, version in new.items() if self.state.get(one) != version}
        self.state = dict(new)
        with run(self.path, new, changed, self.exact) as (found, gone, came):
            assert gone <= self.lines
            assert not came & self.lines
            self.lines = self.lines - gone | came
            assert self.lines == found
            return found


class run:
    def __init__(self, path: Path | str, ids: Mapping[str, int], made: Mapping[str, Digest], exact: int) -> None:
        self.change = update(reference().nquads, "rules", path, ids, made, of(made), exact=exact)

    def __enter__(self) -> tuple[set[str], set[str], set[str]]:
        gone: set[str] = set()
        came: set[str] = set()
        for old, new in self.change.differences():
            gone |= old
            came |= new
        return {line for part in self.change.all() for line in part.splitlines()}, gone, came

    def __exit__(self, *_: object) -> None:
        self.change.__exit__(None, None, None)


def of(made: Mapping[str, Digest]) -> Callable[[Sequence[str]], list[Digest | None]]:
    """Gives these digests, and fails where another is asked for."""
    return lambda asked: [made[one] for one in asked]


def at_once(state: Mapping[str, int], made: Mapping[tuple[str, int], Digest], exact: int = 0) -> set[str]:
    with run(":memory:", state, {one: made[one, version] for one, version in state.items()}, exact) as (found, _, _):
        return found


def walk(ids: list[str], chance: random.Random) -> Iterator[dict[str, int]]:
    """States of a collection, each some letters away from the one before."""
    state: dict[str, int] = dict.fromkeys(chance.sample(ids, len(ids) // 2), 0)
    yield dict(state)
    for _ in range(STEPS):
        for one in chance.sample(ids, chance.choice((1, 1, 2, 4))):
            if one in state and chance.random() < 0.4:
                del state[one]
            else:
                state[one] = chance.randrange(3)
        yield dict(state)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds so low that a few letters reach them."""
    for module in (pairs, grouped, paired):
        monkeypatch.setattr(module, "CROWD", 5)
    monkeypatch.setattr(grouped, "NEXT", 2)
    for module in (told_done, answering):
        monkeypatch.setattr(module, "ROWS", 2)
    monkeypatch.setattr(threaded, "LARGEST", 6)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("exact", [0, 8])
def test_links_brought_up_to_date_are_those_of_all_letters(
    seed: int, exact: int, made: dict[tuple[str, int], Digest], tmp_path: Path
) -> None:
    kept, seen = Kept(tmp_path / "links.db", made, exact), 0
    for state in walk(sorted({one for one, _ in made}), random.Random(seed)):
        found = kept.change(state)
        assert found == at_once(state, made, exact)
        seen += len(found)
    assert seen > 1000


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("small")
def test_they_are_where_groups_are_large(seed: int, made: dict[tuple[str, int], Digest], tmp_path: Path) -> None:
    kept, seen = Kept(tmp_path / "links.db", made), 0
    for state in walk(sorted({one for one, _ in made}), random.Random(seed)):
        found = kept.change(state)
        assert found == at_once(state, made)
        seen += len(found)
    assert seen > 1000


def test_letters_that_come_one_by_one_in_any_order(made: dict[tuple[str, int], Digest], tmp_path: Path) -> None:
    ids = sorted({one for one, _ in made})
    ends = []
    for seed in (1, 2):
        kept, state = Kept(tmp_path / f"{seed}.db", made), dict[str, int]()
        for one in random.Random(seed).sample(ids, len(ids)):
            state[one] = 0
            found = kept.change(state)
        ends.append(found)
    assert ends[0] == ends[1] == at_once(dict.fromkeys(ids, 0), made)


def test_a_letter_is_placed_by_what_another_tells_of_its_meeting(tmp_path: Path) -> None:
    agenda, report = (pad(Letter(kind, kind, "nato-dmm-2030-10-10")) for kind in ("agenda", "report"))
    digests = found_links.digests(collect(agenda, report))
    without_days = replace(digests["agenda"], meetings={agenda.node.meeting: {}})
    made = {("agenda", 0): without_days, ("report", 0): digests["report"]}
    kept = Kept(tmp_path / "links.db", made)
    for state in ({"agenda": 0}, {"agenda": 0, "report": 0}, {"agenda": 0}):
        found = kept.change(state)
        assert found == at_once(state, made)
        known = [line for line in found if line.startswith(f"<{agenda.iri}> ") and "#knownFrom>" in line]
        assert len(known) == len(state) - 1


@pytest.mark.usefixtures("small")
def test_decisions_that_did_not_change_are_paired_anew_when_one_between_them_comes_or_goes(tmp_path: Path) -> None:
    crowd = [pad(Letter(f"pledge-{n}", "letter", date=f"2030-0{n}-01")) for n in range(1, 9)]
    for letter in crowd:
        letter.say("De bondgenoten namen de Pledge aan.", "document/pledge")
        letter.state("decision", act="adopt", status="taken")
    others = [pad(Letter(f"other-{n}", "letter", date=f"2029-0{n}-01")) for n in range(1, 5)]
    digests = found_links.digests(collect(*crowd, *others))
    made = {(one, 0): value for one, value in digests.items()}
    kept, few = Kept(tmp_path / "links.db", made), dict.fromkeys((one.id for one in others), 0)
    pairs_of = []
    for gone in ((), (4,), (4, 5, 6), (5,), ()):
        found = kept.change(few | {one.id: 0 for n, one in enumerate(crowd) if n not in gone})
        assert found == at_once(kept.state, made)
        pairs_of.append(sum("#SameDecision>" in line for line in found))
    assert len(set(pairs_of)) > 1


def test_a_promise_is_gone_through_again_when_what_answers_it_comes_or_goes(tmp_path: Path) -> None:
    meeting, survey = "nato-dmm-2030-10-10", "document/brugverkenning"
    told = ("De brugverkenning over bruggen en viaducten is met uw Kamer gedeeld.", survey)
    before, agenda, report = (
        pad(Letter("before", "letter", date="2030-01-01")),
        pad(Letter("agenda", "agenda", meeting)),
        pad(Letter("report", "report", meeting)),
    )
    agenda.say("Uw Kamer ontvangt de brugverkenning over bruggen en viaducten.", survey)
    agenda.state("commitment")
    for letter in (before, report):
        letter.say(*told)
    others = [pad(Letter(f"other-{n}", "letter", date=f"2029-0{n}-01")) for n in range(1, 9)]
    for letter in others:  # so many have the words that one letter more changes no weight
        letter.say("De brugverkenning over bruggen en viaducten vergt werk.", survey)
    digests = found_links.digests(collect(before, agenda, report, *others))
    made = {(one, 0): value for one, value in digests.items()}
    kept, few = Kept(tmp_path / "links.db", made), dict.fromkeys(["agenda", *(one.id for one in others)], 0)
    for came in ((), ("report",), (), ("before",), ("before", "report"), ("before",)):
        state = few | dict.fromkeys(came, 0)
        found = kept.change(state)
        assert found == at_once(state, made)
        assert any('"kept"' in line for line in found) == ("report" in came)


def test_nothing_changes_when_nothing_did(made: dict[tuple[str, int], Digest], tmp_path: Path) -> None:
    ids = sorted({one for one, _ in made})
    kept = Kept(tmp_path / "links.db", made)
    kept.change(dict.fromkeys(ids, 0))
    with update(reference().nquads, "rules", kept.path, ids, (), of({}), exact=0) as change:
        assert not list(change.differences())
        assert not list(change.files())
        assert not change.whole
    again = {one: made[one, 0] for one in ids[:2]}
    with update(reference().nquads, "rules", kept.path, ids, again, of(again), exact=0) as change:
        assert not list(change.differences())


def test_other_rules_make_all_anew_and_the_same(made: dict[tuple[str, int], Digest], tmp_path: Path) -> None:
    ids = sorted({one for one, _ in made})
    kept = Kept(tmp_path / "links.db", made)
    before = kept.change(dict.fromkeys(ids, 0))
    whole = {one: made[one, 0] for one in ids}
    with update(reference().nquads, "other rules", kept.path, ids, (), of(whole), exact=0) as change:
        assert {line for part in change.all() for line in part.splitlines()} == before
        assert not list(change.differences())


def test_the_files_of_letters_and_rules_hold_all_links(made: dict[tuple[str, int], Digest], tmp_path: Path) -> None:
    ids = sorted({one for one, _ in made})
    whole = {one: made[one, 0] for one in ids}
    with update(reference().nquads, "rules", tmp_path / "links.db", ids, (), of(whole)) as change:
        files = dict(change.files())
        parts = [change.rules(), *files.values()]
        assert change.whole
        assert sorted(line for part in parts for line in part.splitlines()) == sorted(
            line for part in change.all() for line in part.splitlines()
        )
    assert set(files) <= set(ids)
    assert all(text == "".join(sorted(text.splitlines(keepends=True))) for text in files.values())


def test_the_store_holds_what_the_database_tells(made: dict[tuple[str, int], Digest], tmp_path: Path) -> None:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    other = "<https://x.org/a> <https://x.org/b> <https://x.org/c> <https://x.org/graph> .\n"
    store.load(input=other.encode(), format=RdfFormat.N_QUADS)
    ids = sorted({one for one, _ in made})
    states = [dict.fromkeys(ids[:8], 0), dict.fromkeys(ids, 0), {**dict.fromkeys(ids[3:], 0), ids[4]: 1}]
    before: dict[str, int] = {}
    for state in states:
        changed = {one: made[one, version] for one, version in state.items() if before.get(one) != version}
        with update(reference().nquads, "r", tmp_path / "links.db", state, changed, of(changed)) as change:
            put_into(store, change)
            told = {line for part in change.all() for line in part.splitlines()}
        before = state
        held = set(bytes(store.dump(format=RdfFormat.N_QUADS) or b"").decode().splitlines())
        assert held - {other.strip()} == told
        assert other.strip() in held


def test_a_word_in_many_sentences_counts_by_a_power_of_two() -> None:
    assert [rounded(count) for count in range(9)] == [0, 1, 2, 3, 6, 6, 6, 6, 12]
    assert rounded(1000) == rounded(513) == 768
    assert rounded(512) != rounded(511)


def test_a_letter_read_from_text_says_what_it_said_in_the_store() -> None:
    raw = 'Brief van 3 mei 2021\n\nDe minister zegt "ja"\\ en\tnee: Nederland steunt NMI.\n'
    letter = from_bytes(raw.encode(), "letter.txt")
    nquads = letter_quads(extract(letter), letter.raw)
    match = _GRAPH.search(nquads)
    assert match
    found = digest(unquote(match[1]), nquads, Reference(reference().nquads))
    assert found
    words = {sentence.words for sentence in found.sentences}
    assert any('"ja"\\ en nee' in one for one in words)
    assert digest("another", nquads, Reference(reference().nquads)) is None
