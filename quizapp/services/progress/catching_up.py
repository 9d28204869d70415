"""Catching up after a break, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.core.queue import CatchUpDay, plan_from_today
from quizapp.core.study_days import days_after
from quizapp.services.progress.records import Records

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUp:
    """The way back to where no more is due than a day holds."""

    due: int
    """Cards due now."""
    answers: int
    """Answers a day, by the learner's settings."""
    today: int
    """How many of the cards still come today."""
    days: Sequence[tuple[date, CatchUpDay]]
    """From today, or from tomorrow if today's answers are given."""

    @property
    def ends(self) -> bool:
        """Whether nothing waits any more at the end of the plan, which tells two months."""
        return self.days[-1][1].left == 0


def catch_up(records: Records) -> CatchUp | None:
    """The plan of catching up; None while what is due fits into today."""
    due = sum(cards for day, _, cards in records.due if day <= records.today)
    answers = records.learner.answers_per_day
    room = max(0, answers - records.totals["answered"])
    if due <= room:
        return None
    coming: Counter[date] = Counter()
    for day, _, cards in records.due:
        coming[day] += cards
    week = [coming[days_after(records.today, ahead)] for ahead in range(1, WEEK + 1)]
    plan = plan_from_today(room, due - room, answers, week)
    first = days_after(records.today, 0 if room else 1)
    days = [(days_after(first, place), day) for place, day in enumerate(plan)]
    return CatchUp(due=due, answers=answers, today=room, days=days)
