"""Throwing away the day's plans after something outside the queue changed a learner's cards or settings."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select, update

from quizapp.db.base import mint_id
from quizapp.db.study import Learner, StudyDay
from quizapp.services.study.rows import lock_learner


def throw_plans_away(
    connection: Connection, learner_id: int, *, names: Collection[str] = (), undo: bool = False
) -> None:
    """Have the day's cards fetched anew. The session always becomes another one, by which whoever waited for
    the learner meanwhile knows that something was changed.

    `names`: cards that may not be the current question any more. `undo`: whether answers before this
    can no longer be taken back.
    """
    lock_learner(connection, learner_id)
    row = connection.execute(
        select(StudyDay.study_day, StudyDay.session)
        .join(Learner, (Learner.learner_id == StudyDay.learner_id) & (Learner.seen_on == StudyDay.study_day))
        .where(StudyDay.learner_id == learner_id)
    ).one_or_none()
    if row is None or not row.session:
        return
    session: dict[str, Any] = {**row.session, "fetched": {}, "moved": {}, "thrown": mint_id().hex}
    session["current"] = {
        scope: served for scope, served in session["current"].items() if served["name"] not in names
    }
    if undo:
        session["steps"] = []
    connection.execute(
        update(StudyDay)
        .where(StudyDay.learner_id == learner_id, StudyDay.study_day == row.study_day)
        .values(session=session)
    )
