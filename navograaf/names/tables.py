"""The tables of the file of names, stores/NNNNNN/names.db (SQLite), and what they were made by.

Between written.py and read.py. Law: a file made with other tables, kinds or properties than today's is passed over by
readers and made anew by the next change.
"""

from __future__ import annotations

from zlib import crc32

from navograaf.iris import GRAPHS
from navograaf.names.called import KINDS, LABELS, NAMES, full

FILE = "names.db"
MEETING = tuple(map(full, ("rdfs:label", "navo:body", "navo:startDate", "navo:endDate", "navo:place", "navo:format")))
"""What a letter's card says of its meeting (queries/internal/meetings.rq)."""
PROPERTIES = tuple(dict.fromkeys((*LABELS, *NAMES, *MEETING)))
"""A fact keeps the place of its property in here. The labels come first: what has one of them is a thing."""
LETTER = {
    "file": full("navo:sourceFile"),
    "kind": full("navo:letterKind"),
    "date": full("eli:date_document"),
    "paper": full("navo:identifiedAs"),
    "address": full("navo:officialAddress"),
    "meeting": full("navo:aboutMeeting"),
    "title": full("dcterms:title"),
    "told": full("navo:numberToldBy"),
}
"""Column -> property of a letter (queries/internal/letters.rq); of several values the first in order is kept."""
DOUBT = full("navo:doubt")
LINKS = f"{GRAPHS}links/"
"""Begins the IRIs of the graphs of links, which name nothing."""

TABLES = """
CREATE TABLE graphs (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, key TEXT NOT NULL);
CREATE INDEX things_by_key ON things (key);
-- said: in how many graphs; key: NULL where the value is no name; points: whether it only points to the thing
CREATE TABLE facts (
    id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, property INTEGER NOT NULL, value TEXT NOT NULL,
    language TEXT NOT NULL, key TEXT, points INTEGER NOT NULL, said INTEGER NOT NULL,
    UNIQUE (thing, property, value, language)
);
CREATE INDEX facts_by_key ON facts (key) WHERE key IS NOT NULL;
CREATE TABLE said (graph INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (graph, fact)) WITHOUT ROWID;
CREATE TABLE letters (
    graph INTEGER PRIMARY KEY, iri TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL, date TEXT NOT NULL,
    paper TEXT NOT NULL, address TEXT NOT NULL, meeting TEXT NOT NULL, title TEXT NOT NULL, told TEXT NOT NULL,
    doubts TEXT NOT NULL
);
"""
VERSION = crc32(repr((1, TABLES, KINDS, PROPERTIES, LETTER)).encode()) & 0x7FFFFFFF
"""Kept as the user_version of the file. The first number changes when names are folded in another way."""
