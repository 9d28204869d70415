"""Partial and recurring dates: machine forms, human wording, and what people type."""

from quizapp.core.calendar.dates import (
    Day,
    MonthDay,
    NotADate,
    PartialDate,
    Precision,
    day_number,
    days_between,
    grain,
    month_days_between,
    same_precision,
)
from quizapp.core.calendar.judging import judge_date
from quizapp.core.calendar.machine import (
    day_date,
    month_date,
    open_date,
    parse_date,
    parse_month_day,
    parse_time_value,
    range_date,
    year_date,
)
from quizapp.core.calendar.phrases import format_date
from quizapp.core.calendar.typed import parse_typed_date

__all__ = [
    "Day",
    "MonthDay",
    "NotADate",
    "PartialDate",
    "Precision",
    "day_date",
    "day_number",
    "days_between",
    "format_date",
    "grain",
    "judge_date",
    "month_date",
    "month_days_between",
    "open_date",
    "parse_date",
    "parse_month_day",
    "parse_time_value",
    "parse_typed_date",
    "range_date",
    "same_precision",
    "year_date",
]
