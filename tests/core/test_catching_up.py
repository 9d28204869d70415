"""The plan of catching up after a break, day by day."""

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.queue import catch_up_plan, plan_from_today


def test_the_plan_of_catching_up_tells_each_day():
    assert catch_up_plan(100, 40, [10, 5, 0]) == [(40, 60), (40, 30), (35, 0)]
    assert catch_up_plan(0, 40, [90]) == [(0, 0)]


@given(st.integers(0, 900), st.integers(1, 80), st.lists(st.integers(0, 90), max_size=40))
def test_a_plan_asks_no_more_than_the_limit_and_loses_no_card(due, answers, falling_due):
    plan = catch_up_plan(due, answers, falling_due)
    came = due + sum(falling_due[: len(plan) - 1])
    assert all(0 <= day.asked <= answers for day in plan)
    assert sum(day.asked for day in plan) + plan[-1].left == came
    assert plan[-1].left == 0 or len(plan) == 60


def test_the_plan_begins_with_what_is_left_of_today():
    week = [5, 0, 0, 0, 0, 0, 2]
    assert plan_from_today(40, 30, 60, week) == [(40, 30), (53, 0)]
    assert plan_from_today(0, 70, 60, week) == [(60, 33), (51, 0)]
