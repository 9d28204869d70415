"""An exam day for a set: top-ups in the last days, and what will be known on the day."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from quizapp.core.memory import AGAIN, DEFAULT, GOOD, MemoryState, Parameters, Schedule, recall_on
from quizapp.core.memory.formulas import recall
from quizapp.core.memory.mixing import counted
from quizapp.core.queue.candidates import DueCard
from quizapp.core.study_days import days_between

TOP_UPS_A_DAY = 60
SPARE_DAYS = 1
"""Days beyond those that give every card one top-up: some fail theirs and get a second."""
EXAM_NEAR = 60
"""Days before an exam from which cards are scheduled for it alone."""
LEARNING_RETENTION, HARD_RETENTION, FIRM_RETENTION = 0.85, 0.74, 0.67
"""Desired retention before an exam of cards in learning (S under 3 days), of hard ones among them (S under
2) and of firm cards, which wait for their top-ups. Found by simulation: 0.97 on the day for few answers."""
LAST_DAYS = 10
"""Days before an exam from which hard cards are asked like others: they have little time left to settle."""
WORTH = 0.012
"""Recall on the day gained for each answer spent, below which a card is not topped up."""
ANSWERS_A_FAILURE = 1.1
"""Repeats that a wrong answer costs beside itself."""


def towards_exam(schedule: Schedule, days_left: int) -> Schedule:
    """The schedule to use `days_left` days before an exam: another desired retention in the last 60.

    Asking all along costs more than letting firm cards fade and topping them up in the last days, and
    hard cards gain little by being asked often while there is time.
    """
    if not 1 <= days_left <= EXAM_NEAR:
        return schedule
    return replace(
        schedule,
        desired_retention=LEARNING_RETENTION,
        firm_retention=FIRM_RETENTION,
        hard_retention=HARD_RETENTION if days_left > LAST_DAYS else None,
    )


def top_up_days(cards: int, a_day: int = TOP_UPS_A_DAY) -> int:
    """How many days before an exam top-ups begin: late, but not too late for one each and some twice."""
    return math.ceil(cards / a_day) + SPARE_DAYS if cards else 0


def top_ups(
    cards: Iterable[tuple[DueCard, MemoryState]],
    *,
    today: date,
    exam_day: date,
    parameters: Parameters = DEFAULT,
    a_day: int = TOP_UPS_A_DAY,
) -> Sequence[DueCard]:
    """The cards to ask today beside those due, in this order; nothing before the last `top_up_days`.

    Of all cards those are topped up whose recall on the day of the exam rises most for each answer
    spent; today's places go to those that would gain least by waiting until the eve. `cards`: the
    introduced ones of the set that are not due and were not answered today.
    """
    states = {card.card: (card, state) for card, state in cards}
    left = days_between(today, exam_day)
    if not 1 <= left <= top_up_days(len(states), a_day):
        return []
    worth = {name: _worth(state, exam_day, left, parameters) for name, (_, state) in states.items()}
    chosen = sorted((name for name in worth if worth[name] >= WORTH), key=lambda name: (-worth[name], name))
    chosen = chosen[: a_day * left]

    def gain_of_waiting(name: str) -> float:
        return _worth(states[name][1], exam_day, 1, parameters) - worth[name]

    chosen.sort(key=lambda name: (gain_of_waiting(name), name))
    return [states[name][0] for name in chosen[:a_day]]


def expected_recall(states: Iterable[MemoryState], exam_day: date, parameters: Parameters) -> float | None:
    """Mean predicted recall on the day of the exam if nothing more is asked; None without cards."""
    known = [recall_on(state, exam_day, parameters) for state in states]
    return math.fsum(known) / len(known) if known else None


def expected_with_top_ups(
    states: Sequence[MemoryState],
    *,
    today: date,
    exam_day: date,
    parameters: Parameters,
    a_day: int = TOP_UPS_A_DAY,
) -> float | None:
    """The same with the top-ups of the last days, each counted by what it is expected to do."""
    if not states:
        return None
    plain = {index: recall_on(state, exam_day, parameters) for index, state in enumerate(states)}
    weakest = sorted(plain, key=plain.__getitem__)
    days = min(math.ceil(len(weakest) / a_day), days_between(today, exam_day))
    for place, index in enumerate(weakest[: days * a_day]):
        ahead = days - place // a_day
        plain[index] = max(plain[index], _after_top_up(states[index], exam_day, ahead, parameters))
    return math.fsum(plain.values()) / len(plain)


def _worth(state: MemoryState, exam_day: date, ahead: int, parameters: Parameters) -> float:
    """Recall on the exam day gained by a top-up `ahead` days before, for each answer it is to cost."""
    topped_up_on = max(0, days_between(state.last_day, exam_day) - ahead)
    failing = 1 - recall(parameters, state.stability, topped_up_on)
    gained = _after_top_up(state, exam_day, ahead, parameters) - recall_on(state, exam_day, parameters)
    return gained / (1 + ANSWERS_A_FAILURE * failing)


def _after_top_up(state: MemoryState, exam_day: date, ahead: int, parameters: Parameters) -> float:
    """Recall on the exam day of a card topped up `ahead` days before, right or wrong as predicted."""
    elapsed = max(0, days_between(state.last_day, exam_day) - ahead)
    known = recall(parameters, state.stability, elapsed)

    def later(rating: int, evidence: float) -> float:
        stability = counted(parameters, state.trace, elapsed, rating, known=evidence).stability
        return recall(parameters, stability, ahead)

    return known * later(GOOD, 1.0) + (1 - known) * later(AGAIN, 0.0)
