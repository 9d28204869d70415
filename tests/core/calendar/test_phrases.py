"""Dates in words."""

from __future__ import annotations

import pytest

from quizapp.core.calendar import format_date, parse_time_value
from quizapp.core.calendar.names import month_names

ENGLISH = [
    ("2020-10-04", "4 October 2020", "4 October"),
    ("2020-10", "October 2020", "October"),
    ("1861", "1861", "1861"),
    ("1861~", "about 1861", "about 1861"),
    ("2020-11-05/2020-11-06", "5–6 November 2020", "5–6 November"),
    ("2022-07-19/2022-08-03", "19 July 2022 – 3 August 2022", "19 July – 3 August"),
    ("2020-12-30/2021-01-02", "30 December 2020 – 2 January 2021", "30 December 2020 – 2 January 2021"),
    ("2020-07/2020-09", "July–September 2020", "July–September"),
    ("1861/1865", "1861–1865", "1861–1865"),
    ("-0043", "44 BC", "44 BC"),
    ("0006", "AD 6", "AD 6"),
    ("-0048/-0043", "49–44 BC", "49–44 BC"),
    ("2020-10-29/..", "since 29 October 2020", "since 29 October"),
    ("2020-10-10T12:00", "10 October 2020, 12:00 (noon)", "10 October, 12:00 (noon)"),
    ("2020-10-11T02:00~", "11 October 2020, about 02:00", "11 October, about 02:00"),
    ("--10-04", "4 October", "4 October"),
]


@pytest.mark.parametrize(("text", "full", "short"), ENGLISH)
def test_english_with_and_without_the_year(text: str, full: str, short: str) -> None:
    date = parse_time_value(text)
    assert format_date(date) == full
    assert format_date(date, year=False) == short


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("az", "4 oktyabr 2020", "oktyabr 2020"),
        ("tr", "4 Ekim 2020", "Ekim 2020"),
        ("ru", "4 октября 2020 г.", "октябрь 2020 г."),
        ("hy", "4 հոկտեմբերի, 2020 թ.", "2020 թ․ հոկտեմբեր"),
        ("de", "4. Oktober 2020", "Oktober 2020"),
        ("en-US", "October 4, 2020", "October 2020"),
        ("xx-unknown", "4 October 2020", "October 2020"),
    ],
)
def test_other_languages_write_dates_their_own_way(language: str, day: str, month: str) -> None:
    assert format_date(parse_time_value("2020-10-04"), language).replace("\u202f", " ") == day
    assert format_date(parse_time_value("2020-10"), language).replace("\u202f", " ") == month


def test_one_languages_months_never_leak_into_another() -> None:
    month_names.cache_clear()
    hebrew, azerbaijani = month_names("he"), month_names("az")
    assert month_names("tr").alone[9] == "Ekim"
    assert month_names("de").alone[9] == "Oktober"
    assert hebrew.alone[9] != azerbaijani.alone[9]
