"""The tables of the database of links: digests of letters, what is looked up in them, and the links as N-Quads."""

from __future__ import annotations

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE letter (n INTEGER PRIMARY KEY, id TEXT UNIQUE, facts BLOB, node BLOB, base BLOB);
CREATE TABLE text (n INTEGER PRIMARY KEY, sentences BLOB, items BLOB, refers BLOB, more BLOB);
CREATE TABLE told (meeting TEXT, n INTEGER, facts BLOB, PRIMARY KEY (meeting, n)) WITHOUT ROWID;
CREATE TABLE about (meeting TEXT, n INTEGER, PRIMARY KEY (meeting, n)) WITHOUT ROWID;
CREATE TABLE cites (paper TEXT, n INTEGER, PRIMARY KEY (paper, n)) WITHOUT ROWID;
CREATE INDEX cites_n ON cites (n);
CREATE TABLE opening (n INTEGER PRIMARY KEY, told BLOB);
CREATE TABLE surface (name TEXT, words TEXT, count INTEGER, PRIMARY KEY (name, words)) WITHOUT ROWID;
CREATE TABLE count (feature TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE TABLE weighed (feature TEXT, n INTEGER, PRIMARY KEY (feature, n)) WITHOUT ROWID;
CREATE TABLE decision (n INTEGER PRIMARY KEY, item BLOB, keys BLOB);
CREATE TABLE promise (n INTEGER PRIMARY KEY, promise BLOB, keys BLOB);
CREATE TABLE done (n INTEGER PRIMARY KEY, sentence BLOB);
CREATE TABLE done_by (feature TEXT, n INTEGER, PRIMARY KEY (feature, n)) WITHOUT ROWID;
CREATE TABLE change (n INTEGER PRIMARY KEY, change BLOB);
CREATE TABLE document (name TEXT, n INTEGER, sentence TEXT, PRIMARY KEY (name, n)) WITHOUT ROWID;
CREATE TABLE unlisted (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE worded (name TEXT, n INTEGER, sentence TEXT, PRIMARY KEY (name, n)) WITHOUT ROWID;
CREATE INDEX worded_n ON worded (n);
CREATE TABLE grouped (feature TEXT, n INTEGER, PRIMARY KEY (feature, n)) WITHOUT ROWID;
CREATE TABLE topic (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE due (meeting TEXT, n INTEGER, PRIMARY KEY (meeting, n)) WITHOUT ROWID;
CREATE TABLE pair (a INTEGER, b INTEGER, source TEXT, pair BLOB, PRIMARY KEY (a, b, source)) WITHOUT ROWID;
CREATE INDEX pair_b ON pair (b);
CREATE INDEX pair_source ON pair (source) WHERE source != '';
CREATE TABLE island (n INTEGER PRIMARY KEY, signature BLOB);
CREATE TABLE dep (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE INDEX dep_n ON dep (n);
CREATE TABLE ruled (rule TEXT, graph TEXT, count INTEGER, PRIMARY KEY (rule, graph)) WITHOUT ROWID;
CREATE TABLE out (kind TEXT, n INTEGER, lines TEXT, PRIMARY KEY (kind, n)) WITHOUT ROWID;
CREATE INDEX out_n ON out (n);
"""
