"""A ledger in the form asked for: table, markdown, html, csv or json.

Between ledger.py and the command line; nothing here reads the graph or a file. Law: every form has every row.
"""

from __future__ import annotations

from navograaf.answers.ledger import Ledger
from navograaf.answers.ledger_records import as_csv, as_json
from navograaf.answers.ledger_table import as_markdown, table
from navograaf.answers.printed import SHOW


def render(
    ledger: Ledger, form: str, *, chains: bool = False, width: int = 100, color: bool = False, show: str = SHOW
) -> str:
    """The ledger in `form`, table, markdown, html, csv or json; width, color and show count for the table alone.

    chains: the chains alone. Without it json has them beside the rows, and html ends with them. show: the command that
    shows a place, with the options that it needs here; "" where there is none.
    """
    if form == "html":
        from navograaf.answers.ledger_page import page

        return page(ledger, chains=chains)
    if form == "json":
        return as_json(ledger, chains=chains)
    if form == "csv":
        return as_csv(ledger, chains=chains)
    if form == "markdown":
        return as_markdown(ledger, chains=chains)
    return table(ledger, chains=chains, width=width, color=color, show=show)
