"""Spare targets of a matching question: only of cards not due within three days (learning rule 5.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core.kinds.matching import spare_values
from quizapp.db.study import CardRow
from quizapp.services import accounts
from quizapp.services.library.shelf import current
from quizapp.services.study.confusions import answer_value

Pupil = Any


def due_soon(pupil: Pupil, session: Session) -> set[str]:
    """The answers of the learner's cards that are due within three days."""
    compiled = current(session, pupil.slug)
    assert compiled is not None
    latest = pupil.now.date() + timedelta(days=3)
    wanted = select(CardRow.card_id).where(CardRow.learner_id == pupil.learner_id, CardRow.due_day <= latest)
    return {answer_value(compiled, compiled.cards[card_id]) for card_id in session.scalars(wanted)}


def matching_asked(pupil: Pupil, session: Session) -> int:
    """How many matching questions come in 16 days; none of them spares what is soon to be asked."""
    asked = 0
    for _ in range(16):
        while (task := pupil.next().task) is not None:
            if task.showing == "ask" and task.question.kind == "matching":
                asked += 1
                assert due_soon(pupil, session).isdisjoint(spare_values(task.question))
            pupil.answer()
        pupil.sleep()
    return asked


def test_spare_targets_are_not_asked_themselves_within_three_days(pupil: Pupil, session: Session) -> None:
    # Which kinds come hangs on the learner's own seed: some meet no matching question in that time.
    learners = [pupil.learner_id, *(accounts.create_guest(session, pupil.now, "UTC") for _ in range(5))]
    assert any(matching_asked(replace(pupil, learner_id=one), session) for one in learners)
