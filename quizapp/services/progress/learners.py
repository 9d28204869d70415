"""The learner whose figures are asked for, and their study day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.db.study import Learner, StudyDay
from quizapp.services.errors import NotFound
from quizapp.services.study.desk import study_day
from quizapp.services.study.rows import LearnerView

_TOTALS = ("answered", "counted", "right", "met")
_SETTINGS = len(LearnerView._fields)
_LEARNER = (
    select(
        *(getattr(Learner, name) for name in LearnerView._fields),
        StudyDay.study_day,
        *(getattr(StudyDay, name) for name in _TOTALS),
    )
    .outerjoin(
        StudyDay, (StudyDay.learner_id == Learner.learner_id) & (StudyDay.study_day == Learner.seen_on)
    )
    .where(Learner.learner_id == bindparam("the_learner"))
)
"""The latest day without its session, which is long and which no figure needs."""


def learner_today(
    session: Session, learner_id: int, now: datetime
) -> tuple[LearnerView, date, Mapping[str, int]]:
    """The learner, their study day, and its totals so far. Raises NotFound."""
    row = session.connection().execute(_LEARNER, {"the_learner": learner_id}).first()
    if row is None:
        raise NotFound("there is no such learner")
    learner = LearnerView._make(row[:_SETTINGS])
    day = study_day(learner, now)
    latest, *totals = row[_SETTINGS:]
    return learner, day, dict(zip(_TOTALS, totals if latest == day else (0, 0, 0, 0), strict=True))
