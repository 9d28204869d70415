"""The next due day: desired retention, caps, seeded fuzz, the lightest day, easy weekdays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quizapp.core.chance import scattered
from quizapp.core.memory.formulas import days_until
from quizapp.core.memory.parameters import Parameters
from quizapp.core.memory.states import LEARNING_BELOW
from quizapp.core.study_days import days_after

DESIRED_RETENTION = 0.90
DESIRED_RETENTION_BOUNDS = (0.70, 0.97)
FIRM_RETENTION_BOUNDS = (0.50, 0.97)
HARD_FROM = 8.0
"""Difficulty from which a card counts as hard: in general one that was failed."""
HARD_LEARNING_BELOW = 2.0
"""Stability in days below which a hard card is in learning, where hard cards are told apart."""
MAXIMUM_INTERVAL = 365
RECOGNISED_ONLY_CAP = 30
"""Days; the longest interval until an open kind was once answered right (learning rule 4.3)."""
FUZZ_FROM = 2.5
FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""Share of the days between two bounds that may be added or taken, as the `fsrs` package has it."""
NO_LOADS: Mapping[date, int] = {}


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a learner wants of the schedule of one set.

    Raises ValueError when a desired retention is outside 0.70 to 0.97 (that of firm cards: 0.50 to 0.97) or
    the maximum interval under a day.
    """

    desired_retention: float = DESIRED_RETENTION
    maximum_interval: int = MAXIMUM_INTERVAL
    easy_weekdays: frozenset[int] = frozenset()
    """Weekdays (Monday 0) on which as little as possible is made due."""
    firm_retention: float | None = None
    """Another desired retention for cards no longer learning (S of 3 days or more): before an exam they
    may fade, since they will be topped up. None: the same for all."""
    hard_retention: float | None = None
    """Another one for hard cards in learning, which cost most and gain least. None: as others in learning."""

    def __post_init__(self) -> None:
        _within(self.desired_retention, DESIRED_RETENTION_BOUNDS)
        if self.firm_retention is not None:
            _within(self.firm_retention, FIRM_RETENTION_BOUNDS)
        if self.hard_retention is not None:
            _within(self.hard_retention, DESIRED_RETENTION_BOUNDS)
        if self.maximum_interval < 1:
            raise ValueError(f"the maximum interval is {self.maximum_interval} days; choose 1 or more")

    def retention_at(self, stability: float, difficulty: float) -> float:
        """The desired retention of a card with this stability (days) and difficulty."""
        wanted, learning_below = self.desired_retention, LEARNING_BELOW
        if self.hard_retention is not None and difficulty >= HARD_FROM:
            wanted, learning_below = self.hard_retention, HARD_LEARNING_BELOW
        if self.firm_retention is None or stability < learning_below:
            return wanted
        return self.firm_retention


def _within(retention: float, bounds: tuple[float, float]) -> None:
    low, high = bounds
    if not low <= retention <= high:
        raise ValueError(f"desired retention is {retention}; choose {low} to {high}")


DEFAULT_SCHEDULE = Schedule()


def interval(parameters: Parameters, stability: float, desired_retention: float, longest: int) -> int:
    """Whole days until recall falls to the desired retention: at least 1, at most `longest`."""
    return max(1, min(round(days_until(parameters, stability, desired_retention)), longest))


def longest_interval(maximum_interval: int, *, has_open_kind: bool, recalled: bool) -> int:
    """The cap on a card's interval in days: recognising is not recalling."""
    capped = has_open_kind and not recalled
    return min(maximum_interval, RECOGNISED_ONLY_CAP) if capped else maximum_interval


@lru_cache(maxsize=1_024)
def fuzz_range(days: int, longest: int) -> tuple[int, int]:
    """The shortest and longest interval that may stand in for one of `days` days."""
    if days < FUZZ_FROM:
        return days, days
    spread = 1.0 + sum(factor * max(min(days, end) - start, 0.0) for start, end, factor in FUZZ_RANGES)
    high = min(round(days + spread), longest)
    return min(max(2, round(days - spread)), high), high


def pick_day(
    day: date,
    days: int,
    longest: int,
    *,
    seed: int,
    loads: Mapping[date, int] = NO_LOADS,
    easy_weekdays: frozenset[int] = frozenset(),
) -> date:
    """The due day for an interval of `days` after `day`.

    Within the fuzz range: not on an easy weekday if any other is possible, then the day with the
    fewest cards due (`loads`), then by the seed. Never before tomorrow; stops at the year 9999.
    """
    low, high = fuzz_range(days, longest)
    if low == high:
        return days_after(day, low)
    if not loads and not easy_weekdays:
        return days_after(day, low + scattered(seed, day.toordinal()) % (high - low + 1))
    choices = [days_after(day, count) for count in range(low, high + 1)]
    if easy_weekdays:
        choices = [choice for choice in choices if choice.weekday() not in easy_weekdays] or choices
    return min(choices, key=lambda choice: (loads.get(choice, 0), scattered(seed, choice.toordinal())))
