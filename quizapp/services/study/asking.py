"""Putting the next question: the same one until it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from quizapp.core.memory import Role
from quizapp.core.questions import QuestionId
from quizapp.core.queue import Shown
from quizapp.db.engine import writing
from quizapp.db.library import SetRow
from quizapp.db.study import Enrolment, Learner
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.sealing import Seal
from quizapp.services.study.desk import ALL_SETS, Desk, open_desk
from quizapp.services.study.enrolling import enrol_in
from quizapp.services.study.results import Task, Turn
from quizapp.services.study.serving import Served, choose, next_turn, task, turn
from quizapp.services.study.standing import trait_of

LARGEST_BATCH = 200


def next_question(session: Session, seal: Seal, learner_id: int, slug: str | None, now: datetime) -> Turn:
    """The question to put now, from one set (which it starts) or from all of the learner's sets.

    The same one until it is answered. Raises NotFound when there is no such set or learner.
    """
    connection = session.connection()
    scope = ALL_SETS if slug is None else _enrolled(connection, learner_id, slug)
    if scope is not None:
        desk, _ = open_desk(connection, seal, learner_id, now, lock=False)
        served = desk.current.get(str(scope))
        if served is not None and not desk.rolled and str(scope) in desk.fetched and _stands(desk, served):
            shown = turn(desk, scope, served)
            desk.release()
            return shown
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


def batch(
    session: Session, seal: Seal, learner_id: int, slug: str | None, *, count: int, now: datetime
) -> Sequence[Task]:
    """The next questions for use offline; each is answered once, later, in order. Raises NotFound, Invalid.

    Asking for a batch takes back the questions of the batch before that were not answered.
    """
    if not 1 <= count <= LARGEST_BATCH:
        raise Invalid(f"n: choose 1 to {LARGEST_BATCH}")
    with writing(session) as connection:
        open_desk(connection, seal, learner_id, now)
        scope = ALL_SETS if slug is None else enrol_in(connection, learner_id, slug, now)
        desk, _ = open_desk(connection, seal, learner_id, now)
        chosen = _ahead(desk, scope, count)
        desk.offline = {served["q"]: served for served in chosen}
        desk.save()
        return [task(desk, served) for served in chosen]


def _ahead(desk: Desk, scope: int, count: int) -> list[Served]:
    """The next questions as they would come if every answer were right."""
    queue, left_out, cleared = desk.queue, desk.left_out, desk.cleared
    chosen: list[Served] = []
    while len(chosen) < count:
        served = choose(desk, scope)
        if served is None or served["role"] == Role.REPEAT:
            break
        chosen.append(served)
        trait = trait_of(desk, served["name"])
        desk.queue = desk.queue.after(
            Shown(
                served["name"],
                Role(served["role"]),
                right=True,
                at=desk.now.timestamp(),
                attribute=trait.attribute if trait else "",
                siblings=trait.siblings if trait else frozenset(),
                lookalikes=trait.lookalikes if trait else frozenset(),
            )
        )
    desk.queue, desk.left_out, desk.cleared = queue, left_out, cleared
    return chosen


def go_on(session: Session, learner_id: int, _now: datetime) -> None:
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
