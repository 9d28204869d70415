"""Models to be better than: the learner's average, and SM-2."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.evaluation.histories import Answer, CountedRow, Dataset

FIRST_INTERVAL, SECOND_INTERVAL = 1, 6
EASE_AT_FIRST, EASE_AT_LEAST = 2.5, 1.3
LONGEST_INTERVAL = 36_500
RECALL_WHEN_DUE = 0.9


def average_recall(training: Sequence[CountedRow]) -> float:
    """The share of training rows that were recalled; a half if there are none."""
    return sum(row.recalled for row in training) / len(training) if training else 0.5


def sm2_recalls(dataset: Dataset, rows: Sequence[CountedRow]) -> list[float]:
    """SM-2's intervals read as predictions: recall is 0.9 when due and falls exponentially.

    Source: P. A. Wozniak, "Optimization of repetition spacing in the practice of learning", 1990;
    the reading as predictions is srs-benchmark's. SM-2 takes one grade a day: the first.
    """
    intervals = {card: _intervals(dataset.histories[card]) for card in {row.card for row in rows}}
    return [RECALL_WHEN_DUE ** (row.elapsed / intervals[row.card][row.position]) for row in rows]


def _intervals(history: Sequence[Answer]) -> list[float]:
    """The interval in force before each answer of one card."""
    interval, ease, successes = 1.0, EASE_AT_FIRST, 0
    before = []
    for position, answer in enumerate(history):
        before.append(interval)
        if position and answer.elapsed == 0:
            continue
        grade = answer.rating + 1  # ratings 1 to 4 are grades 2 to 5 of SM-2's 0 to 5
        successes = successes + 1 if grade > 2 else 0
        if successes <= 1:
            interval = FIRST_INTERVAL
        else:
            interval = SECOND_INTERVAL if successes == 2 else interval * ease
        interval = min(max(1, round(interval)), LONGEST_INTERVAL)
        ease = max(EASE_AT_LEAST, ease + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02))
    return before
