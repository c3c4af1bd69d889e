"""From rows to a network: what two queries find in the graph, as nodes and edges with places and looks.

projection.py reads the folder of a projection, rows.py runs its queries, selection.py keeps the rows
that are asked for, assemble.py merges them, layout.py gives places, sizes and colours. The writers
are in navograaf/export.
"""
