"""Days on a line: where each lies, and ticks at the days, months or years that fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizapp.core.calendar import Day, day_number

Unit = Literal["day", "month", "year"]
STEPS: tuple[tuple[Unit, int, float], ...] = (
    ("day", 1, 1),
    ("day", 2, 2),
    ("day", 5, 5),
    ("day", 10, 10),
    *(("month", every, every * 30.4) for every in (1, 2, 3, 6)),
    *(("year", every * power, every * power * 365.2) for power in (1, 10, 100, 1000) for every in (1, 2, 5)),
)
"""Unit, every so many of them, and how many days that is."""
LEAST_DAYS = 6
PADDING = 0.03


@dataclass(frozen=True, slots=True)
class Tick:
    """A day at which the line is marked."""

    x: float
    day: Day
    unit: Unit


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of `width` units, on which `first` (a day number) is at `left`."""

    first: float
    days: float
    left: float
    width: float

    def x(self, day: float) -> float:
        """Where the beginning of a day lies."""
        return round(self.left + (day - self.first) / self.days * self.width, 1)

    def ticks(self, most: int) -> list[Tick]:
        """At most about so many ticks, in the finest unit that allows it."""
        unit, every, _ = next((step for step in STEPS if self.days / step[2] <= most), STEPS[-1])
        return [
            Tick(self.x(day_number(day)), day, unit)
            for day in self._days(unit, every)
            if self.first <= day_number(day) <= self.first + self.days
        ]

    def _days(self, unit: Unit, every: int) -> Iterator[Day]:
        first, last = _year_of(self.first) - 1, _year_of(self.first + self.days) + 1
        if unit == "year":
            yield from ((year, 1, 1) for year in range(first - first % every, last + 1, every))
            return
        months = ((year, month) for year in range(first, last + 1) for month in range(1, 13))
        for year, month in months:
            if unit == "day":
                yield from ((year, month, number) for number in _numbers(year, month, every))
            elif (month - 1) % every == 0:
                yield (year, month, 1)


def scale(first: int, last: int, left: float, width: float) -> Scale:
    """The line from one day number to another, both included, with a little room around."""
    days = last + 1 - first
    spare = max(days * PADDING, (LEAST_DAYS - days) / 2)
    return Scale(first - spare, days + 2 * spare, left, width)


def _numbers(year: int, month: int, every: int) -> Iterator[int]:
    following = (year + month // 12, month % 12 + 1, 1)
    days = day_number(following) - day_number((year, month, 1))
    for number in range(1, days + 1, every):
        if number == 1 or days - number >= every // 2:
            yield number


def _year_of(day: float) -> int:
    """The year of a day number, within one."""
    return int(day // 365.2425)
