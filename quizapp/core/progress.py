"""A learner's figures, worked out from totals: streak, calibration, retention, forgetting, a day's load."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.core.memory import DEFAULT, MemoryState, Parameters, recall_on

COUNTED_FOR_STREAK = 10
"""Counted answers that make a day count; having done everything due does as well (learning rule 12)."""
REST_DAYS = 2
"""Rest days given by themselves …"""
REST_WINDOW = 7
"""… in any so many days."""
CALIBRATION_BINS = 10
CONFIDENCE_95 = 1.959964
"""Standard normal quantile of a two-sided 95 % interval."""
SECONDS_AN_ANSWER = 8


@dataclass(frozen=True, slots=True)
class Share:
    """A share of right answers with its 95 % interval."""

    right: int
    answers: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0 to 1."""
        return self.right / self.answers


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """Answers whose predicted recall was about the same, and how many of them were right."""

    predicted: float
    actual: float
    answers: int


def streak(counting: Collection[date], today: date, holidays: Collection[date] = frozenset()) -> int:
    """How many days count in the run that reaches today.

    A missing day is a rest day as long as no seven days hold more than two of them; holidays neither
    count nor break, and today is still open, so it breaks nothing.
    """
    run = 0
    rests: list[date] = []
    day = today
    first = min(counting, default=today)
    while day >= first:
        if day in counting:
            run += 1
        elif day != today and day not in holidays:
            rests.append(day)
            if sum(rest - day < timedelta(days=REST_WINDOW) for rest in rests) > REST_DAYS:
                break
        day -= timedelta(days=1)
    return run


def share(right: int, answers: int) -> Share | None:
    """The share of right answers with its Wilson score interval; None without answers.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference.
    """
    if not answers:
        return None
    z2 = CONFIDENCE_95**2
    observed = right / answers
    middle = (observed + z2 / (2 * answers)) / (1 + z2 / answers)
    spread = observed * (1 - observed) / answers + z2 / (4 * answers**2)
    half = CONFIDENCE_95 * math.sqrt(spread) / (1 + z2 / answers)
    return Share(right, answers, max(0.0, middle - half), min(1.0, middle + half))


def calibration_bin(predicted: float) -> int:
    """The bin, 0 to 9, of a predicted recall."""
    return min(CALIBRATION_BINS - 1, max(0, int(predicted * CALIBRATION_BINS)))


def calibration(bins: Mapping[int, tuple[int, int, float]]) -> tuple[CalibrationPoint, ...]:
    """Predicted against actual recall, from each bin's answers, right answers and sum of predictions."""
    return tuple(
        CalibrationPoint(total / answers, right / answers, answers)
        for _, (answers, right, total) in sorted(bins.items())
        if answers
    )


def forgetting_curve(
    state: MemoryState, days: Iterable[date], parameters: Parameters = DEFAULT
) -> tuple[tuple[date, float], ...]:
    """Predicted recall of a card on each of the days, none before its last answer."""
    return tuple((day, recall_on(state, day, parameters)) for day in days if day >= state.last_day)


def minutes(answers: int, seconds_each: float = SECONDS_AN_ANSWER) -> int:
    """Whole minutes that so many answers take; at least 1 where there are any."""
    return max(1, round(answers * seconds_each / 60)) if answers else 0
