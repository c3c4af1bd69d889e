"""First station: a file, of whatever format, becomes a Letter: canonical text with what its format tells of it.

`sources` finds files and their bytes, `recognised` tells the format by content, `reading.read_letter` hands them to the
reader of that format (`plain`, `pdf`, `docx`, `html`, `koop`), and `canonical` lays down what a reader found. Laws:
offsets count in `Letter.raw`, which for a text file is the file as it stands; nothing in a file is executed and nothing
is fetched; what a format says is a Part or a Fact, and is not guessed again from words.
"""
