"""Growth, 1,000 to a million reviews and 1 to 10,000 learners: answers, due counts, the first of a day."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from benchmarks.answering import Answering, measured
from benchmarks.sites import Site
from quizapp.db.base import Base
from quizapp.db.engine import writing
from quizapp.db.study import CardRow, Enrolment, Learner, ReviewRow, StudyDay
from quizapp.services import progress

CARDS = 20_000
LOGS = (1_000, 10_000, 100_000, 1_000_000)
ANSWERS = 150
COUNTS = 50
LEARNERS = (1, 100, 10_000)
CARDS_EACH, REVIEWS_EACH = 100, 100
MUST, AIM = 1.2, 1.05


def main() -> None:
    """Print two tables: milliseconds by length of the log and by number of learners, and last over first."""
    with tempfile.TemporaryDirectory() as name:
        _print("reviews", {log: Site(Path(name), CARDS, log) for log in LOGS})
    with tempfile.TemporaryDirectory() as name:
        sites = {}
        for learners in LEARNERS:
            folder = Path(name) / str(learners)
            folder.mkdir()
            sites[learners] = Site(folder, CARDS_EACH, REVIEWS_EACH)
            _crowd(sites[learners], learners)
        _print("learners", sites)


def _print(what: str, sites: Mapping[int, Site]) -> None:
    answers = measured({_of(size): Answering(site) for size, site in sites.items()}, ANSWERS)
    counts = measured({_of(size): _overview(site) for size, site in sites.items()}, COUNTS)
    mornings = {_of(size): _morning(site) for size, site in sites.items()}
    print(f"{what:>12}{'per answer':>14}{'processor':>12}{'due counts':>14}{'first of a day':>17}")
    for name, (wall, processor) in answers.items():
        figures = f"{wall:>11.3f} ms{processor:>9.3f} ms{counts[name][0]:>11.3f} ms"
        print(f"{name:>12}{figures}{mornings[name]:>14.1f} ms")
    few, *_, many = answers
    print(
        f"per answer, {many} over {few} {what}: wall {answers[many][0] / answers[few][0]:.2f}, processor "
        f"{answers[many][1] / answers[few][1]:.2f} (limit {MUST}, aim {AIM})\n",
        flush=True,
    )


def _crowd(site: Site, learners: int) -> None:
    """Give a site so many learners in all: the database copies what the first one has."""
    with writing(site.session) as connection:
        for model in (Learner, Enrolment, CardRow, ReviewRow, StudyDay):
            connection.execute(text(_copying(model)), {"last": learners - 1, "own": site.learner_id})


def _copying(model: type[Base]) -> str:
    name = model.__tablename__
    names = [f'"{column.name}"' for column in model.__table__.columns if column.name != "learner_id"]
    others = ", ".join(names)
    return (
        "WITH RECURSIVE step(number) AS (SELECT 1 WHERE :last > 0 UNION ALL SELECT number + 1 FROM step "
        f"WHERE number < :last) INSERT INTO {name} (learner_id, {others}) "
        f"SELECT learner_id + number, {others} FROM {name}, step WHERE learner_id = :own"
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
