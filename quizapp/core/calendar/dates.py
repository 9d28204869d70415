"""Partial and recurring dates: what a source can say of a time, neither more nor less.

The machine forms are a subset of ISO 8601 and EDTF: `2020-10-04`, `2020-07`, `1861`, `-0043`,
`2020-10-27/2020-10-28`, `2020-10-29/..`, `2020-10-10T12:00`, a trailing `~` for "about", and
`--10-04` for a day that recurs every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizapp.core.errors import QuizappError

Precision = Literal["time", "day", "month", "year", "range", "open"]
Grain = Literal["day", "month", "year"]
Day = tuple[int, int, int]
"""Year (astronomical: 0 is 1 BC), month, day; such tuples compare as the days do."""
FIRST_YEAR = -9999
LAST_YEAR = 9999
FOR_EVER: Day = (LAST_YEAR, 12, 31)
"""The end of a range that has none."""
LEAP_YEAR = 2000
"""The year in which days that recur are counted, so that 29 February is one of them."""


class NotADate(QuizappError, ValueError):
    """A text that is no date in any of the machine forms."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A stretch of time as a source states it: from the first to the last possible day."""

    text: str
    """The canonical machine form."""
    start: Day
    end: Day
    """The last possible day; (9999, 12, 31) for an open range."""
    precision: Precision
    about: bool = False
    time: str | None = None
    """Local time of day, `HH:MM`."""

    @property
    def order(self) -> tuple[Day, str, Day]:
        """The key by which dates are put in natural order: begin, time of day, end."""
        return (self.start, self.time or "", self.end)

    def overlaps(self, other: PartialDate) -> bool:
        """Whether some day lies in both."""
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: PartialDate) -> bool:
        """Whether every possible day of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def same_days(self, other: PartialDate) -> bool:
        """Whether both are the same stretch of days, whatever is said of hours."""
        return (self.start, self.end) == (other.start, other.end)


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day that recurs every year."""

    month: int
    day: int

    @property
    def text(self) -> str:
        """The canonical machine form, `--10-04`."""
        return f"--{self.month:02d}-{self.day:02d}"

    @property
    def order(self) -> tuple[int, int]:
        """The key by which such days are put in natural order."""
        return (self.month, self.day)


def days_in_month(year: int, month: int) -> int:
    """The number of days, by the Gregorian rule also before 1582 (as ISO 8601 counts)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(day: Day) -> int:
    """Days since 1 March of the year 0.

    The formula `days_from_civil` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013),
    without its shift to 1970; it holds for years before the common era too.
    """
    year, month, number = day
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + number - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year


def days_between(one: PartialDate, other: PartialDate) -> int:
    """The smallest possible number of days between the two; 0 if they overlap."""
    if one.overlaps(other):
        return 0
    early, late = sorted((one, other), key=lambda date: date.start)
    return day_number(late.start) - day_number(early.end)


def month_days_between(one: MonthDay, other: MonthDay) -> int:
    """The number of days between two recurring days, the short way round the (leap) year."""
    there = day_number((LEAP_YEAR, one.month, one.day))
    here = day_number((LEAP_YEAR, other.month, other.day))
    apart = abs(there - here)
    return min(apart, 366 - apart)


def grain_of(text: str) -> Grain:
    """The unit of one date in machine form."""
    grains: tuple[Grain, ...] = ("year", "month", "day")
    return grains[text.removeprefix("-").count("-")]


def grain(date: PartialDate) -> Grain:
    """The finest unit in which the date is said: `1861/1865` speaks of years."""
    return grain_of(date.text.rstrip("~").partition("/")[0])


def same_precision(one: PartialDate, other: PartialDate) -> bool:
    """Whether the two can stand beside each other as options: one form, one unit."""
    return (one.precision, grain(one)) == (other.precision, grain(other))
