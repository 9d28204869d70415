"""Catching up after a break: the plan that the home page tells, and that studying keeps to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from quizapp.services import progress, study
from quizapp.services.errors import NotFound

Pupil = Any


@pytest.fixture
def back(pupil: Pupil, session: Session) -> Pupil:
    """A learner with ten cards, back after a month, with room for four a day."""
    study.change_settings(session, pupil.learner_id, {"new_per_day": 10})
    pupil.finish_day()
    pupil.sleep(30)
    study.change_settings(session, pupil.learner_id, {"answers_per_day": 4, "new_per_day": 0})
    return pupil


def plan(pupil: Pupil) -> Any:
    return progress.home(pupil.session, pupil.learner_id, pupil.now)[1]


def test_the_plan_tells_each_day_until_nothing_waits(back: Pupil) -> None:
    found, today = plan(back), back.next().today
    assert (found.due, found.answers, found.today, found.ends) == (10, 4, 4, True)
    assert [(day.asked, day.left) for _, day in found.days] == [(4, 6), (4, 3), (4, 0)]
    assert [day - today.study_day for day, _ in found.days] == [timedelta(ahead) for ahead in range(3)]


def test_studying_says_the_same_as_the_plan(back: Pupil) -> None:
    today = back.next().today
    assert (today.left, today.backlog, today.days_to_catch_up) == (4, 6, len(plan(back).days))


def test_a_learner_who_keeps_to_the_plan_is_done_on_its_last_day(back: Pupil) -> None:
    days = plan(back).days
    for _, day in days:
        assert back.finish_day() <= day.asked
        back.sleep(1)
    assert plan(back) is None
    assert back.next().today.backlog == 0


def test_once_todays_answers_are_given_the_plan_begins_tomorrow(back: Pupil) -> None:
    tomorrow = back.next().today.study_day + timedelta(days=1)
    back.finish_day()
    found = plan(back)
    assert (found.due, found.today, found.days[0][0]) == (6, 0, tomorrow)


def test_there_is_no_plan_while_a_day_holds_what_is_due(pupil: Pupil) -> None:
    assert plan(pupil) is None
    pupil.finish_day()
    pupil.sleep(30)
    assert plan(pupil) is None


def test_a_set_that_rests_waits_for_nobody(back: Pupil, session: Session) -> None:
    study.change_enrolment(session, back.learner_id, "capitals", {"paused": True})
    assert plan(back) is None
    assert [line.due for line in progress.own_sets(session, back.learner_id, back.now)] == [0]
    back.slug = None
    assert back.next().next_due is None


def test_nobody_has_no_plan(session: Session, pupil: Pupil) -> None:
    with pytest.raises(NotFound):
        progress.home(session, 1, pupil.now)
