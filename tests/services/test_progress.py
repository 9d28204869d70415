"""A learner's figures agree with what they did."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.db.study import ReviewRow
from quizapp.services import progress
from quizapp.services.errors import NotFound

Pupil = Any


def test_an_overview_before_anything(pupil: Pupil, session: Session) -> None:
    found = progress.overview(session, pupil.learner_id, pupil.now)
    assert (found.introduced, found.reviews, found.due_tomorrow, found.retention) == (0, 0, 0, None)


def test_figures_agree_with_the_log(pupil: Pupil, session: Session) -> None:
    for day in range(8):
        pupil.finish_day(right=day % 3 != 1)
        pupil.sleep(1)
    pupil.answer()
    found = progress.overview(session, pupil.learner_id, pupil.now)
    log = session.execute(select(ReviewRow.role, ReviewRow.rating, ReviewRow.exposed)).all()
    counted = [row for row in log if row.role == "counted" and not row.exposed]
    assert found.reviews == len(log)
    assert found.retention == sum(row.rating > 1 for row in counted) / len(counted)
    lines = progress.facts(session, pupil.learner_id, "capitals", pupil.now)
    today = found.today.study_day
    week = [line for line in lines if line.due and today < line.due <= today + timedelta(days=7)]
    assert found.due_this_week == len(week)
    assert found.introduced == sum(line.strength != "new" for line in lines)


def test_every_card_of_a_set_with_its_date_and_strength(pupil: Pupil, session: Session) -> None:
    pupil.answer()
    first, *others = sorted(
        progress.facts(session, pupil.learner_id, "capitals", pupil.now), key=lambda line: line.due is None
    )
    assert first.due > date(2024, 5, 1)
    assert first.strength == "learning"
    assert 0.9 < first.recall <= 1
    assert {line.strength for line in others} == {"new"}
    assert first.answer in first.label


def test_a_learners_sets_with_what_is_due(pupil: Pupil, session: Session) -> None:
    assert progress.own_sets(session, pupil.learner_id, pupil.now) == []
    pupil.finish_day()
    pupil.sleep(30)
    (line,) = progress.own_sets(session, pupil.learner_id, pupil.now)
    assert (line.slug, line.due, line.introduced) == ("capitals", 8, 8)


def test_figures_of_what_is_not_there(pupil: Pupil, session: Session) -> None:
    with pytest.raises(NotFound):
        progress.overview(session, 1, pupil.now)
    with pytest.raises(NotFound):
        progress.facts(session, pupil.learner_id, "atlantis", pupil.now)
