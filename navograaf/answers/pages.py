"""How every page is made: one Jinja environment, in which a letter's words are escaped and cannot hide or turn text.

Between the answers and templates/; page, ledger_page and letter_page fill a template through `rendered`. Laws: a page
is whole by itself; what a template is not given is an error; the same values give the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from navograaf.answers.terminal import safe

if TYPE_CHECKING:
    from navograaf.answers.strip import Strip

TEMPLATES = Path(__file__).parent / "templates"


def rendered(template: str, **given: object) -> str:
    """The template of this file name with the values given: the whole page. Raises jinja2.UndefinedError for a gap."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        # What a macro made is markup, whose words have been here already.
        finalize=lambda value: safe(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(**given)


def strip_words(strip: Strip, noun: str) -> str:
    """The title of the picture: "Statements in time: 2 dates with some, 1 with none; 2020 to 2021"."""
    spoken = sum(bar.count > 0 for bar in strip.bars)
    years = dict.fromkeys((strip.bars[0].date[:4], strip.bars[-1].date[:4])) if strip.bars else ()
    return f"{noun} in time: {spoken} dates with some, {len(strip.bars) - spoken} with none; {' to '.join(years)}"
