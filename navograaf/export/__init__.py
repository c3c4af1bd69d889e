"""From a graph to files that other programs open: networks (GEXF, GraphML, CSV) and RDF.

projection.py runs the two queries of queries/gephi/NAME/; network.py merges their rows into nodes
and edges with spells and weights; layout.py gives them places, colours and communities; gexf.py,
graphml.py and tables.py write the network; rdf.py writes the graph itself. target.py sees to it
that a file is there whole or not at all.
"""
