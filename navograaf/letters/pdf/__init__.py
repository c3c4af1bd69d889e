"""A PDF becomes a Letter: what pdfium tells of a page, upright sheets, lines, furniture, columns, notes, paragraphs.

`apart` is the entry: it asks `read` in a process of its own; the other modules are the steps of `read`.
"""
