"""Dates in words: "4 October 2020", "5–6 November 2020", "about 1861", "44 BC"."""

from __future__ import annotations

import re

from quizapp.core.calendar.dates import Day, Grain, MonthDay, PartialDate, grain, grain_of
from quizapp.core.calendar.names import month_names, patterns

_PATTERN_PART = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>d+|M+|L+|y+)|(?P<literal>[^'dMLy]+)")
_ABOUT = {"en": "about {}", "ru": "около {}"}
_SINCE = {"en": "since {}", "ru": "с {}"}
_BEFORE_CHRIST = {"en": "{} BC", "az": "e.ə. {}", "ru": "{} до н. э.", "tr": "MÖ {}", "hy": "մ.թ.ա. {}"}
_TIMES_OF_DAY = {"en": {"12:00": "12:00 (noon)"}}


def format_date(value: PartialDate | MonthDay, language: str = "en", year: bool = True) -> str:
    """The date as people write it in the language; without its year where a stem has it already."""
    base = language.replace("_", "-").partition("-")[0].lower()
    if isinstance(value, MonthDay):
        return _written(patterns(language).recurring, language, None, value.month, str(value.day))
    if value.precision == "time":
        return _with_time(value, language, base, year)
    text = _span(value, language, year)
    if value.precision == "open":
        text = _SINCE.get(base, "{} –").format(text)
    return _ABOUT.get(base, "~ {}").format(text) if value.about else text


def _with_time(value: PartialDate, language: str, base: str, year: bool) -> str:
    time = value.time or ""
    time = _TIMES_OF_DAY.get(base, {}).get(time, time)
    if value.about:
        time = _ABOUT.get(base, "~ {}").format(time)
    return f"{_moment(value.start, 'day', language, year)}, {time}"


def _span(value: PartialDate, language: str, year: bool) -> str:
    unit = grain(value)
    if value.precision != "range":
        return _moment(value.start, unit, language, year)
    first, last = value.start, value.end
    if unit == "year" or _grain_of_end(value) != unit:
        return _whole_range(value, language, year)
    if unit == "day" and first[:2] == last[:2]:
        return _days_of_a_month(first, last, language, year)
    if unit == "month" and first[0] == last[0]:
        return _months_of_a_year(first, last, language, year)
    return _whole_range(value, language, year)


def _grain_of_end(value: PartialDate) -> Grain:
    return grain_of(value.text.rstrip("~").rpartition("/")[2])


def _whole_range(value: PartialDate, language: str, year: bool) -> str:
    unit = grain(value)
    if unit == _grain_of_end(value) == "year" and (value.start[0] > 0) == (value.end[0] > 0):
        return _years(value.start[0], value.end[0], language)
    year = year or value.start[0] != value.end[0]
    first = _moment(value.start, unit, language, year)
    return f"{first} – {_moment(value.end, _grain_of_end(value), language, year)}"


def _days_of_a_month(first: Day, last: Day, language: str, year: bool) -> str:
    pattern = patterns(language).day if year else patterns(language).recurring
    return _written(pattern, language, first[0], first[1], f"{first[2]}–{last[2]}")


def _months_of_a_year(first: Day, last: Day, language: str, year: bool) -> str:
    alone = month_names(language).alone
    both = f"{alone[first[1] - 1]}–{alone[last[1] - 1]}"
    if not year:
        return both
    pattern = re.sub("M+", "MMMM", patterns(language).month)
    return _filled(pattern, {"L": both, "M": both, "y": _year(first[0], language)})


def _moment(day: Day, unit: str, language: str, year: bool) -> str:
    number, month, date = day
    if unit == "year":
        return _year(number, language)
    if unit == "month":
        pattern = patterns(language).month if year else "LLLL"
        return _written(pattern, language, number, month, "")
    pattern = patterns(language).day if year else patterns(language).recurring
    return _written(pattern, language, number, month, str(date))


def _written(pattern: str, language: str, year: int | None, month: int, day: str) -> str:
    names = month_names(language)
    fields = {
        "d": day,
        "M": str(month) if "MMM" not in pattern else names.in_dates[month - 1],
        "L": names.alone[month - 1],
        "y": "" if year is None else _year(year, language),
    }
    return _filled(pattern, fields)


def _filled(pattern: str, fields: dict[str, str]) -> str:
    def part(match: re.Match[str]) -> str:
        if match["field"]:
            return fields[match["field"][0]]
        return match["quoted"] if match["quoted"] is not None else match["literal"]

    return _PATTERN_PART.sub(part, pattern)


def _year(year: int, language: str) -> str:
    return _era(year, str(year if year > 0 else 1 - year), language)


def _years(first: int, last: int, language: str) -> str:
    both = f"{first}–{last}" if first > 0 else f"{1 - first}–{1 - last}"
    return _era(first, both, language)


def _era(year: int, text: str, language: str) -> str:
    base = language.replace("_", "-").partition("-")[0].lower()
    if year > 0:
        return f"AD {text}" if year < 100 and base == "en" else text
    return _BEFORE_CHRIST.get(base, "{} BC").format(text)
