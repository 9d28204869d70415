"""Dates in a column, in whatever form people write them; 10/04/2020 only where the column settles it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.bank.cells.readings import Column, Doubt
from quizapp.core.calendar import MonthDay, PartialDate, parse_typed_date

LATEST_YEAR = 2100
"""Four digits above this are a quantity, not a year."""
EARLIEST_YEAR = 100
"""A smaller figure is a year only where its era is said, or in a full date of the machine form."""
_ERA = re.compile(r"\b(?:BCE?|AD|CE)\b")
MOST_OTHERS = 3
"""One cell in words is let pass among at least this many dates."""
_MACHINE = re.compile(r"-?\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?~?|--\d\d-\d\d|[\d/.~T:-]*/(\.\.|[\dT:~-]+)")
_PLAIN_YEAR = re.compile(r"\d{4}")
_WORDED = re.compile(
    r"(?=.*[^\W\d_]{3})(?=.*\d)|(?=.*\d{4})(?=.*\d\W+\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2}$"
    r"|\d{1,4} (?:BC|AD|BCE|CE)$|(?:ca?\.|~) ?\d{3,4}$"
)
"""A text worth reading as a date: figures beside a word, or several figures and a year."""
_LOOKS_LIKE_A_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,} -?\d{3,4}"
    r"|[^\W\d_]{3,} \d{1,2}(?:st|nd|rd|th)?,? \d{4}",
    re.IGNORECASE,
)
_TWO_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}")
Date = PartialDate | MonthDay


def read(cells: Sequence[str]) -> Column | None:
    """The column as dates or days of the year; as text with a doubt where 10/04 is left open; else None."""
    if not cells or _is_quantity(cells):
        return None
    day_first = _day_first(cells)
    read = {cell: _readings(cell, day_first) for cell in cells}
    if not _mostly_dates(read):
        return None
    open_cells = [cell for cell, found in read.items() if len(found) > 1]
    if open_cells and len(open_cells) == sum(bool(found) for found in read.values()):
        return Column("text", doubts=(_two_ways(open_cells[0], read[open_cells[0]], "the column is text"),))
    kinds = {type(found[0]) for found in read.values() if len(found) == 1}
    if len(kinds) != 1:
        return None
    doubts = [_none(cell) for cell, found in read.items() if not found]
    doubts += [_two_ways(cell, read[cell], "it is left out") for cell in open_cells]
    values = {cell: found[0].text for cell, found in read.items() if len(found) == 1}
    return Column("month-day" if kinds == {MonthDay} else "date", values, doubts=tuple(doubts))


def _is_quantity(cells: Sequence[str]) -> bool:
    """Whether all are four plain digits, and some beyond any year."""
    plain = all(_PLAIN_YEAR.fullmatch(cell) for cell in cells)
    return plain and any(int(cell) > LATEST_YEAR for cell in cells)


def _readings(cell: str, day_first: bool | None) -> tuple[Date, ...]:
    if not (_MACHINE.fullmatch(cell) or _WORDED.search(cell)):
        return ()
    found = parse_typed_date(cell, day_first=day_first)
    return tuple(date for date in found if _is_likely(date, cell))


def _is_likely(date: Date, cell: str) -> bool:
    """Whether a figure in the cell is a year of which people write, and not any number."""
    if isinstance(date, MonthDay) or _MACHINE.fullmatch(cell) or _ERA.search(cell):
        return True
    return date.start[0] >= EARLIEST_YEAR and (date.precision != "year" or date.start[0] <= LATEST_YEAR)


def _mostly_dates(read: dict[str, tuple[Date, ...]]) -> bool:
    good = sum(bool(found) for found in read.values())
    impossible = [cell for cell, found in read.items() if not found and _LOOKS_LIKE_A_DATE.fullmatch(cell)]
    others = len(read) - good - len(impossible)
    return good >= max(1, MOST_OTHERS * others, len(impossible))


def _day_first(cells: Sequence[str]) -> bool | None:
    """Whether 10/04 is 10 April: as the column's own figures above 12 tell, and always between dots."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _TWO_FIGURES.fullmatch(cell))]
    days_first, months_first = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    if days_first is not months_first:
        return days_first
    dotted = [cell for cell in cells if _TWO_FIGURES.fullmatch(cell) and "." in cell]
    return True if pairs and len(dotted) == len(pairs) else None


def _none(cell: str) -> Doubt:
    message = f"{cell[:60]!r} is no date, as the other cells of this column are: it is left out"
    return Doubt(cell, "T106", message)


def _two_ways(cell: str, found: Sequence[Date], outcome: str) -> Doubt:
    forms = " or ".join(date.text for date in found[:2])
    return Doubt(cell, "T107", f"{cell[:60]!r} may be {forms}: write which; {outcome}")
