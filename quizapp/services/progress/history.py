"""One card's history: every answer, and the forgetting curve between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from quizapp.core.memory import DEFAULT, Parameters
from quizapp.core.memory.formulas import recall
from quizapp.core.questions import Card
from quizapp.core.study_days import days_after, days_between
from quizapp.db.library import CardKey, SetRow
from quizapp.db.study import CardRow, Enrolment, ReviewRow
from quizapp.services.errors import NotFound
from quizapp.services.library.shelf import Compiled, shelf
from quizapp.services.progress.facts import lines_of
from quizapp.services.progress.hardest import confusions_of
from quizapp.services.progress.learners import learner_today
from quizapp.services.progress.results import CardEvent, CardHistory, CurvePoint
from quizapp.services.study.confusions import value_in_words
from quizapp.services.study.fits import known_parameters

LATEST = 300
"""Rows of the log shown; older ones are left out."""
POINTS_BETWEEN = 24
"""Points drawn between two answers at most."""
AFTERWARDS = 0.5
"""Share of the last interval that the curve goes on after the due day."""
FEWEST_DAYS_AFTERWARDS = 5


def card_history(session: Session, learner_id: int, card: str, now: datetime) -> CardHistory:
    """A card's answers, oldest first, and its curve. Raises NotFound."""
    learner, today, _ = learner_today(session, learner_id, now)
    compiled, number = _place(session, learner_id, card)
    lines = lines_of(session, learner_id, compiled, now, [number])
    if not lines:
        raise NotFound(f"there is no card {card[:120]!r}")
    connection = session.connection()
    rows = _log(session, learner_id, number)
    undone = {(row.amends, row.position) for row in rows if row.action == "undo"}
    shown = [row for row in rows if row.action != "undo"]
    asked = compiled.cards[number]
    wanted, lapses = _wanted(session, learner_id, compiled.set_id, number)
    known = known_parameters(connection, learner_id)
    lasting = [row for row in shown if (row.review_id, row.position) not in undone]
    return CardHistory(
        line=lines[0],
        slug=compiled.slug,
        events=[_event(compiled, asked, row, (row.review_id, row.position) in undone) for row in shown],
        curve=list(_curve(lasting, known, today)) if lines[0].due else [],
        desired_retention=wanted or learner.desired_retention,
        lapses=lapses,
        confusions=confusions_of(session, learner_id, compiled, asked),
    )


def _place(session: Session, learner_id: int, card: str) -> tuple[Compiled, int]:
    """The set through which the learner has the card, and its number. Raises NotFound."""
    number = session.execute(select(CardKey.id).where(CardKey.key == card)).scalar()
    studied = session.execute(
        select(SetRow.revision_id)
        .join(CardRow, CardRow.set_id == SetRow.id)
        .where(CardRow.learner_id == learner_id, CardRow.card_id == (number or 0))
    ).scalar()
    revisions = (
        [studied]
        if studied
        else session.scalars(
            select(SetRow.revision_id)
            .join(Enrolment, Enrolment.set_id == SetRow.id)
            .where(Enrolment.learner_id == learner_id)
        ).all()
    )
    connection = session.connection()
    for revision in revisions:
        compiled = shelf(connection).get(connection, revision) if revision else None
        if compiled is not None and number is not None and number in compiled.cards:
            return compiled, number
    raise NotFound(f"there is no card {card[:120]!r} among your sets")


def _log(session: Session, learner_id: int, number: int) -> Sequence[Row[*tuple[Any, ...]]]:
    columns = (
        "review_id position action amends study_day role kind correct chosen recall stability due_day "
        "stability_before fit_id sequence"
    )
    rows = session.execute(
        select(*(getattr(ReviewRow, name) for name in columns.split()))
        .where(ReviewRow.learner_id == learner_id, ReviewRow.card_id == number)
        .order_by(ReviewRow.sequence.desc())
        .limit(LATEST)
    ).all()
    return rows[::-1]


def _wanted(session: Session, learner_id: int, set_id: int, number: int) -> tuple[float | None, int]:
    """The desired retention of the set, if it has its own, and the card's lapses."""
    wanted = session.execute(
        select(Enrolment.desired_retention).where(
            Enrolment.learner_id == learner_id, Enrolment.set_id == set_id
        )
    ).scalar()
    lapses = session.execute(
        select(CardRow.lapses).where(CardRow.learner_id == learner_id, CardRow.card_id == number)
    ).scalar()
    return wanted, lapses or 0


def _event(compiled: Compiled, card: Card, row: Row[*tuple[Any, ...]], undone: bool) -> CardEvent:
    role = row.action if row.action in ("override", "know") else row.role
    return CardEvent(
        day=row.study_day,
        role=role,
        kind=row.kind,
        correct=row.correct,
        given=value_in_words(compiled, card, row.chosen) if row.chosen and row.kind != "flashcard" else "",
        recall=row.recall if row.stability_before is not None else None,
        stability=row.stability,
        due=row.due_day,
        undone=undone,
    )


def _curve(
    rows: Sequence[Row[*tuple[Any, ...]]], known: Mapping[str, Parameters], today: date
) -> Iterator[CurvePoint]:
    """Recall from answer to answer, the day of the next one included, and on beyond the due day."""
    steps = [row for row in rows if row.stability is not None]
    lasts = {row.study_day: row for row in steps}
    days = sorted(lasts)
    for place, day in enumerate(days):
        row = lasts[day]
        end = days[place + 1] if place + 1 < len(days) else _horizon(day, row.due_day or day, today)
        parameters = known.get(row.fit_id, DEFAULT)
        for elapsed in _spread(days_between(day, end)):
            yield CurvePoint(day=days_after(day, elapsed), recall=recall(parameters, row.stability, elapsed))


def _horizon(day: date, due: date, today: date) -> date:
    ahead = max(FEWEST_DAYS_AFTERWARDS, round(days_between(day, due) * AFTERWARDS))
    return max(days_after(due, ahead), today)


def _spread(length: int) -> list[int]:
    """At most so many whole days from 0 to `length`, both included: the curve falls until it is lifted."""
    if length <= POINTS_BETWEEN:
        return list(range(length + 1))
    return [round(length * step / POINTS_BETWEEN) for step in range(POINTS_BETWEEN + 1)]
