"""How much a day: limits, the pace towards an exam, and catching up after a break."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, repeat
from typing import NamedTuple

ANSWERS_A_DAY = 60
NEW_A_DAY = 8
EXAM_RESERVE = 1.15
EXAM_PACE_BOUNDS = (3, 15)
FIRST_SESSION_NEW = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What one study day may hold. Repeats of the day are finished beyond the limit of answers."""

    answers: int = ANSWERS_A_DAY
    new: int = NEW_A_DAY
    detail: bool = False
    """Whether cards of the level "detail" are introduced."""
    attributes: int = 1
    """How many attributes the set has: from 4 on, at most 3 new cards of one a day."""

    def with_exam(self, core_left: int, days_left: int) -> Limits:
        """With as many new cards a day as an exam in `days_left` study days calls for."""
        return replace(self, new=exam_pace(core_left, days_left))


FIRST_SESSION = Limits(new=FIRST_SESSION_NEW)
"""A guest's first session: five new cards, each repeated until right, then "done" and a way to go on."""


def exam_pace(core_left: int, days_left: int) -> int:
    """New cards a day so that all core cards are met before an exam, with some reserve: 3 to 15."""
    slowest, fastest = EXAM_PACE_BOUNDS
    return min(max(math.ceil(EXAM_RESERVE * core_left / max(days_left, 1)), slowest), fastest)


def in_backlog(due: int, answered: int, limits: Limits) -> bool:
    """Whether more cards are due than today's limit still holds."""
    return due > max(0, limits.answers - answered)


class CatchUpDay(NamedTuple):
    """One day of catching up."""

    asked: int
    """Cards asked that day."""
    left: int
    """Due cards that remain at its end."""


COMES_BACK = 0.3
"""Cards that each answer to a backlog brings back before it is gone: about one in seven is forgotten, asked
again the same day and due again soon. So a plan is as long as simulated learners take, within a fifth."""
CATCH_UP_DAYS = 60
"""Days of a plan to catch up that are worth showing."""


def catch_up_plan(
    due: float, answers: int, falling_due: Iterable[float], *, later: float = 0.0, days: int = CATCH_UP_DAYS
) -> list[CatchUpDay]:
    """Day by day, from today, what is asked and left until nothing is left; at most so many `days`.

    `due` cards wait today; `answers` a day are given; `falling_due` tells how many of the learner's other
    cards are due tomorrow, the day after and so on, and `later` how many a day beyond that.
    """
    arriving = chain([0], falling_due, repeat(later))
    return list(islice(_catching_up(due, answers, arriving), days))


def _catching_up(due: float, answers: int, arriving: Iterable[float]) -> Iterator[CatchUpDay]:
    for arrived in arriving:
        due += arrived
        waiting = round(due)
        asked = waiting if waiting < answers else answers
        due -= asked
        left = round(due)
        if left <= 0:
            yield CatchUpDay(asked, 0)
            return
        yield CatchUpDay(asked, left)


def plan_from_today(room: int, backlog: int, answers: int, week: Sequence[int]) -> list[CatchUpDay]:
    """The plan of catching up when `room` is all that is left of today and `backlog` goes beyond it.

    `week` tells how many other cards fall due on each of the next days; later ones bring as many on average.
    What was forgotten comes back meanwhile. The plan begins tomorrow if today has no room left.
    """
    coming = [cards + COMES_BACK * answers for cards in week]
    rest = catch_up_plan(backlog + coming[0], answers, coming[1:], later=sum(coming) / len(coming))
    return [CatchUpDay(room, backlog), *rest] if room else rest
