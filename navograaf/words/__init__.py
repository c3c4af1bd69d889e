"""Words and rules: what an analyst writes in extract/ and ontology/, made ready to match.

`rules` reads extract/*.toml, `lists` reads extract/words/*.tsv, `folding` makes spellings equal
without moving an offset, `trie` turns thousands of names into one pattern and `gazetteer` takes the
names from ontology/, all of them in one scan of a text. `openings` tells what a rule can begin with,
so that it is tried only there. Nothing here knows a letter.
"""
