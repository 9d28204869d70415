"""The numbers of one step: FSRS's states for right and wrong, mixed by what the answer proves, and tilted.

`known` is the evidence, from 0 to 1. Stabilities (S) go in and come out with the card's tilt; FSRS-6 sees
them without it. Live answers, replay, evaluation and simulation all pass here, so
that they cannot disagree.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from quizapp.core.memory import formulas
from quizapp.core.memory.formulas import AGAIN, GOOD
from quizapp.core.memory.parameters import Parameters
from quizapp.core.memory.tilt import FIRST_RECORD, LEVEL, next_record


class Trace(NamedTuple):
    """What one card has left in memory, in numbers."""

    stability: float
    """S in days, with the card's tilt."""
    difficulty: float
    record: float


def first(parameters: Parameters, rating: int, known: float) -> Trace:
    """A card's trace after its first answer."""
    stability, difficulty = _first(parameters, rating, known)
    return _tilted(parameters, stability, difficulty, FIRST_RECORD)


def counted(parameters: Parameters, trace: Trace, elapsed: int, rating: int, *, known: float) -> Trace:
    """The trace after the first answer of a day `elapsed` days (1 or more) after the last."""
    stability = _level(parameters, trace)
    difficulty = trace.difficulty
    predicted = formulas.recall(parameters, stability, elapsed)
    right = GOOD if rating == AGAIN else rating
    if known <= 0:
        after = formulas.long_term(parameters, stability, difficulty, predicted, AGAIN)
    elif known >= 1:
        after = formulas.long_term(parameters, stability, difficulty, predicted, right)
    else:
        after = mixed(
            known,
            formulas.long_term(parameters, stability, difficulty, predicted, right),
            formulas.long_term(parameters, stability, difficulty, predicted, AGAIN),
        )
    return _tilted(parameters, *after, next_record(trace.record, known))


def repeated(parameters: Parameters, trace: Trace, rating: int) -> Trace:
    """The trace after one more answer of the day; a wrong one never raises S, whatever was fitted."""
    after = formulas.short_term(parameters, _level(parameters, trace), trace.difficulty, rating)
    tilted = _tilted(parameters, *after, trace.record)
    if rating == AGAIN and tilted.stability > trace.stability:
        return tilted._replace(stability=trace.stability)
    return tilted


def mixed(known: float, right: tuple[float, float], wrong: tuple[float, float]) -> tuple[float, float]:
    """S by its logarithm and D as it is, between the states for right and wrong (learning rule 3.2)."""
    log_stability = known * math.log(right[0]) + (1 - known) * math.log(wrong[0])
    return math.exp(log_stability), known * right[1] + (1 - known) * wrong[1]


def _first(parameters: Parameters, rating: int, known: float) -> tuple[float, float]:
    if known <= 0:
        return formulas.initial(parameters, AGAIN)
    right = formulas.initial(parameters, GOOD if rating == AGAIN else rating)
    return right if known >= 1 else mixed(known, right, formulas.initial(parameters, AGAIN))


def _tilted(parameters: Parameters, stability: float, difficulty: float, record: float) -> Trace:
    if parameters.tilt is not LEVEL:
        stability = formulas.bounded(stability * parameters.tilt.factor(difficulty, record))
    return Trace(stability, difficulty, record)


def _level(parameters: Parameters, trace: Trace) -> float:
    """The stability without the tilt."""
    if parameters.tilt is LEVEL:
        return trace.stability
    return formulas.bounded(trace.stability / parameters.tilt.factor(trace.difficulty, trace.record))
