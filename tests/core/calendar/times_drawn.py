"""Hypothesis strategies for partial dates of every precision."""

from __future__ import annotations

from hypothesis import strategies as st

from quizapp.core.calendar import (
    MonthDay,
    PartialDate,
    day_date,
    month_date,
    open_date,
    range_date,
    year_date,
)
from quizapp.core.calendar.dates import days_in_month

years = st.integers(1000, 2400)
abouts = st.booleans()


@st.composite
def days(draw: st.DrawFn) -> PartialDate:
    year, month = draw(years), draw(st.integers(1, 12))
    return day_date(year, month, draw(st.integers(1, days_in_month(year, month))))


months = st.builds(month_date, years, st.integers(1, 12))
whole_years = st.builds(year_date, years)


@st.composite
def ranges(draw: st.DrawFn) -> PartialDate:
    ends = draw(st.sampled_from([days(), months, whole_years]))
    one, other = draw(ends), draw(ends)
    if one == other:
        return one
    first, last = sorted((one, other), key=lambda date: date.order)
    return range_date(first, last)


opens = st.builds(open_date, st.one_of(days(), months, whole_years))


@st.composite
def times(draw: st.DrawFn) -> PartialDate:
    year, month, day = draw(days()).start
    time = f"{draw(st.integers(0, 23)):02d}:{draw(st.integers(0, 59)):02d}"
    return day_date(year, month, day, time=time)


month_days = st.builds(lambda date: MonthDay(*date.start[1:]), days())
partial_dates = st.one_of(days(), months, whole_years, ranges(), opens, times())
