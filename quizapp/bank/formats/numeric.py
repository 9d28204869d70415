"""Numbers with a tolerance, as other programs have them, and the figures that are taken here instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MOST_WHOLE = 50
"""Whole numbers of a range that are each taken as right."""


@dataclass(frozen=True, slots=True)
class Range:
    """Every number as near as `tolerance` to `value` is right."""

    value: Decimal
    tolerance: Decimal = Decimal(0)

    @property
    def low(self) -> Decimal:
        """The lowest right number."""
        return self.value - self.tolerance

    @property
    def high(self) -> Decimal:
        """The highest right number."""
        return self.value + self.tolerance


def between(low: Decimal, high: Decimal) -> Range:
    """The range between two numbers. Raises InvalidOperation for what is no finite number."""
    if not (low.is_finite() and high.is_finite()):
        raise InvalidOperation
    return Range((low + high) / 2, abs(high - low) / 2)


def accepted(ranges: Sequence[Range]) -> tuple[list[str], list[str]]:
    """The figures that are right, the key first, and what of the ranges is lost.

    Raises InvalidOperation for what is no finite number of usual size.
    """
    figures: list[str] = []
    losses: list[str] = []
    for one in ranges:
        if not one.value.is_finite() or not one.tolerance.is_finite() or abs(one.value.adjusted()) > 300:
            raise InvalidOperation
        figures += [figure(number) for number in _members(one)]
        if one.tolerance and not _whole(one):
            losses.append(
                f"of the numbers from {figure(one.low)} to {figure(one.high)} only both ends and "
                f"{figure(one.value)} are right"
            )
    return list(dict.fromkeys(figures)), losses


def _whole(one: Range) -> bool:
    """Whether a range is of few whole numbers."""
    ends = (one.low, one.high)
    return all(end == end.to_integral_value() for end in ends) and one.high - one.low <= MOST_WHOLE


def _members(one: Range) -> list[Decimal]:
    if not one.tolerance:
        return [one.value]
    if not _whole(one):
        return [one.value, one.low, one.high]
    numbers = [Decimal(number) for number in range(int(one.low), int(one.high) + 1)]
    return sorted(numbers, key=lambda number: (abs(number - one.value), number))


def figure(number: Decimal) -> str:
    """The number in figures, without needless noughts."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
