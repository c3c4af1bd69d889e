"""Links: what letters that lie side by side say about each other.

The station after the graph of each letter. digest.py reads what one letter says, kept.py keeps it between builds, one
module for each kind of link says what is one, update.py finds again what a change of letters touches, link_quads.py
writes what was found into graphs of its own. Laws: a link names the two places, the rule and why; it depends on what
the letters say and never on the order in which they were built.
"""
