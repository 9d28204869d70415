"""FSRS-6, one memory step at a time, as plain functions of numbers.

S is stability in days, D difficulty from 1 to 10, R predicted recall from 0 to 1, ratings 1 (Again) to
4 (Easy). Written out because one step must cost microseconds; the `fsrs` package is the source of the
default weights and, in the tests, the measure that these formulas equal.

Source: open-spaced-repetition, "The Algorithm" (FSRS-6), github.com/open-spaced-repetition/awesome-fsrs/wiki.
"""

from __future__ import annotations

from math import exp, pow

from quizapp.core.memory.parameters import Parameters

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = (AGAIN, HARD, GOOD, EASY)
STABILITY_MIN = 0.001
STABILITY_MAX = 36_500.0
"""A hundred years: beyond it nothing changes for anybody, and nothing can overflow."""


def recall(parameters: Parameters, stability: float, elapsed: int) -> float:
    """The chance of recalling after `elapsed` days."""
    return pow(1 + parameters.factor * elapsed / stability, parameters.decay)


def days_until(parameters: Parameters, stability: float, wanted: float) -> float:
    """After how many days recall will have fallen to `wanted`; not rounded."""
    return stability / parameters.factor * (pow(wanted, 1 / parameters.decay) - 1)


def initial(parameters: Parameters, rating: int) -> tuple[float, float]:
    """S and D after the first answer of all."""
    weights = parameters.weights
    difficulty = weights[4] - exp(weights[5] * (rating - 1)) + 1
    return max(weights[rating - 1], STABILITY_MIN), min(max(difficulty, 1.0), 10.0)


def long_term(
    parameters: Parameters, stability: float, difficulty: float, predicted: float, rating: int
) -> tuple[float, float]:
    """S and D after an answer on a later day, when recall was `predicted`."""
    weights = parameters.weights
    if rating == AGAIN:
        after = _after_lapse(weights, stability, difficulty, predicted)
    else:
        after = _after_recall(weights, stability, difficulty, predicted, rating)
    return bounded(after), next_difficulty(parameters, difficulty, rating)


def short_term(
    parameters: Parameters, stability: float, difficulty: float, rating: int
) -> tuple[float, float]:
    """S and D after one more answer on the same day."""
    weights = parameters.weights
    growth = exp(weights[17] * (rating - 3 + weights[18])) * pow(stability, -weights[19])
    if rating != AGAIN:
        growth = max(growth, 1.0)
    return bounded(stability * growth), next_difficulty(parameters, difficulty, rating)


def next_difficulty(parameters: Parameters, difficulty: float, rating: int) -> float:
    """D after any answer but the first: damped near 10, slowly returning to that of a first Easy."""
    weights = parameters.weights
    moved = difficulty + (10.0 - difficulty) * -(weights[6] * (rating - 3)) / 9.0
    reverted = weights[7] * parameters.easy_difficulty + (1 - weights[7]) * moved
    return min(max(reverted, 1.0), 10.0)


def _after_recall(
    weights: tuple[float, ...], stability: float, difficulty: float, predicted: float, rating: int
) -> float:
    growth = (
        exp(weights[8])
        * (11 - difficulty)
        * pow(stability, -weights[9])
        * (exp((1 - predicted) * weights[10]) - 1)
    )
    if rating == HARD:
        growth *= weights[15]
    elif rating == EASY:
        growth *= weights[16]
    return stability * (1 + growth)


def _after_lapse(weights: tuple[float, ...], stability: float, difficulty: float, predicted: float) -> float:
    relearned = (
        weights[11]
        * pow(difficulty, -weights[12])
        * (pow(stability + 1, weights[13]) - 1)
        * exp((1 - predicted) * weights[14])
    )
    return min(relearned, stability / exp(weights[17] * weights[18]))


def bounded(stability: float) -> float:
    """A stability within what is taken as possible."""
    return min(max(stability, STABILITY_MIN), STABILITY_MAX)
