"""A Word document becomes a Letter, from the parts of its package; nothing of it is unpacked that is not read.

`read` is the entry; the other modules are its steps.
"""
