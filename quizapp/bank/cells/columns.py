"""Which type a column has: dates and figures where its cells are such, text otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.bank.cells import dates, numbers
from quizapp.bank.cells.readings import Column, Doubt

__all__ = ["Column", "Doubt", "read_column"]

NOTHING = frozenset({"-", "–", "—", "?", "n/a", "na", "none", "null", "…", "..."})
"""What stands in a cell of dates or figures for none, in lower case."""
UNKNOWN = "unknown"


def read_column(cells: Sequence[str], unit: str, decimal_comma: bool | None) -> Column:
    """What the cells of a column mean; `unit` is what its header names.

    `decimal_comma` tells whether the table writes 12,5 for twelve and a half; None where nothing tells.
    A column that is no dates and no figures is text, as is one of which nobody can say.
    """
    said = list(dict.fromkeys(cell for cell in cells if cell.lower() not in {*NOTHING, UNKNOWN}))
    found = (None if unit else dates.read(said)) or numbers.read(said, unit, decimal_comma)
    if found is None:
        return Column("text", {cell: cell for cell in cells})
    if found.type == "text":
        return Column("text", {cell: cell for cell in cells}, doubts=found.doubts)
    unknown = {cell: UNKNOWN for cell in cells if cell.lower() == UNKNOWN}
    return Column(found.type, {**found.values, **unknown}, found.unit, found.doubts)
