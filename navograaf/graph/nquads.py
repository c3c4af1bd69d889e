"""The writer of N-Quads: terms as text, and the sorted lines of one named graph.

Stands between findings and the store. Writing text is many times faster than filling a graph of
objects, and text is what a person compares. Laws: what this module writes, a strict parser reads
back as it was given; the same quads give the same bytes whatever the order they came in; a line of
the file is a line of the graph (no character in a literal ends a line for any reader).
Grammar: https://www.w3.org/TR/n-quads/, with the escapes of its canonical form.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from operator import eq
from urllib.parse import quote

from navograaf.errors import GraphError
from navograaf.iris import PREFIXES, thing

XSD = PREFIXES["xsd"]
RARE = "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufffe\\uffff\\ud800-\\udfff]"
"""A pattern: what a literal must not hold as it is, beside the quote, the backslash and the line feed."""
_LITERAL = re.compile('["\\\\\\n' + RARE[1:])
_NAMED = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_NOT_IN_IRI = re.compile('[\\x00-\\x20<>"{}|\\\\^`\\x7f-\\x9f\\ud800-\\udfff]')
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")
_INTEGER_SIZE = 10**18  # stores keep xsd:integer in 64 bits and rewrite or refuse what is longer
_DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)
_WEB = re.compile(r"(https?)://([\w.-]+(?::\d{1,5})?)(?:(?=[/?#])([^#]*)(#.*)?)?", re.IGNORECASE | re.DOTALL)
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def iri(address: str) -> str:
    """The term <address>. Raises GraphError for a character that no IRI may hold, or without a scheme."""
    bad = _NOT_IN_IRI.search(address)
    if bad or ":" not in address:
        raise GraphError(f"not an IRI: {address!r}", todo="Build it with iris.thing, which escapes")
    return f"<{address}>"


@lru_cache(maxsize=4096)
def name(short: str) -> str:
    """The term for a prefixed name: name("navo:start"). Raises GraphError for an unknown prefix."""
    prefix, _, local = short.partition(":")
    if prefix not in PREFIXES or not local:
        raise GraphError(f"unknown prefix in {short!r}", todo="Add it to iris.PREFIXES")
    return iri(PREFIXES[prefix] + local)


@lru_cache(maxsize=8192)
def node(kind: str, identifier: str) -> str:
    """The term of one of our things, whatever characters its id holds: node("mission", "NMI")."""
    return iri(thing(kind, identifier))


def below(parent: str, *parts: str | int) -> str:
    """The term of a node below another: below(L, "quote", "12-40") -> <.../quote/12-40>. Parts are escaped."""
    return f"{parent[:-1]}/{'/'.join([step(str(part)) for part in parts])}>"


@lru_cache(maxsize=8192)
def step(part: str) -> str:
    """`part` as one step of an IRI: a slash is escaped as well."""
    return quote(part, safe="-._~")


def web(address: str) -> str:
    """The term of a web address that a letter prints; a node of our own where it cannot be an IRI.

    Addresses come out of OCR: "https://t-online.de/a b{1}%zz" must neither stop a letter nor be lost.
    """
    match = _WEB.fullmatch(address.strip())
    if not match:
        return node("url", address)
    scheme, host, rest, fragment = match.groups()
    safe = "/?:@!$&'()*+,;=-._~%"
    path, after = (quote(_BROKEN_PERCENT.sub("%25", part or ""), safe=safe) for part in (rest, (fragment or "")[1:]))
    return iri(f"{scheme.lower()}://{host.lower()}{path}{'#' + after if fragment else ''}")


def _is_plain(value: str) -> bool:
    """True for words that stand in a literal as they are."""
    # What is printable is no control, separator, half character or unassigned code point: all that is escaped but two.
    return value.isprintable() and '"' not in value and "\\" not in value


def escaped(value: str) -> str:
    """`value` as it stands between the quotes of a literal. Raises GraphError for half a character."""
    return value if _is_plain(value) else _LITERAL.sub(_escape, value)


def text(value: str, language: str = "") -> str:
    """A string literal, with a language tag in lower case where one is given ("nl")."""
    # `escaped` written out here: most words are plain, and there are a thousand in a letter.
    is_plain = value.isprintable() and '"' not in value and "\\" not in value
    words = f'"{value}"' if is_plain else f'"{escaped(value)}"'
    if not language:
        return words
    if not _LANGUAGE.fullmatch(language):
        raise GraphError(f"not a language tag: {language!r}")
    return f"{words}@{language}"


def integer(value: int) -> str:
    """An xsd:integer in canonical form."""
    if abs(value) >= _INTEGER_SIZE:
        raise GraphError(f"{value} is too large for a count or an offset")
    return f'"{int(value)}"^^<{XSD}integer>'


def number(value: float) -> str:
    """An xsd:integer for a whole number, else an xsd:decimal, in canonical form; a huge one is a decimal as well.

    Raises GraphError for what is no number (infinity).
    """
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise GraphError(f"{value} is no number", todo="The rule that found it is broken: report it with the letter")
    if exact == exact.to_integral_value() and abs(exact) < _INTEGER_SIZE:
        return integer(int(exact))
    words = f"{exact:f}"
    return f'"{words.rstrip("0").rstrip(".") if "." in words else words}"^^<{XSD}decimal>'


def boolean(value: bool) -> str:
    """An xsd:boolean in canonical form."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def moment(value: str) -> str:
    """A date of the precision that is known: "2021" gYear, "2021-02" gYearMonth, "2021-02-17" date.

    Anything else becomes a plain string, which the shapes report with the letter's name: a date that
    no calendar has ("30 februari") is the letter's error, not a reason to lose the letter unseen.
    """
    for pattern, datatype in _DATES:
        if pattern.fullmatch(value) and value.isascii():
            return f'"{value}"^^<{XSD}{datatype}>'
    return text(value)


class Quads:
    """The quads of one named graph; a quad added twice is there once.

    Lines are kept by subject, as the text behind it: to sort subjects, and then the few lines of each, costs far less
    than to sort all lines, and gives the same order, since no term is the beginning of another.
    """

    __slots__ = ("_blocks", "_bundles", "end", "said")

    def __init__(self, graph: str) -> None:
        """graph: the term of the named graph."""
        self.end = f" {graph} .\n"
        """What ends a line."""
        self.said: defaultdict[str, list[str]] = defaultdict(list)
        """Subject -> what follows it in its lines: predicate, object and `end`; a line may be there twice."""
        self._bundles: dict[str, str] = {}
        self._blocks: dict[str, Sequence[str]] = {}

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """Add a quad for each object; all are terms as this module writes them."""
        said = self.said[subject]
        for item in objects:
            said.append(f"{predicate} {item}{self.end}")

    def bundle(self, subject: str, lines: str) -> None:
        """Add the lines of one subject, sorted and ended."""
        known = self._bundles.setdefault(subject, lines)
        if known is not lines and known != lines:
            self._bundles[subject] = "".join(sorted({*known.splitlines(True), *lines.splitlines(True)}))

    def block(self, begin: str, lines: Sequence[str]) -> None:
        """Add the lines of all subjects that begin with `begin`, sorted and ended; nothing else may begin so.

        lines: in pieces of any size, to be joined.
        """
        self._blocks[begin] = lines

    def lines(self) -> str:
        """The quads as N-Quads, sorted by code point, each line ended by a line feed."""
        texts = self._bundles.copy()
        for subject, said in self.said.items():
            begin = f"{subject} "
            if subject in texts:
                said = [*said, *(line.removeprefix(begin) for line in texts[subject].splitlines(True))]
            if said:
                ordered = sorted(said)
                if any(map(eq, ordered, islice(ordered, 1, None))):  # seldom, so that no line need be hashed
                    ordered = sorted(set(said))
                texts[subject] = begin + begin.join(ordered)
        pieces = sorted(texts.values())
        places = [(bisect_left(pieces, begin), lines) for begin, lines in sorted(self._blocks.items())]
        for at, lines in reversed(places):  # from the last, so that the numbers hold
            pieces[at:at] = lines
        return "".join(pieces)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        raise GraphError(
            f"half a character (U+{ord(character):04X}) cannot be written", todo="Save the letter as UTF-8"
        )
    return _NAMED.get(character) or f"\\u{ord(character):04X}"
