"""What typed dates are worth, by the precision of the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.calendar import PartialDate, format_date, judge_date, parse_time_value
from quizapp.core.errors import WrongShape
from tests.core.calendar.times_drawn import partial_dates

# key, year in the stem, response, correct, score
JUDGED = [
    ("2020-10-04", 2020, "4 October", True, 1.0),
    ("2020-10-04", 2020, "04/10/2020", True, 1.0),
    ("2020-10-04", 2020, "4 October 2020 at noon", True, 1.0),
    ("2020-10-04", 2020, "October 2020", False, 0.5),
    ("2020-10-04", 2020, "October", False, 0.5),
    ("2020-10-04", 2020, "5 October", False, 0.5),
    ("2020-10-04", 2020, "4-5 October 2020", False, 0.5),
    ("2020-10-04", 2020, "2020", False, 0.25),
    ("2020-10-04", 2020, "4 October 2021", False, 0.25),
    ("2020-10-04", 2020, "4 November", False, 0.0),
    ("2020-10-04", 2020, "4", False, 0.0),
    ("2020-10-04", None, "4 October 2020", True, 1.0),
    ("2020-10-04", None, "4 October", False, 0.5),
    ("2020-10-04", None, "7 November 2020", False, 0.25),
    ("2020-07", 2020, "July", True, 1.0),
    ("2020-07", 2020, "7", True, 1.0),
    ("2020-07", 2020, "12 July 2020", True, 1.0),
    ("2020-07", 2020, "5-6 July", True, 1.0),
    ("2020-07", 2020, "2020", False, 0.5),
    ("2020-07", 2020, "June", False, 0.0),
    ("2020-07", None, "July", False, 0.5),
    ("2020-07", None, "June 2020", False, 0.25),
    ("1861", None, "1861", True, 1.0),
    ("1861", None, "July 1861", True, 1.0),
    ("1861", None, "1862", False, 0.0),
    ("1861~", None, "circa 1861", True, 1.0),
    ("2020-11-05/2020-11-06", 2020, "5 and 6 November", True, 1.0),
    ("2020-11-05/2020-11-06", 2020, "6 November", False, 0.5),
    ("2020-11-05/2020-11-06", 2020, "5-7 November", False, 0.5),
    ("2020-11-05/2020-11-06", 2020, "4 December", False, 0.0),
    ("2020-10-29/..", 2020, "29 October", True, 1.0),
    ("2020-10-29/..", 2020, "since 29 October 2020", True, 1.0),
    ("2020-10-29/..", 2020, "30 October", False, 0.5),
    ("2020-10-10T12:00", None, "12", True, 1.0),
    ("2020-10-10T12:00", None, "12:00", True, 1.0),
    ("2020-10-10T12:00", None, "1200", True, 1.0),
    ("2020-10-10T12:00", None, "twelve o'clock", True, 1.0),
    ("2020-10-26T08:00", None, "eight in the morning", True, 1.0),
    ("2020-10-26T08:00", None, "eight in the evening", False, 0.0),
    ("2020-10-17", None, "2020/17/10", True, 1.0),
    ("2020-10-10T12:00", None, "noon", True, 1.0),
    ("2020-10-10T12:00", None, "10 October 2020, noon", True, 1.0),
    ("2020-10-10T12:00", None, "10 October 2020", False, 0.5),
    ("2020-10-10T12:00", None, "10 October 2020, 8:00", False, 0.5),
    ("2020-10-10T12:00", None, "midnight", False, 0.0),
    ("2020-10-10T12:00", None, "12 am", False, 0.0),
    ("--10-04", None, "4 October", True, 1.0),
    ("--10-04", None, "4 October 2020", True, 1.0),
    ("--10-04", None, "October", False, 0.5),
    ("--10-04", None, "4 November", False, 0.0),
    ("-0043", None, "44 BC", True, 1.0),
    ("-0043", None, "44 AD", False, 0.0),
]


@pytest.mark.parametrize(("key", "year", "response", "correct", "score"), JUDGED)
def test_a_response_is_judged_by_the_keys_precision(
    key: str, year: int | None, response: str, correct: bool, score: float
) -> None:
    verdict = judge_date(parse_time_value(key), response, context_year=year)
    assert (verdict.correct, verdict.score) == (correct, score)


def test_a_day_inside_says_what_the_source_gives() -> None:
    month = judge_date(parse_time_value("2020-07"), "12 July 2020")
    days = judge_date(parse_time_value("2020-11-05/2020-11-06"), "6 November 2020")
    assert "only the month" in month.message
    assert days.message == "The source gives two days."


def test_the_day_alone_is_enough_where_the_stem_has_month_and_year() -> None:
    key = parse_time_value("2020-10-04")
    assert judge_date(key, "the 4th", context_year=2020, context_month=10).correct
    assert not judge_date(key, "5", context_year=2020, context_month=10).correct


def test_another_accounts_date_is_neither_right_nor_wrong() -> None:
    near = [(parse_time_value("2020-10-17"), "Other reports: announced on 17 October.")]
    verdict = judge_date(parse_time_value("2020-10-18"), "17 October", context_year=2020, near_truths=near)
    assert verdict.correct is None
    assert verdict.message == "Other reports: announced on 17 October."
    assert judge_date(parse_time_value("2020-10-18"), "18 October 2020", near_truths=near).correct


@pytest.mark.parametrize("response", [None, 4, ["4 October"], {"day": 4}, "4 " * 501, "x" * 1_000_000])
def test_a_response_of_another_shape_is_refused(response: object) -> None:
    with pytest.raises(WrongShape):
        judge_date(parse_time_value("2020-10-04"), response)


def test_not_known_and_nothing_typed() -> None:
    key = parse_time_value("2020-10-04")
    assert judge_date(key, {"dont_know": True}).reason == "dont-know"
    assert judge_date(key, "  ").reason == "empty"
    assert judge_date(key, "no idea").reason == "not-a-date"


@given(partial_dates, st.booleans())
def test_every_form_we_print_is_right(date: PartialDate, year: bool) -> None:
    context = date.start[0] if date.start[0] == date.end[0] else None
    text = format_date(date, year=year or context is None)
    assert judge_date(date, text, context_year=context).correct
    assert judge_date(date, date.text).correct


@given(partial_dates, partial_dates)
def test_only_what_lies_in_the_key_is_right(key: PartialDate, other: PartialDate) -> None:
    verdict = judge_date(key, other.text)
    assert 0 <= verdict.score <= 1
    if verdict.correct:
        assert key.overlaps(other)
    else:
        assert verdict.score < 1


@given(partial_dates, st.text(max_size=40))
def test_no_text_breaks_the_judge(key: PartialDate, text: str) -> None:
    assert judge_date(key, text, context_year=2020).correct in (True, False)
