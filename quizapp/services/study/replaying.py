"""Memory and totals computed again from the log: what `doctor` compares, and what amending starts from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session

from quizapp.core.memory import AGAIN, LogEntry, MemoryState, Role, replay
from quizapp.db.study import CardRow, ReviewRow, StudyDay
from quizapp.services.study.figures import ASKED
from quizapp.services.study.fits import known_parameters
from quizapp.services.study.log_rows import entry_of
from quizapp.services.study.rows import CardView

LogRow = Row[*tuple[Any, ...]]


def entries(rows: Iterable[LogRow]) -> list[LogEntry]:
    """A card's log as memory reads it: answers taken back are gone, amended ones read as amended."""
    kept: dict[tuple[UUID, int], LogEntry] = {}
    for row in rows:
        if row.action in ("answer", "change"):
            kept[row.review_id, row.position] = entry_of(row)
            continue
        target = (row.amends, row.position)
        if row.action == "undo":
            kept.pop(target, None)
        elif target in kept:
            kept[target] = replace(
                kept[target],
                override=kept[target].override or row.override,
                easy=kept[target].easy or row.easy,
                due_day=row.due_day,
            )
    return list(kept.values())


def replayed_card(
    connection: Connection, learner_id: int, card_id: int, *, before: int | None = None
) -> MemoryState | None:
    """A card's memory by the log (only its rows with a sequence number under `before`, if given)."""
    rows = card_log(connection, learner_id, card_id)
    kept = rows if before is None else [row for row in rows if row.sequence < before]
    return replay(entries(kept), known_parameters(connection, learner_id))


def card_log(connection: Connection, learner_id: int, card_id: int) -> Sequence[LogRow]:
    """The rows of a card's log, in order."""
    wanted = _log(learner_id).where(ReviewRow.card_id == card_id)
    return connection.execute(wanted.order_by(ReviewRow.sequence)).all()


def replayed_cards(connection: Connection, learner_id: int) -> Iterator[tuple[int, MemoryState]]:
    """Number and memory of every card that a learner's log introduced."""
    known = known_parameters(connection, learner_id)
    rows = connection.execute(
        _log(learner_id).order_by(ReviewRow.card_id, ReviewRow.sequence).execution_options(yield_per=2_000)
    )
    for card_id, of_card in groupby(rows, key=lambda row: row.card_id):
        state = replay(entries(of_card), known)
        if state is not None:
            yield card_id, state


def differing_cards(session: Session, learner_id: int) -> Iterator[tuple[int, str]]:
    """Cards of a learner whose stored memory is not what replaying the log gives: number and difference."""
    connection = session.connection()
    stored = {
        row.card_id: CardView._make(row).state
        for row in connection.execute(
            select(*(getattr(CardRow, name) for name in CardView._fields)).where(
                CardRow.learner_id == learner_id
            )
        )
    }
    for card_id, state in replayed_cards(connection, learner_id):
        if stored.pop(card_id, None) != state:
            yield card_id, f"the log gives {state}"
    for card_id in stored:
        yield card_id, "the log never introduced this card"


def differing_days(session: Session, learner_id: int) -> Iterator[tuple[date, str]]:
    """Study days of a learner whose totals are not those of the log's answers: day and difference."""
    counted = case((ReviewRow.role == Role.COUNTED, not_(ReviewRow.exposed)), else_=False)
    amended = (
        select(ReviewRow.amends, ReviewRow.position, func.max(ReviewRow.action).label("action"))
        .where(ReviewRow.learner_id == learner_id, ReviewRow.action.in_(("undo", "override")))
        .group_by(ReviewRow.amends, ReviewRow.position)
        .subquery()
    )
    right = or_(ReviewRow.rating > AGAIN, amended.c.action == "override")
    sums = (
        select(
            ReviewRow.study_day,
            func.sum(case((ReviewRow.role.in_(ASKED), 1), else_=0)).label("answered"),
            func.sum(case((counted, 1), else_=0)).label("counted"),
            func.sum(case((and_(counted, right), 1), else_=0)).label("right"),
        )
        .outerjoin(
            amended, and_(amended.c.amends == ReviewRow.review_id, amended.c.position == ReviewRow.position)
        )
        .where(ReviewRow.learner_id == learner_id, ReviewRow.action == "answer")
        .where(or_(amended.c.action.is_(None), amended.c.action != "undo"))
        .group_by(ReviewRow.study_day)
    )
    told = {row.study_day: tuple(map(int, row[1:])) for row in session.execute(sums)}
    stored = select(StudyDay.study_day, StudyDay.answered, StudyDay.counted, StudyDay.right)
    for day, *totals in session.execute(stored.where(StudyDay.learner_id == learner_id)):
        found = told.get(day, (0, 0, 0))
        if tuple(totals) != found:
            yield day, "the log gives {} answers, {} counted and {} right".format(*found)


def _log(learner_id: int) -> Select[*tuple[Any, ...]]:
    return select(
        ReviewRow.card_id,
        ReviewRow.sequence,
        ReviewRow.review_id,
        ReviewRow.position,
        ReviewRow.action,
        ReviewRow.amends,
        ReviewRow.study_day,
        ReviewRow.role,
        ReviewRow.kind,
        ReviewRow.rating,
        ReviewRow.score,
        ReviewRow.guess,
        ReviewRow.dont_know,
        ReviewRow.hint,
        ReviewRow.override,
        ReviewRow.easy,
        ReviewRow.exposed,
        ReviewRow.tier,
        ReviewRow.has_open_kind,
        ReviewRow.recall,
        ReviewRow.desired_retention,
        ReviewRow.maximum_interval,
        ReviewRow.fit_id,
        ReviewRow.due_day,
    ).where(ReviewRow.learner_id == learner_id)
