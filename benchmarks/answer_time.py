"""Would grading by answer time predict better? Held-out reviews of one log decide; off until they do.

    python benchmarks/answer_time.py REVIEWS.csv

Columns card_id, review_time_ms, rating, duration_ms. Right answers slower or faster than most of the
learner's earlier right answers become Hard or Easy; what is predicted stays right or wrong.
"""

from __future__ import annotations

import csv
import sys
from bisect import bisect, insort
from pathlib import Path

from quizapp.core import evaluation
from quizapp.core.evaluation import DEFAULT, Review
from quizapp.core.memory import AGAIN, EASY, GOOD, HARD
from quizapp.services import fitting

LONGEST_MS = 60_000
ENOUGH = 50
"""Right answers seen before time says anything."""
GRADINGS = (
    ("right or wrong only", 1.0, 0.0),
    ("slowest tenth is Hard", 0.9, 0.0),
    ("slowest fifth is Hard", 0.8, 0.0),
    ("fastest fifth is Easy", 1.0, 0.2),
    ("both fifths", 0.8, 0.2),
)

Timed = tuple[str, int, bool, int]


def main(path: str) -> None:
    """Print log loss under default and fitted parameters, for each way of grading."""
    answers = _read(Path(path))
    hour = evaluation.quietest_rollover(Review(card, at, GOOD) for card, at, _, _ in answers)
    print(f"{'grading':<26}{'tested':>8}{'default':>10}{'fitted':>10}")
    for name, slow, fast in GRADINGS:
        dataset = evaluation.prepare(_graded(answers, slow, fast), hour)
        tested = dataset.testing
        losses = [
            evaluation.log_loss(tested, evaluation.recalls(dataset, parameters, tested))
            for parameters in (DEFAULT, fitting.fit(dataset, dataset.training))
        ]
        print(f"{name:<26}{len(tested):>8}{losses[0]:>10.4f}{losses[1]:>10.4f}")


def _read(path: Path) -> list[Timed]:
    with path.open(newline="") as lines:
        rows = [
            (
                row["card_id"],
                int(row["review_time_ms"]),
                row["rating"] != "1",
                min(int(row["duration_ms"]), LONGEST_MS),
            )
            for row in csv.DictReader(lines)
        ]
    return sorted(rows, key=lambda row: row[1])


def _graded(answers: list[Timed], slow: float, fast: float) -> list[Review]:
    """Ratings by the place of each time among those of the right answers before it."""
    earlier: list[int] = []
    reviews = []
    for card, at, right, took in answers:
        rating = GOOD if right else AGAIN
        if right and len(earlier) >= ENOUGH:
            place = bisect(earlier, took) / len(earlier)
            rating = HARD if place > slow else EASY if place < fast else GOOD
        if right:
            insort(earlier, took)
        reviews.append(Review(card, at, rating))
    return reviews


if __name__ == "__main__":
    main(sys.argv[1])
