"""The figures at the head of the progress page, and the learner's sets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from quizapp.core.study_days import days_after
from quizapp.db.library import RevisionRow, SetRow
from quizapp.db.study import CardRow, Enrolment, StudyDay
from quizapp.services.progress.learners import learner_today
from quizapp.services.progress.results import HomeLine, Overview
from quizapp.services.study.results import Today

WEEK = 7


def overview(session: Session, learner_id: int, now: datetime) -> Overview:
    """Today, tomorrow, this week, and retention so far. Raises NotFound."""
    learner, day, today = learner_today(session, learner_id, now)
    totals = session.execute(
        select(
            func.coalesce(func.sum(StudyDay.answered), 0).label("answered"),
            func.coalesce(func.sum(StudyDay.counted), 0).label("counted"),
            func.coalesce(func.sum(StudyDay.right), 0).label("right"),
        ).where(StudyDay.learner_id == learner_id)
    ).one()
    due = _count_cards(session, learner_id, CardRow.due_day <= day)
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
        due_tomorrow=_count_cards(session, learner_id, CardRow.due_day == tomorrow),
        due_this_week=_count_cards(session, learner_id, CardRow.due_day.between(tomorrow, week)),
        introduced=_count_cards(session, learner_id, None),
        reviews=int(totals.answered),
        retention=totals.right / totals.counted if totals.counted else None,
    )


def own_sets(session: Session, learner_id: int, now: datetime) -> Sequence[HomeLine]:
    """The sets the learner has started, with what is due. Raises NotFound."""
    _, day, _ = learner_today(session, learner_id, now)
    found = session.execute(
        select(Enrolment.set_id, SetRow.slug, RevisionRow.summary)
        .join(SetRow, SetRow.id == Enrolment.set_id)
        .join(RevisionRow, RevisionRow.id == SetRow.revision_id)
        .where(Enrolment.learner_id == learner_id)
        .order_by(Enrolment.started_at, Enrolment.set_id)
    )
    return [
        HomeLine(
            slug=row.slug,
            title=row.summary["title"],
            due=_count_cards(session, learner_id, CardRow.due_day <= day, set_id=row.set_id),
            introduced=_count_cards(session, learner_id, None, set_id=row.set_id),
            cards=row.summary["cards"],
        )
        for row in found
    ]


def _count_cards(
    session: Session, learner_id: int, due: ColumnElement[bool] | None, *, set_id: int | None = None
) -> int:
    """How many cards, suspended ones left out where it is about what is due."""
    wanted = select(func.count()).where(CardRow.learner_id == learner_id)
    if due is not None:
        wanted = wanted.where(CardRow.suspended.is_(False), due)
    if set_id is not None:
        wanted = wanted.where(CardRow.set_id == set_id)
    return int(session.execute(wanted).scalar_one())
