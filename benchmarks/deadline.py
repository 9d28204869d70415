"""An exam: what top-ups in the last days bring, against a high desired retention. A simulation."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

from quizapp.core.memory import Schedule
from quizapp.core.queue import Limits, towards_exam
from quizapp.core.queue.deadlines import TOP_UPS_A_DAY
from quizapp.core.simulation import Scenario, simulate

EXAM = 60
SEEDS = range(6)
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
    ("0.90, and top-ups", Schedule(), EXAM),
    ("as with an exam day: firm cards wait for them", towards_exam(Schedule(), EXAM), EXAM),
)


def main() -> None:
    """Print a table for typed answers and one for four options."""
    print("A simulation: the learner forgets as FSRS-6 with default parameters says.")
    print(f"300 facts introduced over days 0 to 39, exam on day {EXAM}, at most {TOP_UPS_A_DAY} top-ups")
    print(f"a day; means over {len(SEEDS)} seeds. Reviews: counted answers; answers: all that is asked,")
    print("meetings and the day's repeats with them.")
    for title, options in (("typed answers", 0), ("four options", 4)):
        print(f"\n{title:<48}{'recall':>8}{'reviews':>9}{'share':>7}{'answers':>9}{'share':>7}")
        _print_ways(replace(COURSE, options=options))


def _print_ways(course: Scenario) -> None:
    constant: tuple[float, float] | None = None
    for name, schedule, exam in WAYS:
        recall, reviews, answers = _measure(replace(course, schedule=schedule, exam=exam))
        constant = constant or (reviews, answers)
        print(
            f"{name:<48}{recall:>8.4f}{reviews:>9.0f}{reviews / constant[0]:>7.1%}"
            f"{answers:>9.0f}{answers / constant[1]:>7.1%}"
        )


def _measure(scenario: Scenario) -> tuple[float, float, float]:
    runs = [simulate(replace(scenario, seed=seed)) for seed in SEEDS]
    return (
        mean(days[EXAM].recall for days in runs),
        mean(sum(day.counted for day in days) for days in runs),
        mean(sum(day.answers for day in days) for days in runs),
    )


if __name__ == "__main__":
    main()
