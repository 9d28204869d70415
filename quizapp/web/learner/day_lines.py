"""Two dates on a line: the one given and the right one, with what lies between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from quizapp.core.calendar import MonthDay, PartialDate, day_number, format_date, parse_typed_date
from quizapp.core.calendar.dates import LEAP_YEAR
from quizapp.core.questions import Question
from quizapp.web.timelines.scale import scale
from quizapp.web.words import format_date as page_date
from quizapp.web.words import gettext as _
from quizapp.web.words import ngettext

WIDTH, SIDE = 640, 56
TICKS = 5
LEAST = 8
"""Units of the shortest bar."""
MONTH, YEAR = 45, 700
"""Days from which a distance is told in months, and from which in years."""
FARTHEST = 9000
"""An open date has no last day to draw."""
When = PartialDate | MonthDay


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the two dates."""

    left: float
    width: float
    text: str
    anchor: str

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return round(self.left + self.width / 2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """The line with both dates; the ticks are (place, name)."""

    wanted: Bar
    given: Bar
    ticks: tuple[tuple[float, str], ...]
    apart: str
    """How far the two are from each other, in words; "" where they overlap."""


def day_line(question: Question, response: Any) -> DayLine | None:
    """The line for an answer to a date question; None where the two cannot be put on one."""
    if question.kind != "date" or not isinstance(response, str):
        return None
    year = question.judging.get("year")
    wanted = next(iter(parse_typed_date(str(question.key), question.language)), None)
    given = next(iter(parse_typed_date(response, question.language, year)), None)
    if wanted is None or given is None or given == wanted or type(given) is not type(wanted):
        return None
    (begin, end), (first, last) = _days(wanted), _days(given)
    if max(end, last) - min(begin, first) > FARTHEST * 366:
        return None
    line = scale(min(begin, first), max(end, last), SIDE, WIDTH - 2 * SIDE)
    bars = [
        _bar(line.x(low), line.x(high + 1), _words(date, question))
        for low, high, date in ((begin, end, wanted), (first, last, given))
    ]
    recurring = isinstance(wanted, MonthDay)
    ticks = tuple((tick.x, _tick(tick.day, tick.unit, recurring)) for tick in line.ticks(TICKS))
    gap = abs(first - begin) if first > end or begin > last else 0
    return DayLine(wanted=bars[0], given=bars[1], ticks=ticks, apart=_apart(gap, later=first > end))


def _days(date: When) -> tuple[int, int]:
    if isinstance(date, MonthDay):
        number = day_number((LEAP_YEAR, date.month, date.day))
        return number, number
    open_end = date.end[0] == 9999
    return day_number(date.start), day_number(date.start if open_end else date.end)


def _bar(left: float, right: float, text: str) -> Bar:
    width = max(right - left, LEAST)
    middle = left + width / 2
    anchor = "start" if middle < WIDTH * 0.3 else "end" if middle > WIDTH * 0.7 else "middle"
    return Bar(round(left, 1), round(width, 1), text, anchor)


def _words(date: When, question: Question) -> str:
    return format_date(date, question.language)


def _tick(day: tuple[int, int, int], unit: str, recurring: bool) -> str:
    if unit == "year":
        return str(day[0])
    if not 1 <= day[0] <= 9999:
        return str(day[0])
    pattern = "d MMM" if unit == "day" else "MMM" if recurring else "MMM y"
    return page_date(dt.date(*day), pattern)


def _apart(days: int, *, later: bool) -> str:
    """The distance in the unit that people would use."""
    if not days:
        return ""
    if days < MONTH:
        told = ngettext("one day", "%(num)d days", days)
    elif days < YEAR:
        told = ngettext("about one month", "about %(num)d months", round(days / 30.44))
    else:
        told = ngettext("about one year", "about %(num)d years", round(days / 365.2425))
    return _("%(distance)s too late", distance=told) if later else _("%(distance)s too early", distance=told)
