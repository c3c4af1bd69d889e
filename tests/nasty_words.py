"""Words that break careless writers, for the tests of every network format."""

from __future__ import annotations

from hypothesis import strategies as st
from network_samples import Rows, made_network

from navograaf.network.model import Network

SAMPLES = [
    "\x00\x0b",
    "\ud800",
    "\ufffe",
    "שלום \u202eرعد",
    "🛡️👩‍✈️",
    '"&<>]]>',
    "<!-- &lt; &amp;amp; --> <![CDATA[",
    "a\nb\tc\rd\r\ne",
    "\x85\u2028\u2029",
    "x" * 10_000,
    "[a, b]",
    "\\",
    'einde \\"',
    '\\", color="red',
    "\\n\\N",
    "=HYPERLINK(1)",
    "'t Hoen, 's-Hertogenbosch",
    " ruimte ",
]
NASTY = st.one_of(st.text(st.characters(codec=None), max_size=40), st.sampled_from(SAMPLES))
"""Any text at all: control characters, halves of a surrogate pair, marks, other directions, long ones."""
ROWS = st.lists(st.tuples(NASTY, NASTY, st.lists(NASTY, max_size=3)), min_size=1, max_size=5)
"""For each element: a label, a free text and a list."""


def nasty_network(rows: list[tuple[str, str, list[str]]]) -> Network:
    """A node n0, n1, ... for each row, and an edge to it from n0 with the same words."""
    nodes: Rows = []
    edges: Rows = []
    for number, (label, free, evidence) in enumerate(rows):
        items = "\n".join(evidence)
        nodes.append({"id": f"n{number}", "label": label, "kind": "k", "free": free, "evidence": items})
        edge = {"source": "n0", "target": f"n{number}", "kind": "k", "label": label, "free": free, "evidence": items}
        edges.append(edge)
    return made_network(nodes, edges)
