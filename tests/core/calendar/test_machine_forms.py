"""The machine forms of dates: what a set file may hold."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.calendar import (
    MonthDay,
    NotADate,
    PartialDate,
    day_number,
    days_between,
    grain,
    month_days_between,
    parse_date,
    parse_month_day,
    parse_time_value,
    same_precision,
)
from quizapp.core.errors import QuizappError
from tests.core.calendar.times_drawn import month_days, partial_dates

FORMS = [
    ("2020-10-04", "day", (2020, 10, 4), (2020, 10, 4)),
    ("2020-07", "month", (2020, 7, 1), (2020, 7, 31)),
    ("1861", "year", (1861, 1, 1), (1861, 12, 31)),
    ("-0043", "year", (-43, 1, 1), (-43, 12, 31)),
    ("-0043-03-15", "day", (-43, 3, 15), (-43, 3, 15)),
    ("2020-10-27/2020-10-28", "range", (2020, 10, 27), (2020, 10, 28)),
    ("2020-07/2020-09", "range", (2020, 7, 1), (2020, 9, 30)),
    ("1861/1865", "range", (1861, 1, 1), (1865, 12, 31)),
    ("2020-10-29/..", "open", (2020, 10, 29), (9999, 12, 31)),
    ("2020-10-10T12:00", "time", (2020, 10, 10), (2020, 10, 10)),
    ("2020-02-29", "day", (2020, 2, 29), (2020, 2, 29)),
]


@pytest.mark.parametrize(("text", "precision", "start", "end"), FORMS)
def test_a_form_says_from_when_to_when(
    text: str, precision: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    date = parse_date(text)
    assert (date.text, date.precision, date.start, date.end) == (text, precision, start, end)


def test_a_tilde_means_about() -> None:
    assert parse_date("1861~").about
    assert parse_date("2020-10-11T02:00~") == PartialDate(
        "2020-10-11T02:00~", (2020, 10, 11), (2020, 10, 11), "time", True, "02:00"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "2020-13", "2020-02-30", "2021-02-29", "20-10-04", "4 October 2020", "2020-10-04T25:00"),
        *("2020-10-28/2020-10-27", "2020-10-04/2020-10-04", "../2020", "2020-1-4", "2020-10-04/", "--10-04"),
        *("2020-10-10T12:00/..", "٢٠٢٠", "2020-10-04x", "1" * 100_000),
    ],
)
def test_anything_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(NotADate) as refusal:
        parse_date(text)
    assert isinstance(refusal.value, QuizappError)
    assert 10 < len(str(refusal.value)) < 250


def test_a_day_that_recurs() -> None:
    assert parse_month_day("--02-29") == MonthDay(2, 29)
    with pytest.raises(NotADate):
        parse_month_day("--02-30")


@given(st.one_of(partial_dates, month_days))
def test_every_date_is_read_back_from_its_text(date: PartialDate | MonthDay) -> None:
    assert parse_time_value(date.text) == date


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(NotADate):
        assert parse_time_value(text).text


def test_overlap_containment_and_days_between() -> None:
    october, day = parse_date("2020-10"), parse_date("2020-10-04")
    november = parse_date("2020-11-05/2020-11-06")
    assert october.overlaps(day)
    assert october.contains(day)
    assert not day.contains(october)
    assert days_between(october, november) == 5
    assert days_between(day, october) == 0
    assert days_between(parse_date("-0001-12-31"), parse_date("0000-01-01")) == 1


def test_recurring_days_are_near_across_the_new_year() -> None:
    assert month_days_between(MonthDay(12, 31), MonthDay(1, 1)) == 1
    assert month_days_between(MonthDay(10, 4), MonthDay(10, 17)) == 13


def test_precision_tells_days_from_months_in_ranges() -> None:
    assert not same_precision(parse_date("1861/1865"), parse_date("2020-10-27/2020-10-28"))
    assert same_precision(parse_date("2020-10-04"), parse_date("1994-05-12"))
    assert grain(parse_date("-0048/-0043")) == "year"


def test_days_are_counted_through_leap_years() -> None:
    assert day_number((2020, 3, 1)) - day_number((2020, 2, 28)) == 2
    assert day_number((1900, 3, 1)) - day_number((1900, 2, 28)) == 1
    assert day_number((2024, 1, 1)) - day_number((2023, 1, 1)) == 365
