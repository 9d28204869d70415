"""What knowing of guesses is worth, and in which order a backlog is best cleared. Simulations."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

from quizapp.core.memory import Schedule
from quizapp.core.queue import Limits
from quizapp.core.simulation import Day, Scenario, mean_recall, simulate

SEEDS = range(12)
LEARNER = Scenario(cards=400, days=365, limits=Limits(answers=1000))
SETTLED = slice(150, 365)
RETENTIONS = (0.91, 0.92, 0.93, 0.94, 0.95)
LEAVES, RETURNS = 80, 94
BREAK = Scenario(
    cards=400,
    days=RETURNS + 60,
    limits=Limits(answers=1000),
    later=(RETURNS, Limits(answers=25)),
    options=0,
    away=frozenset(range(LEAVES, RETURNS)),
)


def main() -> None:
    """Print the two tables."""
    print("Simulations: the learner forgets as FSRS-6 with default parameters says, and guesses blindly")
    print(f"where the answer is not known. Means over {len(SEEDS)} seeds.\n")
    _guessing()
    print()
    _backlog()


def _guessing() -> None:
    print("400 cards, a year; true recall and reviews over days 150 to 365")
    print(f"{'questions':<58}{'recall':>8}{'reviews':>9}{'of the year':>13}")
    typed = _row("all typed", replace(LEARNER, options=0))
    aware = _row("all of four options, guesses known of", LEARNER)
    _row("the same, typed from tier 3 on", replace(LEARNER, recall_later=True))
    _row("all of four options, guesses not known of", replace(LEARNER, guess_aware=False))
    for wanted in RETENTIONS:
        unaware = replace(LEARNER, guess_aware=False, schedule=Schedule(wanted))
        recall = _row(f"    desired retention raised to {wanted:.2f}", unaware)
        if recall >= aware:
            break
    short = [
        _settled(replace(LEARNER, options=0, seed=seed)) - _settled(replace(LEARNER, seed=seed))
        for seed in SEEDS
    ]
    print(f"short of the typed run: {typed - aware:.4f} (at most 0.01), ", end="")
    print(f"seed by seed {min(short):.4f} to {max(short):.4f}")


def _settled(scenario: Scenario) -> float:
    return mean_recall(simulate(scenario)[SETTLED])


def _row(name: str, scenario: Scenario) -> float:
    runs = [simulate(replace(scenario, seed=seed)) for seed in SEEDS]
    recall = mean(mean_recall(days[SETTLED]) for days in runs)
    settled = mean(_reviews(days[SETTLED]) for days in runs)
    print(f"{name:<58}{recall:>8.4f}{settled:>9.0f}{mean(map(_reviews, runs)):>13.0f}")
    return recall


def _reviews(days: list[Day]) -> int:
    return sum(day.answers for day in days)


def _backlog() -> None:
    print("400 cards, 14 days away, then 25 answers a day")
    print(f"{'order of the backlog':<30}{'due on return':>14}{'days to clear':>14}{'right, 3 days':>14}")
    for name, lowest in (("highest recall first", False), ("lowest recall first", True)):
        runs = [simulate(replace(BREAK, lowest_first=lowest, seed=seed)) for seed in SEEDS]
        due = mean(days[RETURNS - 1].due_left for days in runs)
        cleared = mean(_days_to_clear(days[RETURNS:]) for days in runs)
        first = [day for days in runs for day in days[RETURNS : RETURNS + 3]]
        right = sum(day.right for day in first) / sum(day.counted for day in first)
        print(f"{name:<30}{due:>14.0f}{cleared:>14.1f}{right:>14.3f}")


def _days_to_clear(days: list[Day]) -> int:
    return next((number for number, day in enumerate(days, 1) if not day.due_left), len(days))


if __name__ == "__main__":
    main()
