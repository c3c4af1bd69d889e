"""Second station: a letter's raw text becomes a view that reads as it was meant, with a way back.

`pages` takes page furniture and footnotes out of the flow, `hyphens` joins or keeps the words that a
line end broke, `view` lays the characters down with their raw offsets, `blocks` tells headings,
letterhead, signatures and paragraphs apart, `sentences` splits them. `reading.read_text` does it all.
Law: every character of the view stands in the raw text at the offset that the view gives.
"""
