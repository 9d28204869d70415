"""The figures at the head of the progress page, and the learner's sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from quizapp.core.study_days import days_after
from quizapp.db.study import StudyDay
from quizapp.services.progress.records import Records
from quizapp.services.progress.results import HomeLine, Overview
from quizapp.services.study.results import Today

WEEK = 7


def overview(records: Records) -> Overview:
    """Today, tomorrow, this week, and retention so far."""
    learner, day, today = records.learner, records.today, records.totals
    answered, counted, right = _all_time(records)
    due = sum(cards for due_day, _, cards in records.due if due_day <= day)
    tomorrow, week = days_after(day, 1), days_after(day, WEEK)
    room = max(0, learner.answers_per_day - today["answered"])
    return Overview(
        today=Today(
            study_day=day,
            answered=today["answered"],
            counted=today["counted"],
            right=today["right"],
            met=today["met"],
            left=min(due, room),
            new_left=max(0, min(learner.new_per_day - today["met"], room - due)),
            backlog=max(0, due - room),
        ),
        due_tomorrow=sum(cards for due_day, _, cards in records.due if due_day == tomorrow),
        due_this_week=sum(cards for due_day, _, cards in records.due if tomorrow <= due_day <= week),
        introduced=sum(records.introduced.values()),
        reviews=answered,
        retention=right / counted if counted else None,
    )


def own_sets(records: Records) -> Sequence[HomeLine]:
    """The sets the learner has started, with what is due."""
    due: Counter[int] = Counter()
    for due_day, set_id, cards in records.due:
        due[set_id] += cards if due_day <= records.today else 0
    return [
        HomeLine(
            slug=own.slug,
            title=own.title,
            due=due[set_id],
            introduced=records.introduced.get(set_id, 0),
            cards=own.facts,
        )
        for set_id, own in records.sets.items()
    ]


def _all_time(records: Records) -> tuple[int, int, int]:
    """All answers of the learner, the counted ones, and those of them that were right."""
    sums = (
        func.coalesce(func.sum(column), 0) for column in (StudyDay.answered, StudyDay.counted, StudyDay.right)
    )
    found = records.session.connection().execute(
        select(*sums).where(StudyDay.learner_id == records.learner_id)
    )
    answered, counted, right = map(int, found.one())
    return answered, counted, right
