"""An exam day for a set: top-ups in the last days, and what will be known on the day."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from quizapp.core.memory import AGAIN, DEFAULT, GOOD, MemoryState, Parameters, Schedule, recall_on
from quizapp.core.memory.formulas import recall
from quizapp.core.memory.mixing import Trace, counted
from quizapp.core.memory.scheduling import NO_LOADS
from quizapp.core.queue.candidates import DueCard
from quizapp.core.study_days import days_after, days_between

TOP_UPS_A_DAY = 60
ANSWERS_A_CARD = 1.3
"""Answers that a card asked in the last days takes, with the repeats of those failed."""
AGAIN_ON_THE_EVE = 1.6
"""Cards that come again on the eve for each top-up expected to fail: some right ones do, too."""
USUALLY_FAILED = 0.25
"""Share of the top-ups that are failed, before it can be predicted card by card."""
EARLIEST = 2
"""How many times earlier than usual they may begin, where other cards are due on the last days."""
SETTLED = 0.95
"""Recall expected on the day of an exam from which a card needs no top-up."""
EXAM_NEAR = 60
"""Days before an exam from which cards are scheduled for it alone."""
LAST_DAYS = 14
"""Days before an exam in which cards due before it come on its eve."""
LEARNING_RETENTION, HARD_RETENTION, FIRM_RETENTION = 0.85, 0.70, 0.60
"""Desired retention until the last days of cards in learning (S under 3), of hard ones among them and of
firm cards, which wait for their top-ups. Found by simulation: most recall on the day for the answers."""


def towards_exam(schedule: Schedule, today: date, exam_day: date, *, answers: int) -> Schedule:
    """The schedule to use before an exam, with so many answers a day: another one in the last 60 days.

    Asking all along costs more than letting firm cards fade and topping them up in the last days, and
    hard cards gain little by being asked often while there is time. In the last two weeks the eve is the
    best day for all due cards but the weakest.
    """
    left = days_between(today, exam_day)
    if not 1 <= left <= EXAM_NEAR:
        return schedule
    if left <= LAST_DAYS:
        return replace(schedule, exam_day=exam_day, cards_a_day=_cards_a_day(answers))
    return replace(
        schedule,
        desired_retention=LEARNING_RETENTION,
        firm_retention=FIRM_RETENTION,
        hard_retention=HARD_RETENTION,
    )


def top_up_days(cards: int, answers: int) -> int:
    """How many days before an exam top-ups usually begin: as late as gives every card one."""
    on_the_eve = min(_cards_a_day(answers) - AGAIN_ON_THE_EVE * USUALLY_FAILED * cards, TOP_UPS_A_DAY)
    return 1 + max(0, math.ceil((cards - on_the_eve) / _places(answers))) if cards else 0


def top_ups(
    cards: Iterable[tuple[DueCard, MemoryState]],
    *,
    today: date,
    exam_day: date,
    answers: int,
    loads: Mapping[date, int] = NO_LOADS,
    parameters: Parameters = DEFAULT,
) -> Sequence[DueCard]:
    """The cards to ask today beside those due, in this order: those for which the days to come have no room.

    `cards`: the introduced ones of the set that are not due and were not answered today. Those due before
    the exam need no top-up. `answers`: the learner's a day; `loads`: how many cards are due on later days.
    """
    waiting = [(card, state) for card, state in cards if state.due_day >= exam_day]
    waiting.sort(key=lambda pair: pair[0].card)
    left = days_between(today, exam_day)
    if left > EARLIEST * top_up_days(len(waiting), answers):
        return []
    order = _order([state for _, state in waiting], exam_day, left, answers, parameters)
    failing = math.fsum(1 - recall_on(waiting[index][1], today, parameters) for index in order)
    later = _room_later(today, left, AGAIN_ON_THE_EVE * failing, answers, loads)
    now = min(math.ceil(len(order) - later), _places(answers))
    return [waiting[index][0] for index in order[: max(0, now)]]


def expected_recall(states: Iterable[MemoryState], exam_day: date, parameters: Parameters) -> float | None:
    """Mean predicted recall on the day of the exam if nothing more is asked; None without cards."""
    known = [recall_on(state, exam_day, parameters) for state in states]
    return math.fsum(known) / len(known) if known else None


def expected_with_top_ups(
    states: Sequence[MemoryState], *, today: date, exam_day: date, answers: int, parameters: Parameters
) -> float | None:
    """The same with the top-ups of the last days, each counted by what it is expected to do."""
    if not states:
        return None
    known = [recall_on(state, exam_day, parameters) for state in states]
    left = min(top_up_days(len(states), answers), days_between(today, exam_day))
    for place, index in enumerate(reversed(_order(states, exam_day, left, answers, parameters))):
        ahead = 1 + place // _places(answers)
        known[index] = max(known[index], _topped_up(states[index], exam_day, ahead, parameters))
    return math.fsum(known) / len(known)


def _cards_a_day(answers: int) -> int:
    """How many cards a day with so many answers holds."""
    return max(1, int(answers / ANSWERS_A_CARD))


def _places(answers: int) -> int:
    """Of them, those for top-ups."""
    return min(_cards_a_day(answers), TOP_UPS_A_DAY)


def _room_later(today: date, left: int, again: float, answers: int, loads: Mapping[date, int]) -> float:
    """Top-ups that the days from tomorrow to the eve hold beside due cards; `again` come on the eve, too."""
    due = [loads.get(days_after(today, ahead), 0.0) for ahead in range(1, left)]
    due[-1:] = [more + again for more in due[-1:]]
    return math.fsum(min(_cards_a_day(answers) - cards, TOP_UPS_A_DAY) for cards in due)


def _order(
    states: Sequence[MemoryState], exam_day: date, left: int, answers: int, parameters: Parameters
) -> list[int]:
    """Which cards to top up in the `left` days before an exam, the first of all first.

    Those whose recall on the day rises most, as many as there are places. First come the cards that lose
    least by not waiting for the eve; the last fill the eve.
    """
    if left < 1:
        return []
    now = [_topped_up(state, exam_day, left, parameters) for state in states]
    plain = [recall_on(state, exam_day, parameters) for state in states]
    chosen = [index for index in range(len(states)) if plain[index] < min(now[index], SETTLED)]
    chosen.sort(key=lambda index: plain[index] - now[index])
    chosen = chosen[: _places(answers) * left]
    return sorted(chosen, key=lambda index: _topped_up(states[index], exam_day, 1, parameters) - now[index])


def _topped_up(state: MemoryState, exam_day: date, ahead: int, parameters: Parameters) -> float:
    """Recall on the exam day of a card topped up `ahead` days before."""
    elapsed = max(0, days_between(state.last_day, exam_day) - ahead)
    return _answered(state.trace, elapsed, ahead, parameters)


def _answered(trace: Trace, elapsed: int, ahead: int, parameters: Parameters) -> float:
    """Recall on the exam day of a card asked `ahead` days before, and on the eve again if it is failed."""
    known = recall(parameters, trace.stability, elapsed)
    right = counted(parameters, trace, elapsed, GOOD, known=1.0)
    wrong = counted(parameters, trace, elapsed, AGAIN, known=0.0)
    relearned = (
        _answered(wrong, ahead - 1, 1, parameters) if ahead > 1 else recall(parameters, wrong.stability, 1)
    )
    return known * recall(parameters, right.stability, ahead) + (1 - known) * relearned
