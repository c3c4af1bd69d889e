"""Where the services are and which of their papers are letters: sources.toml, as values.

The one place that holds addresses. Law: a base address may be another (a test, a mirror), but then its host has to be
allowed by name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

NAMES = ("koop", "tweedekamer")
"""The first is asked when none is named."""


@dataclass(frozen=True, slots=True)
class Source:
    """One service."""

    name: str
    title: str
    search: str
    """Where it is asked which papers there are."""
    files: str
    """Where papers lie under their own name; "" where the listing tells."""
    mirror: str
    hosts: tuple[str, ...]
    types: tuple[str, ...]
    """Types of papers, as the service calls them, or how they begin, without capitals."""
    attachment: str
    signs: tuple[str, ...] = ()
    """What the service calls the tie between a paper and one who signed it, without capitals."""


def source(name: str, base: str = "") -> Source:
    """The service of that name. base: an address that stands in for all of its own: its parts follow under it."""
    import tomllib
    from importlib.resources import files

    row = tomllib.loads((files("navograaf.fetch") / "sources.toml").read_text(encoding="utf-8"))[name]
    types = tuple(row.get("types") or row["starts"])
    found = Source(
        name,
        row["title"],
        row["search"],
        row.get("files", ""),
        row.get("mirror", ""),
        tuple(row["hosts"]),
        types,
        row["attachment"],
        tuple(row.get("signs", ())),
    )
    if not base:
        return found
    base = base.rstrip("/")
    if name == "koop":
        return replace(found, search=f"{base}/sru", files=f"{base}/files", mirror=f"{base}/mirror")
    return replace(found, search=f"{base}/OData/v4/2.0")
