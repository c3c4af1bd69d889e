"""From a network to files that other programs open, and from the graph to RDF.

navograaf/network makes and lays out the network. formats.py knows which writer goes with which ending: gexf.py,
graphml.py, tables.py, node_link.py and dot.py write data; picture.py and its neighbours draw what svg.py and png.py
write; preview.py makes the page with templates/ and vendor/. rdf.py writes the graph itself. target.py sees to it that
a file is there whole or not at all.
"""
