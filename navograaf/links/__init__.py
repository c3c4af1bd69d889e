"""Links: what letters that lie side by side say about each other.

The station after the graph of each letter: gather.py reads their statements, one module for each kind of link
compares them, link_quads.py writes what was found into graphs of its own. Laws: a link names the two places, the rule
and why; it depends on what the letters say and never on the order in which they were built.
"""
