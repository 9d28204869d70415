"""A guest's answers become the account's that they sign in to."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.db.study import Learner, ReviewRow
from quizapp.services import accounts, progress, study
from quizapp.services.errors import NotFound

Pupil = Any


def rows_of(session: Session, learner_id: int) -> int:
    return session.execute(select(func.count()).where(ReviewRow.learner_id == learner_id)).scalar_one()


def test_a_guests_answers_are_added_and_replayed(pupil: Pupil, guest: Pupil, session: Session) -> None:
    for _ in range(3):
        pupil.answer()
    pupil.sleep(1)
    guest.now = pupil.now
    guest.finish_day(right=False)
    taken, had = rows_of(session, guest.learner_id), rows_of(session, pupil.learner_id)
    assert accounts.merge_guest(session, guest.learner_id, pupil.learner_id, pupil.now) == taken
    assert rows_of(session, pupil.learner_id) == had + taken
    assert pupil.memory_differs() == []
    assert session.get(Learner, guest.learner_id) is None


def test_the_day_of_both_is_one_day(pupil: Pupil, guest: Pupil, session: Session) -> None:
    pupil.answer()
    guest.answer()
    guest.answer(right=False)
    accounts.merge_guest(session, guest.learner_id, pupil.learner_id, pupil.now)
    overview = progress.overview(session, pupil.learner_id, pupil.now)
    assert (overview.today.answered, overview.reviews) == (3, 3)
    pupil.now = guest.now
    pupil.finish_day()
    assert pupil.memory_differs() == []


def test_a_new_account_takes_the_guests_day_over(pupil: Pupil, guest: Pupil, session: Session) -> None:
    guest.answer()
    shown = guest.task().question.card
    accounts.merge_guest(session, guest.learner_id, pupil.learner_id, pupil.now)
    pupil.now = guest.now
    assert pupil.next().today.answered == 1
    assert pupil.task().question.card == shown


def test_merging_twice_or_with_a_full_learner_does_nothing(
    pupil: Pupil, guest: Pupil, session: Session
) -> None:
    guest.answer()
    accounts.merge_guest(session, guest.learner_id, pupil.learner_id, pupil.now)
    assert accounts.merge_guest(session, guest.learner_id, pupil.learner_id, pupil.now) == 0
    assert accounts.merge_guest(session, pupil.learner_id, pupil.learner_id, pupil.now) == 0
    with pytest.raises(NotFound):
        accounts.merge_guest(session, guest.learner_id, 1, pupil.now)


def test_notes_go_along(pupil: Pupil, guest: Pupil, session: Session) -> None:
    card = guest.answer().card.key
    study.write_note(session, guest.learner_id, card, "the one with the tower", guest.now)
    accounts.merge_guest(session, guest.learner_id, pupil.learner_id, pupil.now)
    assert study.note(session, pupil.learner_id, card) == "the one with the tower"
