"""The learner whose figures are asked for, and their study day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.db.library import RevisionRow, SetRow
from quizapp.db.study import Enrolment
from quizapp.services.errors import NotFound
from quizapp.services.study import rows
from quizapp.services.study.desk import study_day
from quizapp.services.study.rows import LearnerView


def learner_today(
    session: Session, learner_id: int, now: datetime
) -> tuple[LearnerView, date, Mapping[str, int]]:
    """The learner, their study day, and its totals so far. Raises NotFound."""
    found = rows.read_whole(session.connection(), learner_id, lock=False)
    if found.learner is None:
        raise NotFound("there is no such learner")
    day = study_day(found.learner, now)
    same = found.day is not None and found.day.study_day == day
    names = ("answered", "counted", "right", "met")
    return found.learner, day, {name: getattr(found.day, name) if same else 0 for name in names}


def titles(session: Session, learner_id: int) -> dict[int, tuple[str, str, int]]:
    """Slug, title and number of cards of the learner's sets, by number, in the order they were started."""
    found = session.execute(
        select(Enrolment.set_id, SetRow.slug, RevisionRow.summary)
        .join(SetRow, SetRow.id == Enrolment.set_id)
        .join(RevisionRow, RevisionRow.id == SetRow.revision_id)
        .where(Enrolment.learner_id == learner_id)
        .order_by(Enrolment.started_at, Enrolment.set_id)
    )
    return {row.set_id: (row.slug, row.summary["title"], row.summary["cards"]) for row in found}
