"""Predictions of recall against what happened: is the memory model worth trusting?

The rows and figures are those of open-spaced-repetition/srs-benchmark, on study days:

    >>> days = ((0, 3), (2, 3), (9, 1))          # day, rating
    >>> reviews = [Review(str(card), day * 86_400_000, rating) for card in range(40) for day, rating in days]
    >>> dataset = prepare(reviews, rollover_utc=0)
    >>> [(row.elapsed, row.recalled) for row in dataset.counted if row.card == 0]
    [(2, True), (7, False)]
    >>> round(measure(dataset.testing, recalls(dataset, DEFAULT, dataset.testing)).log_loss, 2)
    2.63
"""

from quizapp.core.evaluation.baselines import average_recall, sm2_recalls
from quizapp.core.evaluation.histories import (
    Answer,
    CountedRow,
    Dataset,
    Review,
    prepare,
    quietest_rollover,
)
from quizapp.core.evaluation.metrics import Metrics, log_loss, measure, row_losses
from quizapp.core.evaluation.predictions import Prediction, predictions, recalls
from quizapp.core.evaluation.review_csv import Fault, read_reviews
from quizapp.core.memory.parameters import DEFAULT

__all__ = [
    "DEFAULT",
    "Answer",
    "CountedRow",
    "Dataset",
    "Fault",
    "Metrics",
    "Prediction",
    "Review",
    "average_recall",
    "log_loss",
    "measure",
    "predictions",
    "prepare",
    "quietest_rollover",
    "read_reviews",
    "recalls",
    "row_losses",
    "sm2_recalls",
]
