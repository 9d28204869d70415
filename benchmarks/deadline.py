"""An exam: what top-ups in the last days bring, against a high desired retention. A simulation."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean
from typing import NamedTuple

from quizapp.core.memory import Schedule
from quizapp.core.queue import Limits
from quizapp.core.queue.deadlines import LAST_DAYS, TOP_UPS_A_DAY
from quizapp.core.simulation import Scenario, simulate

EXAM = 60
SEEDS = range(24)
COURSE = Scenario(
    cards=300,
    days=EXAM + 1,
    limits=Limits(answers=1000),
    introduced_over=40,
    away=frozenset([EXAM]),
)
WAYS = (
    ("desired retention 0.95 throughout", Schedule(0.95), None),
    ("0.90 throughout", Schedule(), None),
    ("with an exam day: fading, then top-ups", Schedule(), EXAM),
)


class Outcome(NamedTuple):
    """What one simulated learner knew on the day, and what it took."""

    recall: float
    reviews: int
    answers: int
    most: int
    """Cards asked on the fullest of the last days."""


def main() -> None:
    """Print a table for typed answers and one for four options."""
    print("A simulation: the learner forgets as FSRS-6 with default parameters says.")
    print(f"300 facts introduced over days 0 to 39, exam on day {EXAM}, at most {TOP_UPS_A_DAY} top-ups")
    print(
        f"a day; mean over {len(SEEDS)} seeds and the worst of them. Reviews: counted answers; answers: all"
    )
    print("that is asked, meetings and the day's repeats with them; shares are of what the first way needs.")
    print("Most: the most cards asked on one of the last days, top-ups and due ones together.")
    for title, options in (("typed answers", 0), ("four options", 4)):
        print(
            f"\n{title:<40}{'recall':>8}{'worst':>8}{'reviews':>9}{'share':>7}{'answers':>9}{'share':>7}{'worst':>7}{'most':>6}"
        )
        _print_ways(replace(COURSE, options=options))


def _print_ways(course: Scenario) -> None:
    constant: list[Outcome] = []
    for name, schedule, exam in WAYS:
        found = [_outcome(replace(course, schedule=schedule, exam=exam, seed=seed)) for seed in SEEDS]
        constant = constant or found
        reviews, answers = (mean(one[place] for one in constant) for place in (1, 2))
        print(
            f"{name:<40}{mean(one.recall for one in found):>8.4f}{min(one.recall for one in found):>8.4f}"
            f"{mean(one.reviews for one in found):>9.0f}{mean(one.reviews for one in found) / reviews:>7.1%}"
            f"{mean(one.answers for one in found):>9.0f}{mean(one.answers for one in found) / answers:>7.1%}"
            f"{max(one.answers for one in found) / answers:>7.1%}{mean(one.most for one in found):>6.0f}"
        )


def _outcome(scenario: Scenario) -> Outcome:
    days = simulate(scenario)
    return Outcome(
        days[EXAM].recall,
        sum(day.counted for day in days),
        sum(day.answers for day in days),
        max(day.counted for day in days[-LAST_DAYS:]),
    )


if __name__ == "__main__":
    main()
