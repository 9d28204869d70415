"""An exam day for a set: top-ups in the last days, and what will be known on the day."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from quizapp.core.memory import AGAIN, GOOD, MemoryState, Parameters, recall_on
from quizapp.core.memory.formulas import recall
from quizapp.core.memory.mixing import counted
from quizapp.core.queue.candidates import DueCard
from quizapp.core.study_days import days_between

TOP_UPS_A_DAY = 60
SPARE_DAYS = 4
"""Days beyond those that give every card one top-up: the weakest get a second."""
RETENTION_TOWARDS_EXAM = 0.80
"""Desired retention that, with top-ups, brings recall to 0.97 on the day for the fewest reviews."""
KNOWN_WELL_ENOUGH = 0.985
"""Predicted recall on the day from which a card needs no top-up."""


def top_up_days(cards: int, a_day: int = TOP_UPS_A_DAY) -> int:
    """How many days before an exam top-ups begin: late, but not too late for one each and some twice."""
    return math.ceil(cards / a_day) + SPARE_DAYS if cards else 0


def top_ups(cards: Iterable[DueCard], *, days_left: int, a_day: int = TOP_UPS_A_DAY) -> Sequence[DueCard]:
    """The cards to ask today beside those due, lowest recall on the day of the exam first.

    `recall` of each card is the one predicted for the day of the exam; cards answered today are not
    to be among them. Nothing before the last `top_up_days`, and nothing once the exam has begun.
    """
    weak = sorted(
        (card for card in cards if card.recall < KNOWN_WELL_ENOUGH), key=lambda card: (card.recall, card.card)
    )
    if not 1 <= days_left <= top_up_days(len(weak), a_day):
        return []
    return weak[:a_day]


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
    weakest = sorted((index for index in plain if plain[index] < KNOWN_WELL_ENOUGH), key=plain.__getitem__)
    days = min(math.ceil(len(weakest) / a_day), days_between(today, exam_day))
    for place, index in enumerate(weakest[: days * a_day]):
        ahead = days - place // a_day
        plain[index] = max(plain[index], _after_top_up(states[index], exam_day, ahead, parameters))
    return math.fsum(plain.values()) / len(plain)


def _after_top_up(state: MemoryState, exam_day: date, ahead: int, parameters: Parameters) -> float:
    """Recall on the exam day of a card topped up `ahead` days before, right or wrong as predicted."""
    elapsed = max(0, days_between(state.last_day, exam_day) - ahead)
    known = recall(parameters, state.stability, elapsed)

    def later(rating: int, evidence: float) -> float:
        stability, _ = counted(parameters, state.stability, state.difficulty, known, rating, known=evidence)
        return recall(parameters, stability, ahead)

    return known * later(GOOD, 1.0) + (1 - known) * later(AGAIN, 0.0)
