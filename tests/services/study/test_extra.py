"""Beyond the day's plan: more of what is not due, just certain cards, and top-ups before an exam."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.db.study import CardRow
from quizapp.services import deadlines, progress, study
from quizapp.services.errors import Invalid, NotFound

Pupil = Any


def studied(pupil: Pupil, days: int = 3) -> None:
    for _ in range(days):
        pupil.finish_day()
        pupil.sleep(1)


def asked_until_done(pupil: Pupil) -> list[str]:
    keys = []
    while (task := pupil.next().task) is not None:
        keys.append(task.question.card.key)
        pupil.answer()
    return keys


def test_more_asks_what_is_known_least_and_not_due(pupil: Pupil, session: Session) -> None:
    studied(pupil)
    pupil.finish_day()
    turn = study.more(session, pupil.seal, pupil.learner_id, "capitals", now=pupil.now, reviews=3)
    assert turn.today.left == 3 or turn.task is None
    assert pupil.finish_day() <= 3
    assert pupil.memory_differs() == []


def test_more_can_be_new_cards(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    turn = study.more(session, pupil.seal, pupil.learner_id, "capitals", now=pupil.now, reviews=0, new=2)
    assert turn.task.new
    assert turn.today.new_left == 2
    assert pupil.finish_day() == 2
    assert pupil.next().today.met == 10


def test_just_these_come_first_and_then_the_plan(pupil: Pupil, session: Session) -> None:
    studied(pupil, 2)
    pupil.sleep(20)
    lines = progress.facts(session, pupil.learner_id, "capitals", pupil.now)
    chosen = [line.card for line in lines if line.due][-2:] + [line.card for line in lines if not line.due][
        :1
    ]
    study.study_these(session, pupil.seal, pupil.learner_id, chosen, now=pupil.now)
    keys = asked_until_done(pupil)
    assert sorted(keys[:3]) == sorted(chosen)
    assert len(keys) > 3
    assert pupil.memory_differs() == []


def test_an_extra_answer_is_taken_back_without_a_trace(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    study.more(session, pupil.seal, pupil.learner_id, "capitals", now=pupil.now, reviews=0, new=2)
    before = pupil.stored()
    pupil.answer()
    study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
    assert pupil.stored() == before


def test_leaving_the_extra_goes_back_to_the_plan(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    study.more(session, pupil.seal, pupil.learner_id, "capitals", now=pupil.now, reviews=0, new=2)
    assert study.stop_extra(session, pupil.seal, pupil.learner_id, now=pupil.now).task is None


def test_what_cannot_be_asked_is_refused(pupil: Pupil, session: Session) -> None:
    card = pupil.answer().card.key
    for cards in ([], [card], ["nonsense"]):
        with pytest.raises(Invalid):
            study.study_these(session, pupil.seal, pupil.learner_id, cards, now=pupil.now)
    with pytest.raises(Invalid):
        study.more(session, pupil.seal, pupil.learner_id, None, now=pupil.now, reviews=10_000)


def test_before_an_exam_cards_are_topped_up_within_the_limit(pupil: Pupil, session: Session) -> None:
    studied(pupil, 4)
    exam = pupil.next().today.study_day + timedelta(days=2)
    study.change_enrolment(session, pupil.learner_id, "capitals", {"exam_day": exam})
    study.change_settings(session, pupil.learner_id, {"answers_per_day": 7})
    before = deadlines.outlook(session, pupil.learner_id, "capitals", pupil.now)
    not_due = session.scalars(select(CardRow.card_id).where(CardRow.due_day > exam)).all()
    assert not_due
    assert pupil.finish_day() <= 7
    pupil.sleep(1)
    pupil.finish_day()
    after = deadlines.outlook(session, pupil.learner_id, "capitals", pupil.now)
    assert before.with_top_ups > before.without
    assert after.without > before.without
    assert pupil.memory_differs() == []


def test_an_outlook_tells_pace_and_days(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    assert deadlines.outlook(session, pupil.learner_id, "capitals", pupil.now) is None
    day = pupil.next().today.study_day + timedelta(days=10)
    found = deadlines.outlook(session, pupil.learner_id, "capitals", pupil.now, exam_day=day)
    assert (found.days_left, found.introduced, found.core_left, found.pace) == (10, 8, 4, 3)
    assert 0 < found.without < found.with_top_ups <= 1
    assert found.facts_with > found.facts_without
    assert found.top_ups_from < day
    with pytest.raises(NotFound):
        deadlines.outlook(session, pupil.learner_id, "atlantis", pupil.now)
