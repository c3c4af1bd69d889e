"""The elements of the papers that KOOP publishes as XML, and what the reader does with each.

The one place of their names, those apart that tell facts (koop/facts).
Two dialects, `officiele-publicatie` (2010 on) and `kamerwrk` (1995-2009), whose names do not clash, so one table serves
both. What is in no table is a container if it stands among blocks and words if it stands among words.
"""

from __future__ import annotations

HIDDEN = frozenset({"metadata", "meta", "metadata_gegevens", "colspec", "spanspec"})
"""What tells of the letter and is no word of it."""
HEAD = frozenset(
    {
        *("kamerstukkop", "dossier", "stuknr", "datumtekst", "nds-nr", "kamervraagkop", "kamervraagnummer"),
        *("frontm", "ltrlabel", "nummer", "kamervraagomschrijving", "officiele-inhoudsopgave"),
    }
)
"""What stands above a paper: every paragraph in it is letterhead."""
TITLED = frozenset({"stuk", "nds-stuk", "kamerwrk"})
"""Whose own title or head is letterhead and no heading."""
TITLE, TOP = "titel", "kop"
LINES = frozenset(
    {
        *("al", "tekstregel", "dossiernummer", "stuknr", "datumtekst", "wat", "wie", "wij", "considerans.al", "term"),
        *("noot.al", "noot.li", "title", "caption", "nummer", "spreker", "kamervraagomschrijving", "subtitel"),
        *("afkondiging", "slotformulering", "vergjaar", "ordernr", "kamervraagnummer", "nds-nr", "bron"),
    }
)
"""Whose words, with those of the unknown elements in it, are a paragraph."""
HEADINGS = frozenset({"tussenkop", "tuskop", "kop", "titel", "item-titel", "opschr", "itemkop"})
"""Lines that head what follows."""
NUMBERED = frozenset({"vraag", "antwoord"})
"""Whose `nr` is a heading of its own."""
LABELS = frozenset({"li.nr", "lidnr", "nr", "ltrlabel", "label", "noot.li.nr"})
"""What is printed before the words of the next paragraph."""
SPACED = frozenset(
    {"naam", "kop", "dossiernummer", "stuknr", "datumtekst", "spreker", "vraag", "antwoord", "wijziging", "ondtek"}
)
"""Whose elements are printed apart though no blank stands between them."""
WORDS = frozenset(
    {
        *("nadruk", "extref", "intref", "dossierref", "sup", "inf", "sub", "br", "nootref", "voetref", "noot", "datum"),
        *("ondernummer", "dossiernr", "begrotingshoofdstuk", "naam", "voornaam", "voorvoegsels", "achternaam"),
        *("organisatie", "kamervraagonderwerp", "extref-groep", "intref-groep", "tekstcorrectie", "herdruk", "functie"),
        *("politiek", "redactie", "ovl", "onl", "cur", "vet"),
    }
)
"""What stands inside a paragraph."""
NOTES = frozenset({"noot", "voetnoot"})
NOTE_NUMBER = "noot.nr"
POINTERS = frozenset({"nootref", "voetref"})
"""What points to a note that stands elsewhere."""
SIGNED = frozenset({"ondertekening", "ondtek"})
ROLE, NAME = "functie", "naam"
ROWS = frozenset({"row", "tr"})
CELLS = frozenset({"entry", "td", "th"})
PICTURES = frozenset({"plaatje", "illustratie", "img", "graphic"})
"""Of which the words, if there are any, are kept; the picture is not."""
BREAK = "br"
TEXTS = frozenset({"al", "considerans.al", "wat", "tekst", "noot.al"})
"""One of these at least is in every paper."""
NO_LETTERS = {
    "metadata_gegevens": "the metadata of a letter. It is read beside the letter: name the letter",
    "searchRetrieveResponse": "an answer of a search service. Fetch the letters that it lists",
    "rss": "a feed. Fetch the letters that it lists",
    "feed": "a feed. Fetch the letters that it lists",
    "Envelope": "a message between programs. Save the letter in it as a file",
    "html": "a web page. Save it with the doctype of HTML",
}
"""Roots of other XML -> what it is, and what to do."""
