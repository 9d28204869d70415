"""What remembering more costs in work, by a simulated learner before our own rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from quizapp.core.memory import Schedule
from quizapp.core.queue import Limits
from quizapp.core.simulation import Scenario, simulate

SHARES = (0.80, 0.85, 0.90, 0.95)
CARDS, DAYS, NEW_A_DAY, ROOM = 60, 180, 4, 500


@dataclass(frozen=True, slots=True)
class Cost:
    """The work of one desired retention."""

    share: float
    answers: float
    """Answers a fact in its first half year."""
    known: float
    """Share of the facts that the simulated learner knows at its end."""


@cache
def costs() -> Sequence[Cost]:
    """The cost of each share, worked out once per process (about a quarter of a second)."""
    return tuple(_cost(share) for share in SHARES)


def _cost(share: float) -> Cost:
    scenario = Scenario(
        cards=CARDS, days=DAYS, limits=Limits(answers=ROOM, new=NEW_A_DAY), schedule=Schedule(share)
    )
    days = simulate(scenario)
    return Cost(share, sum(day.answers for day in days) / CARDS, days[-1].recall)
