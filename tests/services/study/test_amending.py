"""Answers taken back leave no trace; answers read otherwise are stepped again; the log only grows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.db.study import Report, ReviewRow
from quizapp.services import study
from quizapp.services.errors import Conflict, NotFound

Pupil = Any


def actions(session: Session) -> list[str]:
    return list(session.execute(select(ReviewRow.action).order_by(ReviewRow.sequence)).scalars())


@pytest.mark.parametrize("right", [True, False])
def test_an_undone_answer_leaves_no_trace(pupil: Pupil, session: Session, right: bool) -> None:
    pupil.finish_day()
    pupil.sleep(2)
    pupil.answer()
    task, before = pupil.task(), pupil.stored()
    pupil.answer(right=right)
    turn = study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
    assert turn.task.question == task.question
    assert pupil.stored() == before
    assert pupil.memory_differs() == []
    assert actions(session)[-2:] == ["answer", "undo"]


def test_answers_are_undone_in_order_and_given_again(pupil: Pupil, session: Session) -> None:
    pupil.next()
    stages = [pupil.stored()]
    for right in (False, True, True, True, False):
        pupil.answer(right=right)
        stages.append(pupil.stored())
    for stage in reversed(stages[:-1]):
        study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
        assert pupil.stored() == stage
    with pytest.raises(NotFound):
        study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
    pupil.finish_day()
    assert pupil.memory_differs() == []


def test_yesterdays_answers_stay(pupil: Pupil, session: Session) -> None:
    pupil.answer()
    pupil.sleep(1)
    with pytest.raises(NotFound):
        study.undo(session, pupil.seal, pupil.learner_id, pupil.now)


def typed_task(pupil: Pupil) -> Any:
    """Study until something is to be typed."""
    for _ in range(40):
        while (task := pupil.next().task) is not None:
            if task.question.kind in ("typed", "cloze"):
                return task
            pupil.answer()
        pupil.sleep(1)
    raise AssertionError("nothing was ever to be typed")


def test_my_answer_was_right(pupil: Pupil, session: Session) -> None:
    task = typed_task(pupil)
    before = pupil.next().today
    wrong = pupil.send(task, "some other town")
    assert wrong.may_override
    righted = study.override(session, pupil.seal, pupil.learner_id, task.review_id, pupil.now)
    assert righted.card.stability > wrong.card.stability
    assert righted.card.due > wrong.card.due
    assert righted.turn.today.right == before.right + 1
    assert pupil.stored()["days"][-1]["queue"]["repeats"] == []
    assert session.execute(select(Report.sort, Report.text)).one() == ("override", "some other town")
    assert pupil.memory_differs() == []


@pytest.mark.parametrize("days_left", [8, 40])
def test_before_an_exam_an_override_makes_the_card_due_as_a_right_answer_does(
    pupil: Pupil, session: Session, days_left: int
) -> None:
    typed_task(pupil)
    exam = pupil.next().today.study_day + timedelta(days=days_left)
    study.change_enrolment(session, pupil.learner_id, "capitals", {"exam_day": exam})
    right = pupil.answer(right=True).card
    study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
    task = pupil.next().task
    wrong = pupil.send(task, "some other town").card
    righted = study.override(session, pupil.seal, pupil.learner_id, task.review_id, pupil.now).card
    assert (righted.stability, righted.due) == (right.stability, right.due) != (wrong.stability, wrong.due)


def test_an_override_can_be_taken_back_with_its_answer(pupil: Pupil, session: Session) -> None:
    task = typed_task(pupil)
    before = pupil.stored()
    pupil.send(task, "some other town")
    study.override(session, pupil.seal, pupil.learner_id, task.review_id, pupil.now)
    study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
    assert pupil.stored() == before
    assert pupil.memory_differs() == []


def test_an_override_is_refused_where_it_makes_no_sense(pupil: Pupil, session: Session) -> None:
    choice = pupil.task()
    pupil.answer(right=False)
    for review_id, error in [
        (choice.review_id, Conflict),
        ("00000000-0000-0000-0000-000000000000", NotFound),
    ]:
        with pytest.raises(error):
            study.override(session, pupil.seal, pupil.learner_id, review_id, pupil.now)
    assert actions(session) == ["answer"]


def test_i_know_this_already(pupil: Pupil, session: Session) -> None:
    outcome = pupil.answer()
    assert outcome.may_know_already
    known = study.know_already(session, pupil.seal, pupil.learner_id, outcome.review_id, pupil.now)
    assert known.card.interval > outcome.card.interval
    assert pupil.memory_differs() == []
    with pytest.raises(Conflict):
        study.know_already(session, pupil.seal, pupil.learner_id, outcome.review_id, pupil.now)


def test_sequence_numbers_have_no_gaps(pupil: Pupil, session: Session) -> None:
    for _ in range(4):
        pupil.answer()
    study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
    pupil.answer()
    numbers = session.execute(select(ReviewRow.sequence).order_by(ReviewRow.sequence)).scalars().all()
    assert numbers == list(range(1, 7))
    assert session.execute(select(func.count()).select_from(ReviewRow)).scalar_one() == 6
