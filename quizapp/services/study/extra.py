"""Studying beyond the day's plan: more of what is not due yet, or just certain cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Double, Integer, cast, select, type_coerce
from sqlalchemy.orm import Session

from quizapp.db.base import EPOCH_DAY
from quizapp.db.engine import writing
from quizapp.db.library import CardKey
from quizapp.db.study import CardRow, Enrolment
from quizapp.services.errors import Invalid
from quizapp.services.library.traits import name_of
from quizapp.services.sealing import Seal
from quizapp.services.study.desk import ALL_SETS, Desk, open_desk
from quizapp.services.study.enrolling import enrol_in
from quizapp.services.study.plans import plan_of
from quizapp.services.study.results import Turn
from quizapp.services.study.serving import next_turn
from quizapp.services.study.standing import trait_of
from quizapp.services.study.wishes import AGAIN, NEW, drop_wishes, wish

MOST_AT_ONCE = 500


def more(
    session: Session,
    seal: Seal,
    learner_id: int,
    slug: str | None,
    *,
    now: datetime,
    reviews: int = 20,
    new: int = 0,
) -> Turn:
    """Go on beyond today's plan: with cards not due yet, those known least first, and with new ones.

    Raises NotFound, and Invalid when more than 500 are asked for.
    """
    if not 0 <= reviews + new <= MOST_AT_ONCE or min(reviews, new) < 0:
        raise Invalid(f"choose up to {MOST_AT_ONCE} cards")
    with writing(session) as connection:
        scope = ALL_SETS if slug is None else enrol_in(connection, learner_id, slug, now)
        desk, _ = open_desk(connection, seal, learner_id, now)
        fresh = [name for name in plan_of(desk, scope).new if name not in desk.queue.showings]
        drop_wishes(desk)
        wish(desk, _known_least(desk, scope, reviews), AGAIN)
        wish(desk, fresh[:new], NEW)
        return _turn(desk, scope)


def study_these(
    session: Session, seal: Seal, learner_id: int, cards: Sequence[str], *, now: datetime
) -> Turn:
    """Study just these cards of the learner's sets today, whatever is due; then the plan goes on.

    Cards put or displayed today already and those set aside stay away. Raises NotFound (no such
    learner), and Invalid when there is none that could be asked, or more than 500.
    """
    if not 1 <= len(cards) <= MOST_AT_ONCE:
        raise Invalid(f"choose 1 to {MOST_AT_ONCE} cards")
    with writing(session) as connection:
        desk, _ = open_desk(connection, seal, learner_id, now)
        known, new = _chosen(desk, cards)
        shown = desk.queue.showings.keys() | desk.queue.exposed
        if not {*known, *new} - shown:
            raise Invalid("none of these can be asked today (any more)")
        drop_wishes(desk)
        wish(desk, known, AGAIN)
        wish(desk, new, NEW)
        desk.current = {}
        return _turn(desk, ALL_SETS)


def stop_extra(session: Session, seal: Seal, learner_id: int, *, now: datetime) -> Turn:
    """Leave what was chosen out of turn, and go back to the day's plan. Raises NotFound."""
    with writing(session) as connection:
        desk, _ = open_desk(connection, seal, learner_id, now)
        drop_wishes(desk)
        desk.current = {}
        return _turn(desk, ALL_SETS)


def _turn(desk: Desk, scope: int) -> Turn:
    desk.undo = []
    turn = next_turn(desk, scope)
    desk.save()
    return turn


def _known_least(desk: Desk, scope: int, count: int) -> list[str]:
    """Names of the cards not due yet with the lowest predicted recall."""
    elapsed = desk.day.toordinal() - EPOCH_DAY - type_coerce(CardRow.last_day, Integer)
    studied = select(Enrolment.set_id).where(
        Enrolment.learner_id == desk.learner_id, Enrolment.paused.is_(False)
    )
    wanted = select(CardRow.set_id, CardRow.card_id).where(
        CardRow.learner_id == desk.learner_id,
        CardRow.suspended.is_(False),
        CardRow.due_day > desk.day,
        CardRow.last_day < desk.day,
        CardRow.set_id == scope if scope != ALL_SETS else CardRow.set_id.in_(studied),
    )
    known_least = wanted.order_by((cast(elapsed, Double) / CardRow.stability).desc(), CardRow.card_id)
    return [name_of(*row) for row in desk.connection.execute(known_least.limit(count))]


def _chosen(desk: Desk, cards: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names of the introduced and of the new ones among the cards of the learner's sets."""
    numbers = list(desk.connection.scalars(select(CardKey.id).where(CardKey.key.in_(cards))))
    rows: Sequence[Any] = desk.connection.execute(
        select(CardRow.card_id, CardRow.set_id, CardRow.suspended).where(
            CardRow.learner_id == desk.learner_id, CardRow.card_id.in_(numbers)
        )
    ).all()
    introduced = {row.card_id for row in rows}
    sets = desk.connection.scalars(
        select(Enrolment.set_id).where(Enrolment.learner_id == desk.learner_id)
    ).all()
    fresh = [
        name
        for number in numbers
        if number not in introduced
        for name in [_name_in(desk, sets, number)]
        if name
    ]
    return [name_of(row.set_id, row.card_id) for row in rows if not row.suspended], fresh


def _name_in(desk: Desk, sets: Sequence[int], number: int) -> str:
    """The name of a card in the first of the sets that has it; "" if none has."""
    names = (name_of(set_id, number) for set_id in sets)
    return next((name for name in names if trait_of(desk, name) is not None), "")
