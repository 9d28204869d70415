"""Dates as people type them, turned into the dates they may mean."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.core.calendar.dates import MonthDay, NotADate, PartialDate
from quizapp.core.calendar.machine import (
    day_date,
    month_date,
    open_date,
    parse_time_value,
    range_date,
    year_date,
)
from quizapp.core.calendar.readings import Parts, Reading, Typed, read_typed


def parse_typed_date(
    text: str,
    language: str = "en",
    context_year: int | None = None,
    *,
    day_first: bool | None = None,
) -> tuple[PartialDate | MonthDay, ...]:
    """Every date that a typed text may mean; none if it can be read as no date.

    A day and month without a year is a day of `context_year` (the year that the question states) or, if
    there is none, a recurring day. 04/10 is both 4 October and 10 April, unless `day_first` settles it.
    """
    machine = machine_form(text)
    if machine is not None:
        return (machine,)
    return dates_of(read_typed(text, language, day_first), context_year)


def machine_form(text: str) -> PartialDate | MonthDay | None:
    """The date that a text in machine form is; None for any other text."""
    try:
        return parse_time_value(text)
    except NotADate:
        return None


def dates_of(typed: Typed, context_year: int | None) -> tuple[PartialDate | MonthDay, ...]:
    """The dates of all readings that are whole, once each."""
    time = next(iter(typed.times), None)
    found = (date for reading in typed.readings for date in _date(reading, context_year, time))
    return tuple(dict.fromkeys(found))


def _date(reading: Reading, context_year: int | None, time: str | None) -> Iterator[PartialDate | MonthDay]:
    try:
        first = _moment(reading.first, context_year, reading.about, None if reading.last else time)
        if first is None:
            return
        if isinstance(first, MonthDay):
            if reading.last is None:
                yield first
            return
        last = _moment(reading.last, context_year, reading.about, None) if reading.last else None
        if isinstance(last, PartialDate):
            yield range_date(_exact(first), _exact(last), about=reading.about)
        elif reading.since and not first.time:
            yield open_date(_exact(first), about=reading.about)
        elif reading.last is None:
            yield first
    except NotADate:
        return


def _moment(
    parts: Parts, context_year: int | None, about: bool, time: str | None
) -> PartialDate | MonthDay | None:
    year = context_year if parts.year is None else parts.year
    if parts.month is None:
        return None if parts.year is None else year_date(parts.year, about=about)
    if year is None:
        return None if parts.day is None else MonthDay(parts.month, parts.day)
    if parts.day is None:
        return month_date(year, parts.month, about=about)
    return day_date(year, parts.month, parts.day, about=about, time=time)


def _exact(date: PartialDate) -> PartialDate:
    parsed = parse_time_value(date.text.rstrip("~"))
    assert isinstance(parsed, PartialDate)
    return parsed
