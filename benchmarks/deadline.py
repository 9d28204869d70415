"""An exam: what top-ups in the last days bring, against a high desired retention. A simulation."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

from quizapp.core.memory import Schedule
from quizapp.core.queue import Limits
from quizapp.core.queue.deadlines import RETENTION_TOWARDS_EXAM, TOP_UPS_A_DAY
from quizapp.core.simulation import Scenario, simulate

EXAM = 60
SEEDS = range(6)
COURSE = Scenario(cards=300, days=EXAM + 1, limits=Limits(answers=1000), options=0, away=frozenset([EXAM]))


def main() -> None:
    """Print one table: recall on the morning of the exam, and what it cost."""
    print("A simulation: the learner forgets as FSRS-6 with default parameters says.")
    print(
        f"300 facts introduced over days 0 to 39, exam on day {EXAM}, at most {TOP_UPS_A_DAY} top-ups a day;"
    )
    print(f"typed answers, means over {len(SEEDS)} seeds. Reviews: counted answers; answers: with meetings")
    print("and the day's repeats.\n")
    print(f"{'how':<44}{'recall':>8}{'reviews':>9}{'share':>7}{'answers':>9}{'share':>7}")
    constant = _measure(replace(COURSE, schedule=Schedule(0.95)))
    for name, scenario in (
        ("desired retention 0.95 throughout", replace(COURSE, schedule=Schedule(0.95))),
        ("0.90 throughout", COURSE),
        ("0.90 and top-ups", replace(COURSE, exam=EXAM)),
        (
            f"{RETENTION_TOWARDS_EXAM:.2f} and top-ups (as with an exam day)",
            replace(COURSE, exam=EXAM, schedule=Schedule(RETENTION_TOWARDS_EXAM)),
        ),
    ):
        recall, reviews, answers = _measure(scenario)
        print(
            f"{name:<44}{recall:>8.4f}{reviews:>9.0f}{reviews / constant[1]:>7.0%}"
            f"{answers:>9.0f}{answers / constant[2]:>7.0%}"
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
