"""The preview as a reader meets it, in a real browser: the mouse, the keyboard, the filters, and hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import PROGRAM, Page, browser
from network_samples import made_network, made_projection
from test_preview import placed

from navograaf.cli import main
from navograaf.export.preview import write_preview
from navograaf.graph.folder import GraphFolder
from navograaf.network.model import Look, Network

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on PATH")

ARROW_DOWN, ARROW_RIGHT, END, ENTER, ESCAPE, HOME = (
    ("ArrowDown", 40), ("ArrowRight", 39), ("End", 35), ("Enter", 13), ("Escape", 27), ("Home", 36)
)  # fmt: skip


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        page.prefer("light")
        yield page


@pytest.fixture(scope="module")
def topics(seeds_graph: GraphFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network of the five letters as the command writes it."""
    out = tmp_path_factory.mktemp("preview") / "topics.html"
    assert main(["export", str(out), "--graph", str(seeds_graph.path)]) == 0
    return out


def opened(window: Page, path: Path) -> Page:
    """The page in the window, nothing having gone wrong so far."""
    window.problems.clear()
    window.requests.clear()
    window.open(path)
    window.until("window.navograaf !== undefined")
    window.move(2, 2)
    assert window.problems == []
    return window


@pytest.fixture
def page(window: Page, topics: Path) -> Iterator[Page]:
    yield opened(window, topics)
    assert window.problems == []
    assert window.requests == []


def written(network: Network, path: Path) -> Path:
    with path.open("wb") as stream:
        write_preview(network, stream)
    return path


def place_of(page: Page, name: str) -> tuple[float, float]:
    place = page.run(f"navograaf.place({name!r})")
    return place["x"], place["y"]


def spot(page: Page, name: str) -> bytes:
    """The picture around the middle of a node."""
    x, y = place_of(page, name)
    return page.picture((round(x) - 3, round(y) - 3, 7, 7))


def text(page: Page, selector: str) -> str:
    return str(page.run(f"document.querySelector({selector!r}).innerText"))


def texts(page: Page, selector: str) -> list[str]:
    found: list[str] = page.run(f"[...document.querySelectorAll({selector!r})].map((one) => one.innerText)")
    return found


def facts(page: Page) -> dict[str, str]:
    return dict(zip(texts(page, "#panel dt"), texts(page, "#panel dd"), strict=True))


def shown(page: Page) -> list[str]:
    names: list[str] = page.run("navograaf.shown()")
    return names


def test_the_network_is_drawn_with_labels_and_says_how_much_is_shown(page: Page) -> None:
    names = shown(page)
    assert "topic/iraq" in names
    count = page.run("navograaf.edges()")
    assert text(page, "#count") == f"Shown: {len(names)} of {len(names)} nodes, {count} of {count} edges"
    assert "Irak" in page.run("navograaf.labels()")
    empty = page.picture((round(place_of(page, "topic/iraq")[0]), 95, 7, 7))
    assert spot(page, "topic/iraq") != empty


def test_a_click_on_a_node_tells_what_is_known_of_it_and_its_neighbours_lead_on(page: Page) -> None:
    page.click(*place_of(page, "topic/iraq"))
    page.until("document.querySelector('#panel h2')?.innerText === 'Irak'")
    told = facts(page)
    assert told["first"] < told["last"]
    assert int(told["meetings"]) >= 2
    assert int(told["mentions"]) >= int(told["meetings"])
    assert texts(page, "#panel .evidence li")
    weights = texts(page, "#panel .neighbours .why")
    assert len(weights) >= 10
    assert weights == sorted(weights, key=lambda weight: -float(weight.removeprefix("weight ")))

    neighbour = text(page, "#panel .neighbours li button")
    page.click_on("#panel .neighbours .why")
    assert facts(page)["weight"] == weights[0].removeprefix("weight ")
    assert set(texts(page, "#panel p button")) == {"Irak", neighbour}
    assert texts(page, "#panel .evidence li")

    page.run(
        f"[...document.querySelectorAll('#panel p button')].find((one) => one.innerText === {neighbour!r}).click()"
    )
    assert text(page, "#panel h2") == neighbour
    page.press(*ESCAPE)
    assert texts(page, "#panel h2") == []


def test_a_click_on_an_edge_shows_its_evidence(window: Page, tmp_path: Path) -> None:
    nodes = [{"id": f"topic/{name}", "label": name, "kind": "topic"} for name in "ab"]
    edge = {"source": "topic/a", "target": "topic/b", "kind": "cites", "label": "noemt", "evidence": "28676-333:10-20"}
    network = placed(made_network(nodes, [edge], made_projection(directed=True)))
    page = opened(window, written(network, tmp_path / "edge.html"))
    (left, top), (right, bottom) = place_of(page, "topic/a"), place_of(page, "topic/b")
    page.click((left + right) / 2, (top + bottom) / 2)
    assert text(page, "#panel h2") == "noemt"
    assert text(page, "#panel h2 ~ p, #panel .head + p") == "a → b"
    assert texts(page, "#panel .evidence li") == ["28676-333:10-20"]


def test_the_mouse_over_a_node_leaves_the_names_of_its_neighbours(page: Page) -> None:
    before = page.run("navograaf.labels()")
    page.click(*place_of(page, "topic/iraq"))
    neighbours = ["Irak", *texts(page, "#panel .neighbours li span button")]
    page.press(*ESCAPE)
    page.move(2, 2)
    page.until(f"navograaf.labels().length === {len(before)}")
    page.move(*place_of(page, "topic/iraq"))
    page.until(f"navograaf.labels().length !== {len(before)} || navograaf.labels()[0] === 'Irak'")
    assert page.run("navograaf.labels()")[0] == "Irak"
    assert set(page.run("navograaf.labels()")) <= set(neighbours)


def test_the_time_slider_takes_nodes_out_of_the_picture_and_all_time_brings_them_back(page: Page) -> None:
    everything, edges, period = shown(page), page.run("navograaf.edges()"), text(page, "#period")
    pictures = {name: spot(page, name) for name in everything}
    page.run("document.getElementById('from').focus()")
    page.press(*END)
    last = shown(page)
    assert 0 < len(last) < len(everything)
    assert page.run("navograaf.edges()") < edges
    assert text(page, "#count").startswith(f"Shown: {len(last)} of {len(everything)} nodes")
    assert text(page, "#period") == period.partition(" – ")[2]
    gone = next(name for name in everything if name not in last)
    assert spot(page, gone) != pictures[gone]
    assert spot(page, last[0]) == pictures[last[0]]

    page.click_on("#earlier")
    assert text(page, "#period") != period.partition(" – ")[2]
    page.click_on("#all-time")
    page.move(2, 2)
    assert shown(page) == everything
    assert text(page, "#period") == period
    assert spot(page, gone) == pictures[gone]


def in_time(count: int = 12, days: int = 3) -> Network:
    """Letters on a few days, `count` a day one under the other, each joined to the one beside it on the next day."""
    nodes: list[dict[str, Any]] = [
        {
            "id": f"letter/{day}-{row:02}", "label": f"vaststellen: het {row}e besluit over een zaak van dag {day}",
            "kind": "letter", "start": f"2020-0{day + 1}-1{day}",
        }
        for day in range(days) for row in range(count)
    ]  # fmt: skip
    edges: list[dict[str, Any]] = [
        {
            "source": f"letter/{day}-{row:02}", "target": f"letter/{day + 1}-{row:02}", "kind": "same",
            "start": f"2020-0{day + 2}-1{day + 1}",
        }
        for day in range(days - 1) for row in range(0, count, 2)
    ]  # fmt: skip
    made = made_network(nodes, edges, made_projection(directed=True, layout="time"))
    places = {
        f"letter/{day}-{row:02}": (100.0 * day * day, -18.0 * row - 7.0 * day)
        for day in range(days) for row in range(count)
    }  # fmt: skip
    looks = (Look(6.0 + number % 5, (0, 114, 178), places[node.id]) for number, node in enumerate(made.nodes))
    return replace(made, nodes=tuple(replace(node, look=look) for node, look in zip(made.nodes, looks, strict=True)))


def check_labels(page: Page) -> int:
    """That no label lies over another one or over a node but its own; how many there are."""
    boxes, discs = page.run("navograaf.boxes()"), page.run("navograaf.discs()")
    for number, box in enumerate(boxes):
        right, bottom = box["left"] + box["width"], box["top"] + box["height"]
        for disc in discs:
            x, y = min(max(disc["x"], box["left"]), right), min(max(disc["y"], box["top"]), bottom)
            assert (x - disc["x"]) ** 2 + (y - disc["y"]) ** 2 >= disc["radius"] ** 2, (box, disc)
        for other in boxes[:number]:
            apart = right <= other["left"] or other["left"] + other["width"] <= box["left"]
            assert apart or bottom <= other["top"] or other["top"] + other["height"] <= box["top"], (box, other)
    return len(boxes)


def test_no_label_covers_a_node_or_another_label(page: Page) -> None:
    assert check_labels(page) > 0.6 * len(shown(page))
    x, _ = place_of(page, "topic/iraq")
    page.run("document.getElementById('closer').click()")
    page.until(f"navograaf.place('topic/iraq').x !== {x}")  # drawn anew, be it a frame later or ten
    assert check_labels(page) > 10


def test_the_network_fills_the_picture(window: Page, topics: Path) -> None:
    window.resize(1400, 1000)
    try:
        page = opened(window, topics)
        box = page.run(
            "(() => { const b = document.getElementById('picture').getBoundingClientRect(); return [b.width, b.height]; })()"
        )
        discs = page.run("navograaf.discs()")
        for part, size in zip("xy", box, strict=True):
            ends = [disc[part] for disc in discs]
            assert min(ends) > 0 and max(ends) < size
            assert max(ends) - min(ends) > 0.75 * size
    finally:
        window.resize(1280, 800)


def test_a_network_in_time_has_its_days_below_it_and_they_follow_the_camera(window: Page, tmp_path: Path) -> None:
    page = opened(window, written(in_time(), tmp_path / "time.html"))
    days = page.run("navograaf.days()")
    assert [day["day"] for day in days] == ["10 Jan 2020", "11 Feb 2020", "12 Mar 2020"]
    discs = {disc["id"]: disc["x"] for disc in page.run("navograaf.discs()")}
    for number, day in enumerate(days):
        assert abs(day["x"] - discs[f"letter/{number}-00"]) < 1
    assert page.run(
        "document.getElementById('axis').getContext('2d').getImageData(0, 0, 2000, 2000).data.some(Boolean)"
    )
    assert check_labels(page) > 30

    page.run("document.getElementById('picture').focus()")
    page.press(*ARROW_RIGHT)
    page.until(f"navograaf.days().some(({{ day, x }}) => day === '12 Mar 2020' && x < {days[-1]['x'] - 20})")
    moved = page.run("navograaf.days()")
    discs = {disc["id"]: disc["x"] for disc in page.run("navograaf.discs()")}
    (last,) = [day for day in moved if day["day"] == "12 Mar 2020"]
    assert abs(last["x"] - discs["letter/2-00"]) < 1


def test_other_layouts_have_no_days_below(page: Page) -> None:
    assert page.run("navograaf.days()") == []


def test_an_edge_within_the_period_brings_its_ends_faded_and_they_are_counted_apart(
    window: Page, tmp_path: Path
) -> None:
    page = opened(window, written(in_time(count=3), tmp_path / "ends.html"))
    bright = spot(page, "letter/1-00")
    page.run("document.getElementById('from').focus()")
    page.press(*END)
    assert shown(page) == ["letter/2-00", "letter/2-01", "letter/2-02"]
    assert page.run("navograaf.outside()") == ["letter/1-00", "letter/1-02"]
    assert text(page, "#count") == "Shown: 3 of 9 nodes and 2 ends of edges outside the period, 2 of 4 edges"
    assert spot(page, "letter/1-00") != bright
    assert check_labels(page) >= 3

    page.run("document.getElementById('list').open = true")
    page.until("document.querySelectorAll('#table tbody tr').length === 5")
    assert texts(page, "#table tbody small") == ["outside the period"] * 2
    page.click_on("#lonely")
    assert shown(page) == ["letter/2-00", "letter/2-02"]
    page.click_on("#edge-kinds label")
    assert (shown(page), page.run("navograaf.outside()")) == ([], [])


def test_what_has_no_date_can_be_left_out(window: Page, tmp_path: Path) -> None:
    nodes: list[dict[str, Any]] = [
        {"id": "topic/a", "label": "a", "kind": "topic", "start": "2020-02-12"},
        {"id": "topic/b", "label": "b", "kind": "topic"},
    ]
    page = opened(window, written(placed(made_network(nodes, [])), tmp_path / "undated.html"))
    page.click_on("#undated")
    assert shown(page) == ["topic/a"]


def test_the_weight_slider_leaves_the_heavier_edges(page: Page) -> None:
    edges = page.run("navograaf.edges()")
    page.run("document.getElementById('weight').focus()")
    page.press(*ARROW_RIGHT)
    assert text(page, "#least") == "2 or more"
    assert 0 < page.run("navograaf.edges()") < edges
    everything = shown(page)
    page.click_on("#lonely")
    assert 0 < len(shown(page)) < len(everything)


def test_search_finds_without_accents_and_by_keyboard_alone(page: Page) -> None:
    page.run("document.getElementById('search').focus()")
    page.write("ÍRÁK")
    hits = texts(page, "#hits li span")
    assert hits[0] == "Irak"
    assert len(hits) >= 2
    page.press(*ARROW_DOWN)
    assert page.run(
        "document.getElementById(document.getElementById('search').getAttribute('aria-activedescendant')).innerText"
    ).startswith("Irak")
    page.press(*ENTER)
    assert text(page, "#panel h2") == "Irak"
    assert page.run("document.activeElement.tagName") == "H2"
    assert page.run("document.getElementById('hits').hidden")


def test_search_finds_ids_and_says_when_there_is_nothing(page: Page) -> None:
    page.run("document.getElementById('search').focus()")
    page.write("mission/nmi")
    assert texts(page, "#hits li small") == ["mission, mission/NMI"]
    page.write(" bestaat niet")
    assert texts(page, "#hits li") == ["nothing found"]


def test_the_legend_switches_a_kind_off_and_on(page: Page) -> None:
    everything = shown(page)
    page.click_on("#node-kinds label")
    left = shown(page)
    assert {name.partition("/")[0] for name in left} == {"mission"}
    assert texts(page, "#node-kinds label")[0].split()[0] == "topic"
    page.click_on("#node-kinds label")
    assert shown(page) == everything
    page.click_on("#edge-kinds label")
    assert page.run("navograaf.edges()") == 0


def test_a_chosen_node_that_a_filter_hides_says_so_and_comes_back(page: Page) -> None:
    page.click(*place_of(page, "topic/iraq"))
    page.click_on("#node-kinds label")
    assert "Not in the picture" in text(page, "#panel .notice")
    page.click_on("#panel .notice button")
    assert "topic/iraq" in shown(page)
    assert texts(page, "#panel .notice") == []


def test_the_list_has_the_nodes_that_are_shown(page: Page) -> None:
    page.run("document.getElementById('list').open = true")
    page.until("document.querySelector('#table tbody tr') !== null")
    assert len(texts(page, "#table tbody tr")) == len(shown(page))
    page.click_on("#node-kinds label")
    assert len(texts(page, "#table tbody tr")) == len(shown(page))
    page.run("document.querySelector('#table tbody button').click()")
    assert text(page, "#panel h2") == text(page, "#table tbody button")


HOSTILE = "</script><img src=x onerror=\"window.taken=1;alert('x')\"><script>window.taken=1</script>\u202e${taken}"


def test_hostile_words_are_shown_as_words_and_do_nothing(window: Page, tmp_path: Path) -> None:
    own = {"kind": "<b>kind</b>", "label": HOSTILE, "remark": HOSTILE}
    nodes: list[dict[str, Any]] = [
        {
            "id": "topic/a",
            **own,
            "evidence": "javascript:window.taken=1\njavascript:x//https://e.org/\nhttps://example.org/a?b=1\nhttps://x/\"onx='",
        },
        {"id": "__proto__", **own, "label": "__proto__"},
    ]
    edges = [{"source": "topic/a", "target": "__proto__", "kind": "constructor", "label": HOSTILE, "evidence": HOSTILE}]
    network = placed(made_network(nodes, edges))
    path = written(replace(network, title=HOSTILE, description=HOSTILE), tmp_path / "hostile.html")
    page = opened(window, path)
    page.click(*place_of(page, "topic/a"))
    expected = HOSTILE.replace("\u202e", " ")
    assert page.run("document.querySelector('#panel h2').textContent") == expected
    assert page.run("document.querySelector('h1').textContent") == expected
    assert page.run("[...document.querySelectorAll('#panel a')].map((one) => one.href)") == [
        "https://example.org/a?b=1"
    ]
    page.click_on("#panel .neighbours .why")
    page.run("document.getElementById('list').open = true")
    page.run("document.getElementById('search').focus()")
    page.write("img")
    page.until("document.querySelectorAll('#hits li').length === 1")
    assert page.run("document.querySelectorAll('img, b, script:not([id])').length") == 3, "the page's own scripts alone"
    assert page.run("window.taken") is None
    assert page.problems == []
    assert page.requests == []


def test_the_policy_is_in_force(page: Page) -> None:
    """The page could not turn text into markup or load anything even if it wished to."""
    refused = page.run(
        "(() => { try { document.body.innerHTML = '<b>x</b>'; return ''; } catch (e) { return e.name; } })()"
    )
    assert refused == "TypeError"
    page.run("(() => { const i = new Image(); i.src = 'https://example.org/x.png'; document.body.append(i); })()")
    page.until("new Promise((done) => setTimeout(() => done(true), 200))")
    told = " ".join(page.problems)
    assert "TrustedHTML" in told
    assert "img-src" in told or "default-src" in told
    page.problems.clear()
    page.requests.clear()


def test_several_kinds_of_edges_between_two_nodes_can_each_be_clicked(window: Page, tmp_path: Path) -> None:
    nodes = [{"id": f"topic/{name}", "label": name, "kind": "topic"} for name in "ab"]
    edges = [{"source": "topic/a", "target": "topic/b", "kind": kind, "label": kind} for kind in ("for", "against")]
    network = made_network(nodes, edges)
    places = {"topic/a": (0.0, 0.0), "topic/b": (400.0, 0.0)}
    drawn = tuple(replace(node, look=Look(20.0, (0, 114, 178), places[node.id])) for node in network.nodes)
    page = opened(window, written(replace(network, nodes=drawn), tmp_path / "kinds.html"))
    (left, middle), (right, _) = place_of(page, "topic/a"), place_of(page, "topic/b")
    page.click((left + right) / 2, middle)
    assert text(page, "#panel h2") == "against"
    page.run("new Promise((done) => setTimeout(done, 400))")
    # Looked for with the mouse above it alone: fast clicks one after another would be double clicks.
    page.move(2, 2)
    for away in [sign * step for step in range(8, 150, 2) for sign in (1, -1)]:
        page.move((left + right) / 2, middle + away)
        if page.run("document.getElementById('picture').style.cursor") == "pointer":
            break
    else:
        pytest.fail("no second edge beside the first")
    page.click((left + right) / 2, middle + away)
    assert text(page, "#panel h2") == "for"


def test_a_page_without_dates_and_edges_has_no_time_and_no_weights(window: Page, tmp_path: Path) -> None:
    network = placed(made_network([{"id": "topic/a", "label": "a", "kind": "topic"}], []))
    page = opened(window, written(network, tmp_path / "one.html"))
    hidden = "['time', 'weights', 'edge-kinds'].every((id) => document.getElementById(id).hidden)"
    assert page.run(hidden)
    page.click(*place_of(page, "topic/a"))
    assert text(page, "#panel h2") == "a"
    assert page.problems == []


def test_what_begins_after_the_period_is_not_shown(window: Page, tmp_path: Path) -> None:
    page = opened(window, written(in_time(count=2), tmp_path / "until.html"))
    page.run("document.getElementById('until').focus()")
    page.press(*HOME)
    assert text(page, "#period") == "10 Jan 2020"
    assert shown(page) == ["letter/0-00", "letter/0-01"]


def test_the_period_keeps_its_length_at_the_last_day(window: Page, tmp_path: Path) -> None:
    page = opened(window, written(in_time(count=2), tmp_path / "later.html"))
    page.run("document.getElementById('from').focus()")
    page.press(*ARROW_RIGHT)
    assert text(page, "#period") == "11 Feb 2020 – 12 Mar 2020"
    page.click_on("#later")
    assert text(page, "#period") == "11 Feb 2020 – 12 Mar 2020"
    for period in ("10 Jan 2020 – 11 Feb 2020", "10 Jan 2020 – 11 Feb 2020"):
        page.click_on("#earlier")
        assert text(page, "#period") == period


def cited(path: Path) -> Path:
    """A page in which a cites b twice, in two kinds of edges."""
    nodes = [{"id": f"topic/{name}", "label": name, "kind": "topic"} for name in "ab"]
    edges: list[dict[str, Any]] = [
        {
            "source": "topic/a",
            "target": "topic/b",
            "kind": kind,
            "label": kind,
            "weight": weight,
            "evidence": "28676-333",
        }
        for kind, weight in (("noemt", 2**60), ("volgt", 1))
    ]
    return written(placed(made_network(nodes, edges, made_projection(directed=True))), path)


def test_arrows_of_neighbours_point_as_the_edges_do_and_each_button_has_a_name_of_its_own(
    window: Page, tmp_path: Path
) -> None:
    page = opened(window, cited(tmp_path / "cited.html"))
    page.click(*place_of(page, "topic/a"))
    assert [row[0] for row in texts(page, "#panel .neighbours li")] == ["→", "→"]
    names = page.run("[...document.querySelectorAll('#panel .why')].map((one) => one.getAttribute('aria-label'))")
    assert names == [f"edge a → b, noemt · {2**60}: evidence", "edge a → b, volgt · 1: evidence"]
    page.run("document.querySelector('#panel .neighbours span button').click()")
    assert text(page, "#panel h2") == "b"
    assert [row[0] for row in texts(page, "#panel .neighbours li")] == ["←", "←"]
    page.click_on("#panel .why")
    assert facts(page)["weight"] == str(2**60)
    assert texts(page, "#panel h3") == ["Evidence (1)"]
    assert page.run("document.querySelector('#panel :is(h1, h2, h3) button')") is None
    assert "Copy" in texts(page, "#panel button")


def test_names_of_buttons_hold_what_is_written_on_them(page: Page) -> None:
    page.click(*place_of(page, "topic/iraq"))
    rows = page.run(
        "[...document.querySelectorAll('#panel .why')].map((one) => [one.getAttribute('aria-label'), one.innerText])"
    )
    assert len(rows) == len({name for name, _ in rows}) >= 10
    assert all(f", {written}: evidence" in name for name, written in rows)


def test_one_voice_tells_each_step_of_a_slider_and_what_a_click_opens(page: Page) -> None:
    voices = "[...document.querySelectorAll('output, [aria-live], [role=status], [role=alert], [role=log]')]"
    assert page.run(f"{voices}.map((one) => one.id)") == ["told"]
    assert text(page, "#told") == "", "nothing is told before anything is done"
    page.run("document.getElementById('from').focus()")
    page.press(*ARROW_RIGHT)
    assert page.run("document.getElementById('told').textContent") == text(page, "#count")
    page.click_on("#all-time")
    page.click(*place_of(page, "topic/iraq"))
    assert page.run("document.getElementById('told').textContent") == "Details: Irak"


def test_the_keys_of_the_picture_are_told_where_they_work(page: Page) -> None:
    role, told = page.run(
        "((one) => [one.getAttribute('role'), one.getAttribute('aria-describedby')])(document.getElementById('picture'))"
    )
    assert role == "application"
    for word in ("arrows", "+", "-", "Escape"):
        assert word in page.run(f"document.getElementById({told!r}).textContent")
    visible = f"getComputedStyle(document.getElementById({told!r})).visibility"
    assert page.run(visible) == "hidden"
    page.run("document.getElementById('weight').focus()")
    for _ in range(9):  # by the keyboard, past the box below the sliders
        page.call("Input.dispatchKeyEvent", type="rawKeyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
        page.call("Input.dispatchKeyEvent", type="keyUp", key="Tab", code="Tab", windowsVirtualKeyCode=9)
        if page.run("document.activeElement.id") == "picture":
            break
    assert page.run(visible) == "visible"


def test_on_a_narrow_screen_the_picture_is_in_sight_and_the_filters_are_folded(window: Page, topics: Path) -> None:
    window.resize(400, 800)
    try:
        page = opened(window, topics)
        top = "document.getElementById('picture').getBoundingClientRect().top"
        assert page.run(top) < 400
        assert page.run("document.documentElement.scrollWidth") <= 400
        assert page.run("document.getElementById('node-kinds').checkVisibility()") is False
        page.click_on("#filters > summary")
        assert page.run("document.getElementById('node-kinds').checkVisibility()") is True
        page.click_on("#filters > summary")
        window.resize(1280, 800)
        page.until("document.getElementById('node-kinds').checkVisibility()")
        assert page.run("document.querySelector('#filters > summary').checkVisibility()") is False
    finally:
        window.resize(1280, 800)


def test_without_webgl_it_says_so_and_everything_but_the_picture_works(window: Page, topics: Path) -> None:
    without = (
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        " return kind.startsWith('webgl') || kind === 'experimental-webgl' ? null : get.call(this, kind, ...rest); };"
    )
    script = window.call("Page.addScriptToEvaluateOnNewDocument", source=without)["identifier"]
    window.problems.clear()
    try:
        window.open(topics)
        page = window
        page.until("window.navograaf !== undefined")
        assert text(page, "#undrawn").startswith(
            "This browser cannot draw the network (WebGL is needed). The list below"
        )
        assert len(page.problems) == 1 and "getParameter" in page.problems[0], "the library's own alone"
        page.problems.clear()
        page.run("document.getElementById('search').focus()")
        page.write("irak")
        page.press(*ENTER)
        assert text(page, "#panel h2") == "Irak"
        page.run("document.getElementById('list').open = true")
        page.until("document.querySelector('#table tbody tr') !== null")
        page.click_on("#node-kinds label")
        assert len(texts(page, "#table tbody tr")) == len(shown(page)) > 0
        page.click_on("#closer")
        assert page.problems == []
    finally:
        window.call("Page.removeScriptToEvaluateOnNewDocument", identifier=script)
