"""A learner's figures, from the day's totals and index reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from quizapp.core.memory.formulas import recall
from quizapp.core.study_days import days_after, days_between
from quizapp.db.library import RevisionRow, SetRow
from quizapp.db.study import CardRow, Enrolment, StudyDay
from quizapp.services.errors import NotFound
from quizapp.services.library.shelf import Compiled, current
from quizapp.services.study import rows
from quizapp.services.study.desk import study_day
from quizapp.services.study.figures import strength_of
from quizapp.services.study.fits import parameters_of
from quizapp.services.study.results import Today
from quizapp.services.study.rows import LearnerView

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures at the head of the progress page."""

    today: Today
    due_tomorrow: int
    due_this_week: int
    """Due within the next seven study days, tomorrow included."""
    introduced: int
    reviews: int
    retention: float | None
    """Share of right ones among all counted answers; None before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact of a set as its learner stands with it."""

    card: str
    fact: str
    direction: str
    label: str
    """The fact as a statement."""
    answer: str
    topic: str
    level: str
    due: date | None
    strength: str
    """new, learning, young or strong."""
    stability: float | None = None
    recall: float | None = None
    """Predicted recall now."""
    suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLine:
    """One of the learner's sets on the home page."""

    slug: str
    title: str
    due: int
    introduced: int
    cards: int


def overview(session: Session, learner_id: int, now: datetime) -> Overview:
    """Today, tomorrow, this week, and retention so far. Raises NotFound."""
    learner, day, today = _day(session, learner_id, now)
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


def facts(session: Session, learner_id: int, slug: str, now: datetime) -> Sequence[FactLine]:
    """Every card of a set with its next date and strength, in the set's order. Raises NotFound."""
    learner, day, _ = _day(session, learner_id, now)
    compiled = current(session, slug)
    if compiled is None:
        raise NotFound(f"there is no set {slug!r}")
    parameters = parameters_of(session.connection(), learner_id, learner.fit_id)
    cards = {
        row.card_id: row
        for row in session.execute(
            select(
                CardRow.card_id, CardRow.due_day, CardRow.last_day, CardRow.stability, CardRow.suspended
            ).where(CardRow.learner_id == learner_id, CardRow.set_id == compiled.set_id)
        )
    }
    lines = []
    for card_id in compiled.cards:
        row = cards.get(card_id)
        memory: dict[str, Any] = {"due": None, "strength": "new"}
        if row is not None:
            elapsed = days_between(row.last_day, day)
            memory = {
                "due": row.due_day,
                "strength": strength_of(row.stability),
                "stability": row.stability,
                "recall": recall(parameters, row.stability, elapsed),
                "suspended": row.suspended,
            }
        lines.append(FactLine(**_told(compiled, card_id), **memory))
    return lines


def own_sets(session: Session, learner_id: int, now: datetime) -> Sequence[HomeLine]:
    """The sets the learner has started, with what is due. Raises NotFound."""
    _, day, _ = _day(session, learner_id, now)
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


def _day(session: Session, learner_id: int, now: datetime) -> tuple[LearnerView, date, Mapping[str, int]]:
    """The learner, their study day, and its totals so far. Raises NotFound."""
    found = rows.read_whole(session.connection(), learner_id, lock=False)
    if found.learner is None:
        raise NotFound("there is no such learner")
    day = study_day(found.learner, now)
    same = found.day is not None and found.day.study_day == day
    names = ("answered", "counted", "right", "met")
    return found.learner, day, {name: getattr(found.day, name) if same else 0 for name in names}


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


def _told(compiled: Compiled, card_id: int) -> dict[str, Any]:
    """What a card is about, in words; worked out once per revision."""
    known = compiled.told
    if card_id not in known:
        card = compiled.cards[card_id]
        known[card_id] = {
            "card": card.key,
            "fact": card.fact,
            "direction": card.direction,
            **compiled.words(card),
        }
    return known[card_id]
