"""Passing on to a learner's cards what new revisions of a set corrected or removed (learning rule 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from quizapp.core import study_days
from quizapp.core.memory import LogEntry, Role, answer
from quizapp.db.library import RevisionChange, RevisionRow
from quizapp.db.study import Enrolment
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import name_of
from quizapp.services.study import rows
from quizapp.services.study.desk import Desk
from quizapp.services.study.log_rows import change_row
from quizapp.services.study.rows import CardView, EnrolmentView


def pass_on(desk: Desk, enrolment: EnrolmentView, compiled: Compiled) -> None:
    """Apply every change since the revision that the learner's cards are at."""
    changes = desk.connection.execute(
        select(RevisionChange.card_id, RevisionChange.change, RevisionRow.published_at)
        .join(
            RevisionRow,
            (RevisionRow.set_id == RevisionChange.set_id) & (RevisionRow.number == RevisionChange.number),
        )
        .where(
            RevisionChange.set_id == enrolment.set_id,
            RevisionChange.number > enrolment.revision_number,
            RevisionChange.number <= compiled.number,
        )
        .order_by(RevisionChange.number, RevisionChange.id)
    ).all()
    cards = rows.read_cards(desk.connection, desk.learner_id, [change.card_id for change in changes])
    logged: list[dict[str, Any]] = []
    for card_id, change, published_at in changes:
        if card_id not in cards:
            continue
        if change == "corrected":
            cards[card_id], row = _corrected(desk, compiled, cards[card_id], published_at)
            logged.append(row)
        else:
            cards[card_id] = cards[card_id]._replace(suspended=change == "removed")
    if cards:
        desk.forget_plans()
        rows.write_cards(desk.connection, desk.learner_id, list(cards.values()))
    if logged:
        rows.write_reviews(desk.connection, logged)
    desk.connection.execute(
        update(Enrolment)
        .where(Enrolment.learner_id == desk.learner_id, Enrolment.set_id == enrolment.set_id)
        .values(revision_number=compiled.number)
    )
    desk.undo = []
    desk.sets.pop(enrolment.set_id, None)


def _corrected(
    desk: Desk, compiled: Compiled, card: CardView, published_at: datetime
) -> tuple[CardView, dict[str, Any]]:
    """The card weakened, due on the day after the correction, and the row of the log that says so."""
    learner = desk.learner
    day = study_days.study_day(
        published_at, study_days.zone(learner.zone), rollover_hour=learner.rollover_hour
    )
    entry = LogEntry(max(min(day, desk.day), card.last_day), Role.CORRECTED)
    after, entry = answer(card.state, entry, desk.parameters, desk.schedule(None))
    name = name_of(card.set_id, card.card_id)
    repeats = tuple(repeat for repeat in desk.queue.repeats if repeat.card != name)
    desk.queue = replace(desk.queue, repeats=repeats)
    return card.remembered(after), change_row(desk, compiled, card, entry, after)
