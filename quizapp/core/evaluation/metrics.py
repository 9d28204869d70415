"""How good predictions are: log loss, RMSE (bins) and AUC, as srs-benchmark defines them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from quizapp.core.evaluation.histories import CountedRow

CLIP = 2.0**-52
"""Predictions are kept this far from 0 and 1, as scikit-learn does, so that no loss is infinite."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Figures of one model on the rows it was tested on; None where they cannot be told."""

    log_loss: float | None
    """Mean of −log of the probability given to what happened; less is better."""
    rmse_bins: float | None
    """Root mean square of predicted less observed recall over bins of like rows; less is better."""
    auc: float | None
    """Chance that a recalled row was predicted higher than a forgotten one; 0.5 is guessing."""


def measure(rows: Sequence[CountedRow], predicted: Sequence[float]) -> Metrics:
    """All figures of predictions for counted rows, in the same order."""
    if not rows:
        return Metrics(None, None, None)
    return Metrics(log_loss(rows, predicted), rmse_bins(rows, predicted), auc(rows, predicted))


def log_loss(rows: Sequence[CountedRow], predicted: Sequence[float]) -> float:
    """The mean log loss, in nats."""
    return math.fsum(row_losses(rows, predicted)) / len(rows)


def row_losses(rows: Sequence[CountedRow], predicted: Sequence[float]) -> list[float]:
    """The log loss of each row, in nats."""
    return [
        -math.log(min(max(chance if row.recalled else 1 - chance, CLIP), 1 - CLIP))
        for row, chance in zip(rows, predicted, strict=True)
    ]


def rmse_bins(rows: Sequence[CountedRow], predicted: Sequence[float]) -> float:
    """RMSE over bins of interval, number of reviews and lapses (`rmse_matrix` of srs-benchmark)."""
    bins: dict[tuple[float, float, float], list[float]] = defaultdict(lambda: [0, 0.0])
    for row, chance in zip(rows, predicted, strict=True):
        cell = bins[_bin(row)]
        cell[0] += 1
        cell[1] += chance - row.recalled
    squares = math.fsum(surplus * surplus / count for count, surplus in bins.values())
    return math.sqrt(squares / len(rows))


def auc(rows: Sequence[CountedRow], predicted: Sequence[float]) -> float | None:
    """Area under the ROC curve by ranks, ties counting half; None if all rows ended alike."""
    recalled = sum(row.recalled for row in rows)
    forgotten = len(rows) - recalled
    if not recalled or not forgotten:
        return None
    ordered = sorted(zip(predicted, (row.recalled for row in rows), strict=True))
    ranks, rank = 0.0, 0
    for _, tied in groupby(ordered, key=lambda pair: pair[0]):
        outcomes = [outcome for _, outcome in tied]
        ranks += sum(outcomes) * (rank + (len(outcomes) + 1) / 2)
        rank += len(outcomes)
    return (ranks - recalled * (recalled + 1) / 2) / (recalled * forgotten)


def _bin(row: CountedRow) -> tuple[float, float, float]:
    return (
        _step(row.elapsed, 2.48, 3.62, 2),
        _step(row.number, 1.99, 1.89, 0),
        _step(row.lapses, 1.65, 1.73, 0) if row.lapses else 0.0,
    )


def _step(value: int, factor: float, base: float, digits: int) -> float:
    return round(factor * base ** math.floor(math.log(value) / math.log(base)), digits)
