"""Figures in a column: with units, percent signs, thousands set apart, decimal commas where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from quizapp.bank.cells.readings import Column, Doubt
from quizapp.core.numerals.units import unit_of

MOST_OTHERS = 5
"""One cell that is no figure is let pass among at least this many figures."""
_GAPS = " '’\u00a0\u2009\u202f"
_FIGURE = re.compile(
    r"(?:(?P<bound>about|around|approx\.?|ca?\.|~|≈|more than|over|>|at least|≥)\s*)?"
    rf"(?P<front>[$€£¥₽₼֏₺])?\s*(?P<sign>[+−-]?)(?P<digits>\d(?:[\d.,{_GAPS}]*\d)?)(?P<exponent>[eE][+-]?\d{{1,3}})?"
    r"(?:\s*(?P<scale>thousand|million|billion|trillion))?"
    r"(?:\s*(?P<unit>[%‰°$€£¥₽₼֏₺]|[^\W\d_][^\d,;()]{0,20}))?",
    re.IGNORECASE,
)
_CODE = re.compile(r"0\d+")
"""Figures that begin with a nought are a number only in name: 007."""
_BOUNDS = {
    "about": "about ", "around": "about ", "approx": "about ", "approx.": "about ", "c.": "about ",
    "ca.": "about ", "~": "about ", "≈": "about ", "more than": "more than ", "over": "more than ",
    ">": "more than ", "at least": "at least ", "≥": "at least ",
}  # fmt: skip
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}
_GAPPED = re.compile(rf"\d{{1,3}}(?:[{_GAPS}]\d{{3}})+")


@dataclass(frozen=True, slots=True)
class _Figure:
    """One cell, its digits still as written."""

    cell: str
    digits: str
    before: str
    exponent: str
    unit: str

    def amount(self, decimal: str) -> Decimal | None:
        """The figure, with this mark before its decimals; None where it is not written so."""
        other = "," if decimal == "." else "."
        whole, mark, rest = self.digits.partition(decimal)
        if _GROUPED[other].fullmatch(whole):
            whole = whole.replace(other, "")
        if not (whole + rest).isascii() or not whole.isdigit() or (mark and not rest.isdigit()):
            return None
        try:
            return Decimal(whole + ("." + rest if mark else "") + self.exponent)
        except InvalidOperation:
            return None

    @property
    def is_open(self) -> bool:
        """Whether its one mark may stand before decimals or between thousands: 1,234."""
        return any(_GROUPED[mark].fullmatch(self.digits) for mark in ".,") and not (
            self.digits.startswith("0") or sum(map(self.digits.count, ".,")) > 1
        )


def read(cells: Sequence[str], unit: str, decimal_comma: bool | None) -> Column | None:
    """The column as figures of one unit; as text with a doubt where 1.234 is left open; else None."""
    figures = [figure for cell in cells if (figure := _figure(cell))]
    if not figures or len(figures) < MOST_OTHERS * (len(cells) - len(figures)):
        return None
    units = {figure.unit for figure in figures} - {""}
    if len({unit_of(one) for one in units | {unit} - {""}}) > 1:
        return None
    if units and not all(figure.unit for figure in figures):
        return None
    decimal = _decimal(figures, decimal_comma)
    if decimal is None:
        open_one = next(figure for figure in figures if figure.is_open)
        return Column("text", doubts=(_two_ways(open_one),))
    values = {
        figure.cell: _written(figure, amount)
        for figure in figures
        if (amount := figure.amount(decimal)) is not None
    }
    if len(values) < len(figures):
        return None
    doubts = tuple(_none(cell) for cell in cells if cell not in values)
    return Column("number", values, unit or max(units, key=len, default=""), doubts)


def decimal_commas(cells: Iterable[str]) -> bool | None:
    """What a table tells of its decimal mark: True for 12,5, False for 12.5, None where it tells nothing."""
    told = {mark for cell in cells if (figure := _figure(cell)) and (mark := _told(figure))}
    return told == {","} if len(told) == 1 else None


def _decimal(figures: Sequence[_Figure], decimal_comma: bool | None) -> str | None:
    """The decimal mark of the column; None where its figures may be read in two ways."""
    told = {mark for figure in figures if (mark := _told(figure))}
    if len(told) == 1:
        return told.pop()
    if decimal_comma is not None:
        return "," if decimal_comma else "."
    return None if any(figure.is_open for figure in figures) else "."


def _told(figure: _Figure) -> str:
    """The decimal mark that the figure gives away, or ""."""
    if figure.is_open or not any(mark in figure.digits for mark in ".,"):
        return ""
    fits = [mark for mark in ".," if figure.amount(mark) is not None]
    return fits[0] if len(fits) == 1 else ""


def _figure(cell: str) -> _Figure | None:
    found = _FIGURE.fullmatch(cell)
    if not found or (found["front"] and found["unit"]) or _CODE.fullmatch(found["digits"]):
        return None
    digits = found["digits"]
    if any(gap in digits for gap in _GAPS):
        whole = re.split("[.,]", digits)[0]
        if not _GAPPED.fullmatch(whole):
            return None
        digits = re.sub(f"[{_GAPS}]", "", whole) + digits[len(whole) :]
    scale = _SCALES.get((found["scale"] or "").lower(), 0)
    exponent = found["exponent"] or (f"e{scale}" if scale else "")
    sign = "-" if found["sign"] in ("-", "−") else ""
    before = _BOUNDS.get((found["bound"] or "").lower(), "") + sign
    return _Figure(cell, digits, before, exponent, (found["unit"] or found["front"] or "").strip())


def _written(figure: _Figure, amount: Decimal) -> str:
    text = f"{amount:f}" if amount.adjusted() < 30 else str(amount)
    return figure.before + text


def _none(cell: str) -> Doubt:
    return Doubt(
        cell, "T106", f"{cell[:60]!r} is no figure, as the other cells of this column are: it is left out"
    )


def _two_ways(figure: _Figure) -> Doubt:
    forms = " or ".join(f"{amount:f}" for mark in ".," if (amount := figure.amount(mark)) is not None)
    message = f"{figure.cell[:60]!r} may be {forms or 'two numbers'}: write which; the column is text"
    return Doubt(figure.cell, "T107", message)
