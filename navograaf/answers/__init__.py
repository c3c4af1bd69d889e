"""Answers: what the graph says, with the sentence it comes from.

The station after the graph. trace.py follows subjects through the letters, ask.py runs the questions of
queries/, query.py runs any SPARQL; subjects.py turns names into things. Law: nothing here changes a graph.
"""
