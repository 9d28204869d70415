"""Partial and recurring dates: what a source can say of a time, neither more nor less.

The machine forms are a subset of ISO 8601 and EDTF: `2020-10-04`, `2020-07`, `1861`, `-0044`,
`2020-10-27/2020-10-28`, `2020-10-29/..`, `2020-10-10T12:00`, a trailing `~` for "about", and
`--10-04` for a day that recurs every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Precision = Literal["time", "day", "month", "year", "range", "open"]
Day = tuple[int, int, int]
"""Year (astronomical: 0 is 1 BC), month, day; such tuples compare as the days do."""


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

    def overlaps(self, other: PartialDate) -> bool:
        """Whether some day lies in both."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day that recurs every year."""

    month: int
    day: int

    @property
    def text(self) -> str:
        """The canonical machine form, `--10-04`."""
        return f"--{self.month:02d}-{self.day:02d}"
