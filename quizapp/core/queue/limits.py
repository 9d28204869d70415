"""How much a day: limits, the pace towards an exam, and catching up after a break."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

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


def catch_up_days(due: int, answers: int, arriving: float) -> int | None:
    """About how many days a backlog takes: None if more falls due than is answered.

    `answers` a day, `arriving` the cards that fall due again on an average day: the sum of 1 / interval
    over the learner's cards.
    """
    net = answers - arriving
    if due <= 0:
        return 0
    return math.ceil(due / net) if net > 0 else None
