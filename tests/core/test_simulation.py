"""A simulated learner before the real queue."""

from dataclasses import replace

import pytest

from quizapp.core.memory import Schedule
from quizapp.core.queue import Limits
from quizapp.core.simulation import Scenario, mean_recall, simulate

SMALL = Scenario(cards=60, days=90, limits=Limits(answers=200))


def answers(days):
    return sum(day.answers for day in days)


def test_a_scenario_is_the_same_each_time():
    assert simulate(SMALL) == simulate(SMALL)
    assert simulate(SMALL) != simulate(replace(SMALL, seed=1))


def test_wanting_to_remember_more_costs_more_answers():
    loose, strict = (simulate(replace(SMALL, schedule=Schedule(wanted))) for wanted in (0.8, 0.95))
    assert mean_recall(loose) < mean_recall(strict)
    assert answers(loose) < answers(strict)


def recall_of(**how):
    return mean_recall(simulate(replace(SMALL, cards=150, days=200, **how))[100:])


def test_knowing_of_guesses_brings_recall_near_the_typed_run():
    typed, blind = recall_of(options=0), recall_of(guess_aware=False)
    aware = recall_of()
    assert blind < aware
    assert typed - aware < (typed - blind) / 2


def test_asking_strong_cards_to_be_typed_brings_it_nearer_still():
    assert recall_of(options=0) - recall_of(recall_later=True) < 0.01


@pytest.mark.parametrize("seed", [0, 1])
def test_new_cards_fix_the_workload(seed):
    """With k new cards a day, answers a day over days 60 to 90 stay under 11 k (learning rule 14)."""
    days = simulate(Scenario(cards=400, days=90, limits=Limits(answers=1000, new=4), seed=seed))
    assert answers(days[60:]) / 30 < 11 * 4


def test_the_limit_holds_but_for_the_last_repeats():
    days = simulate(replace(SMALL, limits=Limits(answers=20)))
    assert all(day.answers <= 20 + 10 for day in days)


def test_days_away_are_days_without_answers_and_leave_cards_waiting():
    days = simulate(replace(SMALL, away=frozenset(range(40, 54))))
    assert answers(days[40:54]) == 0
    assert days[53].due_left > days[39].due_left


def test_top_ups_raise_recall_on_the_day_of_the_exam():
    scenario = replace(SMALL, days=41, away=frozenset([40]))
    plain, topped = simulate(scenario)[40], simulate(replace(scenario, exam=40))[40]
    assert topped.recall > plain.recall + 0.01


def test_nothing_to_learn_is_no_work():
    days = simulate(Scenario(cards=0, days=3))
    assert answers(days) == 0
    assert mean_recall(days) == 0
