"""Towards an exam: cards worth asking before they are due, so that they are known on the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from quizapp.core.memory import MemoryState
from quizapp.core.memory.formulas import recall
from quizapp.core.queue import DueCard, top_up_days, top_ups
from quizapp.core.queue.deadlines import EARLIEST
from quizapp.core.study_days import days_between
from quizapp.db.study import CardRow
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import name_of
from quizapp.services.study.desk import Desk
from quizapp.services.study.rows import EnrolmentView

STATE = ("card_id", "stability", "difficulty", "last_day", "due_day", "met_day", "record")


def top_up_names(desk: Desk, enrolment: EnrolmentView, compiled: Compiled) -> list[str]:
    """Names of a set's cards to be topped up today, in order; none where no exam is near."""
    if enrolment.exam_day is None or enrolment.exam_day <= desk.day:
        return []
    answers = desk.learner.answers_per_day
    cards = desk.connection.execute(select(func.count()).where(*_of_set(desk, compiled.set_id))).scalar_one()
    if days_between(desk.day, enrolment.exam_day) > EARLIEST * top_up_days(cards, answers):
        return []
    rows = desk.connection.execute(
        select(*(getattr(CardRow, name) for name in STATE)).where(
            *_of_set(desk, compiled.set_id),
            CardRow.due_day >= enrolment.exam_day,
            CardRow.last_day < desk.day,
        )
    ).all()
    found = top_ups(
        [(_candidate(desk, compiled, row), state_of(row)) for row in rows if row.card_id in compiled.cards],
        today=desk.day,
        exam_day=enrolment.exam_day,
        answers=answers,
        loads=desk.loads_by_day(),
        parameters=desk.parameters,
    )
    return [card.card for card in found]


def state_of(row: Row[*tuple[Any, ...]]) -> MemoryState:
    """As much of a card's memory as predictions need."""
    return MemoryState(
        row.stability, row.difficulty, row.last_day, row.due_day, row.met_day, record=row.record
    )


def _of_set(desk: Desk, set_id: int) -> Sequence[Any]:
    return (CardRow.learner_id == desk.learner_id, CardRow.set_id == set_id, CardRow.suspended.is_(False))


def _candidate(desk: Desk, compiled: Compiled, row: Row[*tuple[Any, ...]]) -> DueCard:
    due: date = row.due_day
    known = recall(desk.parameters, row.stability, days_between(row.last_day, desk.day))
    return DueCard(name_of(compiled.set_id, row.card_id), "", due, known)
