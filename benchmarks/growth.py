"""Growth: time per answer, first question of a day and due counts, from 1,000 reviews to a million."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from benchmarks.answering import Answering, measured
from benchmarks.sites import Site
from quizapp.services import progress

CARDS = 20_000
LOGS = (1_000, 10_000, 100_000, 1_000_000)
ANSWERS = 150
COUNTS = 50
MUST, AIM = 1.2, 1.05


def main() -> None:
    """Print one table: milliseconds by length of the log, and the last row over the first."""
    with tempfile.TemporaryDirectory() as name:
        sites = {reviews: Site(Path(name), CARDS, reviews) for reviews in LOGS}
        answers = measured({_of(log): Answering(site).answer for log, site in sites.items()}, ANSWERS)
        counts = measured({_of(log): _overview(site) for log, site in sites.items()}, COUNTS)
        mornings = {_of(log): _morning(site) for log, site in sites.items()}
    print(f"{'reviews':>12}{'per answer':>14}{'processor':>12}{'due counts':>14}{'first of a day':>17}")
    for name, (wall, processor) in answers.items():
        figures = f"{wall:>11.3f} ms{processor:>9.3f} ms{counts[name][0]:>11.3f} ms"
        print(f"{name:>12}{figures}{mornings[name]:>14.1f} ms")
    few, many = _of(LOGS[0]), _of(LOGS[-1])
    print(
        f"\nper answer, {many} over {few} reviews: wall {answers[many][0] / answers[few][0]:.2f}, processor "
        f"{answers[many][1] / answers[few][1]:.2f} (limit {MUST}, aim {AIM})"
    )


def _of(reviews: int) -> str:
    return f"{reviews:,}"


def _overview(site: Site) -> Callable[[], None]:
    def count() -> None:
        progress.overview(site.session, site.learner_id, site.now)
        site.session.rollback()

    return count


def _morning(site: Site) -> float:
    """Milliseconds of the next day's first question, for which the day's cards are fetched."""
    site.now += timedelta(days=1)
    began = time.perf_counter()
    site.next()
    return (time.perf_counter() - began) * 1e3


if __name__ == "__main__":
    main()
