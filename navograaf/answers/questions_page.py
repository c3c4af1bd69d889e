"""docs/questions.md: the questions of queries/ on one page, made from the comments at their top.

    navograaf ask --format markdown > docs/questions.md

After questions.py; a test fails when the page is not what this makes. Law: nothing is said here that a
comment does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from navograaf.answers.questions import Param, Question

_HEAD = """\
# The questions

Ready-made questions, one file each in `queries/`. `navograaf ask` lists them, `navograaf ask NAME` answers one.
Each file is plain SPARQL 1.1 that runs as it stands, here with `navograaf query queries/NAME.rq` or in any SPARQL
program over an export, with the example in its `VALUES` blocks.

This page is made from the comments at the top of those files: `navograaf ask --format markdown > docs/questions.md`.
"""


def page(questions: Sequence[Question]) -> str:
    """The page, in Markdown."""
    return "\n".join((_HEAD, *_contents(questions), "", *(line for one in questions for line in _section(one))))


def _contents(questions: Sequence[Question]) -> Iterator[str]:
    yield "| question | |"
    yield "|---|---|"
    for one in questions:
        yield f"| [`{one.name}`](#{one.name}) | {one.title_en} |"


def _section(one: Question) -> Iterator[str]:
    yield f"## {one.name}\n"
    yield f"*{one.title}*\n"
    yield f"{one.title_en}. {one.what}\n"
    example = "".join(f" --param {param.name}=..." for param in one.params if param.required)
    yield f"    navograaf ask {one.name}{example}\n"
    if one.params:
        yield "| parameter | kind | | |"
        yield "|---|---|---|---|"
        for param in one.params:
            yield f"| `{param.name}` | {', '.join(param.values or param.kinds)} | {_need(param)} | {param.what} |"
        yield ""
    yield "| column | |"
    yield "|---|---|"
    for column in one.columns:
        yield f"| `{column.name}` | {column.what} |"
    yield ""


def _need(param: Param) -> str:
    if param.default is not None:
        return f"else `{param.default}`"
    return "required" if param.required else "optional"
