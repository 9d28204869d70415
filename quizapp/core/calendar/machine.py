"""The machine forms of dates, read and written."""

from __future__ import annotations

import re

from quizapp.core.calendar.dates import (
    FIRST_YEAR,
    FOR_EVER,
    LAST_YEAR,
    LEAP_YEAR,
    Day,
    MonthDay,
    NotADate,
    PartialDate,
    days_in_month,
)

_ONE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?)?)?")
_RECURRING = re.compile(r"--([0-9]{2})-([0-9]{2})")
_FORMS = "2020-10-04, 2020-07, 1861, 2020-10-27/2020-10-28, 2020-10-29/.. or 2020-10-10T12:00"


def year_date(year: int, *, about: bool = False) -> PartialDate:
    """A whole year. Raises NotADate."""
    return _made(year, None, None, about=about)


def month_date(year: int, month: int, *, about: bool = False) -> PartialDate:
    """A whole month. Raises NotADate."""
    return _made(year, month, None, about=about)


def day_date(year: int, month: int, day: int, *, about: bool = False, time: str | None = None) -> PartialDate:
    """A day, perhaps with a local time of day `HH:MM`. Raises NotADate."""
    return _made(year, month, day, about=about, time=time)


def range_date(first: PartialDate, last: PartialDate, *, about: bool = False) -> PartialDate:
    """From the first to the last, both included. Raises NotADate if they do not follow each other."""
    text = f"{first.text}/{last.text}"
    if first.time or last.time:
        raise NotADate(f"{text!r}: a range goes from day to day and has no times")
    if not (first.start < last.start and first.end < last.end):
        raise NotADate(f"{text!r}: the end of the range is not after its beginning")
    return PartialDate(text + "~" * about, first.start, last.end, "range", about)


def open_date(first: PartialDate, *, about: bool = False) -> PartialDate:
    """From the first onwards. Raises NotADate if the first has a time."""
    if first.time:
        raise NotADate(f"'{first.text}/..': a range goes from day to day and has no times")
    return PartialDate(f"{first.text}/.." + "~" * about, first.start, FOR_EVER, "open", about)


def parse_date(text: str) -> PartialDate:
    """Read a machine form such as `2020-10-04`. Raises NotADate for anything else."""
    plain = text.strip()
    about = plain.endswith("~")
    first, slash, last = plain.removesuffix("~").partition("/")
    if not slash:
        return _one(first, text, about=about)
    if last == "..":
        return open_date(_one(first, text), about=about)
    return range_date(_one(first, text), _one(last, text), about=about)


def parse_month_day(text: str) -> MonthDay:
    """Read a recurring day such as `--10-04`. Raises NotADate for anything else."""
    match = _RECURRING.fullmatch(text.strip())
    if not match:
        raise NotADate(f"{text[:40]!r} is not a recurring day; write it as --10-04 (month, day)")
    month, day = int(match[1]), int(match[2])
    _check(LEAP_YEAR, month, day, text)
    return MonthDay(month, day)


def parse_time_value(text: str) -> PartialDate | MonthDay:
    """Read either machine form. Raises NotADate."""
    return parse_month_day(text) if text.strip().startswith("--") else parse_date(text)


def _one(part: str, whole: str, *, about: bool = False) -> PartialDate:
    match = _ONE.fullmatch(part)
    if not match:
        raise NotADate(f"{whole[:40]!r} is not a date; write {_FORMS}, with ~ at the end for about")
    year, month, day, hour, minute = match.groups()
    if hour is not None and not (int(hour) < 24 and int(minute) < 60):
        raise NotADate(f"{whole[:40]!r}: there is no time {hour}:{minute}")
    return _made(
        int(year),
        None if month is None else int(month),
        None if day is None else int(day),
        about=about,
        time=None if hour is None else f"{hour}:{minute}",
    )


def _made(
    year: int, month: int | None, day: int | None, *, about: bool, time: str | None = None
) -> PartialDate:
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    _check(year, month or 1, day or 1, "-".join(str(part) for part in (year, month, day) if part is not None))
    first: Day = (year, month or 1, day or 1)
    if month is None:
        return PartialDate(text + "~" * about, first, (year, 12, 31), "year", about)
    text += f"-{month:02d}"
    if day is None:
        return PartialDate(
            text + "~" * about, first, (year, month, days_in_month(year, month)), "month", about
        )
    text += f"-{day:02d}"
    if time is None:
        return PartialDate(text + "~" * about, first, first, "day", about)
    return PartialDate(f"{text}T{time}" + "~" * about, first, first, "time", about, time)


def _check(year: int, month: int, day: int, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(f"{text[:40]!r}: years go from {FIRST_YEAR} to {LAST_YEAR}")
    if not 1 <= month <= 12:
        raise NotADate(f"{text[:40]!r}: there is no month {month}")
    if not 1 <= day <= days_in_month(year, month):
        raise NotADate(f"{text[:40]!r}: month {month} of {year} has no day {day}")
