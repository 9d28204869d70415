"""An exam day for a set: what is expected to be known on it, with and without study until then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core.memory import MemoryState
from quizapp.core.queue import exam_pace, expected_recall, expected_with_top_ups, top_up_days
from quizapp.core.study_days import days_after, days_between
from quizapp.db.study import CardRow, Enrolment
from quizapp.services.errors import NotFound
from quizapp.services.library.shelf import Compiled, current
from quizapp.services.progress.learners import learner_today
from quizapp.services.study.exams import STATE, state_of
from quizapp.services.study.fits import parameters_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What an exam day means for one set."""

    exam_day: date
    days_left: int
    """Study days until then; 0 on the day and after it."""
    introduced: int
    core_left: int
    """Core facts not met yet."""
    pace: int
    """New cards a day until the exam; 0 when there is nothing left to meet or no day left."""
    top_ups_from: date | None
    """The first day of asking cards before they are due; None without cards or days."""
    without: float | None
    """Mean predicted recall of the introduced cards on the day if nothing more is asked; None without any."""
    with_top_ups: float | None
    """The same with the top-ups of the last days."""
    facts_without: float
    """How many facts that is, those not met counted as not known."""
    facts_with: float
    """The same with top-ups, and with the core facts met that the pace still reaches."""


def outlook(
    session: Session, learner_id: int, slug: str, now: datetime, *, exam_day: date | None = None
) -> Outlook | None:
    """The outlook for a set's exam day, or for another day to try out; None without any.

    Raises NotFound when the learner does not study the set.
    """
    learner, today, _ = learner_today(session, learner_id, now)
    compiled = current(session, slug)
    own = None if compiled is None else _exam(session, learner_id, compiled.set_id)
    if compiled is None or own is None:
        raise NotFound(f"you are not studying the set {slug!r}")
    day = exam_day or own[0]
    if day is None:
        return None
    parameters = parameters_of(session.connection(), learner_id, learner.fit_id)
    states = _states(session, learner_id, compiled)
    left, core_left = days_between(today, day), _core_left(compiled, states)
    answers = learner.answers_per_day
    known = list(states.values())
    without = expected_recall(known, day, parameters)
    topped = expected_with_top_ups(known, today=today, exam_day=day, answers=answers, parameters=parameters)
    pace = exam_pace(core_left, left) if core_left and left else 0
    met = min(core_left, pace * left)
    return Outlook(
        exam_day=day,
        days_left=left,
        introduced=len(states),
        core_left=core_left,
        pace=pace,
        top_ups_from=_first_top_up(today, day, left, len(states) + met, answers),
        without=without,
        with_top_ups=topped,
        facts_without=(without or 0.0) * len(states),
        facts_with=(topped or 0.0) * len(states) + learner.desired_retention * met,
    )


def _exam(session: Session, learner_id: int, set_id: int) -> tuple[date | None] | None:
    row = session.execute(
        select(Enrolment.exam_day).where(Enrolment.learner_id == learner_id, Enrolment.set_id == set_id)
    ).one_or_none()
    return None if row is None else (row.exam_day,)


def _states(session: Session, learner_id: int, compiled: Compiled) -> dict[int, MemoryState]:
    """The memory of the set's introduced cards that are not suspended, by number."""
    rows = session.execute(
        select(*(getattr(CardRow, name) for name in STATE)).where(
            CardRow.learner_id == learner_id,
            CardRow.set_id == compiled.set_id,
            CardRow.suspended.is_(False),
        )
    )
    return {row.card_id: state_of(row) for row in rows if row.card_id in compiled.cards}


def _core_left(compiled: Compiled, states: dict[int, MemoryState]) -> int:
    return sum(
        card_id not in states and card.direction == "forward" and compiled.level(card) == "core"
        for card_id, card in compiled.cards.items()
    )


def _first_top_up(today: date, exam_day: date, left: int, cards: int, answers: int) -> date | None:
    if not left or not cards:
        return None
    return max(today, days_after(exam_day, -top_up_days(cards, answers)))
