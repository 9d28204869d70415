"""Finding the tilt of a learner's cards: what record and difficulty still tell where FSRS-6 has spoken.

With ℓ the lean (the logarithm of what stability is multiplied by) and x = (record, difficulty) less their
means, ℓ = θ·x. From θ = 0 one step of Fisher scoring is taken, pulled towards 0 by PULL:

    θ = (Σ x xᵀ r′² / (r (1 − r)) + PULL)⁻¹ Σ x (y − r) r′ / (r (1 − r))

over rows predicted with recall r and answered y (1 or 0); r′ = dr/dℓ. Rows are to be predicted by a fit that
has not seen their cards, for what is left over is what a tilt may explain. The sums of single folds add up,
so that a tilt without any one fold costs no second look at the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, fsum

from quizapp.core.evaluation.predictions import Prediction
from quizapp.core.memory.tilt import LEVEL, Tilt

PULL = 2.0
"""Information that an imagined observer holds against any tilt."""
POINTS = 3.0
"""Points of difficulty that are pulled like a record of 1 against one of 0."""
RECALL_BOUNDS = (1e-4, 1 - 1e-4)
"""Predictions nearer to 0 and 1 are taken as these."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What the rows of one fold say of a tilt: the gradient's two parts and the information's three."""

    record: float = 0.0
    difficulty: float = 0.0
    records: float = 0.0
    crossed: float = 0.0
    difficulties: float = 0.0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.record + other.record,
            self.difficulty + other.difficulty,
            self.records + other.records,
            self.crossed + other.crossed,
            self.difficulties + other.difficulties,
        )

    def tilt(self, centre: tuple[float, float]) -> Tilt:
        """The tilt these sums call for, level at the mean record and difficulty."""
        records, difficulties = self.records + PULL, self.difficulties + PULL * POINTS**2
        determinant = records * difficulties - self.crossed**2
        if determinant <= 0:
            return LEVEL
        record = (difficulties * self.record - self.crossed * self.difficulty) / determinant
        difficulty = (records * self.difficulty - self.crossed * self.record) / determinant
        return Tilt(-record * centre[0] - difficulty * centre[1], record, difficulty)


def centre(predicted: Sequence[Prediction]) -> tuple[float, float]:
    """The mean record and difficulty of the rows."""
    count = len(predicted) or 1
    return fsum(one.record for one in predicted) / count, fsum(one.difficulty for one in predicted) / count


def sums(
    predicted: Iterable[Prediction], recalled: Iterable[bool], decay: float, centre: tuple[float, float]
) -> Sums:
    """The sums of rows that were predicted under a forgetting curve with this decay (negative)."""
    low, high = RECALL_BOUNDS
    total = [0.0] * 5
    for one, right in zip(predicted, recalled, strict=True):
        recall = min(max(one.recall, low), high)
        slope = -decay * recall * (1 - recall ** (-1 / decay))
        weight = slope / (recall * (1 - recall))
        record, difficulty = one.record - centre[0], one.difficulty - centre[1]
        surprise, information = (right - recall) * weight, slope * weight
        total[0] += record * surprise
        total[1] += difficulty * surprise
        total[2] += record * record * information
        total[3] += record * difficulty * information
        total[4] += difficulty * difficulty * information
    return Sums(*total)


def tilted_recall(predicted: Prediction, decay: float, tilt: Tilt) -> float:
    """The predicted recall with a tilt: the curve at the same day from another stability."""
    spent = (predicted.recall ** (1 / decay) - 1) / exp(tilt.lean(predicted.difficulty, predicted.record))
    return float((1 + spent) ** decay)
