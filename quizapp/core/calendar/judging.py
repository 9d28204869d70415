"""What a typed date is worth against the date a source gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.core.calendar.dates import MonthDay, PartialDate, day_number, grain
from quizapp.core.calendar.readings import Parts, Typed, read_typed
from quizapp.core.calendar.times import bare_time
from quizapp.core.calendar.typed import dates_of, machine_form
from quizapp.core.number_words import number
from quizapp.core.plain_text import plain
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know, neither, typed_text

MONTH_RIGHT = 0.5
"""Score for the right month of the right year, where the source gives a day."""
YEAR_RIGHT = 0.25
"""Score for the right year alone, where the source gives a day and the question does not give the year."""
YEAR_OF_MONTH_RIGHT = 0.5
"""Score for the right year alone, where the source gives a month."""
YEAR_MISSING = 0.5
"""Score for a right day and month without the year, where the question does not give the year."""
YEAR_WRONG = 0.25
"""Score for a right day and month of another year."""
PART_OF_RANGE = 0.5
"""Score for a day or shorter stretch inside the source's range."""
TIME_MISSING = 0.5
"""Score for the right day, where the source gives a time of day too."""

_LONE_FIGURE = re.compile(r"(?:on )?(?:the )?(?:(\d{1,2})(?:st|nd|rd|th|\.)?|([^\W\d_]+))(?: month)?")

TimeValue = PartialDate | MonthDay
NearTruths = Iterable[tuple[TimeValue, str]]
"""Values that other accounts give, with the note each is answered with."""

_EXACT = Verdict(True, 1.0, "exact")
_WRONG = Verdict(False, 0.0, "wrong-date", "This is another date.")
_EMPTY = Verdict(False, 0.0, "empty", "Nothing was typed.")
_UNREAD = Verdict(
    False, 0.0, "not-a-date", "This could not be read as one date; write it like 4 October 2020."
)
_INSIDE = {
    "year": Verdict(True, 1.0, "inside", "Right; the source gives only the year."),
    "month": Verdict(True, 1.0, "inside", "Right; the source gives only the month."),
    "day": Verdict(True, 1.0, "inside", "Right; the source gives only the day."),
}
_MONTH = Verdict(False, MONTH_RIGHT, "month-right", "The month is right, the day is not.")
_YEAR = Verdict(False, YEAR_RIGHT, "year-right", "The year is right.")
_YEAR_OF_MONTH = Verdict(
    False, YEAR_OF_MONTH_RIGHT, "year-right", "The year is right; the source gives the month."
)
_NO_YEAR = Verdict(False, YEAR_MISSING, "no-year", "Right as far as it goes; the year is missing.")
_OTHER_YEAR = Verdict(False, YEAR_WRONG, "other-year", "Day and month are right, the year is not.")
_TWO_DAYS = Verdict(False, PART_OF_RANGE, "part-of-range", "The source gives two days.")
_LONGER = Verdict(False, PART_OF_RANGE, "part-of-range", "The source gives a longer time than this.")
_ONWARDS = Verdict(False, PART_OF_RANGE, "part-of-range", "The source says from when on.")
_NO_TIME = Verdict(False, TIME_MISSING, "no-time", "The day is right; the source gives the time of day too.")
_OTHER_TIME = Verdict(False, TIME_MISSING, "other-time", "The day is right, the time of day is not.")


def judge_date(
    key: TimeValue,
    response: object,
    *,
    language: str = "en",
    context_year: int | None = None,
    context_month: int | None = None,
    near_truths: NearTruths = (),
    day_first: bool | None = None,
) -> Verdict:
    """What a typed response is worth, by the key's own precision.

    `context_year` and `context_month` are what the question itself states: then they may be left out. Where a
    text can be read in two ways (04/10), the better one counts. Raises WrongShape for what is no text.
    """
    if is_dont_know(response):
        return DONT_KNOW
    text = typed_text(response)
    if not text.strip():
        return _EMPTY
    machine = machine_form(text)
    typed = Typed() if machine else read_typed(text, language, day_first)
    dates = (machine,) if machine else dates_of(typed, context_year)
    best = _best(_verdicts(_Key(key, context_year, context_month), text, typed, dates))
    if best is not None and best.correct:
        return best
    return _near_truth(dates, near_truths) or best or _UNREAD


def _verdicts(key: _Key, text: str, typed: Typed, dates: Iterable[TimeValue]) -> Iterator[Verdict]:
    if isinstance(key.value, PartialDate) and key.value.time:
        times = typed.times | ({time} if (time := bare_time(plain(text))) else set())
        if times and set(dates) <= {MonthDay(*key.value.start[1:])}:
            yield _EXACT if key.value.time in times else _WRONG
        if bare_time(plain(text)) == key.value.time:
            yield _EXACT
    if key.is_missing_number(plain(text)):
        yield _EXACT
    for date in dates:
        yield key.worth(date)
    undated = tuple(reading for reading in typed.readings if reading.undated)
    for reading in undated:
        if reading.last is None:
            yield key.worth_without_year(reading.first)
    yield from key.worth_of_undated(Typed(undated))


def _best(verdicts: Iterable[Verdict]) -> Verdict | None:
    return max(verdicts, key=lambda verdict: (bool(verdict.correct), verdict.score), default=None)


def _near_truth(dates: Iterable[TimeValue], near_truths: NearTruths) -> Verdict | None:
    for value, note in near_truths:
        if any(_same(value, date) for date in dates):
            return neither(note or "Other accounts give this date.")
    return None


def _same(one: TimeValue, other: TimeValue) -> bool:
    """Whether the two say the same; a recurring day is met by that day of any year."""
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.same_days(other)
    return _month_day(one) == _month_day(other) is not None


def _month_day(value: TimeValue) -> tuple[int, int] | None:
    if isinstance(value, MonthDay):
        return (value.month, value.day)
    return value.start[1:] if value.precision in ("day", "time") else None


@dataclass(frozen=True, slots=True)
class _Key:
    """The date that is right, and the year the question gives away."""

    value: TimeValue
    context_year: int | None = None
    context_month: int | None = None

    def is_missing_number(self, text: str) -> bool:
        """Whether the text is the number of the month, or of the day, where nothing else is left open."""
        match = _LONE_FIGURE.fullmatch(text)
        figure = (int(match[1]) if match[1] else number([match[2]], ordinal=True)) if match else None
        if figure is None:
            return False
        if isinstance(self.value, MonthDay):
            return self.context_month is not None and figure == self.value.day
        if self.context_year is None:
            return False
        if self.value.precision == "month":
            return figure == self.value.start[1]
        day_asked = self.value.precision == "day" and self.context_month is not None
        return day_asked and figure == self.value.start[2]

    def worth(self, date: TimeValue) -> Verdict:
        """The verdict on one date that the response may mean."""
        if isinstance(self.value, MonthDay):
            return self._worth_recurring(date, self.value)
        if isinstance(date, MonthDay):
            return _WRONG
        if self.value.precision == "time":
            return self._worth_time(date, self.value)
        if date.same_days(self.value):
            return _INSIDE["day"] if date.time and self.value.precision == "day" else _EXACT
        return self._worth_other(date, self.value)

    def worth_without_year(self, parts: Parts) -> Verdict:
        """The verdict on a day and month, or a month, of no year."""
        if isinstance(self.value, MonthDay):
            return _MONTH if parts == Parts(month=self.value.month) else _WRONG
        if self.context_year is not None or parts.month != self.value.start[1]:
            return _WRONG
        unit = grain(self.value)
        if unit == "year" or self.value.precision not in ("day", "time", "month"):
            return _WRONG
        if unit == "month":
            return _NO_YEAR
        return _NO_YEAR if parts.day == self.value.start[2] else _WRONG

    def worth_of_undated(self, typed: Typed) -> Iterator[Verdict]:
        """The verdicts on days of no year against a stretch of days, as if they were of its year."""
        key = self.value
        if isinstance(key, MonthDay) or self.context_year is not None:
            return
        if key.precision not in ("range", "open"):
            return
        for date in dates_of(typed, key.start[0]):
            verdict = self.worth(date)
            if verdict.correct or verdict.reason == "part-of-range":
                yield _NO_YEAR if verdict.correct else verdict

    def _worth_recurring(self, date: TimeValue, key: MonthDay) -> Verdict:
        if _month_day(date) == (key.month, key.day):
            return _EXACT
        if isinstance(date, MonthDay):
            return _MONTH if date.month == key.month else _WRONG
        within_month = date.start[:2] == date.end[:2]
        return _MONTH if within_month and date.start[1] == key.month else _WRONG

    def _worth_time(self, date: PartialDate, key: PartialDate) -> Verdict:
        if not date.same_days(key):
            return self._worth_other(date, key)
        if date.time is None:
            return _NO_TIME
        return _EXACT if date.time == key.time else _OTHER_TIME

    def _worth_other(self, date: PartialDate, key: PartialDate) -> Verdict:
        """The verdict on a date that is not the key's stretch of days."""
        if key.precision == "open":
            return self._worth_onwards(date, key)
        if key.contains(date):
            return _part(key)
        return self._nearly(date, key)

    def _worth_onwards(self, date: PartialDate, key: PartialDate) -> Verdict:
        if date.start == key.start and grain(date) == grain(key) and date.precision != "range":
            return _EXACT
        if key.contains(date) and date.start[:2] != key.start[:2]:
            return _WRONG
        return _ONWARDS if key.contains(date) else self._nearly(date, key)

    def _nearly(self, date: PartialDate, key: PartialDate) -> Verdict:
        """Credit for the right month, or the right year unless the question gives it away."""
        unit = grain(key)
        if unit == "day" and _months(date) == _months(key):
            return _MONTH
        if unit != "year" and date.precision in ("day", "month") and date.start[1:] == key.start[1:]:
            return _OTHER_YEAR if date.precision == key.precision else _WRONG
        if _years(date) != _years(key) or unit == "year":
            return _WRONG
        if date.precision == "year" and unit == "month":
            return _YEAR_OF_MONTH
        return _YEAR if self.context_year is None or date.precision == "year" else _WRONG


def _part(key: PartialDate) -> Verdict:
    """The verdict on a date inside the key."""
    if key.precision in ("year", "month"):
        return _INSIDE[key.precision]
    two_days = day_number(key.end) - day_number(key.start) == 1
    return _TWO_DAYS if two_days else _LONGER


def _months(date: PartialDate) -> tuple[tuple[int, int], tuple[int, int]]:
    return (date.start[:2], date.end[:2])


def _years(date: PartialDate) -> tuple[int, int]:
    return (date.start[0], date.end[0])
