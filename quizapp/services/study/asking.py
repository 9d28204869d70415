"""Putting the next question: the same one until it is answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from quizapp.core.questions import QuestionId
from quizapp.db.engine import writing
from quizapp.db.library import SetRow
from quizapp.db.study import Enrolment, Learner
from quizapp.services.errors import NotFound
from quizapp.services.sealing import Seal
from quizapp.services.study.desk import ALL_SETS, Desk, open_desk
from quizapp.services.study.enrolling import enrol_in
from quizapp.services.study.results import Turn
from quizapp.services.study.serving import Served, next_turn, turn


def next_question(session: Session, seal: Seal, learner_id: int, slug: str | None, now: datetime) -> Turn:
    """The question to put now, from one set (which it starts) or from all of the learner's sets.

    The same one until it is answered. Raises NotFound when there is no such set or learner.
    """
    connection = session.connection()
    scope = ALL_SETS if slug is None else _enrolled(connection, learner_id, slug)
    if scope is not None:
        desk, _ = open_desk(connection, seal, learner_id, now, lock=False)
        served = desk.current.get(str(scope))
        if served is not None and not desk.rolled and str(scope) in desk.plans and _stands(desk, served):
            return turn(desk, scope, served)
    with writing(session) as locked:
        open_desk(locked, seal, learner_id, now)
        scope = ALL_SETS if slug is None else enrol_in(locked, learner_id, slug, now)
        desk, _ = open_desk(locked, seal, learner_id, now)
        served = desk.current.get(str(scope))
        if served is not None and not _stands(desk, served):
            del desk.current[str(scope)]
        made = next_turn(desk, scope)
        desk.save()
        return made


def go_on(session: Session, learner_id: int, now: datetime) -> None:
    """After a guest's first five facts: study on under the usual limits. Raises NotFound."""
    with writing(session) as connection:
        changed = connection.execute(
            update(Learner).where(Learner.learner_id == learner_id).values(first_go=False)
        )
        if not changed.rowcount:
            raise NotFound("there is no such learner")


def _enrolled(connection: Connection, learner_id: int, slug: str) -> int | None:
    found: int | None = connection.execute(
        select(SetRow.id)
        .join(Enrolment, (Enrolment.set_id == SetRow.id) & (Enrolment.learner_id == learner_id))
        .where(SetRow.slug == slug)
    ).scalar()
    return found


def _stands(desk: Desk, served: Served) -> bool:
    """Whether the current question is of its set's current revision."""
    compiled = desk.shelf.find(desk.connection, QuestionId.parse(served["q"]).revision)
    current = desk.connection.execute(select(SetRow.revision_id).where(SetRow.id == compiled.set_id)).scalar()
    return bool(compiled.revision_id == current)
