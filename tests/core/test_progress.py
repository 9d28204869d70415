"""A learner's figures."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.memory import MemoryState
from quizapp.core.progress import calibration, calibration_bin, forgetting_curve, minutes, share, streak

TODAY = date(2024, 5, 31)


def days_ago(*counts: int) -> set[date]:
    return {TODAY - timedelta(days=count) for count in counts}


def test_a_streak_is_the_number_of_days_that_count():
    assert streak(days_ago(0, 1, 2), TODAY) == 3


def test_today_is_open_until_it_ends():
    assert streak(days_ago(1, 2), TODAY) == 2


def test_two_rest_days_in_seven_break_nothing():
    assert streak(days_ago(0, 1, 4, 5, 6, 7, 8), TODAY) == 7


def test_three_rest_days_in_seven_end_the_run():
    assert streak(days_ago(0, 1, 5, 6, 7), TODAY) == 2


def test_a_rest_day_a_week_never_ends_it():
    every_day_but_sundays = {day for n in range(70) if (day := TODAY - timedelta(days=n)).weekday() != 6}
    assert streak(every_day_but_sundays, TODAY) == len(every_day_but_sundays)


def test_holidays_break_nothing():
    assert streak(days_ago(0, 10), TODAY, holidays=days_ago(*range(1, 10))) == 2


@given(st.sets(st.integers(0, 60)))
def test_one_more_day_that_counts_never_shortens_a_streak(counts):
    assert streak(days_ago(*counts, 0), TODAY) >= streak(days_ago(*counts), TODAY)


def test_no_share_without_answers():
    assert share(0, 0) is None


def test_the_interval_of_a_share_is_wilsons():
    found = share(9, 10)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.5958, abs=1e-4), pytest.approx(0.9821, abs=1e-4))


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval(counts):
    found = share(*counts)
    assert found is not None
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1


def test_calibration_sets_the_mean_prediction_beside_the_share_of_right_answers():
    assert [(p.predicted, p.actual, p.answers) for p in calibration({9: (4, 3, 3.8), 2: (0, 0, 0.0)})] == [
        (0.95, 0.75, 4)
    ]


@given(st.floats(0, 1))
def test_every_prediction_has_a_bin(predicted):
    assert 0 <= calibration_bin(predicted) <= 9


def test_a_forgetting_curve_begins_at_the_last_answer_and_falls():
    state = MemoryState(5.0, 5.0, TODAY, TODAY + timedelta(days=5), TODAY)
    curve = forgetting_curve(state, [TODAY + timedelta(days=n) for n in (-1, 0, 5, 10)])
    assert [round(recall, 2) for _, recall in curve] == [1.0, 0.9, pytest.approx(0.84, abs=0.02)]


def test_any_work_takes_a_minute():
    assert [minutes(n) for n in (0, 1, 60)] == [0, 1, 8]
