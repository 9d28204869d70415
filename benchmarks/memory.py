"""Speed of the memory model: one update, replay, evaluation, a fit."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import date

from quizapp.core import evaluation, memory
from quizapp.core.evaluation import Review
from quizapp.core.memory import DEFAULT, LogEntry, Role, formulas
from quizapp.core.study_days import days_after
from quizapp.services import fitting

TRIES = 5
UPDATES = 20_000
REPLAYED = 1_000_000
ANSWERS_A_CARD = 10
EVALUATED = 12_580
FITTED = 100_000
TODAY = date(2024, 5, 1)
DAY_MS = 86_400_000


def main() -> None:
    """Print one table: what was done, how long it took, what was asked for."""
    state = memory.step(None, LogEntry(TODAY, Role.COUNTED, "flashcard"))
    entry = LogEntry(days_after(TODAY, 9), Role.COUNTED, "choice", guess=0.25)
    step = _seconds(lambda: [memory.step(state, entry) for _ in range(UPDATES)]) / UPDATES
    answer = _seconds(lambda: [memory.answer(state, entry) for _ in range(UPDATES)]) / UPDATES
    log = _log(ANSWERS_A_CARD)
    replay = _seconds(lambda: [memory.replay(log) for _ in range(REPLAYED // len(log))], tries=1)
    reviews = _reviews(EVALUATED)
    evaluate = _seconds(lambda: fitting.evaluate(reviews))
    dataset = evaluation.prepare(_reviews(FITTED), 4)
    plain = _seconds(lambda: fitting.fit(dataset, dataset.counted))
    patient = _seconds(lambda: fitting.trainings(dataset, dataset.counted))
    print(f"{'what':<46}{'took':>12}{'at most':>12}")
    _row("one memory update (step)", f"{step * 1e6:.1f} µs", "20 µs")
    _row("one answer, with due day and log entry", f"{answer * 1e6:.1f} µs", "20 µs")
    _row(f"replay of {REPLAYED:,} reviews", f"{replay:.1f} s", "60 s")
    _row(f"evaluate on {EVALUATED:,} reviews", f"{evaluate:.2f} s", "2 s")
    if fitting.available():
        _row(f"a fit on {FITTED:,} reviews, as fsrs-rs trains", f"{plain:.2f} s", "0.3 s")
        _row(f"a fit on {FITTED:,} reviews, both trainings", f"{patient:.2f} s", "0.3 s")
    else:
        print("fits need the extra `fit`")


def _seconds(work: Callable[[], object], tries: int = TRIES) -> float:
    """The best of some tries: the others tell of what else the machine was doing."""
    took = []
    for _ in range(tries):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took)


def _row(what: str, took: str, limit: str) -> None:
    print(f"{what:<46}{took:>12}{limit:>12}")


def _log(length: int) -> Sequence[LogEntry]:
    """A card's log in which rights, wrongs and repeats alternate."""
    state, rows, day = None, [], TODAY
    for number in range(length):
        role = Role.REPEAT if number % 4 == 3 else Role.COUNTED
        entry = LogEntry(day, role, "choice", 1 if number % 4 == 2 else 3, guess=0.25, recall=0.17)
        state, done = memory.answer(state, entry, seed=number)
        rows.append(done)
        day = state.due_day if number % 4 != 2 else day
    return rows


def _reviews(count: int) -> list[Review]:
    """A simulated learner's log of about `count` reviews: each card is answered when it falls due."""
    chance, reviews = random.Random(1), []
    for card in range(count // 8):
        day, rating = card // 20, chance.choice([1, 3])
        stability, difficulty = formulas.initial(DEFAULT, rating)
        reviews.append(Review(str(card), day * DAY_MS + card, rating))
        for _ in range(7):
            elapsed = max(1, round(stability * chance.uniform(0.8, 1.2)))
            day += elapsed
            recall = formulas.recall(DEFAULT, stability, elapsed)
            rating = 3 if chance.random() < recall else 1
            stability, difficulty = formulas.long_term(DEFAULT, stability, difficulty, recall, rating)
            reviews.append(Review(str(card), day * DAY_MS + card, rating))
    return reviews


if __name__ == "__main__":
    main()
