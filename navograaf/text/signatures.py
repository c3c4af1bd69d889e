"""The post and the name under a letter, told from the headings and paragraphs that they look like."""

from __future__ import annotations

from navograaf.text.groups import Group, fits


def signed(groups: list[Group]) -> list[Group]:
    """The groups with those that sign the letter marked so; a post with no name near it stays what it was."""
    made, i = list(groups), 0
    while i < len(made):
        first = made[i].lines[0]
        if fits(first, "signature-line"):
            made[i] = Group("signature", made[i].lines)
        elif fits(first, "signature-officer"):
            made[i] = Group("signature", made[i].lines)
            if i + 1 < len(made) and len(made[i + 1].lines) == 1 and fits(made[i + 1].lines[0], "signature-surname"):
                made[i + 1] = Group("signature", made[i + 1].lines)
        elif made[i].kind != "letterhead" and fits(first, "signature-role", "signature-closing"):
            stop = i + 1
            while stop < len(made) and stop - i <= 6 and _may_sign(made[stop]):
                stop += 1
            names = any(fits(line, "signature-name") for g in made[i:stop] for line in g.lines)
            if names or fits(first, "signature-closing") or first.text.isupper() or stop == len(made):
                made[i:stop] = [Group("signature", g.lines) for g in made[i:stop]]
                i = stop
                continue
        i += 1
    return made


def _may_sign(one: Group) -> bool:
    kinds = ("signature-role", "signature-line", "signature-name", "signature-closing")
    return len(one.lines) <= 2 and all(fits(line, *kinds) for line in one.lines)
