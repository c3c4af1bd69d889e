"""A folder that is watched: what appears in it is built.

`changes` tells what changed in the folder, tick by tick; `settling` waits until a file is whole; `letters` tells which
letters a changed file concerns; `follow` builds them, each time in a process of its own (`apart`). Laws: a file that is
still being written is not read; nothing that goes wrong with a letter, the rules or the graph ends the watch.
"""
