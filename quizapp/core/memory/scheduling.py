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
from quizapp.core.study_days import days_after, days_between

DESIRED_RETENTION = 0.90
DESIRED_RETENTION_BOUNDS = (0.70, 0.97)
FIRM_RETENTION_BOUNDS = (0.50, 0.97)
HARD_FROM = 8.0
"""Difficulty from which a card counts as hard: in general one that was failed."""
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
    exam_day: date | None = None
    """An exam in the next days: cards due before it, but not tomorrow, come on its eve …"""
    cards_a_day: int | None = None
    """… or before, where the eve holds so many already; None for no limit."""

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
        if self.firm_retention is not None and stability >= LEARNING_BELOW:
            return self.firm_retention
        if self.hard_retention is not None and difficulty >= HARD_FROM:
            return self.hard_retention
        return self.desired_retention


def _within(retention: float, bounds: tuple[float, float]) -> None:
    low, high = bounds
    if not low <= retention <= high:
        raise ValueError(f"desired retention is {retention}; choose {low} to {high}")


DEFAULT_SCHEDULE = Schedule()


def interval(parameters: Parameters, stability: float, desired_retention: float, longest: int) -> int:
    """Whole days until recall falls to the desired retention: at least 1, at most `longest`."""
    return max(1, min(round(days_until(parameters, stability, desired_retention)), longest))


def before_exam(schedule: Schedule, day: date, days: int, loads: Mapping[date, int]) -> date | None:
    """The eve of an exam for a card due `days` after `day`, or the last day before it with room.

    So it is fresh on the day; a card due tomorrow is too weak to wait. None for those, and for cards not due
    before an exam.
    """
    exam_day, room = schedule.exam_day, schedule.cards_a_day
    left = days_between(day, exam_day) if exam_day else 0
    if not 1 < days < left:
        return None
    choices = [days_after(day, count) for count in range(left - 1, days - 1, -1)]
    return next((choice for choice in choices if room is None or loads.get(choice, 0) < room), choices[0])


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
