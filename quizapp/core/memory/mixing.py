"""The numbers of one step: FSRS's states for right and wrong, mixed by what the answer proves.

`known` is the evidence, from 0 to 1. Live answers, replay, evaluation and simulation all pass here, so
that they cannot disagree.
"""

from __future__ import annotations

import math

from quizapp.core.memory import formulas
from quizapp.core.memory.formulas import AGAIN, GOOD
from quizapp.core.memory.parameters import Parameters


def first(parameters: Parameters, rating: int, known: float) -> tuple[float, float]:
    """S and D after a card's first answer."""
    if known <= 0:
        return formulas.initial(parameters, AGAIN)
    right = formulas.initial(parameters, GOOD if rating == AGAIN else rating)
    return right if known >= 1 else mixed(known, right, formulas.initial(parameters, AGAIN))


def counted(
    parameters: Parameters,
    stability: float,
    difficulty: float,
    predicted: float,
    rating: int,
    *,
    known: float,
) -> tuple[float, float]:
    """S and D after the first answer of a later day, when recall was `predicted`."""
    if known <= 0:
        return formulas.long_term(parameters, stability, difficulty, predicted, AGAIN)
    rating = GOOD if rating == AGAIN else rating
    right = formulas.long_term(parameters, stability, difficulty, predicted, rating)
    if known >= 1:
        return right
    return mixed(known, right, formulas.long_term(parameters, stability, difficulty, predicted, AGAIN))


def repeated(parameters: Parameters, stability: float, difficulty: float, rating: int) -> tuple[float, float]:
    """S and D after one more answer of the day; a wrong one never raises S, whatever was fitted."""
    after, harder = formulas.short_term(parameters, stability, difficulty, rating)
    return (min(after, stability) if rating == AGAIN else after), harder


def mixed(known: float, right: tuple[float, float], wrong: tuple[float, float]) -> tuple[float, float]:
    """S by its logarithm and D as it is, between the states for right and wrong (learning rule 3.2)."""
    log_stability = known * math.log(right[0]) + (1 - known) * math.log(wrong[0])
    return math.exp(log_stability), known * right[1] + (1 - known) * wrong[1]
