"""A web page becomes a Letter: which part of it is the letter, what of that is shown, in paragraphs.

`read` is the entry; the other modules are its steps.
"""
